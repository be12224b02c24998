"""The command ``unread``: what is not understood of reports, and which rules abstain."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from edugraph.cli.inputs import FormatOption
from edugraph.cli.output import print_rows
from edugraph.cli.reports import (
    Given,
    ManifestOption,
    MaxBytesOption,
    MaxExpandedOption,
    MaxNestingOption,
    MaxPagesOption,
    ReportsArgument,
    gathered,
)
from edugraph.errors import UsageError
from edugraph.files import DEFAULT_LIMITS, Limits

_COLUMNS = ("text", "context", "file", "begin", "end", "raw_ranges")
_TABLE = ("context", "file", "begin", "end")


class What(StrEnum):
    """What can stay unread."""

    NUMERAL = "numeral"
    CLAUSE = "clause"
    AMBIGUOUS_PLACE = "ambiguous-place"
    ALL = "all"


def unread(
    reports: ReportsArgument = None,
    what: Annotated[
        What,
        typer.Option(
            metavar="|".join(What), help="Numerals, clauses, names of several places, or all.", show_default=False
        ),
    ] = What.ALL,
    nonfacts: Annotated[
        bool, typer.Option("--nonfacts", help="Instead: the numerals that state no fact, by the rule that says so.")
    ] = False,
    examples: Annotated[
        int, typer.Option(metavar="N", min=1, help="How many examples of each shape or rule are printed.")
    ] = 1,
    manifest: ManifestOption = None,
    max_bytes: MaxBytesOption = DEFAULT_LIMITS.max_bytes,
    max_expanded: MaxExpandedOption = DEFAULT_LIMITS.max_expanded,
    max_pages: MaxPagesOption = DEFAULT_LIMITS.max_pages,
    max_nesting: MaxNestingOption = DEFAULT_LIMITS.max_nesting,
    form: FormatOption = None,
) -> None:
    """List what nothing accounts for, by shape.

    Alike numerals and clauses are one shape, the most frequent first: how many, the shape (of a numeral its characters
    with 9 for digits, of a clause the classes of its tokens as `explain` names them, of an ambiguous place its name),
    and an example with its file and its place in the repaired text.
    """
    from edugraph.build import build_reports, summarise
    from edugraph.cli.talk import say, shares_said
    from edugraph.lexicon.vocabulary import load_vocabulary
    from edugraph.quality.unread import CLAUSE, around, by_rule, by_shape

    if nonfacts and what not in (What.NUMERAL, What.ALL):
        raise UsageError("rules abstain on numerals alone", f"leave out --what {what}, or --nonfacts")
    vocabulary = load_vocabulary()
    given = Given(place=None, year=None, publisher=None, title=None, id=None)
    wanted = given.applied(gathered(reports, manifest, vocabulary))
    readings = build_reports(
        wanted,
        vocabulary=vocabulary,
        limits=Limits(max_bytes=max_bytes, max_expanded=max_expanded, max_pages=max_pages, max_nesting=max_nesting),
    )
    groups = by_rule(readings) if nonfacts else by_shape(readings, None if what is What.ALL else what.value)
    heads = ("count", "rule") if nonfacts else ("count", "what", "shape")
    rows = [
        {
            "count": len(group.places),
            "what": group.what,
            heads[-1]: _classes(group.name) if group.what == CLAUSE else group.name,
            "text": readings[place.reading].quote(place.span),
            "context": around(readings, place),
            "file": wanted[place.reading].source,
            "begin": place.span.begin,
            "end": place.span.end,
            "raw_ranges": readings[place.reading].document.raw_ranges(place.span),
        }
        for group in groups
        for place in group.places[:examples]
    ]
    columns = (*heads, *_COLUMNS)
    print_rows([{key: row[key] for key in columns} for row in rows], columns, form, short=(*heads, *_TABLE))
    count = sum(len(group.places) for group in groups)
    found = f"{_number(count, 'place')} of {_number(len(groups), 'rule' if nonfacts else 'shape')}"
    say(f"{'no fact' if nonfacts else 'unread '} {found} in {_number(len(readings), 'report')}")
    say(f"        {shares_said(summarise(readings).coverage)}")


def _classes(codes: str) -> str:
    """The classes of a clause's tokens by their names."""
    from edugraph.lexicon.grammar import CLASSES

    names = {code: name for name, code in reversed(CLASSES.items())}
    return " ".join(names.get(code, "text") for code in codes)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"
