"""What a table's cell holds: a figure, a unit, a time, or words; by the ``cell-…`` rules of ``rules/layout.toml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from edugraph.documents.lines import Piece, trim
from edugraph.lexicon.patterns import PatternRule
from edugraph.model import Span
from edugraph.text.fold import fold

_PROSE = re.compile(r"[。；！？]|，.*，")
_BARE_YEAR = re.compile(r"(?:19|20)\d{2}")
_BLANK_RUN = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class CellRules:
    """The rules for cells and boxes, by kind."""

    kinds: dict[str, tuple[PatternRule, ...]]

    @classmethod
    def of(cls, rules: Sequence[PatternRule]) -> Self:
        """Those among all rules of the layout."""
        kinds: dict[str, tuple[PatternRule, ...]] = {}
        for rule in rules:
            kinds[rule.kind] = (*kinds.get(rule.kind, ()), rule)
        return cls(kinds)

    def match(self, kind: str, folded: str) -> re.Match[str] | None:
        """The match of the first rule of this kind in a folded cell."""
        return next((found for rule in self.kinds.get(kind, ()) if (found := rule.match(folded))), None)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell without the white space around it. ``folded`` is its text, ``begin`` where that stands in the raw text."""

    begin: int
    folded: str
    rules: CellRules

    @classmethod
    def at(cls, seen: str, span: Span, rules: CellRules) -> Self:
        """The cell under a raw range."""
        text = seen[span.begin : span.end]
        bare = text.strip()
        begin = span.begin + (text.index(bare[0]) if bare else 0)
        return cls(begin, fold(bare), rules)

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it, or a sign for nothing."""
        return self.rules.match("cell-empty", self.folded) is not None

    @property
    def figure(self) -> re.Match[str] | None:
        """Its value and unit, when it is a figure. ``2022年`` is none; ``2022`` may be one or a year."""
        if self.period and not self.rest and not self.yearlike:
            return None
        return self.rules.match("cell-value", _BLANK_RUN.sub(" ", self.folded))

    @property
    def yearlike(self) -> bool:
        """Whether it is a bare number that could be a year."""
        return _BARE_YEAR.fullmatch(self.folded) is not None

    @property
    def period(self) -> Span | None:
        """Where the time stands with which it begins."""
        found = self.rules.match("cell-period", self.folded)
        return None if found is None else Span(0, found.end())

    @property
    def unit(self) -> Span | None:
        """Where the unit stands with which it ends, or that it is."""
        if self.rules.match("cell-unit", self.folded):
            return Span(0, len(self.folded))
        if found := self.rules.match("cell-head-unit", self.folded):
            return Span(*found.span("unit" if found.group("unit") else "sign"))
        return None

    @property
    def rest(self) -> str:
        """What a heading says beside its time and unit."""
        low, high = self._measure()
        return self.folded[low:high]

    @property
    def prose(self) -> bool:
        """Whether it holds sentences."""
        return len(self.folded) > 60 or (len(self.folded) > 12 and _PROSE.search(self.folded) is not None)

    def pieces(self, part: Span | None = None) -> list[Piece]:
        """The raw ranges of the cell, or of a part of it."""
        low, high = (0, len(self.folded)) if part is None else (part.begin, part.end)
        return trim(self.begin + low, self.folded[low:high].replace("\n", " "))

    def measure(self) -> list[Piece]:
        """The raw ranges of :attr:`rest`."""
        return self.pieces(Span(*self._measure()))

    def _measure(self) -> tuple[int, int]:
        low = self.period.end if self.period else 0
        high = len(self.folded)
        if found := self.rules.match("cell-head-unit", self.folded):
            high = found.start()
        while low < high and self.folded[low] in " 、，:-—":
            low += 1
        return low, max(low, high)
