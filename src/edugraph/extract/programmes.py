"""Programmes: names in quotation marks, and 实施…行动 without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from edugraph.extract.programme_identity import joined, one_name
from edugraph.extract.things import Things
from edugraph.extract.tokens import Token
from edugraph.lexicon.programmes import ProgrammeRules
from edugraph.model import Key, Span, ThingType

_INNER = re.compile(r"“(?!十[一二三四五六]?五”)[^“”]{3,30}”")
_INTRODUCED = re.compile(r"（(?:以下)?(?:统称|简称|称)为?[:：]?[“‘]?(?P<short>[^“”‘’《》（），。]{2,16})[”’]?）")
_COUNTED = re.compile(r"[\d+·.]+|[一二三四五六七八九十百千万]+个?[一十百千万]?")
_SPOKEN = 5
"""As many characters as a name must have to be known again without marks."""
_BETWEEN = frozenset("jzlSE")
"""What may stand between a verb and the name it carries out: 实施省“登峰”计划."""


class _Name(NamedTuple):
    """A place where a programme is named; ``token`` is its quotation, if it has one."""

    core: str
    name: str
    begin: int
    end: int
    token: int | None = None
    campaign: bool = False


class Programmes:
    """Finds the programmes of one report and notes them among its things."""

    def __init__(self, tokens: Sequence[Token], codes: str, text: str, folded: str, rules: ProgrammeRules) -> None:
        self.tokens = tokens
        self.codes = codes
        self.text = text
        self.folded = folded
        self.rules = rules

    def note(self, things: Things, titles: Sequence[int]) -> tuple[dict[int, Key], dict[int, Key]]:
        """Add every programme.

        Args:
            things: where they are added.
            titles: the tokens that are titles of policy documents, in which programmes are named.

        Returns:
            The keys by the tokens that name them in quotation marks, and those of unquoted 行动, 工程 and 计划 by
            offset.
        """
        names = [*self._quoted(things), *self._inside(titles)]
        plain = list(self._plain())
        shorts = self._introduced(names, plain, things)
        again = self._again(names, plain, shorts)
        printed: dict[str, list[str]] = {}
        for name in names:
            printed.setdefault(name.core, []).append(self.text[name.begin : name.end])
        same = one_name(printed, [name.core for name in (*plain, *again)], shorts, self.rules.endings)
        keys: dict[int, Key] = {}
        campaigns: dict[int, Key] = {}
        labels = {name.core: name.name for name in (*again, *plain, *names)}
        for name in (*names, *plain, *again):
            core = same.get(name.core, name.core)
            key = things.programmes.programme(
                labels.get(core, core), self.text[name.begin : name.end], Span(name.begin, name.end)
            )
            if name.token is not None:
                keys[name.token] = key
            elif name.campaign:
                campaigns[name.begin] = key
        return keys, campaigns

    def _quoted(self, things: Things) -> list[_Name]:
        """The names in quotation marks: those that their surroundings prove, and the same words elsewhere."""
        found: list[_Name] = []
        doubtful: list[_Name] = []
        i = self.codes.find("Q")
        while i >= 0:
            token = self.tokens[i]
            core = self.folded[token.begin + 1 : token.end - 1]
            end = self._end(i, core, things) if len(core) > 1 else None
            name = _Name(core, self.text[token.begin : token.end], token.begin, end or token.end, i)
            (found if end is not None else doubtful).append(name)
            i = self.codes.find("Q", i + 1)
        found = self._apart(found)
        proven = {name.core for name in found}
        return found + [
            name for name in doubtful if name.core in proven and not self.rules.quoted.refused.fullmatch(name.core)
        ]

    def _apart(self, found: Sequence[_Name]) -> list[_Name]:
        """Names that only count (“三个一”) are as good as none: with different nouns behind them they are different."""
        nouns: dict[str, set[str]] = {}
        for name in found:
            if _COUNTED.fullmatch(name.core):
                nouns.setdefault(name.core, set()).add(self._noun(name))
        several = {core for core, each in nouns.items() if any(noun not in max(each, key=len) for noun in each)}
        return [
            name._replace(core=name.core + self._noun(name), name=self.text[name.begin : name.end])
            if name.core in several and self._noun(name)
            else name
            for name in found
        ]

    def _noun(self, name: _Name) -> str:
        return self.folded[name.begin + len(name.name) : name.end]

    def _end(self, i: int, core: str, things: Things) -> int | None:
        """Where the name of a programme that begins with quotation ``i`` ends; ``None`` when it is something else."""
        rules, end = self.rules.quoted, self.tokens[i].end
        following = self.codes[i + 1 : i + 2] or "."
        if following in "qn":
            return None
        if match := rules.noun.match(self.folded, end):
            return match.end()
        if things.programmes.known(core) is not None:
            return end
        honoured = self._honoured(i)
        if rules.inside.fullmatch(core) and not rules.refused.fullmatch(core):
            return end
        if honoured or rules.refused.fullmatch(core) or rules.refused_after.match(self.folded, end):
            return None
        if rules.shape.fullmatch(core):
            return end
        verb = self._verb(i)
        if len(core) <= 10 and (verb in rules.verbs or (verb in rules.mild and following in ",;.+)(")):
            return end
        return None

    def _before(self, i: int) -> int:
        """The token before quotation ``i`` that is no adverb, place or ordinal, nor another quotation beside it."""
        k = i - 1
        while k >= 0 and self.codes[k] in _BETWEEN:
            k -= 1
        return k

    def _honoured(self, i: int) -> bool:
        k = self._before(i)
        return k >= 0 and self.codes[k] in "hH"

    def _verb(self, i: int) -> str:
        k = self._before(i)
        return self.folded[self.tokens[k].begin : self.tokens[k].end] if k >= 0 else ""

    def _inside(self, titles: Sequence[int]) -> Iterator[_Name]:
        """The programmes that titles of documents name in quotation marks."""
        for i in titles:
            token = self.tokens[i]
            for match in _INNER.finditer(self.text, token.begin, token.end):
                core = match.group().strip("“”")
                if not self.rules.quoted.refused.fullmatch(core):
                    yield _Name(core, match.group(), *match.span())

    def _plain(self) -> Iterator[_Name]:
        """The names without marks, each with those that are listed behind it."""
        for rule in self.rules.unquoted:
            for match in rule.regex.finditer(self.folded):
                core, (begin, end) = match.group("name"), match.span("name")
                if self._is_name(core):
                    yield _Name(core, core, begin, end, campaign=rule.campaign)
                while match := self.rules.chain.match(self.folded, end):  # type: ignore[assignment]
                    core, (begin, end) = match.group("name"), match.span("name")
                    if self._is_name(core):
                        yield _Name(core, core, begin, end)

    def _is_name(self, core: str) -> bool:
        return not self.rules.refused.match(core) and not self.rules.generic.fullmatch(core)

    def _introduced(self, names: Sequence[_Name], plain: Sequence[_Name], things: Things) -> dict[str, str]:
        """The short names that the report introduces (以下简称…) right behind a programme, with the name of that."""
        if "简称" not in self.folded and "统称" not in self.folded and "以下称" not in self.folded:
            return {}
        ends = {name.end: name.core for name in (*plain, *names)}
        for i, code in enumerate(self.codes):
            meaning = self.tokens[i].payload
            if code == "E" and getattr(meaning, "type", None) is ThingType.PROGRAMME:
                ends.setdefault(self.tokens[i].end, meaning.label)
        return {
            match.group("short"): ends[match.start()]
            for match in _INTRODUCED.finditer(self.folded)
            if match.start() in ends
        }

    def _again(self, names: Sequence[_Name], plain: Sequence[_Name], shorts: Mapping[str, str]) -> list[_Name]:
        """Where the programmes of the report are named once more, without marks and without a verb before them."""
        forms = {joined(self.folded[name.begin : name.end]) for name in names if name.end > name.begin + len(name.name)}
        forms |= {name.core for name in plain}
        forms = {form for form in forms if len(form) >= _SPOKEN} | set(shorts)
        if not forms:
            return []
        begun = {name.begin for name in (*names, *plain)}
        words = sorted(forms)
        found: list[_Name] = []
        automaton = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
        for index, begin, end in automaton.find_matches_as_indexes(self.folded):
            marked = begin > 0 and self.folded[begin - 1] in "“‘"
            if begin not in begun and begin - marked not in begun:
                found.append(_Name(words[index], self.text[begin:end], begin, end))
        return found
