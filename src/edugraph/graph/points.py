"""Data points: one node per indicator, whom it is about, period, level and population, holding the numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from edugraph.graph import terms
from edugraph.graph.iris import BASE, iri, point_name
from edugraph.graph.terms import TYPE, Triple, term
from edugraph.model import Key, Level

DATA_POINT = term("edu:DataPoint")
INDICATOR = term("edu:indicator")
ABOUT = term("edu:about")
PERIOD = term("edu:period")
BEFORE = term("edu:before")
LEVEL = term("edu:level")
POPULATION = term("edu:population")
UNIT = term("edu:unit")
LABEL = term("rdfs:label")

LEVELS: dict[Level, str] = {level: term(f"edu:{level.value.capitalize()}") for level in Level} | {
    Level.SCHOOL: term("edu:SchoolLevel")  # edu:School is the class of schools
}
LEVEL_WORDS: dict[Level, str] = {
    Level.NATIONAL: "国家级",
    Level.PROVINCIAL: "省级",
    Level.MUNICIPAL: "市级",
    Level.DISTRICT: "区县级",
    Level.TOWNSHIP: "乡镇级",
    Level.SCHOOL: "校级",
}


class Slot(NamedTuple):
    """What makes a data point the one it is. ``before`` marks a baseline whose own period the text does not say."""

    about: Key
    indicator: Key
    period: str | None
    before: bool
    level: Level | None
    population: str | None
    unit: str | None


@dataclass(slots=True)
class Points:
    """The data points of one reading while they are collected.

    ``mixed`` holds the known indicators that the reading counts in more than one unit: only there, and for
    measures that no vocabulary gives a unit, does the unit stand in the name of a point.
    """

    known: frozenset[Key]
    labels: dict[Key, str]
    mixed: frozenset[Key]
    base: str = BASE
    numbers: dict[Slot, set[tuple[str, str]]] = field(default_factory=dict)
    names: dict[Slot, str] = field(default_factory=dict)

    def add(self, slot: Slot, predicate: str, value: str) -> str:
        """Note that the point holds ``value`` under ``predicate`` (both N-Triples terms); returns the point's term."""
        held = self.numbers.get(slot)
        if held is None:
            self.numbers[slot] = {(predicate, value)}
            name = self.names[slot] = self._name(slot)
            return name
        held.add((predicate, value))
        return self.names[slot]

    def _name(self, slot: Slot) -> str:
        stated = slot.indicator in self.known and slot.indicator not in self.mixed
        name = point_name(
            slot.about.partition(":")[2],
            slot.indicator.partition(":")[2],
            slot.period,
            before=slot.before,
            level=slot.level,
            population=slot.population,
            unit=None if stated else slot.unit,
        )
        return f"<{self.base}id/point/{name}>"

    def triples(self) -> list[Triple]:
        """All data points in the order of their names.

        Two slots of one name (a name leaves out what does not abbreviate) are one node, whose first label stands.
        """
        out: list[Triple] = []
        last = ""
        for name, slot in sorted(((name, slot) for slot, name in self.names.items()), key=_by_name):
            if name == last:
                held = {triple for triple in out if triple[0] == name}
                out += [triple for triple in self._about(name, slot) if triple not in held]
            else:
                out.append((name, TYPE, DATA_POINT))
                out.append((name, LABEL, terms.zh(self._label(slot))))
                out += self._about(name, slot)
            last = name
        return out

    def _about(self, name: str, slot: Slot) -> list[Triple]:
        out: list[Triple] = [
            (name, INDICATOR, f"<{iri(slot.indicator, self.base)}>"),
            (name, ABOUT, f"<{iri(slot.about, self.base)}>"),
        ]
        add = out.append
        if slot.period:
            add((name, BEFORE if slot.before else PERIOD, terms.period(slot.period, self.base)))
        if slot.level:
            add((name, LEVEL, LEVELS[slot.level]))
        if slot.population:
            add((name, POPULATION, terms.zh(slot.population)))
        if slot.unit:
            add((name, UNIT, terms.plain(slot.unit)))
        out += [(name, predicate, value) for predicate, value in sorted(self.numbers[slot])]
        return out

    def _label(self, slot: Slot) -> str:
        words = [
            self.labels.get(slot.about, slot.about.partition(":")[2]),
            slot.population,
            LEVEL_WORDS[slot.level] if slot.level else None,
            self.labels.get(slot.indicator, slot.indicator.partition(":")[2]),
            f"{slot.period}之前" if slot.before and slot.period else slot.period,
        ]
        return " ".join(word for word in words if word)


def mixed_units(pairs: Iterable[tuple[Key, str | None]]) -> frozenset[Key]:
    """The indicators that occur with more than one unit."""
    units: dict[Key, str | None] = {}
    mixed: set[Key] = set()
    for indicator, unit in pairs:
        if units.setdefault(indicator, unit) != unit:
            mixed.add(indicator)
    return frozenset(mixed)


def _by_name(item: tuple[str, Slot]) -> tuple[str, ...]:
    name, slot = item
    return (name, *(str(part) for part in slot))
