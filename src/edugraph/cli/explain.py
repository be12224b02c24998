"""How a sentence was read, as text: its mentions, then each fact with its rule, then the triples as Turtle."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from typing import TYPE_CHECKING, Any

from edugraph.model import Fact, Origin, Quantity, Reading, Span

if TYPE_CHECKING:
    from edugraph.extract import Trace

# What every fact has is said in its first lines; the rest belongs to its kind.
_COMMON = {"quote", "status", "status_origin", "period", "period_origin", "rule", "section"}
_ORIGINS = {Origin.SAID: "said", Origin.SECTION: "from its section", Origin.REPORT: "from the report"}


def explanation(trace: Trace) -> str:
    """The reading of one sentence for a person: plain text that ends in Turtle."""
    reading = trace.reading
    lines = [f"sentence  {reading.document.text.strip()}", ""]
    lines += table("mentions", [(text, name, f"{span.begin}–{span.end}") for text, name, span in trace.tokens])
    for number, fact in enumerate(reading.facts, 1):
        lines += ["", *_fact(number, fact, reading)]
    decided: list[tuple[str, ...]] = [(each.label, each.key, note) for each in reading.things for note in each.notes]
    if decided:
        lines += ["", *table("aliases", decided)]
    if not reading.facts:
        lines += ["", "no fact    no rule reads this as a statement"]
    for nonfact in reading.nonfacts:
        lines.append(f"no fact    {reading.quote(nonfact.span)}  (rule {nonfact.rule})")
    for unread in reading.unread:
        lines.append(f"unread     {reading.quote(unread.span)}  ({unread.what}, {unread.shape})")
    turtle = _turtle(reading)
    return "\n".join(lines) + "\n" + (f"\n{turtle}" if turtle else "")


def _fact(number: int, fact: Fact, reading: Reading) -> list[str]:
    rows = [
        ("rule", fact.rule),
        ("quote", f"{reading.quote(fact.quote)}  ({fact.quote.begin}–{fact.quote.end})"),
        ("status", f"{fact.status.value}  ({_ORIGINS[fact.status_origin]})"),
    ]
    if fact.period:
        rows.append(("period", f"{fact.period}  ({_ORIGINS[fact.period_origin]})"))
    for each in fields(fact):
        value = getattr(fact, each.name)
        if each.name not in _COMMON and value is not None and value != ():
            rows.append((each.name.replace("_", " "), _shown(value)))
    return table(f"fact {number}", [("kind", type(fact).__name__), *rows])


def _shown(value: Any) -> str:
    if isinstance(value, Quantity):
        unit = f" {value.unit}" if value.unit else ""
        return f"{value.value:f}{unit}  ({value.qualifier.value}, printed {value.as_printed})"
    if isinstance(value, tuple):
        return ", ".join(_shown(each) for each in value)
    if isinstance(value, Span):
        return f"{value.begin}–{value.end}"
    return str(value.value if isinstance(value, Enum) else value)


def table(heading: str, rows: list[tuple[str, ...]]) -> list[str]:
    """Lines with the heading before the first, in columns as wide as their cells."""
    widths = [max((_width(row[column]) for row in rows), default=0) for column in range(2)]
    lines = []
    for index, row in enumerate(rows):
        cells = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False)]
        line = "  ".join([*cells[: len(row) - 1], row[-1]])
        lines.append(f"{heading if index == 0 else '':<10}{line}".rstrip())
    return lines or [f"{heading:<10}none"]


def _width(text: str) -> int:
    """Columns of a terminal: Chinese characters take two."""
    return sum(2 if "\u2e80" <= char <= "\uffef" else 1 for char in text)


def _turtle(reading: Reading) -> str:
    """The facts and data points of the reading; what stands in every graph (document, vocabulary) is left out."""
    from edugraph.graph import BASE, to_turtle, triples

    homes = tuple(f"<{BASE}id/{kind}/" for kind in ("fact", "point"))
    made = [triple for triple in triples(reading, text=False) if triple[0].startswith(homes)]
    if not made:
        return ""
    return short_turtle(to_turtle(made))


def short_turtle(turtle: str) -> str:
    """Turtle with the prefixes alone that it uses: a graph binds every one of the project, a few lines need a few."""
    head, gap, body = turtle.partition("\n\n")
    used = [line for line in head.splitlines() if line.startswith("@base") or line.split()[1] in body]
    return "\n".join(used) + gap + body
