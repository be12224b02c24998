"""Puts the raw text of a file together from paragraphs and tables, noting parts and places on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from edugraph.documents.source import Part, Table
from edugraph.model import BlockKind, Locator, Span


class Writer:
    """Text that grows line by line, with the parts and locators of a :class:`~edugraph.documents.source.Source`."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.locators: list[tuple[int, Locator]] = []
        self._pieces: list[str] = []
        self._length = 0

    @property
    def raw(self) -> str:
        """All that was written."""
        return "".join(self._pieces)

    def write(self, text: str) -> Span:
        """Add text that belongs to no part."""
        begin = self._length
        self._pieces.append(text)
        self._length += len(text)
        return Span(begin, self._length)

    def place(self, locator: Locator) -> None:
        """Say where what is written next stands in the file."""
        if self.locators and self.locators[-1][0] == self._length:
            self.locators.pop()
        self.locators.append((self._length, locator))

    def line(self, text: str, kind: BlockKind | None = None, level: int = 0) -> None:
        """Add a line; with a kind it is a part."""
        span = self.write(text)
        self.write("\n")
        if kind is not None and text.strip():
            self.parts.append(Part(span, kind, level))

    def table(self, grid: Sequence[Sequence[tuple[int, str]]], at: Locator, heads: int = 0) -> None:
        """Add a table, a line for each row.

        Args:
            grid: rows of (key, text) of equal length; a cell that covers several places stands in each with one key.
            at: where the table stands; row and column are filled in.
            heads: how many rows the format marks as headings.
        """
        begin = self._length
        spans: dict[int, Span] = {}
        rows: list[tuple[Span, ...]] = []
        for r, row in enumerate(grid, start=1):
            fresh = False
            for c, (key, text) in enumerate(row, start=1):
                if key in spans:
                    continue
                if fresh:
                    self.write("\t")
                fresh = True
                self.place(replace(at, row=r, column=c))
                spans[key] = self.write(text)
            rows.append(tuple(spans[key] for key, _ in row))
            self.write("\n")
        self.parts.append(Part(Span(begin, self._length), BlockKind.TABLE_ROW, table=Table(tuple(rows), heads)))
