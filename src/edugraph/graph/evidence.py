"""Evidence: the ranges of the repaired text that facts were read from, as NIF strings under RFC 5147 IRIs."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from edugraph.graph import terms
from edugraph.graph.iris import BASE, document_iri
from edugraph.graph.terms import TYPE, Triple, term
from edugraph.model import Document, Span

STRING = term("nif:RFC5147String")
CONTEXT = term("nif:referenceContext")
BEGIN = term("nif:beginIndex")
END = term("nif:endIndex")
ANCHOR = term("nif:anchorOf")
RAW = term("edu:rawRanges")
_PLACE = attrgetter("begin", "end")
LOCATOR = term("edu:locator")


def evidence_triples(document: Document, spans: Iterable[Span], base: str = BASE) -> list[Triple]:
    """One node per span in the order of the text, with its characters and its ranges in the raw text.

    ``edu:rawRanges`` reads ``begin,end`` for each range, separated by spaces, ascending. ``edu:locator`` says where the
    file has it (``page 3``, ``table 2, row 4, column 3``), in formats that have such places.
    """
    text = document.text
    home = document_iri(document.metadata.id, base)
    context = f"<{home}>"
    out: list[Triple] = []
    add = out.append
    for span in sorted(spans, key=_PLACE):
        begin, end = span.begin, span.end
        subject = f"<{home}#char={begin},{end}>"
        ranges = " ".join([f"{low},{high}" for low, high in document.raw_ranges(span)])
        add((subject, TYPE, STRING))
        add((subject, CONTEXT, context))
        add((subject, BEGIN, terms.integer(begin)))
        add((subject, END, terms.integer(end)))
        add((subject, ANCHOR, terms.zh(text[begin:end])))
        add((subject, RAW, f'"{ranges}"'))
        if (place := document.locator(span)) is not None:
            add((subject, LOCATOR, f'"{place}"'))
    return out
