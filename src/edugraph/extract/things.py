"""Entity resolution: what the names of one report mean, each thing once, with the names and places it was read from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from edugraph.extract.names import SchoolName
from edugraph.lexicon.bodies import LocalBody, level_words
from edugraph.lexicon.grammar import Grammar
from edugraph.lexicon.vocabulary import Place, Term, Vocabulary
from edugraph.model import Key, Level, Span, Thing, ThingType

_TOWNSHIP = re.compile(r"^[\u4e00-\u9fff]{1,4}?(?:乡|镇|街道)(?=[\u4e00-\u9fff]{2,})")
_TRIAL = re.compile(r"（(?:试行|暂行|征求意见稿|修订|讨论稿)）")
_NATIONAL_TITLE = re.compile(r"^(?:中华人民共和国|中国|国家|全国|国务院|中共中央|教育部)|(?:法|条例)$")
_NUMBERED = {"中": "SecondarySchool", "小": "PrimarySchool", "幼": "Kindergarten"}  # 五中, 二小, 三幼
_CAMPUS = re.compile(
    r"(?P<school>.{2,}?(?:小学|中学|学校|幼儿园|[一二三四五六七八九十][中小幼]|附小|附中|附幼))(?P<campus>.{1,8}(?:校区|园区|分校|分园))$"
)


def local(label: str) -> str:
    """A local name for a key: the letters and digits of a label."""
    return "".join(char for char in label if char.isalnum()) or "_"


@dataclass(slots=True)
class _Entry:
    """A thing under collection."""

    type: ThingType
    kind: str
    label: str
    known: bool
    aliases: dict[str, None] = field(default_factory=dict)
    identifier: str | None = None
    place: Key | None = None
    part_of: Key | None = None
    ties: dict[tuple[str, Key], None] = field(default_factory=dict)
    mentions: list[Span] = field(default_factory=list)


class Things:
    """The things of one report. Methods return the key of the thing that they found or added."""

    def __init__(self, place: Place | None, vocabulary: Vocabulary, grammar: Grammar) -> None:
        self.home = place
        self.vocabulary = vocabulary
        self.grammar = grammar
        self._entries: dict[Key, _Entry] = {}
        self._schools: dict[str, Key] = {}
        self._programmes: dict[str, Key] = {}

    @property
    def scope(self) -> str:
        """The code that keeps this place's names apart from the same names elsewhere, with its separator."""
        return f"{self.home.code}_" if self.home else ""

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
        return self._mention(key, printed, span)

    def _mention(self, key: Key, printed: str, span: Span | None) -> Key:
        entry = self._entries[key]
        if printed and printed != entry.label:
            entry.aliases[printed] = None
        if span is not None:
            entry.mentions.append(span)
        return key

    def place(self, place: Place) -> Key:
        """An administrative division, with those it lies in."""
        if place.key not in self._entries:
            entry = self._entries[place.key] = _Entry(
                ThingType.PLACE, "Place", place.label, True, identifier=place.code
            )
            entry.aliases |= dict.fromkeys(place.shorts)
            if place.parent is not None:
                entry.place = self.place(self.vocabulary.place(place.parent))
        return place.key

    def local_place(self, name: str, span: Span | None, kind: str = "Place") -> Key:
        """A township, community or plot that only the report names, under the report's place."""
        key = f"place:{self.scope}{local(name)}"
        if key not in self._entries:
            self._entries[key] = _Entry(
                ThingType.PLACE, kind, name, False, place=self.place(self.home) if self.home else None
            )
        return self._mention(key, name, span)

    def body(self, body: LocalBody) -> Key:
        """A body of the Party or State at one place, tied to its government and guided by the level above."""
        if body.key in self._entries:
            return body.key
        entry = self._entries[body.key] = _Entry(ThingType.DEPARTMENT, "Department", body.label, True)
        entry.place = self.place(body.place)
        if body.body.part_of and (parent := self.vocabulary.body_of(body.place.code, body.body.part_of)):
            entry.part_of = self.body(parent)
        if body.body.function == "education" and (above := self._guide(body)):
            entry.ties["guidedBy", above] = None
        return body.key

    def _guide(self, body: LocalBody) -> Key | None:
        for place in self.vocabulary.ancestors(body.place.code):
            if above := self.vocabulary.body_of(place.code, "education"):
                return self.body(above)
        key = self.vocabulary.organization_names.get("教育部")
        return self.term(self.vocabulary.organizations[key]) if key else None

    def term(self, term: Term) -> Key:
        """A programme, national body or organization of the vocabulary."""
        if term.key not in self._entries:
            entry = self._entries[term.key] = _Entry(term.type, term.kind, term.label, True)
            entry.aliases |= dict.fromkeys(term.aliases)
        return term.key

    def school(self, school: SchoolName) -> Key:
        """A school, kindergarten, campus or university; a short form names the school that it was short for before."""
        name = school.name
        endings = self.grammar.names.endings
        ending = max((each for each in endings if school.ending.endswith(each)), key=len, default="")
        kind = endings.get(ending) or _NUMBERED.get(school.ending[-1], "School")
        if kind == "University":
            key = f"school:{local(name)}"
            if key not in self._entries:
                self._entries[key] = _Entry(ThingType.UNIVERSITY, kind, name, False)
            return key
        if self.home is not None and name[0] in level_words(self.home) and len(name) > 3:
            return self._own_school(school)
        if found := self._schools.get(name):
            return found
        if (known := self._short_for(name)) is not None:
            self._schools[name] = known
            return known
        key = f"school:{self.scope}{local(name)}"
        entry = self._entries[key] = _Entry(
            ThingType.SCHOOL, kind, name, False, place=self.place(self.home) if self.home else None
        )
        self._schools[name] = key
        if match := _TOWNSHIP.match(name):
            entry.place = self.local_place(match.group(), None)
        if match := _CAMPUS.fullmatch(name):
            parent = match.group("school")
            if parent in self._schools:
                entry.part_of = self._schools[parent]
        return key

    def _own_school(self, school: SchoolName) -> Key:
        """县第一中学 in a county's report is the county's: its full name begins with the county's."""
        assert self.home is not None
        key = self.school(replace(school, name=self.home.label + school.name[1:]))
        self._entries[key].aliases[school.name] = None
        return key

    def _short_for(self, name: str) -> Key | None:
        """The one longer school name of this report that ends with ``name`` (湖师附小幸福里校区 for 附小幸福里校区)."""
        longer = [
            key
            for full, key in self._schools.items()
            if full.endswith(name) and len(full) > len(name) and len(name) >= 4 and self._entries[key].label == full
        ]
        prefixed = [k for k in longer if len(self._entries[k].label) - len(name) <= 4]
        return prefixed[0] if len(prefixed) == 1 else None

    def programme(self, name: str, printed: str, span: Span | None) -> Key:
        """A programme by its core name (双减 for “双减”政策); the printed forms are its aliases."""
        core = name.strip('“”‘’"')
        if core in self._programmes:
            return self._mention(self._programmes[core], printed, span)
        known = self.vocabulary.programme_names.get(core)
        if known is not None:
            key = self.term(self.vocabulary.programmes[known])
        else:
            key = f"programme:{self.scope}{local(core)}"
            self._entries.setdefault(key, _Entry(ThingType.PROGRAMME, "Programme", name, False))
        self._programmes[core] = key
        self._entries[key].aliases[core] = None
        return self._mention(key, printed, span)

    def policy(self, title: str, span: Span | None) -> Key:
        """A document by its title in 《》. Titles that name no place are kept apart by the report's place."""
        inner = title.strip("《》")
        names_place = self.home is not None and any(name in inner for name in (self.home.label, *self.home.shorts))
        scope = "" if names_place or _NATIONAL_TITLE.search(_TRIAL.sub("", inner)) else self.scope
        key = f"policy:{scope}{local(inner)}"
        if key not in self._entries:
            self._entries[key] = _Entry(ThingType.POLICY_DOCUMENT, "PolicyDocument", title, False)
            self._entries[key].aliases[inner] = None
        return self._mention(key, title, span)

    def indicator(self, measure: str) -> Key:
        """The indicator that a measure names: a curated one, else one minted from its words."""
        known = self.vocabulary.indicator_names.get(measure)
        if known is not None:
            return self.term(self.vocabulary.indicators[known])
        key = f"indicator:{local(measure)}"
        if key not in self._entries:
            self._entries[key] = _Entry(ThingType.INDICATOR, "Indicator", measure, False)
        return key

    def publisher(self, name: str | None) -> Key | None:
        """The body that signs the report."""
        if name is None or self.home is None:
            return None
        body = self.vocabulary.bodies_around(self.home.code, name).get(name)
        return None if body is None else self._mention(self.body(body), name, None)

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
        return tuple(
            Thing(
                key,
                entry.type,
                entry.kind,
                entry.label,
                tuple(sorted(alias for alias in entry.aliases if alias and alias != entry.label)),
                entry.identifier,
                entry.place,
                entry.part_of,
                tuple(sorted(entry.ties)),
                tuple(sorted(set(entry.mentions))),
                entry.known,
            )
            for key, entry in sorted(self._entries.items())
        )
