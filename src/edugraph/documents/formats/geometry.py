"""Reading order on a page: characters make lines, lines make columns, columns are read one after another.

A page is cut into regions from top to bottom wherever the set of its vertical gutters changes (a headline over three
columns), and a region along its gutters from left to right; each part is cut again in the same way. Coordinates grow to
the right and downwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_CLOSED = re.compile(r"[。！？!?…][”’」』）)】]*$")
_STOP = re.compile(r"[，。；]")
_GUTTER = 0.9
"""The least width of a gutter, in heights of a character; wider than any gap within a line of Chinese text."""
_MOST_PIECES = 20_000
"""A page with more pieces of text was made to be no page; it is read from top to bottom."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with what is printed in it: a character, a stretch of a line, or a table (``table`` is its number).

    ``spaced`` says that a space is printed behind it.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    size: float
    table: int | None = None
    spaced: bool = False

    @property
    def middle(self) -> float:
        """Half way down."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a column.

    ``indented`` lines begin a paragraph, ``apart`` ones have white above them. An ``open`` line fills its column and
    ends within a sentence; a ``flush`` one begins where the column begins.
    """

    text: str
    size: float
    indented: bool = False
    apart: bool = False
    open: bool = False
    flush: bool = False
    table: int | None = None

    def follows(self, above: PageLine) -> bool:
        """Whether this line goes on with the sentence of the one above."""
        alike = abs(self.size - above.size) < 0.1 * self.size
        return above.open and self.flush and alike and not self.apart and self.table is None


def page_lines(chars: Sequence[Box], tables: Sequence[Box] = ()) -> list[PageLine]:
    """The lines of a page in the order in which a reader takes them."""
    pieces = [*stretches(chars), *tables]
    regions: list[list[Box]] = []
    if len(pieces) > _MOST_PIECES:
        regions.append(pieces)
    else:
        _cut(pieces, regions)
    lines: list[PageLine] = []
    reach = 0.0
    for region in regions:
        top = min(region, key=lambda box: box.y0)
        # White over a region, unless it begins further up in the next column.
        lines += _lines(region, apart=bool(lines) and top.y0 - reach > 0.9 * max(top.size, 1.0))
        reach = max(box.y1 for box in region)
    return lines


def stretches(chars: Sequence[Box]) -> list[Box]:
    """Characters put together as far as no gap as wide as a gutter parts them."""
    out: list[Box] = []
    for row in _rows(chars):
        row.sort(key=lambda box: box.x0)
        start = 0
        for i in range(1, len(row) + 1):
            if i == len(row) or row[i].x0 - row[i - 1].x1 > _GUTTER * min(row[i].size, row[i - 1].size):
                out.append(_joined(row[start:i]))
                start = i
    return out


def _rows(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes on one base line, from top to bottom. Where columns are not level their lines make different rows."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (box.middle, box.x0)):
        height = box.y1 - box.y0
        if rows and abs(box.middle - rows[-1][-1].middle) < 0.25 * height:
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows


def _joined(row: Sequence[Box]) -> Box:
    text = [row[0].text]
    for left, right in pairwise(row):
        gap = right.x0 - left.x1
        wide = 0.22 if (left.text[-1:] + right.text[:1]).isascii() else 0.55
        text += [" " if gap > wide * right.size or (left.spaced and gap > 0.1 * right.size) else "", right.text]
    return Box(
        min(box.x0 for box in row),
        min(box.y0 for box in row),
        max(box.x1 for box in row),
        max(box.y1 for box in row),
        "".join(text),
        median(box.size for box in row),
    )


def _cut(boxes: list[Box], out: list[list[Box]]) -> None:
    """Cut a region into columns and bands until none is left to cut; regions in reading order go to ``out``."""
    work = [boxes]
    while work:
        region = work.pop()
        if columns := _columns(region):
            work.extend(reversed(columns))
            continue
        bands = _bands(region)
        if len(bands) > 1:
            work.extend(reversed(bands))
        elif region:
            out.append(region)


def _columns(region: Sequence[Box]) -> list[list[Box]]:
    """The region along its gutters, or nothing when it has none or its columns are those of a table."""
    if len(region) < 4:
        return []
    gaps = _gaps(region)
    if not gaps:
        return []
    columns: list[list[Box]] = [[] for _ in range(len(gaps) + 1)]
    for box in region:
        columns[sum(1 for low, _ in gaps if box.x0 > low)].append(box)
    columns = [column for column in columns if column]
    return columns if len(columns) > 1 and _is_prose(columns) else []


def _gaps(region: Sequence[Box]) -> list[tuple[float, float]]:
    """The stretches of white from top to bottom that are wide enough to be gutters."""
    least = _GUTTER * median(box.size for box in region)
    gaps: list[tuple[float, float]] = []
    reach = float("-inf")
    for box in sorted(region, key=lambda box: box.x0):
        if reach != float("-inf") and box.x0 - reach >= least:
            gaps.append((reach, box.x0))
        reach = max(reach, box.x1)
    return gaps


def _is_prose(columns: Sequence[Sequence[Box]]) -> bool:
    """Whether columns hold running text: figures and words side by side are rows of a table."""
    running = [len(column) >= 3 and median(len(box.text) for box in column) >= 6 for column in columns]
    # High columns may stand beside a box or the few lines of an end; low ones are lines with wide spaces.
    return all(running) or (max(map(len, columns)) >= 8 and sum(running) * 2 >= len(columns))


def _bands(region: Sequence[Box]) -> list[list[Box]]:
    """The region from top to bottom, in bands that have the same gutters from their first line to their last."""
    rows = _levels(region)
    if len(rows) < 2:
        return [list(region)]
    left, right = min(box.x0 for box in region), max(box.x1 for box in region)
    least = _GUTTER * median(box.size for box in region)
    bands: list[list[Box]] = [[]]
    common: list[tuple[float, float]] = []
    first, last = right, left
    for row in rows:
        free = _free(row, left, right, least)
        inner = _between(free, *_ends(row))
        low, high = _ends(row)
        shared = _between(_shared(common, free, least), min(first, low), max(last, high))
        if bands[-1] and not shared and (common or inner):
            bands.append([])
            first, last = right, left
        bands[-1] += row
        common = shared or inner
        first, last = min(first, low), max(last, high)
    return bands


def _levels(region: Sequence[Box]) -> list[list[Box]]:
    """Rows with white all across the region between them."""
    rows: list[list[Box]] = []
    reach = float("-inf")
    for box in sorted(region, key=lambda box: box.y0):
        # Lines set close to one another touch; a fifth of a line is no overlap.
        if rows and box.y0 < reach - 0.2 * (box.y1 - box.y0):
            rows[-1].append(box)
        else:
            rows.append([box])
        reach = max(reach, box.y1)
    return rows


def _free(row: Sequence[Box], left: float, right: float, least: float) -> list[tuple[float, float]]:
    """The white between, before and behind the boxes of a row."""
    free: list[tuple[float, float]] = []
    reach = left
    for box in sorted(row, key=lambda box: box.x0):
        if box.x0 - reach >= least:
            free.append((reach, box.x0))
        reach = max(reach, box.x1)
    if right - reach >= least:
        free.append((reach, right))
    return free


def _ends(row: Sequence[Box]) -> tuple[float, float]:
    """Where the first box of a row ends and where the last one begins."""
    return min(box.x1 for box in row), max(box.x0 for box in row)


def _between(gaps: Sequence[tuple[float, float]], first: float, last: float) -> list[tuple[float, float]]:
    """The white with boxes on both its sides: the leftmost ends at ``first``, the rightmost begins at ``last``."""
    return [(low, high) for low, high in gaps if first <= low and high <= last]


def _shared(
    first: Sequence[tuple[float, float]], second: Sequence[tuple[float, float]], least: float
) -> list[tuple[float, float]]:
    """The white that two rows have in common."""
    both = ((max(a, c), min(b, d)) for a, b in first for c, d in second)
    return [(low, high) for low, high in both if high - low >= least]


def _lines(region: Sequence[Box], *, apart: bool) -> Iterator[PageLine]:
    """The lines of one column from top to bottom; boxes side by side stay apart by wide spaces.

    ``apart`` says whether there is white above the first of them.
    """
    rows = [sorted(row, key=lambda box: box.x0) for row in _rows(region)]
    left, right = min(box.x0 for box in region), max(box.x1 for box in region)
    pitches = [low[0].middle - high[0].middle for high, low in pairwise(rows)]
    pitch = median(pitches) if pitches else 0.0
    indented = [1.2 * row[0].size < row[0].x0 - left < 4.5 * row[0].size for row in rows]
    # Where paragraphs are indented or lines are long, a line may be a little short of the edge and still go on.
    ragged = sum(indented) >= max(2, len(rows) * 0.08) or right - left > 25 * rows[0][0].size
    for index, row in enumerate(rows):
        first, last = row[0], row[-1]
        text = first.text + "".join([_spaces(low, high) + high.text for low, high in pairwise(row)])
        # Stretches side by side are one sentence where stops stand in them, the cells of a table where none do.
        whole = first.table is None and (len(row) == 1 or _STOP.search(text) is not None)
        full = right - 2.5 * last.size
        yield PageLine(
            text=text,
            size=first.size,
            indented=indented[index],
            apart=pitches[index - 1] > 1.55 * pitch if index else apart,
            open=whole
            and len(rows) > 1
            and last.x1 > (min(full, left + 0.75 * (right - left)) if ragged else full)
            and not _CLOSED.search(text),
            flush=whole and first.x0 - left < first.size,
            table=first.table,
        )


def _spaces(left: Box, right: Box) -> str:
    return "\u3000" * max(1, min(4, round((right.x0 - left.x1) / max(right.size, 1.0))))
