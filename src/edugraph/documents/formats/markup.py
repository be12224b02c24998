"""The blocks of an HTML page: what a browser shows in a line of its own, headings, and tables of data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Grid = Sequence[Sequence[tuple[int, str]]]
"""Rows of (key, text) of equal length; a cell that covers several places stands in each with one key."""

# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
))
_SILENT = frozenset((
    "button", "embed", "head", "iframe", "math", "noscript", "object", "option", "script", "select", "style", "svg",
    "template", "textarea", "title",
))
# fmt: on
_ASIDE = frozenset({"nav", "footer", "aside"})
_HEADING = re.compile(r"h([1-6])")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_WIDEST = 200


@dataclass(frozen=True, slots=True)
class Item:
    """A line, or a table with ``grid`` and ``heads``.

    ``aside`` lines stand in menus and page footers, ``linked`` ones are all link. ``level`` is that of a heading.
    """

    text: str
    aside: bool
    linked: bool = False
    level: int = 0
    grid: Grid | None = None
    heads: int = 0


class Page:
    """Collects the blocks of an element tree, however deep, without recursion."""

    def __init__(self) -> None:
        self.blocks: list[Item] = []
        self._text: list[str] = []
        self._heading = 0
        self._aside = 0
        self._links = 0
        self._plain = False

    def read(self, root: Any, max_nesting: int) -> bool:
        """Collect the blocks under ``root``; whether none lies deeper than ``max_nesting``."""
        from lxml import etree

        depth = 0
        silent: Any = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            depth += 1 if event == "start" else -1
            if depth > max_nesting:
                return False
            if silent is None and event == "start" and (_is_silent(element) or self._is_table(element)):
                silent = element
            elif silent is None:
                self._open(element) if event == "start" else self._close(element)
            if silent is element and event == "end":
                silent = None
                if element.tag == "table":
                    self._flush()
                self._add(element.tail)
        self._flush()
        return True

    def _open(self, element: Any) -> None:
        if element.tag in _BLOCKS and element.tag != "br":
            self._flush()
            self._heading = int(match.group(1)) if (match := _HEADING.fullmatch(element.tag)) else self._heading
            self._aside += element.tag in _ASIDE
        self._links += element.tag == "a"
        self._add(element.text)

    def _close(self, element: Any) -> None:
        if element.tag in _BLOCKS:
            self._flush(empty=element.tag == "br" or (element.tag == "p" and not "".join(element.itertext()).strip()))
            if _HEADING.fullmatch(element.tag):
                self._heading = 0
            self._aside -= element.tag in _ASIDE
        self._links -= element.tag == "a"
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._text.append(text)
            self._plain = self._plain or (not self._links and not text.isspace())

    def _flush(self, *, empty: bool = False) -> None:
        """End the line. An empty paragraph is a blank line: authors part sections with it."""
        text = _SPACE.sub(" ", "".join(self._text)).strip(" ")
        linked = bool(text.strip()) and not self._plain
        self._text = []
        self._plain = False
        if not text and not (empty and self.blocks and self.blocks[-1].text):
            return
        self.blocks.append(Item(text, self._aside > 0, linked, self._heading if text else 0))

    def _is_table(self, element: Any) -> bool:
        """Whether this is a table of data, whose cells are then collected; others only lay out the page."""
        if element.tag != "table" or len(element.findall(".//table")) > 0:
            return False
        grid, heads = _grid(element)
        if len(grid) < 2 or len(grid[0]) < 2 or max(len(text) for row in grid for _, text in row) > 300:
            return False
        self._flush()
        self.blocks.append(Item("", self._aside > 0, grid=grid, heads=heads))
        return True


def _is_silent(element: Any) -> bool:
    return element.tag in _SILENT or bool(_HIDDEN.search(element.get("style") or ""))


def _grid(table: Any) -> tuple[Grid, int]:
    """The cells of a table in the places that they cover, and how many rows are headings."""
    rows: list[dict[int, tuple[int, str]]] = []
    heads = key = width = 0
    below: dict[int, tuple[int, tuple[int, str]]] = {}
    for tr in table.iter("tr"):
        row: dict[int, tuple[int, str]] = {}
        for column, (left, cell) in list(below.items()):
            row[column] = cell
            below[column] = (left - 1, cell)
            if left == 1:
                del below[column]
        column = 0
        cells = [cell for cell in tr if cell.tag in {"td", "th"}]
        for element in cells:
            while column in row:
                column += 1
            key += 1
            cell = (key, _SPACE.sub(" ", "".join(_texts(element))).strip(" "))
            across, down = _number(element.get("colspan")), _number(element.get("rowspan"))
            for place in range(column, min(column + across, _WIDEST)):
                row[place] = cell
                if down > 1:
                    below[place] = (down - 1, cell)
            column += across
        if cells:
            parent = tr.getparent()
            headed = all(cell.tag == "th" for cell in cells) or (parent is not None and parent.tag == "thead")
            heads += headed and heads == len(rows)
            rows.append(row)
            width = max(width, min(_WIDEST, max(row, default=-1) + 1))
    return [
        [row.get(column, (-1 - column - index * width, "")) for column in range(width)]
        for index, row in enumerate(rows)
    ], heads


def _texts(element: Any) -> list[str]:
    """The texts of a cell. Line breaks within are for want of room and print nothing."""
    return [text for text in element.itertext() if text]


def _number(span: str | None) -> int:
    return min(int(span), _WIDEST) if span and span.isdecimal() and int(span[:6]) > 0 else 1
