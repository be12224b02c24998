"""From the lines of pages to one text: sentences go on over the ends of lines, columns and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from edugraph.documents.formats.geometry import PageLine
from edugraph.documents.formats.rulings import Grid
from edugraph.documents.formats.writer import Writer
from edugraph.model import BlockKind, Locator

_HEAD_SIZE = 1.18
"""A line in print this much larger than most is a heading."""
_NUMBER = re.compile(r"[-—–·.\s第]*\d{1,4}[-—–·.\s页]*(?:[/共]\s*\d{1,4}\s*页?)?")
_DIGITS = re.compile(r"\d+")
_OFTEN = 3


def write_pages(pages: Sequence[Sequence[PageLine]], grids: Sequence[Sequence[Grid]] = ((),)) -> Writer:
    """The text of pages, with an indent as two wide spaces and white between lines as a blank line.

    Args:
        pages: the lines of each page in reading order.
        grids: the tables of each page; a line with a table's number stands for it.
    """
    writer = Writer()
    margins = _margins(pages)
    body = _body_size(pages)
    held: list[str] = []
    above: PageLine | None = None
    text = ""

    def end() -> None:
        """End the paragraph, then write the margins that were met within it."""
        nonlocal above
        if above is not None:
            writer.line("")
        for margin in held:
            writer.line(margin)
        held.clear()
        above = None

    for number, lines in enumerate(pages, start=1):
        begun = False
        for index, line in enumerate(lines):
            if (number, index) in margins:
                held.append(line.text)
                continue
            goes_on = above is not None and line.follows(above)
            if not goes_on:
                end()
            if not begun:
                writer.write("" if goes_on or number == 1 else "\f")
                writer.place(Locator(page=number))
                begun = True
            if line.table is not None:
                writer.table(grids[number - 1][line.table], Locator(page=number, table=line.table + 1))
                writer.place(Locator(page=number))
                continue
            if goes_on:
                words = (
                    text[-1:].isascii() and text[-1:].isalpha() and line.text[0].isascii() and line.text[0].isalpha()
                )
                writer.write(" " + line.text if words else line.text)
            elif body and line.size >= _HEAD_SIZE * body and 1 < len(line.text) <= 60:
                writer.line(line.text, BlockKind.HEADING, 1)
                continue
            else:
                writer.write(("\n" if line.apart else "") + ("\u3000\u3000" if line.indented else "") + line.text)
            above, text = line, line.text
    end()
    return writer


def _margins(pages: Sequence[Sequence[PageLine]]) -> set[tuple[int, int]]:
    """The first and last lines of pages that are page numbers, or that come back on page after page."""
    edges = [
        (n, i)
        for n, lines in enumerate(pages, start=1)
        for i in sorted({0, 1, len(lines) - 2, len(lines) - 1})
        if 0 <= i < len(lines)
    ]
    shapes = Counter(_DIGITS.sub("0", pages[n - 1][i].text) for n, i in edges)
    margins = set()
    for n, i in edges:
        text = pages[n - 1][i].text
        if (
            pages[n - 1][i].table is None
            and len(text) <= 40
            and (_NUMBER.fullmatch(text) or shapes[_DIGITS.sub("0", text)] >= _OFTEN)
        ):
            margins.add((n, i))
    return margins


def _body_size(pages: Sequence[Sequence[PageLine]]) -> float:
    """The size that most of the text is printed in."""
    sizes = Counter[float]()
    for lines in pages:
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)
