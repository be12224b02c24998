"""The published vocabulary as one frozen value: what the reader knows of the world before it opens a report.

It is read from the Turtle of ``ontology/``, so that the vocabulary that the project publishes is the gazetteer that it
reads with. Keys are CURIEs (``place:330502``), as in :mod:`edugraph.model`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edugraph.lexicon import records
from edugraph.lexicon.bodies import Body, LocalBody, after_place, label, names_around, openings
from edugraph.lexicon.terms import Place, Term, Unit
from edugraph.memory import no_collection
from edugraph.model import Key, Level, ThingType

__all__ = ["Body", "LocalBody", "Place", "Term", "Unit", "Vocabulary", "load_vocabulary"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that the ontology names. Mappings named ``…_names`` lead from a printed name to what it means.

    ``place_names`` lead to codes, several for one name where China has or had several places of that name;
    ``place_words`` hold the names that are ordinary words as well. ``unit_names`` and ``stage_names`` lead to labels
    (初中段 → 初中教育), the other names to keys. ``school_suffixes`` lead from the ending of a school's name to the
    local name of its class, ``school_stages`` from that class to the stages taught; ``generic_modifiers`` stand before
    such an ending without naming a school. ``bodies`` are the kinds of local bodies, the usual one of each function
    first, ``body_openings`` what can stand right behind a place's name to name one of its bodies.
    ``guides`` lead from the codes of places whose education authority is guided by another body than those of the
    places it lies in (the cities of the Xinjiang corps) to that body.
    """

    places: Mapping[str, Place]
    place_names: Mapping[str, tuple[str, ...]]
    place_words: Mapping[str, tuple[str, ...]]
    units: Mapping[str, Unit]
    unit_names: Mapping[str, str]
    programmes: Mapping[Key, Term]
    programme_names: Mapping[str, Key]
    organizations: Mapping[Key, Term]
    organization_names: Mapping[str, Key]
    indicators: Mapping[Key, Term]
    indicator_names: Mapping[str, Key]
    bodies: tuple[Body, ...]
    guides: Mapping[str, Key]
    body_openings: frozenset[str]
    school_suffixes: Mapping[str, str]
    school_stages: Mapping[str, tuple[Key, ...]]
    generic_modifiers: frozenset[str]
    stage_names: Mapping[str, str]
    word_lists: Mapping[str, frozenset[str]]

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

    def lies_in(self, code: str, other: str) -> bool:
        """Whether the place ``code`` lies in the place ``other``."""
        return any(place.code == other for place in self.ancestors(code))

    def at_level(self, code: str, level: Level) -> Place | None:
        """The division of ``level`` that ``code`` lies in or is: 330502 and municipal → 湖州市."""
        for place in (self.places[code], *self.ancestors(code)):
            if place.level == level:
                return place
        return None

    def places_named(self, name: str, year: int | None = None) -> tuple[Place, ...]:
        """The places called so in ``year`` (``None``: today), else those that were called so nearest to it in time."""
        found = [self.places[code] for code in self.place_names.get(name, ())]
        nearest = min((place.years_called(name, year) for place in found), default=0)
        return tuple(place for place in found if place.years_called(name, year) == nearest)

    def find_place(self, name: str, near: str | None = None, year: int | None = None) -> Place | None:
        """The place that ``name`` means, or ``None`` when no place is called so or several are and none stands out.

        Of several places of one name those with the most divisions in common with ``near`` (a code) count, of these
        those that were called so in ``year`` (``None``: today) or nearest to it; then one that the others lie in
        (塔城 is 塔城地区 with 塔城市 in it), or the only province. Names that are ordinary words count only for places
        of the same city or province as ``near``.
        """
        around = () if near is None else (near, *(place.code for place in self.ancestors(near)))
        codes = self.place_names.get(name, ())
        if not codes:
            codes = tuple(code for code in self.place_words.get(name, ()) if self._shared(code, around))
        if len(codes) <= 1:
            return self.places[codes[0]] if codes else None
        ranks = {code: (-self._shared(code, around), self.places[code].years_called(name, year)) for code in codes}
        best = min(ranks.values())
        nearest = [code for code in codes if ranks[code] == best]
        tops = [code for code in nearest if not any(self.lies_in(code, other) for other in nearest)]
        provinces = [code for code in tops if self.places[code].parent is None]
        meant = provinces if len(provinces) == 1 else tops
        return self.places[meant[0]] if len(meant) == 1 else None

    def bodies_around(self, code: str, text: str = "") -> dict[str, LocalBody]:
        """Every way to write a body of the place ``code`` or of a place it lies in, with the body that is meant.

        In a report of 330502, 区委 is 中共吴兴区委, 市教育局 湖州市教育局, 省厅 浙江省教育厅. Pass the report's
        ``text``, so that of several bodies of one function the one that it spells out is meant.
        """
        return names_around(self.bodies, (self.places[code], *self.ancestors(code)), text)

    def body_at(self, code: str, text: str, at: int) -> tuple[LocalBody, int] | None:
        """The body whose ending stands at ``text[at:]``, right after a name of the place ``code``, and where it ends.

        ``None`` when no ending of a body that such a place has stands there. The longest ending wins.
        """
        tails = self.bodies_after(code)
        tail = max((tail for tail in tails if text.startswith(tail, at)), key=len, default=None)
        return None if tail is None else (tails[tail], at + len(tail))

    def bodies_after(self, code: str) -> dict[str, LocalBody]:
        """What may follow the name of the place ``code`` to name a body of it, with the body that is meant."""
        place = self.places[code]
        found: dict[str, LocalBody] = {}
        for body in self.bodies:
            if body.base != "league" and body.exists_in(place):
                meant = LocalBody(label(body, place), place, body)
                for tail in after_place(body, place):
                    found.setdefault(tail, meant)
        return found

    def body_of(self, code: str, function: str, ending: str = "") -> LocalBody | None:
        """The usual body of this function at the place ``code``: 330000 and education → 浙江省教育厅.

        Of several the first whose name has this ending is meant, else the first.
        """
        place = self.places[code]
        fitting = [body for body in self.bodies if body.function == function and body.exists_in(place)]
        if not fitting:
            return None
        meant = next((body for body in fitting if body.name.endswith(ending)), fitting[0])
        return LocalBody(label(meant, place), place, meant)

    def _shared(self, code: str, around: tuple[str, ...]) -> int:
        return sum(each in around for each in (code, *(place.code for place in self.ancestors(code))))


@no_collection()
def load_vocabulary() -> Vocabulary:
    """Read the shipped ontology.

    Raises:
        InputError: when this installation lacks it.
        RuleError: when a file of it is not well formed.
    """
    by_kind = records.read()
    places = {place.code: place for place in records.places(by_kind["place"])}
    units = {unit.label: unit for unit in records.units(by_kind["unit"])}
    programmes = records.terms(by_kind["programme"], ThingType.PROGRAMME)
    organizations = records.terms(by_kind["org"], ThingType.ORGANIZATION)
    indicators = records.terms(by_kind["indicator"], ThingType.INDICATOR)
    bodies = tuple(records.bodies(by_kind["body"]))
    return Vocabulary(
        places=places,
        place_names=_codes(places, words=False),
        place_words=_codes(places, words=True),
        units=units,
        unit_names={name: unit.label for unit in units.values() for name in (unit.label, *unit.aliases)},
        programmes=programmes,
        programme_names=_keys(programmes),
        organizations=organizations,
        organization_names=_keys(organizations),
        indicators=indicators,
        indicator_names=_keys(indicators),
        bodies=bodies,
        guides={place[6:]: key for key, each in by_kind["org"].items() for place in each.get("edu:guidesIn", ())},
        body_openings=openings(bodies),
        school_suffixes=records.school_suffixes(by_kind["edu"]),
        school_stages=records.school_stages(by_kind["edu"]),
        generic_modifiers=records.generic_modifiers(by_kind["words"]),
        stage_names=records.stages(by_kind["stage"]),
        word_lists=records.word_lists(by_kind["words"]),
    )


def _codes(places: Mapping[str, Place], *, words: bool) -> dict[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    for code, place in places.items():
        for name in place.words if words else (place.label, *place.shorts, *place.former):
            if words or name not in place.words:
                codes[name] = (*codes[name], code) if name in codes else (code,)
    return codes


def _keys(terms: Mapping[Key, Term]) -> dict[str, Key]:
    return {name: term.key for term in terms.values() for name in term.names}
