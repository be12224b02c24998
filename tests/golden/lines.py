"""A reading as lines for people. What goes without saying is left out: the report's own year, place and publisher."""

from __future__ import annotations

from decimal import Decimal

from edugraph.model import (
    Action,
    Change,
    ConstructionProject,
    Fact,
    Key,
    Observation,
    Qualifier,
    Quantity,
    Reading,
    Recognition,
    Relation,
    Status,
    ThingType,
)

_SIGNS = {
    Qualifier.EXACT: "",
    Qualifier.MORE_THAN: ">",
    Qualifier.LESS_THAN: "<",
    Qualifier.ABOUT: "≈",
    Qualifier.AT_LEAST: "≥",
    Qualifier.AT_MOST: "≤",
}
_USUAL = {"place:341503", "org:341503_裕安区教育局", None}
_YEARS = {Status.ACHIEVED: "2023", Status.ONGOING: "2023", Status.PLANNED: "2024"}


def fact_lines(reading: Reading) -> list[str]:
    """Every fact in reading order, then the numerals that nothing accounts for."""
    lines = [_fact(fact, reading) for fact in reading.facts]
    return lines + [f"unread {reading.quote(each.span)}" for each in reading.unread if each.what == "numeral"]


def name_lines(reading: Reading) -> list[str]:
    """Every thing that the sentence itself names, by its place in the text, with its kind."""
    named = [thing for thing in reading.things if thing.mentions and thing.type is not ThingType.INDICATOR]
    named.sort(key=lambda thing: (thing.mentions[0], thing.key))
    lines = []
    for thing in named:
        printed = list(dict.fromkeys(reading.quote(span) for span in thing.mentions))
        said = "" if printed == [thing.label] else f" ({', '.join(printed)})"
        lines.append(f"{thing.kind} {thing.label}{said}")
    return lines


def nonfact_lines(reading: Reading) -> list[str]:
    """The numerals that state no fact, with the rule that says so, then the facts and what is unread."""
    return [f"{each.rule} {reading.quote(each.span)}" for each in reading.nonfacts] + fact_lines(reading)


def _fact(fact: Fact, reading: Reading) -> str:
    parts = [f"{_KINDS[type(fact)]} {_said(fact, reading)} {fact.status.value}"]
    if fact.period != _YEARS[fact.status]:
        parts.append(f"in {fact.period}")
    if isinstance(fact, (Observation, Change)):
        if fact.level:
            parts.append(f"at {fact.level.value} level")
        if fact.population:
            parts.append(f"of {fact.population}")
    if fact.about not in _USUAL:
        parts.append(f"about {_label(fact.about, reading)}")
    if isinstance(fact, Action) and fact.agent not in _USUAL:
        parts.append(f"by {_label(fact.agent, reading)}")
    if isinstance(fact, Action) and fact.programme:
        parts.append(f"under {_label(fact.programme, reading)}")
    return " · ".join(parts)


_KINDS = {
    Observation: "observation",
    Change: "change",
    Recognition: "recognition",
    ConstructionProject: "project",
    Action: "action",
    Relation: "relation",
}


def _said(fact: Fact, reading: Reading) -> str:
    governed = f"[{fact.verb}] " if fact.verb else ""
    if isinstance(fact, Observation):
        return f"{governed}{fact.measure} {_equals(fact.quantity)}"
    if isinstance(fact, Change):
        return governed + _change(fact)
    if isinstance(fact, Recognition):
        return _recognition(fact)
    if isinstance(fact, ConstructionProject):
        return _project(fact, reading)
    if isinstance(fact, Action):
        return f"{fact.verb} | {fact.object}"
    assert isinstance(fact, Relation)
    return f"{_label(fact.subject, reading)} {fact.predicate} {_label(fact.object, reading)}"


def _equals(quantity: Quantity) -> str:
    return f"{_SIGNS[quantity.qualifier] or '='} {_amount(quantity.value, quantity.unit)}"


def _amount(value: Decimal, unit: str | None) -> str:
    shown = f"{value:f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return f"{shown} {unit}" if unit else shown


def _change(fact: Change) -> str:
    said = fact.measure
    if fact.quantity is not None and fact.earlier is not None:
        unit = fact.quantity.unit
        said += f" {_amount(fact.earlier.value, None if fact.earlier.unit == unit else fact.earlier.unit)} →"
        said += f" {_SIGNS[fact.quantity.qualifier]}{_amount(fact.quantity.value, unit)}"
    elif fact.quantity is not None:
        said += f" {_equals(fact.quantity)},"
    if fact.delta is not None:
        sign = "+" if fact.delta >= 0 else "-"
        said += f" {_SIGNS[fact.delta_qualifier]}{sign}{_amount(abs(fact.delta), fact.delta_unit)}"
    return said


def _recognition(fact: Recognition) -> str:
    parts = [fact.title]
    if fact.rank and fact.rank != fact.title:
        parts.append(fact.rank)
    if fact.count is not None:
        parts.append(f"{_equals(fact.count)} {fact.measure or ''}".strip())
    for word, value in (
        ("to", fact.recipient),
        ("from", fact.grantor),
        ("batch", fact.batch),
        ("edition", fact.edition),
    ):
        if value is not None:
            parts.append(f"{word} {value}")
    if fact.level:
        parts.append(fact.level.value)
    return ", ".join(parts) + ","


def _project(fact: ConstructionProject, reading: Reading) -> str:
    parts = [fact.work]
    if fact.count is not None:
        parts.append(f"{_equals(fact.count)} {fact.measure or ''}".strip())
    named = [_label(key, reading) for key in (*fact.schools, *fact.places)]
    if named:
        parts.append("/".join(named))
    return ", ".join(parts) + ","


def _label(key: Key | None, reading: Reading) -> str:
    return reading.thing(key).label if key else "nobody"
