"""The published vocabulary as one frozen value: what the reader knows of the world before it opens a report.

It is read from the Turtle of ``ontology/``, so that the vocabulary that the project publishes is the gazetteer that it
reads with. Keys are CURIEs (``place:330502``), as in :mod:`edugraph.model`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from edugraph import resources
from edugraph.lexicon.terms import Place, Term, Unit
from edugraph.lexicon.turtle import Record, read_records
from edugraph.model import Level

__all__ = ["Place", "Term", "Unit", "Vocabulary", "load_vocabulary"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that the ontology names. Mappings named ``…_names`` lead from a printed name to what it means.

    ``place_names`` lead to codes, several for one name where China has several places of that name; ``place_words``
    hold the names that are ordinary words as well. ``unit_names`` lead to unit labels, the other names to keys.
    """

    places: Mapping[str, Place]
    place_names: Mapping[str, tuple[str, ...]]
    place_words: Mapping[str, tuple[str, ...]]
    units: Mapping[str, Unit]
    unit_names: Mapping[str, str]

    def place(self, code: str) -> Place:
        """The place with this six-digit code.

        Raises:
            KeyError: when there is none.
        """
        return self.places[code]

    def ancestors(self, code: str) -> Iterator[Place]:
        """The divisions that this one lies in, the nearest first, without itself."""
        parent = self.places[code].parent
        while parent is not None:
            place = self.places[parent]
            yield place
            parent = place.parent

    def at_level(self, code: str, level: Level) -> Place | None:
        """The division of ``level`` that ``code`` lies in or is: 330502 and municipal → 湖州市."""
        for place in (self.places[code], *self.ancestors(code)):
            if place.level == level:
                return place
        return None

    def find_place(self, name: str, near: str | None = None) -> Place | None:
        """The place that ``name`` means, or ``None`` when no place is called so or several are and none stands out.

        Of several places of one name the one with the most divisions in common with ``near`` (a code) is meant, then
        the one of the highest level. Names that are ordinary words count only for places of the same city or province
        as ``near``.
        """
        around = () if near is None else (near, *(place.code for place in self.ancestors(near)))
        codes = self.place_names.get(name, ())
        if not codes:
            codes = tuple(code for code in self.place_words.get(name, ()) if self._shared(code, around))
        if not codes:
            return None
        ranked = sorted((-self._shared(code, around), _DEPTH[self.places[code].level], code) for code in codes)
        if len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]:
            return None
        return self.places[ranked[0][2]]

    def _shared(self, code: str, around: tuple[str, ...]) -> int:
        return sum(each in around for each in (code, *(place.code for place in self.ancestors(code))))


_SCHEMA = {"schema.ttl", "shapes.ttl"}
"""Files of the ontology that name classes and constraints, nothing to be found in a text."""

_DEPTH = {Level.PROVINCIAL: 0, Level.MUNICIPAL: 1, Level.DISTRICT: 2}


def load_vocabulary() -> Vocabulary:
    """Read the shipped ontology.

    Raises:
        InputError: when this installation lacks it.
        RuleError: when a file of it is not well formed.
    """
    records = read_records(path for path in resources.ontology_files() if path.name not in _SCHEMA)
    places = {place.code: place for place in _places(records)}
    units = {unit.label: unit for unit in _units(records)}
    return Vocabulary(
        places=places,
        place_names=_codes(
            (name, place)
            for place in places.values()
            for name in (place.label, *place.shorts)
            if name not in place.words
        ),
        place_words=_codes((name, place) for place in places.values() for name in place.words),
        units=units,
        unit_names={name: unit.label for unit in units.values() for name in (unit.label, *unit.aliases)},
    )


def _places(records: Mapping[str, Record]) -> Iterator[Place]:
    for key, record in records.items():
        if key.startswith("place:"):
            code = key[6:]
            yield Place(
                code,
                record["rdfs:label"][0],
                tuple(record.get("skos:altLabel", ())),
                tuple(record.get("skos:hiddenLabel", ())),
                record["schema:containedInPlace"][0][6:] if "schema:containedInPlace" in record else None,
                Level.PROVINCIAL
                if code.endswith("0000")
                else Level.MUNICIPAL
                if code.endswith("00")
                else Level.DISTRICT,
            )


def _units(records: Mapping[str, Record]) -> Iterator[Unit]:
    for key, record in records.items():
        if key.startswith("unit:"):
            yield Unit(record["rdfs:label"][0], record["edu:unitKind"][0], tuple(record.get("skos:altLabel", ())))


def _codes(named: Iterable[tuple[str, Place]]) -> dict[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    for name, place in named:
        codes[name] = (*codes.get(name, ()), place.code)
    return codes
