"""Rows for people and for programs: a table on a terminal, CSV in a pipe, JSON Lines or JSON where asked for."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

_WIDE = 100_000


class Format(StrEnum):
    """The forms in which rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"
    JSON = "json"


def print_rows(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    form: Format | None,
    *,
    short: Sequence[str] | None = None,
) -> None:
    """Print rows on standard output.

    Args:
        rows: one mapping per row; ``None`` where a column is not applicable, a list where it holds several values.
        columns: the names of all columns in order; CSV prints them even when there is no row.
        form: ``None`` for a table on a terminal and CSV anywhere else.
        short: the columns of a table, when all of them would not fit on a screen.
    """
    if form is None:
        form = Format.TABLE if sys.stdout.isatty() else Format.CSV
    if form is Format.TABLE:
        _print_table(rows, short or columns)
    elif form is Format.CSV:
        _print_csv(rows, columns)
    elif form is Format.JSONL:
        for row in rows:
            print(_json(row))
    else:
        print("[" + ",".join("\n  " + _json(row) for row in rows) + ("\n]" if rows else "]"))


def cell(value: Any) -> str:
    """One value as text: nothing for ``None``, ``; `` between several, numbers without an exponent."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "; ".join("-".join(map(cell, each)) if isinstance(each, (list, tuple)) else cell(each) for each in value)
    if isinstance(value, (Decimal, float)):
        return str(_number(value))
    return str(value)


def _json(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    return _number(value) if isinstance(value, Decimal) else str(value)


def _number(value: Decimal | float) -> int | float:
    return int(value) if value == int(value) else float(value)


def _print_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(row.get(column)) for column in columns] for row in rows)


def _print_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    # Nothing is cut where nobody looks: only a terminal has a width.
    console = Console(width=None if sys.stdout.isatty() else _WIDE, highlight=False, soft_wrap=False)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    shown = [column for column in columns if any(row.get(column) not in (None, "", [], ()) for row in rows)] or columns
    for column in shown:
        numeric = all(isinstance(row.get(column), (int, float, Decimal, type(None))) for row in rows) and bool(rows)
        table.add_column(column.replace("_", " "), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        # Text, not markup: square brackets of a report are characters like any other.
        table.add_row(*(Text(_visible(cell(row.get(column)))) for column in shown))
    console.print(table)
    noun = "row" if len(rows) == 1 else "rows"
    print(f"{len(rows)} {noun}", file=sys.stderr)


def _visible(text: str) -> str:
    return "".join(char if char.isprintable() or char == "\u3000" else " " for char in text)
