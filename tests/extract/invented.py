"""Invented reports read with the published vocabulary, and the schools that are found in them."""

from __future__ import annotations

from functools import cache

from edugraph.build import Report, build_reports
from edugraph.lexicon.aliases import NO_ALIASES, Aliases
from edugraph.lexicon.grammar import Grammar, load_grammar
from edugraph.lexicon.vocabulary import Vocabulary, load_vocabulary
from edugraph.model import Metadata, Reading, Thing, ThingType

SCHOOLS = frozenset({ThingType.SCHOOL, ThingType.UNIVERSITY})


@cache
def published() -> tuple[Vocabulary, Grammar]:
    """The published vocabulary and grammar, loaded once."""
    vocabulary = load_vocabulary()
    return vocabulary, load_grammar(vocabulary)


def read(
    text: str,
    place: str | None = "330502",
    *,
    year: int = 2022,
    name: str = "report",
    aliases: Aliases = NO_ALIASES,
) -> Reading:
    """A report of one text."""
    vocabulary, grammar = published()
    report = Report(text.encode(), f"{name}.txt", Metadata(id=name, place=place, year=year))
    return build_reports([report], vocabulary=vocabulary, grammar=grammar, aliases=aliases)[0]


def schools(reading: Reading) -> dict[str, Thing]:
    """The schools of a reading by their labels."""
    return {thing.label: thing for thing in reading.things if thing.type in SCHOOLS}


def named(reading: Reading) -> dict[str, set[str]]:
    """The keys of the schools of a reading with the names that are printed for each."""
    return {
        thing.key: {reading.quote(span) for span in thing.mentions} for thing in reading.things if thing.type in SCHOOLS
    }
