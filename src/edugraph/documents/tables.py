"""Tables as sentences: each figure is said with the headings of its row and its column.

Under the headings 指标, 2021年, 2022年 the row 幼儿园（所）, 168, 172 reads “2021年幼儿园168所；2022年幼儿园172所。”
The words of a heading stand in the text once for each figure that they head, and lead back to the same raw characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edugraph.documents.cells import Cell, CellRules
from edugraph.documents.lines import Group, Piece
from edugraph.documents.source import Table
from edugraph.model import BlockKind, Span
from edugraph.text.fold import fold

_BARE_YEAR = re.compile(r"(?:19|20)\d{2}")


def render(seen: str, table: Table, rules: CellRules, before: Sequence[str] = ()) -> list[Group]:
    """The blocks of a table.

    Args:
        seen: the raw text.
        table: its cells.
        rules: what cells hold.
        before: the texts of the blocks above it, of which one may give the unit of all figures.
    """
    rows = [[Cell.at(seen, span, rules) for span in row] for row in table.rows]
    rows = [row for row in rows if not all(cell.empty for cell in row)]
    if not rows:
        return []
    heads = _heads(rows, table.heads)
    unit = next(
        (match.group("unit") for text in reversed(before) if (match := rules.match("table-unit", fold(text)))), None
    )
    if unit and not rules.match("cell-unit", unit):
        unit = None
    shape = _Shape.of(rows, heads, unit, rules)
    if heads == len(rows):
        return [_plain(row) for row in rows]
    return [group for row in rows[heads:] if (group := _row(row, shape)) is not None]


def _heads(rows: Sequence[Sequence[Cell]], told: int) -> int:
    """How many rows are headings: those that the format marks, or the first ones without a figure."""
    if told:
        return min(told, len(rows))
    for index, row in enumerate(rows):
        if any(cell.figure and not cell.yearlike for cell in row[1:]):
            return index
    # Without any figure the first row heads a table of three columns or more; two columns are pairs of words.
    return 1 if len(rows) > 1 and len(rows[0]) > 2 and not any(cell.prose for cell in rows[0]) else 0


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which columns name the rows (``labels``), give their ``units`` or say nothing (``ordinals``); their headings."""

    labels: tuple[int, ...]
    ordinals: frozenset[int]
    units: int | None
    columns: tuple[tuple[Cell, ...], ...]
    unit: str | None
    rules: CellRules

    @classmethod
    def of(cls, rows: Sequence[Sequence[Cell]], heads: int, unit: str | None, rules: CellRules) -> _Shape:
        """The shape of a table of which the first rows are headings."""
        width = max(len(row) for row in rows)
        columns = tuple(
            tuple(_distinct(row[c] for row in rows[:heads] if c < len(row) and not row[c].empty)) for c in range(width)
        )
        body = [
            [cell for cell in (row[c] for row in rows[heads:] if c < len(row)) if not cell.empty] for c in range(width)
        ]

        def headed(c: int, kind: str) -> bool:
            return any(rules.match(kind, cell.folded) for cell in columns[c])

        ordinals = frozenset(c for c in range(width) if headed(c, "cell-ordinal"))
        units = next((c for c in range(width) if headed(c, "cell-unit-head") and all(map(_is_unit, body[c]))), None)
        labels: list[int] = []
        for c in range(width):
            if c in ordinals or c == units:
                continue
            figures = sum(1 for cell in body[c] if cell.figure)
            if figures * 2 > len(body[c]) and not all(cell.yearlike for cell in body[c]):
                break
            labels.append(c)
        # A table of words alone has one column of names; what the others say is said of them.
        words_alone = len(labels) + len(ordinals) + (units is not None) == width
        return cls(tuple(labels[:1] if words_alone else labels), ordinals, units, columns, unit, rules)


def _is_unit(cell: Cell) -> bool:
    return cell.unit is not None


def _row(row: Sequence[Cell], shape: _Shape) -> Group | None:
    filled = _distinct(cell for cell in row if not cell.empty)
    if len(filled) == 1 and len(row) > 1 and not filled[0].figure:
        # One cell across the whole row names the rows under it.
        heading = not filled[0].prose and len(filled[0].folded) <= 30
        kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
        return Group(kind, tuple(filled[0].pieces()), 5 if heading else 0)
    named = _distinct(row[c] for c in shape.labels if c < len(row) and not row[c].empty)
    # A row of sums is said of the whole, unless nothing else says what is summed up.
    subject = [cell for cell in named if not shape.rules.match("cell-total", cell.folded)]
    unit = row[shape.units] if shape.units is not None and shape.units < len(row) else None
    silent = {*shape.labels, *shape.ordinals, shape.units}
    said: list[Piece] = []
    words: list[Piece] = []
    done = list(named)
    for c, cell in enumerate(row):
        if c in silent or cell.empty or cell in done:
            continue
        done.append(cell)
        if cell.figure:
            said += ["；"] if said else []
            said += _figure(cell, subject if subject or shape.columns[c] else named, shape.columns[c], unit, shape)
        else:
            words += ["，"] if words else []
            words += [*_joined(shape.columns[c]), *(["："] if shape.columns[c] and cell.prose else []), *cell.pieces()]
    if words or not said:
        words = [*_joined(named), *(["，"] if named and words else []), *words]
    pieces = [*words, *(["；"] if words and said else []), *said]
    return Group(BlockKind.TABLE_ROW, (*pieces, *([] if _ends(row) else ["。"]))) if pieces else None


def _figure(
    cell: Cell, subject: Sequence[Cell], column: Sequence[Cell], unit: Cell | None, shape: _Shape
) -> list[Piece]:
    """A figure as a clause: when, of what, how many."""
    figure = cell.figure
    assert figure is not None
    heads = [*subject, *column]
    said: list[Piece] = []
    if timed := next((head for head in heads if head.period), None):
        period = timed.period or Span(0, 0)
        said += timed.pieces(period)
        if _BARE_YEAR.fullmatch(timed.folded[: period.end].strip()):
            said.append("年")
    for head in heads:
        said += head.measure()
    said += cell.pieces()
    if figure.group("unit") or ":" in figure.group("value"):
        return said
    if unit is not None and not unit.empty:
        return [*said, *unit.pieces()]
    for head in (*reversed(column), *reversed(subject)):
        if head.unit and head.unit != Span(0, len(head.folded)):
            return [*said, *head.pieces(head.unit)]
    return [*said, shape.unit] if shape.unit else said


def _joined(cells: Iterable[Cell]) -> list[Piece]:
    return [piece for cell in cells for piece in cell.pieces()]


def _plain(row: Sequence[Cell]) -> Group:
    pieces: list[Piece] = []
    for cell in _distinct(row):
        pieces += ["，", *cell.pieces()] if pieces else cell.pieces()
    return Group(BlockKind.TABLE_ROW, tuple(pieces))


def _ends(row: Sequence[Cell]) -> bool:
    last = next((cell for cell in reversed(row) if not cell.empty), None)
    return last is not None and last.folded.endswith(("。", "！", "？"))


def _distinct(cells: Iterable[Cell]) -> list[Cell]:
    """Each cell once, however many places it covers."""
    seen: dict[tuple[int, str], Cell] = {}
    for cell in cells:
        seen.setdefault((cell.begin, cell.folded), cell)
    return list(seen.values())
