"""The rules for names of schools, which no gazetteer can list."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from edugraph.errors import RuleError
from edugraph.lexicon.patterns import one_of
from edugraph.lexicon.vocabulary import Vocabulary
from edugraph.resources import folder


@dataclass(frozen=True, slots=True)
class NameRules:
    """What ``rules/names.toml`` says, with the words of school names that the ontology lists.

    ``endings`` lead from a school's ending to its class; ``generic`` fits what names no school before such an ending.
    ``abbreviations`` lead from a short ending to what it is short for, ``numbers`` from the short word behind a number.
    """

    endings: Mapping[str, str]
    numbered: re.Pattern[str]
    lead: re.Pattern[str]
    generic: re.Pattern[str]
    refused: re.Pattern[str]
    refused_after: re.Pattern[str]
    site_after: re.Pattern[str]
    bare_endings: frozenset[str]
    soft_verbs: frozenset[str]
    own_endings: frozenset[str]
    alone: frozenset[str]
    direct: frozenset[str]
    county_endings: frozenset[str]
    sites: frozenset[str]
    others: re.Pattern[str]
    initials: Mapping[str, str]
    university: re.Pattern[str]
    campus_after: re.Pattern[str]
    campus: re.Pattern[str]
    titular: re.Pattern[str]
    abbreviations: Mapping[str, str]
    abbreviated: re.Pattern[str]
    numbers: Mapping[str, str]
    positive: tuple[str, ...]
    negative: tuple[str, ...]

    def written_out(self, name: str) -> str:
        """A school's name with its abbreviated ending in full: 一中 → 第一中学, 爱山实小 → 爱山实验小学."""
        if match := _NUMBERED.fullmatch(name):
            kind = match.group("kind")
            if kind in self.numbers or kind in self.numbers.values():
                return f"第{match.group('number')}{self.numbers.get(kind, kind)}"
        if match := self.abbreviated.search(name):
            ending = match.group()
            return name[: match.start()] + self.abbreviations.get(ending, ending)
        return name

    def number(self, name: str) -> str | None:
        """Of a name written out (第一中学, 第一高级中学) its number with the character of its kind (一中)."""
        match = _NUMBERED.fullmatch(name)
        letter = next((each for each in "中小幼" if match and each in match.group("kind")), None)
        return f"{match.group('number')}{letter}" if match and letter else None


_NUMBERED = re.compile(r"第?(?P<number>[一二三四五六七八九十]{1,3})(?P<kind>[^一二三四五六七八九十].*)")


def load_name_rules(vocabulary: Vocabulary) -> NameRules:
    """Read ``rules/names.toml``.

    Args:
        vocabulary: the endings of schools' names and the words before them.

    Raises:
        RuleError: when a part of it is missing or malformed.
    """
    data = tomllib.loads((folder("rules") / "names.toml").read_text(encoding="utf-8"))
    try:
        school = data["school"]
        abbreviations = dict(school["abbreviations"])
        return NameRules(
            endings=vocabulary.school_suffixes,
            numbered=re.compile(school["numbered"]),
            lead=re.compile(school["lead"]),
            generic=re.compile(f"{one_of(vocabulary.generic_modifiers)}+"),
            refused=re.compile(school["refused"]),
            refused_after=re.compile(school["refused_after"]),
            site_after=re.compile(school["site_after"]),
            bare_endings=frozenset(school["bare_endings"]),
            soft_verbs=frozenset(school["soft_verbs"]),
            own_endings=frozenset(school["own_endings"]),
            alone=frozenset(school["alone"]),
            direct=frozenset(school["direct"]),
            county_endings=frozenset(school["county_endings"]),
            sites=frozenset(school["sites"]),
            initials=dict(school["initials"]),
            university=re.compile(f"(?P<place>[\u4e00-\u9fff]{{2,3}})(?P<kind>{one_of(school['initials'])})大学"),
            others=re.compile(f"{one_of(school['others'])}$"),
            campus_after=re.compile(school["campus_after"]),
            campus=re.compile(school["campus"]),
            titular=re.compile(school["titular"]),
            abbreviations=abbreviations,
            # The full form is tried with the short ones: 教师进修学校 ends in 进修学校 and is no longer for it.
            abbreviated=re.compile(f"{one_of([*abbreviations, *abbreviations.values()])}$"),
            numbers=dict(school["numbers"]),
            positive=tuple(school["positive"]),
            negative=tuple(school["negative"]),
        )
    except (KeyError, re.error) as error:
        raise RuleError(f"rules/names.toml: {error}", "every part of it is needed") from None
