"""What is wrong with a graph, and what a report may have got wrong, each with the sentences it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edugraph.graph.iris import key_of
from edugraph.graph.shacl import SHAPES, Result, Severity, check_name, filled, results
from edugraph.graph.store import base_of, select
from edugraph.lexicon.turtle import read_records
from edugraph.quality.figures import STOPS
from edugraph.quality.sums import misfits
from edugraph.resources import ontology_file

if TYPE_CHECKING:
    import rdflib

_SUM = f"{SHAPES}Sum"
_MESSAGE = "http://www.w3.org/ns/shacl#message"


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A sentence of a report: the document's key, the range of the evidence in it, the sentence's characters.

    ``begin`` and ``end`` are offsets into the repaired text, of what was read and not of the whole sentence. Where the
    graph holds no text, the sentence is no more than the evidence.
    """

    document: str
    begin: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One violation, warning or remark.

    Args:
        severity: how grave it is.
        check: the name of the shape or finding (``named-exceed-count``).
        messages: language (zh, en) → what is wrong.
        node: the key of the fact, data point, thing or evidence that it is about.
        quotes: where the reports say so, in the order of the texts; none for a thing that no fact is about.
    """

    severity: Severity
    check: str
    messages: Mapping[str, str]
    node: str
    quotes: tuple[Quote, ...]

    @property
    def sentences(self) -> list[str]:
        """The sentences quoted, each once."""
        return list(dict.fromkeys(quote.sentence for quote in self.quotes))


def findings(graph: rdflib.Graph) -> list[Finding]:
    """All that is wrong: violations first, then warnings and remarks, each by document and place in the text.

    Raises:
        InputError: when this installation lacks its ontology.
    """
    base = base_of(graph)
    quoted = _Quotes(graph)
    found = [_finding(each, (each.node,), quoted, base) for each in results(graph)]
    found += [_finding(result, facts, quoted, base) for result, facts in _sums(graph)]
    order = list(Severity)
    return sorted(found, key=lambda each: (order.index(each.severity), each.quotes[:1], each.check, each.node))


def _finding(result: Result, nodes: Iterable[str], quoted: _Quotes, base: str) -> Finding:
    quotes = sorted({quote for node in nodes for quote in quoted.of(node)})
    return Finding(result.severity, result.check, result.messages, key_of(result.node, base), tuple(quotes))


def _sums(graph: rdflib.Graph) -> Iterable[tuple[Result, tuple[str, ...]]]:
    """The misfits between figures as results, with the messages of the ontology."""
    records = read_records([ontology_file("findings.ttl")])
    messages = {
        name: {"zh": record[_MESSAGE][0], "en": record[f"{_MESSAGE}@en"][0]}
        for name, record in records.items()
        if _SUM in record.get("rdf:type", ())
    }
    for misfit in misfits(graph):
        said = {language: filled(text, misfit.values) for language, text in messages[SHAPES + misfit.check].items()}
        yield Result(Severity.WARNING, check_name(misfit.check), misfit.facts[0], said), misfit.facts


class _Quotes:
    """The evidence behind any node of a graph."""

    def __init__(self, graph: rdflib.Graph) -> None:
        self.graph = graph
        self.base = base_of(graph)
        self.texts = {
            report: text
            for report, text in select(graph, "SELECT ?r ?t WHERE { ?r a edu:Report ; nif:isString ?t }")
            if report and text
        }

    def of(self, node: str) -> list[Quote]:
        """Of evidence itself; of a fact what it is derived from; of a data point that of its facts, and so on."""
        found = select(
            self.graph,
            f"""SELECT DISTINCT ?report ?begin ?end ?quote WHERE {{
              {{ BIND (<{node}> AS ?evidence) }} UNION {{ <{node}> prov:wasDerivedFrom ?evidence }}
              UNION {{ ?fact edu:point <{node}> ; prov:wasDerivedFrom ?evidence }}
              UNION {{ ?fact edu:indicator <{node}> ; prov:wasDerivedFrom ?evidence }}
              ?evidence nif:referenceContext ?report ; nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?quote
            }}""",
        )
        return [
            Quote(
                key_of(report or "", self.base),
                int(begin or 0),
                int(end or 0),
                self._sentence(report, begin, end, quote),
            )
            for report, begin, end, quote in found
        ]

    def _sentence(self, report: str | None, begin: str | None, end: str | None, quote: str | None) -> str:
        text = self.texts.get(report or "")
        if text is None:
            return quote or ""
        low, high = int(begin or 0), int(end or 0)
        first = max((stop.end() for stop in STOPS.finditer(text, 0, low)), default=0)
        stop = STOPS.search(text, max(low, high - 1))
        last = len(text) if stop is None else stop.start() if stop[0] == "\n" else stop.end()
        return text[first:last].strip()
