"""The rules for names that no gazetteer can list: schools and programmes."""

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
    programme_endings: re.Pattern[str]
    positive: tuple[str, ...]
    negative: tuple[str, ...]


def load_name_rules(vocabulary: Vocabulary) -> NameRules:
    """Read ``rules/names.toml``.

    Args:
        vocabulary: the endings of schools' names and the words before them.

    Raises:
        RuleError: when a part of it is missing or malformed.
    """
    data = tomllib.loads((folder("rules") / "names.toml").read_text(encoding="utf-8"))
    try:
        school, programme = data["school"], data["programme"]
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
            # A few characters may stand between the quotation and its noun: “安心接”课后托管服务系统.
            programme_endings=re.compile(rf"(?:(?!的)[\u4e00-\u9fff]){{0,6}}?{one_of(programme['endings'].split())}+"),
            positive=tuple(school["positive"]),
            negative=tuple(school["negative"]),
        )
    except (KeyError, re.error) as error:
        raise RuleError(f"rules/names.toml: {error}", "every part of it is needed") from None
