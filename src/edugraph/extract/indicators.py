"""Which indicator a measure names, with the population that its words narrow it to.

小学专任教师总数 names 专任教师 of the population 小学. A measure that says less or more than a curated indicator
(慰问特级教师30名, 专任教师占45%) is none: it gets an indicator of its own, minted from its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edugraph.extract.entries import Entries, Entry, local
from edugraph.lexicon.vocabulary import Vocabulary
from edugraph.model import Key, ThingType

_QUOTES = str.maketrans("", "", "“”‘’\"'《》「」")
_SHARE = re.compile("(?:约|仅|只|所)?占[^占]{2,}?$")
_ASIDE = re.compile("[（(][^（）()]*[）)]")
_JOINTS = ("的", "和", "及", "与", "、")
_GROUPS = {"person-time": "person", "occurrence": "count", "percentage-point": "ratio", "score": "ratio"}
_RATIO = "ratio"
_COUNTED = ("person", "count")
ANY_UNIT = ""
"""The unit of a number that tells nothing of the measure's own: 专任教师增长3%."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a measure names: the key of a curated indicator, ``None`` when it names none; ``population`` narrows it."""

    key: Key | None
    population: str | None


class Indicators:
    """The curated indicators by all the ways in which reports write their names, and those minted for one report."""

    def __init__(self, entries: Entries, vocabulary: Vocabulary) -> None:
        self._entries = entries
        self.vocabulary = vocabulary
        words = vocabulary.word_lists
        self._areas = sorted(words["area"], key=len, reverse=True)
        self._narrowing = words["narrowing"]
        self._populations = words["population"] | vocabulary.stage_names.keys()
        self._longest = max(map(len, self._populations | self._narrowing))
        self._counts = sorted(words["countEnding"], key=len, reverse=True)
        self._shares = sorted(words["shareEnding"], key=len, reverse=True)
        self._wide = words["wide"]
        self._having = words["having"]
        self._touching = words["touching"]

    def add(self, measure: str, verb: str | None, unit: str | None, population: str | None) -> tuple[Key, str | None]:
        """Note the indicator of a measure, see :meth:`link`; gives its key and the population it is narrowed to."""
        link = self.link(measure, verb, unit, population)
        if link.key is not None:
            term = self.vocabulary.indicators[link.key]
            if link.key not in self._entries:
                entry = self._entries[link.key] = Entry(ThingType.INDICATOR, term.kind, term.label, True)
                entry.aliases |= dict.fromkeys(term.aliases)
            return link.key, link.population
        label = measure if verb is None or verb in measure else verb + measure
        key = f"indicator:{local(label)}"
        if key in self.vocabulary.indicators:  # 专任教师占45% has the words of 专任教师, but is not how many there are
            key, label = f"{key}_{local(unit or '') if unit != '%' else '率'}", f"{label}（{unit or '比'}）"
        if key not in self._entries:
            self._entries[key] = Entry(ThingType.INDICATOR, "Indicator", label)
        return key, population

    def link(self, measure: str, verb: str | None, unit: str | None, population: str | None = None) -> Link:
        """The indicator that ``measure`` names when ``verb`` governs it and its number is in ``unit``.

        ``population`` is what heading or sentence narrow the measure to already: 毛入园率 under 学前教育 is
        学前教育毛入园率. What the measure's own words narrow it to is put behind it.
        """
        text = self._bare(measure.translate(_QUOTES))
        if verb and (key := self._find(verb + text, unit)):
            return self._narrowed(key, population, "")
        if key := self._said(text, verb, unit):
            return self._narrowed(key, population, "")
        if population and (key := self._said(population + text, verb, unit)):
            return Link(key, None)
        for own, rest in self._splits(text, ""):
            key = (self._find(verb + rest, unit) if verb else None) or self._said(rest, verb, unit)
            if key and (own in self._narrowing or self.vocabulary.indicators[key].unit != "所"):
                return self._narrowed(key, population, own)
        return Link(None, population)

    def _narrowed(self, key: Key, given: str | None, own: str) -> Link:
        """``given`` is the population that heading or sentence say, ``own`` what the measure's words say."""
        usual = self.vocabulary.indicators[key].population
        if own in self._narrowing and given and given not in own:
            own += given
        elif not own and usual in self._wide:
            own = given or ""
        return Link(key, own if own and own != usual else None)

    def _bare(self, text: str) -> str:
        """The measure without the words for the place of the report."""
        if text in self.vocabulary.indicator_names:
            return text
        for area in self._areas:
            if text.startswith(area) and len(text) > len(area) + 1:
                return self._bare(text[len(area) :].removeprefix("的"))
        return text

    def _said(self, text: str, verb: str | None, unit: str | None) -> Key | None:
        """The indicator whose level is said by ``text`` behind ``verb``."""
        key = self._find(text, unit)
        if key is None and (verb is None or verb in self._having):
            key = self._find(text + "数", unit)
        if key is None and unit and self._group(unit) == _RATIO:
            key = self._find(_SHARE.sub("", text) + "占比", unit)  # 公办园在园幼儿占56%
        if key is not None and verb in self._touching:
            return None if self._group(self.vocabulary.indicators[key].unit) in _COUNTED else key
        return key

    def _find(self, text: str, unit: str | None) -> Key | None:
        plain = _ASIDE.sub("", text)  # 在校（园）学生
        for form in (text,) if plain == text else (text, plain):
            for name in self._variants(form):
                key = self.vocabulary.indicator_names.get(name)
                if key is not None and self._agree(self.vocabulary.indicators[key].unit, unit):
                    return key
        return None

    def _variants(self, text: str) -> Iterator[str]:
        """The ways to write a name, as it is first."""
        yield text
        for endings in (self._shares, self._counts):
            for ending in endings:
                if text.endswith(ending) and len(text) > len(ending) + 1:
                    stem = text[: -len(ending)]
                    if endings is self._shares:
                        stem = _SHARE.sub("", stem)
                    yield stem
                    yield from (stem + other for other in endings if other != ending)
                    return

    def _splits(self, text: str, before: str) -> Iterator[tuple[str, str]]:
        """Every way to part a measure into what narrows it and the rest: 民办小学|在校生."""
        for size in range(min(self._longest, len(text) - 2), 0, -1):
            head = text[:size]
            if head in self._populations or head in self._narrowing:
                rest = text[size:]
                joint = rest[0] if rest.startswith(_JOINTS) else ""
                rest = rest[len(joint) :]
                if len(rest) >= 2:
                    if joint in ("", "的"):
                        yield before + head, rest
                    yield from self._splits(rest, before + head + joint.replace("的", ""))

    def _agree(self, usual: str | None, unit: str | None) -> bool:
        """Whether a number in ``unit`` can be one of an indicator whose usual unit is ``usual``."""
        return unit == ANY_UNIT or self._group(usual) == self._group(unit) or (usual is None and unit == "倍")

    def _group(self, unit: str | None) -> str | None:
        """Units that may stand for one another: persons, things, shares, money and so on."""
        label = self.vocabulary.unit_names.get(unit) if unit else None
        if label is None:
            return unit
        kind = self.vocabulary.units[label].kind
        return _GROUPS.get(kind, kind)
