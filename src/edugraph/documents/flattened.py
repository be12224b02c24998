"""Tables and boxes of figures that a plain text prints without rules: columns of spaces, pipes, one line for each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edugraph.documents.cells import CellRules
from edugraph.documents.lines import Line
from edugraph.documents.source import Part, Table
from edugraph.model import BlockKind, Span

_PIPE = re.compile(r"\|")
_GAP = re.compile(r"\t[ \t]*|[ \u00a0]{2,}|\u3000+")
_RULE = re.compile(r"[\s|:：+\-—=─┼├┤┌┐└┘┬┴━]+")
_STOP = re.compile(r"[。；！？]")
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"[^\d，。；！？、]{1,16}")
_MOST_COLUMNS = 12
_LONGEST = 400
"""Longer lines are no rows of tables."""
_BOX = 18
"""A figure or a cell in a line of its own is no longer than this."""


def find_tables(lines: Sequence[Line], parts: Sequence[Part], rules: CellRules) -> list[Part]:
    """The tables and boxes among the lines that no part claims.

    Args:
        lines: the lines of a text.
        parts: what the format tells of stretches of it, in ascending order.
        rules: what cells and boxes hold.
    """
    taken = [part.span for part in parts if part.table or part.kind is not BlockKind.PARAGRAPH]
    found: list[Part] = []
    kinds = _Kinds(rules)
    index = spot = 0
    while index < len(lines):
        line = lines[index]
        while spot < len(taken) and taken[spot].end <= line.begin:
            spot += 1
        taken_here = spot < len(taken) and taken[spot].begin <= line.begin
        if taken_here or line.closed or len(line.text) > _LONGEST:
            index += 1
            continue
        stop = taken[spot].begin if spot < len(taken) else lines[-1].end + 1
        size, part = _columns(lines, index, stop) or _boxes(lines, index, stop, kinds) or (1, None)
        if part is not None:
            found.append(part)
        index += size
    return found


class _Kinds(dict[str, bool | None]):
    """Whether a folded line is a figure alone; ``None`` when it is no cell. Each is looked at once."""

    def __init__(self, rules: CellRules) -> None:
        super().__init__()
        self.rules = rules

    def __missing__(self, folded: str) -> bool | None:
        kind: bool | None = False if _WORDS.fullmatch(folded) else None
        if self.rules.match("cell-value", folded) or self.rules.match("cell-empty", folded):
            kind = True
        self[folded] = kind
        return kind


def _columns(lines: Sequence[Line], start: int, stop: int) -> tuple[int, Part | None] | None:
    """Lines that the same number of gaps or pipes cuts into cells, one of them with a figure."""
    first = _cells(lines[start])
    if first is None:
        return None
    rows = [first]
    end = start + 1
    while end < len(lines) and lines[end].begin < stop:
        if _RULE.fullmatch(lines[end].text):
            end += 1
            continue
        row = _cells(lines[end])
        if row is None or len(row) != len(first):
            break
        rows.append(row)
        end += 1
    body = [lines[start].text[span.begin - lines[start].begin : span.end - lines[start].begin] for span in first]
    digits = sum(1 for line in lines[start + 1 : end] if any(char.isdigit() for char in line.text))
    if len(rows) < 2 or digits * 2 < len(rows) - 1 or (len(first) < 3 and len(rows) < 3) or not any(body):
        # What was looked at is not looked at again, so that the time for a text grows with its length.
        return None if len(rows) < 2 else (end - start, None)
    return end - start, _part(lines[start:end], rows)


def _cells(line: Line) -> tuple[Span, ...] | None:
    """The cells of a line, when it can be the row of a table."""
    text = line.text
    if len(text) > _LONGEST:
        return None
    cut = _PIPE if text.count("|") >= 2 else _GAP
    if not cut.search(text) or _STOP.search(text):
        return None
    low, high = (1 if text[0] == "|" else 0), (len(text) - 1 if text[-1] == "|" else len(text))
    spans: list[Span] = []
    for gap in cut.finditer(text, low, high):
        spans.append(Span(line.begin + low, line.begin + gap.start()))
        low = gap.end()
    spans.append(Span(line.begin + low, line.begin + high))
    return tuple(spans) if 2 <= len(spans) <= 40 and max(map(len, spans)) <= 40 else None


def _boxes(lines: Sequence[Line], start: int, stop: int, kinds: _Kinds) -> tuple[int, Part | None] | None:
    """A figure in a line of its own over what it counts, two times or more; or a table with a line for each cell."""
    if start + 1 >= len(lines) or len(lines[start].text) > _BOX or len(lines[start + 1].text) > _BOX:
        return None
    if lines[start].text[-1] in "+%‰" or _DIGIT.search(lines[start].text):
        return _pairs(lines, start, stop, kinds.rules)
    return _cell_by_cell(lines, start, stop, kinds)


def _pairs(lines: Sequence[Line], start: int, stop: int, rules: CellRules) -> tuple[int, Part | None] | None:
    rows: list[tuple[Span, ...]] = []
    index = start
    while index + 1 < len(lines) and lines[index + 1].begin < stop:
        figure, label = lines[index], lines[index + 1]
        if not (rules.match("box-figure", figure.folded) and rules.match("box-label", label.folded)):
            break
        rows.append((Span(label.begin, label.end), Span(figure.begin, figure.end)))
        index += 2
    # A bare number over a line is more often that of a page.
    if len(rows) < 2:
        return None
    if all(lines[i].text.isdigit() for i in range(start, index, 2)):
        return index - start, None
    return index - start, _part(lines[start:index], rows)


def _cell_by_cell(lines: Sequence[Line], start: int, stop: int, kinds: _Kinds) -> tuple[int, Part | None] | None:
    """Headings, then again and again a name and its figures, each in a line of its own."""

    def figure(i: int) -> bool | None:
        return kinds[lines[i].folded] if i < len(lines) and lines[i].begin < stop else None

    if kinds[lines[start].folded] is not False:
        return None
    first = start
    while first - start <= _MOST_COLUMNS and figure(first) is False:
        first += 1
    # The first figure stands behind the headings and the name of the first row.
    width = first - 1 - start
    if width < 2 or figure(first) is None:
        return None
    row = [False, *[True] * (width - 1)]
    rows = 1
    while [figure(start + rows * width + column) for column in range(width)] == row:
        rows += 1
    if rows < 3:
        return None
    spans = [Span(line.begin, line.end) for line in lines[start : start + rows * width]]
    return rows * width, _part(
        lines[start : start + rows * width], [tuple(spans[i * width : (i + 1) * width]) for i in range(rows)]
    )


def _part(lines: Sequence[Line], rows: Sequence[tuple[Span, ...]]) -> Part:
    return Part(Span(lines[0].begin, lines[-1].end), BlockKind.TABLE_ROW, table=Table(tuple(rows)))
