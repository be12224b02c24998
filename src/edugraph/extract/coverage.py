"""Accounting: which numerals and clauses ended in a fact or a named non-fact, and which nobody understood."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from edugraph.extract.measures import QUANTITIES
from edugraph.extract.tokens import Lexed
from edugraph.model import BlockKind, Coverage, Document, Fact, NonFact, Span, Unread

AMBIGUOUS_PLACE = "ambiguous-place"
"""What stays unread of a name that several places have when nothing tells which is meant."""

_NAMING = {
    "Q": "name.quoted",
    "T": "name.title",
    "E": "name.thing",
    "W": "word.fixed",
    "v": "word.fixed",
    "s": "name.school",
}
_CLAUSE = re.compile(r"[^，。；！？：\n]+")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def account(
    document: Document, lexed: Lexed, facts: Sequence[Fact], ambiguous: Sequence[Span] = ()
) -> tuple[tuple[NonFact, ...], tuple[Unread, ...], Coverage]:
    """Say of every numeral and clause of a document what became of it.

    ``ambiguous`` are names that several places have; they are listed and count neither as numerals nor as clauses.
    """
    covered = _Covered(facts)
    begins = [token.begin for token in lexed.tokens]
    blocks = [block.span.begin for block in document.blocks]
    known = {nonfact.span.begin: nonfact for nonfact in lexed.nonfacts}
    nonfacts = list(lexed.nonfacts)
    unread = [Unread(span, AMBIGUOUS_PLACE, lexed.folded[span.begin : span.end]) for span in ambiguous]
    read = 0
    for span in lexed.numerals:
        token = lexed.tokens[bisect_right(begins, span.begin) - 1]
        if token.code in QUANTITIES:
            if covered.holds(span):
                read += 1
                continue
        elif token.begin in known or token.code in _NAMING or token.code in "tzkX" or token.code in "jvPlSLuf":
            read += 1
            if token.begin not in known:
                nonfact = NonFact(Span(token.begin, token.end), _NAMING.get(token.code, "word.fixed"))
                known[token.begin] = nonfact
                nonfacts.append(nonfact)
            continue
        elif covered.holds(span):
            read += 1
            continue
        if _heading(document, blocks, span):
            read += 1
            nonfacts.append(NonFact(span, "heading.numeral"))
            continue
        unread.append(Unread(span, "numeral", _shape(lexed.folded[span.begin : min(span.end + 6, len(lexed.folded))])))
    clauses, clauses_read = 0, 0
    for begin, end in _clauses(document, lexed):
        clauses += 1
        if covered.touches(begin, end):
            clauses_read += 1
        else:
            clause = Span(begin, end)
            unread.append(Unread(clause, "clause", _clause_shape(lexed, clause, begins)))
    coverage = Coverage(len(lexed.numerals), read, clauses, clauses_read)
    return tuple(sorted(nonfacts, key=_place)), tuple(sorted(unread, key=_place_and_kind)), coverage


def _place(item: NonFact | Unread) -> tuple[int, int]:
    return item.span.begin, item.span.end


def _place_and_kind(item: Unread) -> tuple[int, int, str]:
    return item.span.begin, item.span.end, item.what


class _Covered:
    """The ranges that the quotes of facts cover, joined where they meet; plain numbers, for they are asked often."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.begins: list[int] = []
        self.ends: list[int] = []
        for begin, end in sorted({(fact.quote.begin, fact.quote.end) for fact in facts}):
            if self.ends and begin <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.begins.append(begin)
                self.ends.append(end)

    def holds(self, span: Span) -> bool:
        """Whether one range holds all of the span."""
        index = bisect_right(self.begins, span.begin) - 1
        return index >= 0 and span.end <= self.ends[index]

    def touches(self, begin: int, end: int) -> bool:
        """Whether a range has a character in common with this one."""
        index = bisect_left(self.begins, end) - 1
        return index >= 0 and self.ends[index] > begin


def _heading(document: Document, blocks: Sequence[int], span: Span) -> bool:
    block = document.blocks[max(0, bisect_right(blocks, span.begin) - 1)]
    return block.kind in (BlockKind.HEADING, BlockKind.TITLE)


def _shape(text: str) -> str:
    return _DIGITS.sub("9", text)


def _clauses(document: Document, lexed: Lexed) -> list[tuple[int, int]]:
    """Where the clauses of the blocks that are read begin and end."""
    return [
        match.span()
        for block in document.blocks
        if block.kind not in (BlockKind.HEADING, BlockKind.TITLE)
        for match in _CLAUSE.finditer(lexed.folded, block.span.begin, block.span.end)
        if len(match.group().strip()) > 1
    ]


def _clause_shape(lexed: Lexed, clause: Span, begins: Sequence[int]) -> str:
    """A clause as the classes of its tokens: clauses of one shape want one rule."""
    low = max(0, bisect_right(begins, clause.begin) - 1)
    high = bisect_right(begins, clause.end - 1)
    return lexed.codes[low:high]
