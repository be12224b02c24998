"""The nouns of edugraph: frozen values that every stage takes and gives.

Offsets are half-open ranges of Unicode code points into ``Document.text`` unless a name says ``raw``.
Keys are CURIEs with the prefixes of the ontology (``school:330502_蜀山小学``), the same text that the Turtle shows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

Key = str
"""A CURIE such as ``place:330502``; the prefix is the kind of thing."""


class Status(StrEnum):
    """How a statement stands to reality at the time of the report."""

    ACHIEVED = "achieved"
    ONGOING = "ongoing"
    PLANNED = "planned"


class Qualifier(StrEnum):
    """How exact a printed number is (余 → more_than, 近 → less_than, 约 → about …)."""

    EXACT = "exact"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Level(StrEnum):
    """Administrative level of an honour, a measure or a body."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    MUNICIPAL = "municipal"
    DISTRICT = "district"
    TOWNSHIP = "township"
    SCHOOL = "school"


class Origin(StrEnum):
    """Where a value comes from: said in the clause, inherited from the section, or from the whole report."""

    SAID = "said"
    SECTION = "section"
    REPORT = "report"


class ThingType(StrEnum):
    """The types that ``edugraph entities`` prints."""

    SCHOOL = "School"
    UNIVERSITY = "University"
    DEPARTMENT = "Department"
    PLACE = "Place"
    PROGRAMME = "Programme"
    POLICY_DOCUMENT = "PolicyDocument"
    ORGANIZATION = "Organization"
    INDICATOR = "Indicator"


class BlockKind(StrEnum):
    """What a block of the repaired text is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    begin: int
    end: int

    def __len__(self) -> int:
        return self.end - self.begin

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.begin <= other.begin and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself, or what the user said of it. ``None`` where neither did.

    ``year`` is the year reported on; ``date`` the ISO 8601 date of publication; ``place`` a GB/T 2260 code.
    """

    id: str
    title: str | None = None
    publisher: str | None = None
    place: str | None = None
    year: int | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item … of the repaired text. ``section`` indexes ``Document.sections``."""

    kind: BlockKind
    span: Span
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what it means for the blocks under it (or, in newspapers, before it)."""

    heading: Span
    title: str
    level: int
    status: Status | None = None
    period: str | None = None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a file's reader finds something: numbers from 1 on, ``None`` where the format has no such thing.

    ``paragraph`` counts blank ones, as a word processor does. ``table`` counts within the page where there are pages.
    """

    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        names = ("page", "paragraph", "table", "row", "column")
        return ", ".join(f"{name} {number}" for name in names if (number := getattr(self, name)) is not None)


@dataclass(frozen=True, slots=True)
class Document:
    """A report after layout repair.

    ``runs`` maps repaired text to raw text: triples ``(begin, raw_begin, length)`` with ascending ``begin``;
    characters outside every run were put in by the repair (paragraph separators, the punctuation of table rows).
    The cells at the head of a table are part of each of its rows, so runs may share raw characters.

    ``locators`` are pairs of a raw offset and the place from there on, ascending; plain text has none.
    ``simplified`` is ``text`` with traditional characters as simplified ones, of the same length, when it has any.
    ``notes`` say what of the file could not be read.
    """

    metadata: Metadata
    text: str
    raw: str
    runs: tuple[tuple[int, int, int], ...]
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    sha256: str
    source: str
    encoding: str
    media_type: str = "text/plain"
    locators: tuple[tuple[int, Locator], ...] = ()
    simplified: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def matched(self) -> str:
        """The text that rules and vocabulary are matched with: simplified characters at the offsets of ``text``."""
        return self.text if self.simplified is None else self.simplified

    def locator(self, span: Span) -> Locator | None:
        """Where ``span`` stands in the file: its first page or paragraph, in a table the cell under all heads."""
        from bisect import bisect_right

        found: list[Locator] = []
        for begin, end in self.raw_ranges(span) if self.locators else ():
            first = bisect_right(self.locators, begin, key=_offset) - 1
            last = bisect_right(self.locators, end - 1, key=_offset)
            found += [place for _, place in self.locators[max(0, first) : last]]
        cells = [place for place in found if place.table is not None]
        if cells:
            return max(cells, key=lambda place: (place.page or 0, place.table or 0, place.row or 0, place.column or 0))
        return found[0] if found else None

    def raw_ranges(self, span: Span) -> tuple[tuple[int, int], ...]:
        """The ranges of ``raw`` that ``span`` was put together from, ascending and half-open."""
        ranges: list[tuple[int, int]] = []
        index = max(0, bisect_right(self.runs, (span.begin, len(self.raw) + 1, 0)) - 1)
        while index < len(self.runs):
            begin, raw_begin, length = self.runs[index]
            if begin >= span.end:
                break
            low, high = max(begin, span.begin), min(begin + length, span.end)
            if low < high:
                ranges.append((raw_begin + low - begin, raw_begin + high - begin))
            index += 1
        return tuple(sorted(set(ranges)))


def _offset(place: tuple[int, Locator]) -> int:
    return place[0]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as it was printed: 近7.8万人次 → 78000 人次, less_than.

    ``unit`` is the classifier without 万/亿/余, ``%`` for percentages, ``None`` for ratios.
    """

    span: Span
    value: Decimal
    unit: str | None
    qualifier: Qualifier
    as_printed: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing of the graph: school, department, place, programme, policy document, indicator.

    ``kind`` is the local name of the most specific class of the ontology (``PrimarySchool``).
    ``ties`` are (property local name, other key) pairs of the ontology (``partOf``, ``guidedBy``, ``campusOf`` …).
    ``known`` is False when the report alone vouches for it (not in the published vocabulary).
    ``notes`` say what a person decided about its identity (the alias file).
    """

    key: Key
    type: ThingType
    kind: str
    label: str
    aliases: tuple[str, ...] = ()
    identifier: str | None = None
    place: Key | None = None
    part_of: Key | None = None
    ties: tuple[tuple[str, Key], ...] = ()
    mentions: tuple[Span, ...] = ()
    known: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every statement has. ``quote`` is the evidence; ``rule`` what read it; ``about`` whom it is said of."""

    quote: Span
    status: Status
    status_origin: Origin
    period: str | None
    period_origin: Origin
    about: Key | None
    rule: str
    section: int | None = None
    verb: str | None = None
    agent: Key | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Fact):
    """A measure has a value: 党建示范校7所. ``population`` narrows it when heading or subject says so."""

    measure: str
    quantity: Quantity
    level: Level | None = None
    population: str | None = None
    indicator: Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Fact):
    """A measure moved: from one value to another, or by a signed ``delta`` in ``delta_unit``, or both."""

    measure: str
    quantity: Quantity | None = None
    earlier: Quantity | None = None
    delta: Decimal | None = None
    delta_unit: str | None = None
    delta_qualifier: Qualifier = Qualifier.EXACT
    level: Level | None = None
    population: str | None = None
    indicator: Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition(Fact):
    """An honour or selection. ``recipient``/``grantor`` are names; ``recipients``/``granted_by`` the things meant."""

    title: str
    recipient: str | None = None
    recipients: tuple[Key, ...] = ()
    grantor: str | None = None
    granted_by: Key | None = None
    level: Level | None = None
    batch: int | None = None
    edition: int | None = None
    rank: str | None = None
    measure: str | None = None
    count: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstructionProject(Fact):
    """Building works: ``work`` is the printed kind (新建、扩建 …), ``schools`` each named one, ``count`` all."""

    work: str
    schools: tuple[Key, ...] = ()
    places: tuple[Key, ...] = ()
    measure: str | None = None
    count: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Fact):
    """A deed without a figure: agent, verb, object. ``objects`` are the things named in it."""

    object: str
    objects: tuple[Key, ...] = ()
    programme: Key | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Fact):
    """A tie between two things; ``predicate`` is a local name of the ontology (``leads``, ``issues``)."""

    subject: Key
    predicate: str
    object: Key


@dataclass(frozen=True, slots=True)
class NonFact:
    """A numeral that states no fact (date, ordinal, threshold …) and the rule that says so."""

    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A numeral or clause that nothing accounts for. ``shape`` groups alike ones (digits → 9, names → N)."""

    span: Span
    what: str
    shape: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a report is accounted for."""

    numerals: int = 0
    numerals_read: int = 0
    clauses: int = 0
    clauses_read: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document: the value that the graph floor turns into triples."""

    document: Document
    things: tuple[Thing, ...]
    facts: tuple[Fact, ...]
    nonfacts: tuple[NonFact, ...] = ()
    unread: tuple[Unread, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)

    def thing(self, key: Key) -> Thing:
        """The thing with this key.

        Raises:
            KeyError: when there is none.
        """
        for thing in self.things:
            if thing.key == key:
                return thing
        raise KeyError(key)

    def quote(self, span: Span) -> str:
        """The characters of the repaired text under ``span``."""
        return self.document.text[span.begin : span.end]

    def facts_of(self, kind: type[Fact]) -> Iterator[Fact]:
        """The facts of one kind, in reading order."""
        return (fact for fact in self.facts if isinstance(fact, kind))
