"""New indicators as Turtle that a curator completes: what is known is filled in, what only a person knows is empty."""

from __future__ import annotations

from collections.abc import Iterable

from edugraph.quality.new_indicators import NewIndicator, Use

_HEAD = """\
# Measures without a curated indicator. Keep the paragraphs of what is of general interest: fill in the empty strings,
# name the family, put an invented sentence for the quoted one, and move them to the file of their family in
# ontology/indicators/. `edugraph check` then reads the examples.
@prefix edu: <https://w3id.org/edugraph/ns#> .
@prefix family: <https://w3id.org/edugraph/id/family/> .
@prefix indicator: <https://w3id.org/edugraph/id/indicator/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def turtle(found: Iterable[NewIndicator]) -> str:
    """A Turtle document with one paragraph for each new indicator."""
    return "\n".join((_HEAD, *map(_paragraph, found)))


def counted(count: int, noun: str) -> str:
    """A number with its noun: 1 fact, 2 facts."""
    return f"{count} {noun}{'s' * (count != 1)}"


def _paragraph(new: NewIndicator) -> str:
    name = "".join(char for char in new.label if char.isalnum()) or "_"
    use = next((use for use in new.uses if use.value is not None and use.unit in (*new.units[:1], None)), new.uses[0])
    near = f"; near: {new.nearest.label}" if new.nearest else ""
    facts, reports = counted(len(new.uses), "fact"), counted(new.reports, "report")
    lines = [
        f"# {facts} in {reports}{near}",
        f"indicator:{name} a edu:Indicator ;",
        f'    rdfs:label {_quoted(new.label)}@zh, ""@en ;',
        '    skos:definition ""@zh, ""@en ;',
        f'    skos:inScheme family:general ;{_unit(new)} edu:population ""@zh ; edu:direction "neutral" ;',
        f"    skos:example {_quoted(use.quote)}@zh{_value(use, new)} .",
    ]
    return "\n".join(lines) + "\n"


def _unit(new: NewIndicator) -> str:
    return f" edu:unit {_quoted(new.units[0])} ;" if new.units else ""


def _value(use: Use, new: NewIndicator) -> str:
    if use.value is None:
        return ""
    other = use.unit and use.unit != new.units[0]
    return f" ; edu:exampleValue {use.value:f}" + (f" ; edu:exampleUnit {_quoted(use.unit)}" if other else "")


def _quoted(text: str | None) -> str:
    escaped = (text or "").replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
