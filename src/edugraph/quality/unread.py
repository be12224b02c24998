"""What is not understood, grouped: unread places by their shape, abstentions by the rule that abstained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edugraph.model import Reading, Span

NUMERAL, CLAUSE = "numeral", "clause"
_AROUND = 16
_STOPS = "。！？；\n"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of one report: ``reading`` is its position among the readings that were given."""

    reading: int
    span: Span


@dataclass(frozen=True, slots=True)
class Group:
    """Places that are alike: ``what`` they are (numeral or clause), their shape or the rule, in reading order."""

    what: str
    name: str
    places: tuple[Place, ...]


def by_shape(readings: Iterable[Reading], what: str | None = None) -> tuple[Group, ...]:
    """The unread places of all readings by shape, most frequent first, numerals before clauses where as many.

    Args:
        readings: what was read.
        what: ``numeral`` or ``clause`` for these alone.
    """
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for index, reading in enumerate(readings):
        for item in reading.unread:
            if what in (None, item.what):
                found[item.what, item.shape].append(Place(index, item.span))
    return _sorted(found)


def by_rule(readings: Iterable[Reading]) -> tuple[Group, ...]:
    """The numerals that state no fact by the rule that says so, most frequent first."""
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for index, reading in enumerate(readings):
        for item in reading.nonfacts:
            found[NUMERAL, item.rule].append(Place(index, item.span))
    return _sorted(found)


def around(readings: Sequence[Reading], place: Place) -> str:
    """The characters around a place, of its own sentence and a few only: enough to know what it speaks of."""
    text = readings[place.reading].document.text
    begin, end = place.span.begin, place.span.end
    low, high = max(0, begin - _AROUND), min(len(text), end + _AROUND)
    before = max(text.rfind(stop, low, begin) for stop in _STOPS) + 1
    after = min((at for stop in _STOPS if (at := text.find(stop, end, high)) >= 0), default=high)
    return text[max(low, before) : after].strip()


def _sorted(found: dict[tuple[str, str], list[Place]]) -> tuple[Group, ...]:
    groups = (Group(what, name, tuple(places)) for (what, name), places in found.items())
    return tuple(sorted(groups, key=lambda group: (-len(group.places), group.what != NUMERAL, group.name)))
