"""What is said on standard error: errors in two lines, and what a build read, found and left unread."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edugraph.build import Summary
    from edugraph.lexicon.aliases import Aliases
    from edugraph.lexicon.vocabulary import Vocabulary
    from edugraph.model import Coverage, Reading

_SHOWN_REPORTS = 5
_SHOWN_UNREAD = 5
_SHOWN_ASKED = 3
_SHOWN_CHARACTERS = 48
_KINDS = {
    "Observation": ("observation", "observations"),
    "Change": ("change", "changes"),
    "Recognition": ("recognition", "recognitions"),
    "ConstructionProject": ("project", "projects"),
    "Action": ("action", "actions"),
    "Relation": ("relation", "relations"),
}


def say(text: str = "") -> None:
    """Print one line for the person at the terminal."""
    print(text, file=sys.stderr)


def complain(message: str, hint: str = "") -> None:
    """Print an error in two lines: what went wrong, and what to do about it."""
    say(f"error: {_one_line(message)}")
    say(f"hint: {_one_line(hint) or 'edugraph --help shows what there is'}")


def say_reports(readings: Sequence[Reading], vocabulary: Vocabulary) -> None:
    """Print what each report says of itself: title, publisher, place, year, length."""
    for reading in readings[:_SHOWN_REPORTS]:
        document = reading.document
        about = document.metadata
        place = vocabulary.places.get(about.place or "")
        where = f"{place.label} ({place.code})" if place else about.place
        said = [about.publisher or "publisher unknown", where or "place unknown", str(about.year or "year unknown")]
        say(f"read    {_one_line(about.title or document.source)}")
        say(f"        {' · '.join(map(_one_line, said))} · {len(document.text)} characters ({document.encoding})")
        for note in document.notes:
            say(f"        {_one_line(note)}")
    if len(readings) > _SHOWN_REPORTS:
        say(f"        … and {len(readings) - _SHOWN_REPORTS} more reports")


def ask_untold(readings: Sequence[Reading]) -> None:
    """Ask for the place and the year of the reports that do not tell them, in one line each."""
    options = {"place": "--place NAME", "year": "--year YYYY"}
    for field, option in options.items():
        names = [
            _one_line(each.document.metadata.id) for each in readings if getattr(each.document.metadata, field) is None
        ]
        if names:
            more = f" and {len(names) - _SHOWN_ASKED} more" if len(names) > _SHOWN_ASKED else ""
            listed = ", ".join(names[:_SHOWN_ASKED])
            say(f"hint: no {field} could be told of {listed}{more}: say {option}, or list it in a --manifest")


def say_summary(summary: Summary) -> None:
    """Print facts by kind and status, things by type, and the shares of numerals and clauses accounted for."""
    total = summary.facts.total()
    kinds = [f"{summary.facts[name]} {forms[summary.facts[name] != 1]}" for name, forms in _KINDS.items()]
    say(f"found   {total} fact{'s' * (total != 1)}: {', '.join(kinds)}")
    if total:
        say(f"        {_counts(summary.statuses)}")
    named = summary.things.total()
    say(f"        {named} thing{'s' * (named != 1)}{': ' * bool(named)}{_counts(summary.things)}")
    say(f"        {shares_said(summary.coverage)}")


def say_unread(readings: Sequence[Reading], count: int) -> None:
    """Print the first few places that nothing accounts for, numerals before clauses."""
    if not count:
        say("unread  nothing")
        return
    say(f"unread  {count} place{'s' * (count != 1)}, such as")
    places = [(item, reading) for reading in readings for item in reading.unread]
    places.sort(key=lambda place: place[0].what != "numeral")
    for item, reading in places[:_SHOWN_UNREAD]:
        text = _one_line(reading.quote(item.span))
        text = text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"
        say(f"        {item.span.begin}–{item.span.end}  {item.what}  {text}")


def say_idle(aliases: Aliases, readings: Sequence[Reading]) -> None:
    """Print which entries of the user's alias file changed nothing, because no report names what they speak of."""
    from edugraph.extract.aliasing import idle
    from edugraph.lexicon.aliases import SHIPPED

    for entry in idle((each for each in aliases if each.file != SHIPPED), readings):
        table = type(entry).__name__.lower()
        say(f"alias   {entry.file}, {table} {entry.number} changed nothing: no report names {entry.keys[-1]}")


def _counts(counter: Counter[str]) -> str:
    # By number, then by name: a Counter alone keeps the order in which things were met.
    return " · ".join(
        f"{number} {name}" for name, number in sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def shares_said(coverage: Coverage) -> str:
    """The shares of numerals and of clauses that are accounted for, on one line."""
    parts = (
        ("numerals", coverage.numerals_read, coverage.numerals),
        ("clauses", coverage.clauses_read, coverage.clauses),
    )
    said = [f"{name} {read / total:.1%} ({read} of {total})" if total else f"no {name}" for name, read, total in parts]
    return "accounted for: " + " · ".join(said)


def _one_line(text: str) -> str:
    """Text that stays on its line and cannot steer the terminal."""
    return "".join(char if char.isprintable() else " " for char in text).strip()
