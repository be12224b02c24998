"""Entity resolution: what the names of one report mean, each thing once, with the names and places it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from edugraph.extract.entries import Entries, Entry, local
from edugraph.extract.indicators import Indicators
from edugraph.extract.programme_identity import ProgrammeIdentity
from edugraph.extract.school_identity import SchoolIdentity
from edugraph.extract.schools import SchoolName
from edugraph.extract.tokens import Token
from edugraph.lexicon.aliases import Split
from edugraph.lexicon.bodies import LocalBody
from edugraph.lexicon.grammar import Grammar
from edugraph.lexicon.vocabulary import Place, Term, Vocabulary
from edugraph.model import Key, Level, Span, Thing, ThingType


class Things:
    """The things of one report. Methods return the key of the thing that they found or added."""

    def __init__(
        self,
        place: Place | None,
        vocabulary: Vocabulary,
        grammar: Grammar,
        splits: Sequence[Split] = (),
        report: str = "",
    ) -> None:
        self.home = place
        self.vocabulary = vocabulary
        self._entries = Entries(splits)
        self.programmes = ProgrammeIdentity(self._entries, place, vocabulary, grammar.programmes)
        self.indicators = Indicators(self._entries, vocabulary)
        self._schools = SchoolIdentity(
            self._entries,
            place,
            vocabulary,
            grammar.names,
            place=self.place,
            township=lambda name: self.local_place(name, None),
            report=report,
        )

    @property
    def scope(self) -> str:
        """The code that keeps this place's names apart from the same names elsewhere, with its separator."""
        return f"{self.home.code}_" if self.home else ""

    def hear(self, tokens: Iterable[Token]) -> None:
        """Note the names of schools in all tokens of the report before any of them is resolved."""
        self._schools.hear(token.payload for token in tokens if isinstance(token.payload, SchoolName))

    def add(self, meaning: Place | Term | LocalBody | SchoolName, printed: str, span: Span | None) -> Key:
        """Note one mention of what a name token means."""
        if isinstance(meaning, Place):
            key = self.place(meaning)
        elif isinstance(meaning, LocalBody):
            key = self.body(meaning)
        elif isinstance(meaning, Term):
            key = self.term(meaning)
        else:
            key = self.school(meaning)
            if printed and meaning.name.startswith(printed):
                printed = meaning.name  # of 城东 in 城东、城西小学 the whole name
        return self._entries.mention(key, printed, span)

    def place(self, place: Place) -> Key:
        """An administrative division, with those it lies in."""
        if place.key not in self._entries:
            entry = self._entries[place.key] = Entry(ThingType.PLACE, "Place", place.label, True, identifier=place.code)
            entry.aliases |= dict.fromkeys(place.shorts)
            if place.parent is not None:
                entry.place = self.place(self.vocabulary.place(place.parent))
        return place.key

    def local_place(self, name: str, span: Span | None, kind: str = "Place", *, within: Place | None = None) -> Key:
        """A township, community or plot that only the report names, ``within`` a division or the report's place."""
        around = within or self.home
        key = f"place:{around.code}_{local(name)}" if around else f"place:{local(name)}"
        if key not in self._entries:
            self._entries[key] = Entry(ThingType.PLACE, kind, name, place=self.place(around) if around else None)
        return self._entries.mention(key, name, span)

    def office(self, name: str, town: Key, span: Span | None) -> Key:
        """The government, party committee or street office of a town that only the report names."""
        key = f"org:{town.removeprefix('place:').rpartition('_')[0]}_{local(name)}".replace(":_", ":")
        if key not in self._entries:
            self._entries[key] = Entry(ThingType.DEPARTMENT, "Department", name, place=town)
        return self._entries.mention(key, name, span)

    def body(self, body: LocalBody) -> Key:
        """A body of the Party or State at one place, tied to its government and guided by the level above."""
        if body.key in self._entries:
            return body.key
        entry = self._entries[body.key] = Entry(ThingType.DEPARTMENT, "Department", body.label, True)
        entry.place = self.place(body.place)
        if body.body.part_of and (parent := self.vocabulary.body_of(body.place.code, body.body.part_of)):
            entry.part_of = self.body(parent)
        if body.body.function == "education" and (above := self._guide(body)):
            entry.ties["guidedBy", above] = None
        return body.key

    def _guide(self, body: LocalBody) -> Key | None:
        if other := self.vocabulary.guides.get(body.place.code):
            return self.term(self.vocabulary.organizations[other])
        for place in self.vocabulary.ancestors(body.place.code):
            if above := self.vocabulary.body_of(place.code, "education"):
                return self.body(above)
        key = self.vocabulary.organization_names.get("教育部")
        return self.term(self.vocabulary.organizations[key]) if key else None

    def term(self, term: Term) -> Key:
        """A programme, national body or organization of the vocabulary."""
        if term.key not in self._entries:
            entry = self._entries[term.key] = Entry(term.type, term.kind, term.label, True)
            entry.aliases |= dict.fromkeys(term.aliases)
        return term.key

    def school(self, school: SchoolName) -> Key:
        """A school, kindergarten, campus or university."""
        return self._schools.resolve(school)

    def publisher(self, name: str | None) -> Key | None:
        """The body that signs the report."""
        if name is None or self.home is None:
            return None
        body = self.vocabulary.bodies_around(self.home.code, name).get(name)
        return None if body is None else self._entries.mention(self.body(body), name, None)

    def local_authority(self, level: Level, function: str) -> Key | None:
        """The body of one function at the level that the report's place lies in."""
        place = None if self.home is None else self.vocabulary.at_level(self.home.code, level)
        body = None if place is None else self.vocabulary.body_of(place.code, function)
        return None if body is None else self.body(body)

    def label(self, key: Key) -> str:
        """The label of a thing."""
        return self._entries[key].label

    def type(self, key: Key) -> ThingType:
        """The type of a thing."""
        return self._entries[key].type

    def tie(self, key: Key, name: str, other: Key) -> None:
        """Tie a thing to another by a property of the ontology."""
        self._entries[key].ties[name, other] = None

    def finish(self) -> tuple[Thing, ...]:
        """The things as frozen values, in the order of their keys."""
        self._schools.finish()
        return self._entries.finish()
