"""The rules that tell names of places and bodies from ordinary words: ``rules/places.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from edugraph.errors import RuleError
from edugraph.lexicon.patterns import one_of
from edugraph.resources import folder


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """What ``rules/places.toml`` says.

    ``endings`` finds the end of a town's name, its group ``zone`` that of a development zone; ``shared`` finds the
    ``names`` that share an ``ending``; ``offices`` lead from what follows a town's name to the name of its office.
    ``generic`` fits stems that name nothing, ``plain`` those of them that do behind a district's name, ``refused``
    what is no name. ``expected`` finds, as its group ``name``, what is a place if any place is called so; the patterns
    ``short_…`` tell whether a short name stands for a place where it stands. ``split`` fits the last character of a
    name with what follows it where the two are one word. ``other_before`` ends where 区教育局 is not the report's own;
    ``own`` are forms for a body's last character by which it speaks of itself (我{}), ``party`` of its committee.
    ``examples`` are the positive and the negative ones of each table, with names in brackets.
    """

    endings: re.Pattern[str]
    shared: re.Pattern[str]
    offices: dict[str, str]
    generic: re.Pattern[str]
    plain: re.Pattern[str]
    refused: re.Pattern[str]
    expected: re.Pattern[str]
    short_before: re.Pattern[str]
    short_after: re.Pattern[str]
    short_refused_before: re.Pattern[str]
    short_refused_after: re.Pattern[str]
    split: re.Pattern[str]
    other_before: re.Pattern[str]
    own: tuple[str, ...]
    party: tuple[str, ...]
    examples: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]


def load_place_rules() -> PlaceRules:
    """Read ``rules/places.toml``.

    Raises:
        RuleError: when a part of it is missing or malformed, or a table lacks its examples.
    """
    data = tomllib.loads((folder("rules") / "places.toml").read_text(encoding="utf-8"))
    try:
        town, expected, short = data["township"], data["expected"], data["short"]
        split, own = data["split"], data["own"]
        return PlaceRules(
            endings=re.compile(
                f"(?:{one_of(town['endings'].split())}|(?P<zone>{one_of(town['zones'].split())}))"
                f"(?!{town['refused_after']})"
            ),
            shared=re.compile(town["shared"]),
            offices=dict(town["offices"]),
            generic=re.compile(f"{one_of(town['generic'].split())}+"),
            plain=re.compile(town["plain"]),
            refused=re.compile(town["refused_inside"]),
            expected=re.compile(f"(?:{expected['before']})(?P<name>[\u4e00-\u9fff]{{2,3}}?)(?={expected['after']})"),
            short_before=re.compile(f"(?:^|{short['before']})$"),
            short_after=re.compile(short["after"]),
            short_refused_before=re.compile(short["refused_before"]),
            short_refused_after=re.compile(short["refused_after"]),
            split=re.compile(f"(?!{split['unless']}){one_of(split['words'].split())}"),
            other_before=re.compile(f"(?:{own['other_before']})$"),
            own=tuple(own["self"].split()),
            party=tuple(own["party"].split()),
            examples={name: _examples(name, table) for name, table in data.items()},
        )
    except (KeyError, re.error) as error:
        raise RuleError(f"rules/places.toml: {error}", "every part of it is needed") from None


def _examples(name: str, table: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not table.get("positive") or not table.get("negative"):
        raise RuleError(f"table {name} of places.toml lacks examples", "every rule carries its own examples")
    return tuple(table["positive"]), tuple(table["negative"])
