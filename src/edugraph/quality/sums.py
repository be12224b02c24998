"""Figures of one sentence that cannot all be true: parts and their total, a share and its counts, all and not all.

What ties figures together are the words between them (其中, 合计, 中，), so the text of the report is needed; a graph
without it has no such findings. The words are those of ``ontology/findings.ttl``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from edugraph.graph.shacl import SHAPES
from edugraph.graph.store import select
from edugraph.lexicon.turtle import read_records
from edugraph.resources import ontology_file

if TYPE_CHECKING:
    import rdflib

STOPS = re.compile(r"[。！？；!?;\n]")
_NUMBER = re.compile(r"[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?")
_LINK = re.compile(r"[、和及与]")
_OPEN, _CLOSE = re.compile(r"[（(]"), re.compile(r"[)）]")
_NEAR = 12
_SCALES = {"亿": 8, "万": 4}
_POINT = Decimal(1)
_FIGURES = """SELECT ?report ?fact ?begin ?quote ?printed ?value ?qualifier ?unit ?measure WHERE {
  { ?fact edu:value ?value ; edu:point ?point . OPTIONAL { ?point edu:unit ?unit } }
  UNION { ?fact edu:count ?value . OPTIONAL { ?fact edu:unit ?unit } }
  ?fact edu:asPrinted ?printed ; edu:qualifier ?qualifier ; prov:wasDerivedFrom ?evidence .
  OPTIONAL { ?fact edu:measure ?measure }
  ?evidence nif:beginIndex ?begin ; nif:anchorOf ?quote ; nif:referenceContext ?report }"""
_TEXTS = "SELECT ?report ?text WHERE { ?report a edu:Report ; nif:isString ?text }"
_EXACT = "https://w3id.org/edugraph/ns#Exact"


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A number of the text as a fact holds it; ``begin`` and ``end`` are those of its print."""

    begin: int
    end: int
    fact: str
    value: Decimal
    unit: str
    printed: str
    measure: str
    exact: bool

    @property
    def rounding(self) -> Decimal:
        """How far the true number may lie from the printed one: half of its last place (1.36万 → 50)."""
        number = _NUMBER.search(self.printed)
        if number is None:
            return Decimal(0)
        places = len(re.split("[.．]", number[0])[1]) if re.search("[.．]", number[0]) else 0
        scale = sum(power for sign, power in _SCALES.items() if sign == self.printed[number.end() :][:1])
        return Decimal(0) if places == 0 and scale == 0 else Decimal(5).scaleb(scale - places - 1)

    def __str__(self) -> str:
        unit = "" if self.printed.endswith(self.unit) else self.unit
        return f"{self.printed}{unit}"


@dataclass(frozen=True, slots=True)
class Misfit:
    """Figures that cannot all be true: the check's name in the ontology, the facts, what its message is filled with."""

    check: str
    facts: tuple[str, ...]
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of ``ontology/findings.ttl`` that tie figures together."""

    among: tuple[str, ...]
    together: tuple[str, ...]
    overlapping: tuple[str, ...]
    average: tuple[str, ...]
    whole: tuple[str, ...]
    partitions: tuple[tuple[str, str], ...]

    @classmethod
    def load(cls) -> Words:
        """The shipped words."""
        records = read_records([ontology_file("findings.ttl")]).values()

        def of(kind: str) -> list[tuple[str, ...]]:
            held = [each for each in records if SHAPES + kind in each.get("rdf:type", ())]
            return [tuple(each["skos:altLabel"]) for each in held]

        def flat(kind: str) -> tuple[str, ...]:
            return tuple(word for words in of(kind) for word in words)

        return cls(
            among=flat("Among"),
            together=flat("Together"),
            overlapping=flat("Overlapping"),
            average=flat("Average"),
            whole=flat("All"),
            partitions=tuple((one, other) for one, other in of("Partition")),
        )


def misfits(graph: rdflib.Graph) -> list[Misfit]:
    """All figures of the graph's reports that cannot be true together, in the order of the texts."""
    texts = {report or "": text or "" for report, text in select(graph, _TEXTS)}
    words = Words.load()
    found: list[Misfit] = []
    for report, figures in sorted(_figures(graph, texts).items()):
        for start, sentence, inside in _sentences(texts[report], figures):
            found += _Sentence(start, sentence, inside, words).misfits()
    return found


def _figures(graph: rdflib.Graph, texts: Mapping[str, str]) -> dict[str, list[Figure]]:
    """The figures of every report whose text is known, one for each place of the text."""
    found: dict[str, dict[tuple[int, int], Figure]] = defaultdict(dict)
    for cells in select(graph, _FIGURES):
        report, fact, begin, quote, printed, value, qualifier, unit, measure = (cell or "" for cell in cells)
        at = quote.rfind(printed)
        if report not in texts or at < 0 or not printed:
            continue
        low = int(begin) + at
        figure = Figure(
            low, low + len(printed), fact, Decimal(value), unit, printed, measure, exact=qualifier == _EXACT
        )
        held = found[report].get((low, figure.end))
        if held is None or figure < held:
            found[report][low, figure.end] = figure
    return {report: sorted(figures.values()) for report, figures in found.items()}


def _sentences(text: str, figures: Sequence[Figure]) -> Iterator[tuple[int, str, list[Figure]]]:
    """Each sentence that holds figures: where it begins, its text, its figures."""
    ends = [stop.end() for stop in STOPS.finditer(text)]
    groups: dict[int, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(bisect_right(ends, figure.begin), []).append(figure)
    for index, inside in groups.items():
        begin = ends[index - 1] if index else 0
        yield begin, text[begin : ends[index] if index < len(ends) else len(text)], inside


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence with its figures in order."""

    start: int
    text: str
    figures: list[Figure]
    words: Words

    def misfits(self) -> Iterator[Misfit]:
        for index, total in enumerate(self.figures[:-1]):
            if total.exact and (parts := self._parts(index)):
                yield from self._of_total(total, parts)
        yield from self._summed()

    def _between(self, begin: int, end: int) -> str:
        return self.text[begin - self.start : end - self.start]

    def _parts(self, index: int) -> list[Figure]:
        """The figures that are said to be parts of figure ``index``: behind 其中, or in brackets there."""
        total, following = self.figures[index], self.figures[index + 1 :]
        gap = self._between(total.end, following[0].begin)
        cue = next((at + len(word) for word in self.words.among if 0 <= (at := gap.find(word)) <= _NEAR), None)
        if cue is None or any(word in total.measure for word in self.words.average):
            return []
        bracketed = _OPEN.search(gap[:cue]) and not _CLOSE.search(gap[:cue])
        parts: list[Figure] = []
        last = total.end + cue
        for figure in following:
            between = self._between(last, figure.begin)
            if any(word in between for word in self.words.among) or (bracketed and _CLOSE.search(between)):
                break
            if figure.unit != total.unit or not figure.exact:
                break
            parts.append(figure)
            last = figure.end
        return parts

    def _of_total(self, total: Figure, parts: list[Figure]) -> Iterator[Misfit]:
        first = parts[0]
        if first.value - first.rounding > total.value + total.rounding:
            yield self._misfit("PartExceedsTotal", (total, first), part=str(first), total=str(total))
            return
        yield from self._share(total, first)
        partition = self._partition(total, parts)
        chain = partition or self._chain(total, parts)
        if len(chain) < 2:
            return
        added, slack = _added(chain), sum((each.rounding for each in chain), total.rounding)
        values = {"parts": "、".join(map(str, chain)), "sum": _plain(added), "total": str(total)}
        if added > total.value + slack:
            yield self._misfit("PartsExceedTotal", (total, *chain), **values)
        elif partition and added < total.value - slack:
            yield self._misfit("PartsMissTotal", (total, *chain), **values)

    def _chain(self, total: Figure, parts: list[Figure]) -> list[Figure]:
        """The parts that stand in one list (、, 和) and cannot overlap by their names."""
        chain = parts[:1]
        for one, two in pairwise(parts):
            between = self._between(one.end, two.begin)
            if not _LINK.search(between) or "，" in between or "," in between:
                break
            chain.append(two)
        said = self._between(total.end, chain[-1].end)
        return [] if any(word in said for word in self.words.overlapping) else chain

    def _partition(self, total: Figure, parts: list[Figure]) -> list[Figure]:
        """The first two parts when they are the two sorts that make up the whole, as 公办 and 民办 are."""
        if len(parts) < 2:
            return []
        first, second = self._between(total.end, parts[0].begin), self._between(parts[0].end, parts[1].begin)
        for one, other in self.words.partitions:
            said = [(one in each, other in each) for each in (first, second)]
            if said in ([(True, False), (False, True)], [(False, True), (True, False)]):
                return parts[:2]
        return []

    def _share(self, total: Figure, part: Figure) -> Iterator[Misfit]:
        """A percentage right behind a part: 其中研究生612人，占13.2%; or the claim that the part is all."""
        index = self.figures.index(part) + 1
        after = self.figures[index] if index < len(self.figures) else None
        behind = self._between(part.end, after.begin if after else self.start + len(self.text))
        low, high = part.value - part.rounding, part.value + part.rounding
        whole = next((word for word in self.words.whole if word in behind), None)
        if high < total.value - total.rounding and whole and (after is None or len(behind) <= 3 * _NEAR):
            yield self._misfit("AllButNotAll", (total, part), part=str(part), total=str(total), said=whole)
        if after is None or after.unit != "%" or not after.exact or len(behind) > 2 * _NEAR or total.value == 0:
            return
        said = {"part": str(part), "total": str(total), "said": str(after)}
        share = part.value / total.value * 100
        if after.value == 100 and high < total.value - total.rounding:
            yield self._misfit("AllButNotAll", (total, part, after), **said)
            return
        slack = after.rounding + max(_POINT, 100 * (high - low + 2 * total.rounding) / total.value)
        based = re.search("占(比|(?P<base>[^，,]*?)的?)(达|达到|为|约)*$", behind)
        base = based["base"] or "" if based else ""
        if based and abs(share - after.value) > slack and (base.endswith("总数") or not base or base in total.measure):
            yield self._misfit(
                "ShareMisfits", (total, part, after), share=_plain(share.quantize(Decimal("0.1"))), **said
            )

    def _summed(self) -> Iterator[Misfit]:
        """Parts that stand before their sum: 小学80所、初中30所，合计110所. The sum itself need be no fact."""
        parts = list(self.figures)
        cue = next((match for word in self.words.together if (match := _sum_behind(word, self.text))), None)
        if cue is None:
            return
        at = self.start + cue.start()
        parts = [each for each in parts if each.end <= at]
        if len(parts) < 2 or at - parts[-1].end > _NEAR:
            return
        linked = all(_LINK.search(self._between(one.end, two.begin)) for one, two in pairwise(parts))
        unit = parts[0].unit
        if not linked or any(each.unit != unit or not each.exact for each in parts) or cue["unit"] != unit[:1]:
            return
        scale = _SCALES.get(cue["scale"] or "", 0)
        total = replace(
            parts[-1],
            begin=at,
            value=Decimal(cue["number"]).scaleb(scale),
            printed=f"{cue['number']}{cue['scale'] or ''}{unit}",
        )
        added, slack = _added(parts), sum((each.rounding for each in parts), total.rounding)
        if abs(added - total.value) > slack:
            values = {"parts": "、".join(map(str, parts)), "sum": _plain(added), "total": str(total)}
            yield self._misfit("PartsMissTotal", parts, **values)

    def _misfit(self, check: str, figures: Sequence[Figure], **values: str) -> Misfit:
        return Misfit(check, tuple(figure.fact for figure in figures), values)


def _sum_behind(word: str, text: str) -> re.Match[str] | None:
    return re.search(rf"{word}(有|为|达)?(?P<number>\d+(\.\d+)?)(?P<scale>[万亿])?(?P<unit>.)", text)


def _added(figures: Sequence[Figure]) -> Decimal:
    return sum((figure.value for figure in figures), Decimal(0))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
