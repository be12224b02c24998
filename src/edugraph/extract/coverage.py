"""Accounting: which numerals and clauses ended in a fact or a named non-fact, and which nobody understood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from edugraph.extract.measures import QUANTITIES
from edugraph.extract.tokens import Lexed
from edugraph.model import BlockKind, Coverage, Document, Fact, NonFact, Span, Unread

_NAMING = {"Q": "name.quoted", "T": "name.title", "E": "name.thing", "W": "word.fixed", "v": "word.fixed", "s": "name.school"}
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def account(document: Document, lexed: Lexed, facts: Sequence[Fact]) -> tuple[tuple[NonFact, ...], tuple[Unread, ...], Coverage]:
    """Say of every numeral and clause of a document what became of it."""
    quotes = sorted(fact.quote for fact in facts)
    covered = _merge(quotes)
    begins = [token.begin for token in lexed.tokens]
    blocks = [block.span.begin for block in document.blocks]
    known = {nonfact.span.begin: nonfact for nonfact in lexed.nonfacts}
    nonfacts = list(lexed.nonfacts)
    unread: list[Unread] = []
    read = 0
    for span in lexed.numerals:
        token = lexed.tokens[bisect_right(begins, span.begin) - 1]
        if token.code in QUANTITIES:
            if _inside(covered, span):
                read += 1
                continue
        elif token.begin in known or token.code in _NAMING or token.code in "tzkX" or token.code in "jvPlSLuf":
            read += 1
            if token.begin not in known:
                nonfact = NonFact(Span(token.begin, token.end), _NAMING.get(token.code, "word.fixed"))
                known[token.begin] = nonfact
                nonfacts.append(nonfact)
            continue
        elif _inside(covered, span):
            read += 1
            continue
        if _heading(document, blocks, span):
            read += 1
            nonfacts.append(NonFact(span, "heading.numeral"))
            continue
        unread.append(Unread(span, "numeral", _shape(lexed.folded[span.begin : min(span.end + 6, len(lexed.folded))])))
    clauses, clauses_read = 0, 0
    for clause in _clauses(document, lexed):
        clauses += 1
        if _touches(covered, clause):
            clauses_read += 1
        else:
            unread.append(Unread(clause, "clause", _clause_shape(lexed, clause, begins)))
    coverage = Coverage(len(lexed.numerals), read, clauses, clauses_read)
    return tuple(sorted(nonfacts, key=lambda n: n.span)), tuple(sorted(unread, key=lambda u: (u.span, u.what))), coverage


def _merge(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in spans:
        if merged and span.begin <= merged[-1].end:
            merged[-1] = Span(merged[-1].begin, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _inside(covered: Sequence[Span], span: Span) -> bool:
    index = bisect_right(covered, Span(span.begin, 1 << 60)) - 1
    return index >= 0 and covered[index].begin <= span.begin and span.end <= covered[index].end


def _touches(covered: Sequence[Span], span: Span) -> bool:
    index = bisect_right(covered, Span(span.end, 0)) - 1
    return index >= 0 and covered[index].end > span.begin and covered[index].begin < span.end


def _heading(document: Document, blocks: Sequence[int], span: Span) -> bool:
    block = document.blocks[max(0, bisect_right(blocks, span.begin) - 1)]
    return block.kind in (BlockKind.HEADING, BlockKind.TITLE)


def _shape(text: str) -> str:
    return _DIGITS.sub("9", text)


def _clauses(document: Document, lexed: Lexed) -> list[Span]:
    clauses: list[Span] = []
    for block in document.blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            continue
        for match in re.finditer(r"[^，。；！？：\n]+", lexed.folded[block.span.begin : block.span.end]):
            if len(match.group().strip()) > 1:
                clauses.append(Span(block.span.begin + match.start(), block.span.begin + match.end()))
    return clauses


def _clause_shape(lexed: Lexed, clause: Span, begins: Sequence[int]) -> str:
    """A clause as the classes of its tokens: clauses of one shape want one rule."""
    low = max(0, bisect_right(begins, clause.begin) - 1)
    high = bisect_right(begins, clause.end - 1)
    return lexed.codes[low:high]
