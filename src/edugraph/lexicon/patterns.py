"""Rules that are regular expressions over one line or one phrase, with their own examples."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from edugraph.errors import RuleError
from edugraph.resources import folder
from edugraph.text.fold import fold


@dataclass(frozen=True, slots=True)
class PatternRule:
    """A named regular expression. ``prefix`` rules match where a line begins, ``search`` ones anywhere, others all."""

    name: str
    kind: str
    regex: re.Pattern[str]
    mode: str
    level: int
    positive: tuple[str, ...]
    negative: tuple[str, ...]

    def match(self, folded: str) -> re.Match[str] | None:
        """The match of this rule in a folded line, by the rule's mode."""
        if self.mode == "prefix":
            return self.regex.match(folded)
        if self.mode == "search":
            return self.regex.search(folded)
        return self.regex.fullmatch(folded)


_END = r"\Z"


class FirstMatch:
    """Tells which of several ``prefix`` and ``full`` rules is the first to match a line, by one regular expression."""

    def __init__(self, rules: Sequence[PatternRule]) -> None:
        self._rules = rules
        parts = [
            f"(?P<r{index}>(?:{rule.regex.pattern}){'' if rule.mode == 'prefix' else _END})"
            for index, rule in enumerate(rules)
        ]
        self._regex = re.compile("|".join(parts) or r"(?!)")

    def rule(self, folded: str) -> PatternRule | None:
        """The first of the rules that matches the folded line."""
        match = self._regex.match(folded)
        return None if match is None or match.lastgroup is None else self._rules[int(match.lastgroup[1:])]


def load_patterns(file: str, table: str, *, mode: str, kind_key: str) -> tuple[PatternRule, ...]:
    """The rules of one table of ``rules/<file>``.

    Raises:
        RuleError: when a rule lacks a name, a pattern or an example on either side, or its pattern does not compile.
    """
    data = tomllib.loads((folder("rules") / file).read_text(encoding="utf-8"))
    return tuple(_rule(row, file, mode=mode, kind_key=kind_key) for row in data[table])


def _rule(row: dict[str, Any], file: str, *, mode: str, kind_key: str) -> PatternRule:
    name = row.get("name", "?")
    missing = [key for key in ("name", "pattern", "positive", "negative", kind_key) if not row.get(key)]
    if missing:
        raise RuleError(
            f"rule {name} of {file} lacks {', '.join(missing)}", "every rule has a name, a pattern and examples"
        )
    try:
        regex = re.compile(row["pattern"])
    except re.error as error:
        raise RuleError(f"rule {name} of {file}: {error}", "mend its pattern") from None
    return PatternRule(
        name=name,
        kind=row[kind_key],
        regex=regex,
        mode="prefix" if row.get("prefix") else "search" if row.get("search") else mode,
        level=row.get("level", 0),
        positive=tuple(row["positive"]),
        negative=tuple(row["negative"]),
    )


def one_of(words: Iterable[str]) -> str:
    """A pattern for the longest of several words: a tree that costs a step for each character, not each word."""
    return f"(?:{_tree(sorted(set(words)))})"


def _tree(words: Sequence[str]) -> str:
    """Alternatives for sorted, different words; the empty one, where there is one, stands last."""
    rest = words[1:] if words[0] == "" else words
    branches = [
        re.escape(first) + _tail([word[1:] for word in same]) for first, same in groupby(rest, key=lambda word: word[0])
    ]
    return "|".join([*branches, ""] if rest is not words else branches)


def _tail(words: Sequence[str]) -> str:
    return re.escape(words[0]) if len(words) == 1 else f"(?:{_tree(words)})"


def failing_examples(rule: PatternRule) -> list[str]:
    """The examples that this rule gets wrong, as readable lines; empty when all is well."""
    wrong = [f"{rule.name} should match: {text}" for text in rule.positive if not rule.match(fold(text.strip()))]
    return wrong + [f"{rule.name} should not match: {text}" for text in rule.negative if rule.match(fold(text.strip()))]
