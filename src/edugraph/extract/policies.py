"""Policy documents: titles in 《》 with their number, whether they are on trial, and who issued them.

Titles of books, films, newspapers and courses stand in the same marks: what a title ends in, or the verb before it,
tells documents from those.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edugraph.extract.things import Things
from edugraph.extract.tokens import Token
from edugraph.lexicon.programmes import PolicyRules
from edugraph.model import Key, Span, ThingType

_BRACKETS = re.compile(r"(?:（[^（）]*）|\([^()]*\))+$")
_YEARS = re.compile(r"（?\d{4}年?[—–~至-]+\d{4}年?）?")
_INTRODUCED = re.compile(
    r"(?:（[^（）]{0,30}）)?（(?:以下)?(?:统称|简称|称)为?[:：]?[“《]?(?P<short>[^“”《》（），。]{2,16})[”》]?）"
)
_LONG = 8
"""As many characters as a title must have to be found at the end of a longer one."""


@dataclass(slots=True)
class _Title:
    """One title of the report: where it stands, what is said of it there."""

    token: int
    span: Span
    inner: str
    base: str
    number: str | None = None
    issuers: tuple[Key, ...] = ()
    short: str | None = None


class Policies:
    """Finds the policy documents of one report and notes them among its things."""

    def __init__(self, tokens: Sequence[Token], codes: str, text: str, folded: str, rules: PolicyRules) -> None:
        self.tokens = tokens
        self.codes = codes
        self.text = text
        self.folded = folded
        self.rules = rules

    def note(self, things: Things, named: Mapping[int, Key]) -> dict[int, Key]:
        """Add every document.

        Args:
            things: where they are added.
            named: the things that name tokens mean, among them the bodies that issue documents.

        Returns:
            The keys by the tokens of their titles.
        """
        if "T" not in self.codes:
            return {}
        titles = [self._title(i, things, named) for i, code in enumerate(self.codes) if code == "T"]
        documents = [title for title in titles if self._is_document(title)]
        same = self._same(documents)
        longest: dict[str, str] = {}
        for title in documents:
            meant = same.get(title.base)
            if meant == title.base:
                longest[meant] = max(longest.get(meant, ""), title.inner, key=lambda name: (len(name), name))
        keys: dict[int, Key] = {}
        for title in documents:
            if (meant := same.get(title.base)) is not None:
                keys[title.token] = things.programmes.document(
                    longest[meant],
                    self.text[title.span.begin : title.span.end],
                    title.span,
                    number=title.number,
                    issuers=title.issuers,
                )
        return keys

    def _title(self, i: int, things: Things, named: Mapping[int, Key]) -> _Title:
        token = self.tokens[i]
        inner = self.text[token.begin + 1 : token.end - 1]
        title = _Title(i, Span(token.begin, token.end), inner, _base(self.folded[token.begin + 1 : token.end - 1]))
        before = max(0, token.begin - 30), token.begin
        match = self.rules.number.match(self.folded, token.end) or self.rules.number_before.search(self.folded, *before)
        if match:
            title.number = re.sub(r"\s", "", self.text[match.start("number") : match.end("number")])
        if introduced := _INTRODUCED.match(self.folded, token.end):
            title.short = introduced.group("short")
        title.issuers = self._issuers(i, things, named)
        return title

    def _is_document(self, title: _Title) -> bool:
        if title.number:
            return True
        if self.rules.refused.fullmatch(title.base):
            return False
        if self.rules.ending.fullmatch(title.base):
            return True
        return self.rules.verb.search(self.folded[max(0, title.span.begin - 8) : title.span.begin]) is not None

    def _issuers(self, i: int, things: Things, named: Mapping[int, Key]) -> tuple[Key, ...]:
        """The bodies right before the title, or before the verb of issuing that it is the object of."""
        j = i - 1
        low = max(0, i - 24)
        while j >= low and self.codes[j] not in ".;" and not self._body(j, things, named):
            j -= 1
        if j < low or self.codes[j] in ".;":
            return ()
        between = self.folded[self.tokens[j].end : self.tokens[i].begin]
        if not self.rules.issued.fullmatch(between):
            return ()
        found = [named[j]]
        first = j
        while first > low:
            k = first - 1
            while k >= low and not self._body(k, things, named):
                k -= 1
            if k < low or not self.rules.joined.fullmatch(self.folded[self.tokens[k].end : self.tokens[first].begin]):
                break
            found.append(named[k])
            first = k
        return tuple(reversed(found))

    def _body(self, k: int, things: Things, named: Mapping[int, Key]) -> bool:
        return k in named and things.type(named[k]) in (ThingType.DEPARTMENT, ThingType.ORGANIZATION)

    def _same(self, documents: Sequence[_Title]) -> dict[str, str]:
        """Which title (without what stands in brackets behind it) each title of the report means.

        A title is a shorter one of another when the other only says before it whose it is, when both carry one number,
        or when the report introduces it; of two that it could mean neither is taken. A title that is nothing but the
        kind of document (《意见》) means the only one of that kind before it, else none.
        """
        same = {title.base: title.base for title in documents if not self.rules.bare.fullmatch(title.base)}
        numbers: dict[str, str] = {}
        introduced: dict[str, set[str]] = {}
        for title in documents:
            if title.number and title.base in same:
                same[title.base] = numbers.setdefault(title.number, title.base)
            if title.short and title.base in same:
                introduced.setdefault(title.short, set()).add(title.base)
        ends: dict[str, set[str]] = {}
        for base in same:
            for begin in range(1, len(base) - _LONG + 1):
                if self.rules.prefix.fullmatch(base, 0, begin):
                    ends.setdefault(base[begin:], set()).add(base)
        for base in list(same):
            longer = ends.get(base, set())
            if len(longer) == 1 and same[base] == base:
                same[base] = next(iter(longer))
        for base in list(same):
            while same[base] != same[same[base]]:
                same[base] = same[same[base]]
        firsts: dict[str, _Title] = {}
        for title in documents:
            firsts.setdefault(title.base, title)
        full = [title for base, title in firsts.items() if base in same]
        for base, first in firsts.items():
            if base not in same:
                before = introduced.get(base) or {
                    title.base for title in full if title.span < first.span and title.base.endswith(base)
                }
                if len({same[each] for each in before}) == 1:
                    same[base] = same[next(iter(before))]
        return same


def _base(inner: str) -> str:
    """A title without what stands in brackets or as years behind it: 试行, 征求意见稿, 2021—2025年."""
    return _YEARS.sub("", _BRACKETS.sub("", inner)).strip()
