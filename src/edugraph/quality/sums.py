"""Figures of one sentence that cannot all be true: parts and their total, a share and its counts, all and not all.

What ties figures together are the words between them (其中, 合计, 中，), so the text of the report is needed; a graph
without it has no such findings. The words are those of ``ontology/findings.ttl``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from edugraph.graph.shacl import SHAPES
from edugraph.lexicon.turtle import read_records
from edugraph.quality.figures import SCALES, Figure, Sentence, sentences
from edugraph.resources import ontology_file

if TYPE_CHECKING:
    import rdflib

_LINK = re.compile(r"[、和及与]")
_OPEN, _CLOSE = re.compile(r"[（(]"), re.compile(r"[)）]")
_LIST = re.compile(r"[^，。、\d]{0,8}[（(：:](?![^、]*年)")
_BARE = re.compile(r"[，,]?(已有|已|有|共有)?")
_SHARE = re.compile(r".{0,12}?，?占(比|(?P<base>[^，,]*?)的?)(达|达到|为|约)*")
_NEAR = 12
_POINT = Decimal(1)


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
    words = Words.load()
    return [misfit for sentence in sentences(graph) for misfit in _Reader(sentence, words).misfits()]


@dataclass(frozen=True, slots=True)
class _Parts:
    """Figures said to be parts of the one before: by a word (其中) or by brackets; bare when no noun stands before."""

    figures: list[Figure]
    told: bool
    bare: bool


@dataclass(frozen=True, slots=True)
class _Reader:
    """One sentence and the words that tie its figures together."""

    sentence: Sentence
    words: Words

    def misfits(self) -> Iterator[Misfit]:
        for index, total in enumerate(self.sentence.figures[:-1]):
            parts = self._parts(index) if total.exact else None
            if parts is not None:
                if parts.told:
                    yield from self._of_part(total, parts)
                yield from self._of_parts(total, parts.figures)
        yield from self._summed()

    def _parts(self, index: int) -> _Parts | None:
        """The figures that are said to be parts of figure ``index``, ``None`` when none are.

        Parts follow 其中; or they stand as a list in brackets or behind a colon right behind the total.
        """
        total, following = self.sentence.figures[index], self.sentence.figures[index + 1 :]
        gap = self.sentence.between(total.end, following[0].begin)
        if any(word in total.measure for word in self.words.average):
            return None
        cue = next((at + len(word) for word in self.words.among if 0 <= (at := gap.find(word)) <= _NEAR), None)
        told = cue is not None
        if cue is None:
            opened = _LIST.match(gap)
            if opened is None:
                return None
            cue = opened.end()
        bracketed = _OPEN.search(gap[:cue]) and not _CLOSE.search(gap[:cue])
        parts: list[Figure] = []
        last = total.end + cue
        for figure in following:
            between = self.sentence.between(last, figure.begin)
            if any(word in between for word in self.words.among) or (bracketed and _CLOSE.search(between)):
                break
            if figure.unit != total.unit or not figure.exact:
                break
            parts.append(figure)
            last = figure.end
        return _Parts(parts, told, _BARE.fullmatch(gap[cue:]) is not None) if parts else None

    def _of_part(self, total: Figure, parts: _Parts) -> Iterator[Misfit]:
        part = parts.figures[0]
        low, high = part.value - part.rounding, part.value + part.rounding
        if low > total.value + total.rounding:
            yield self._misfit("PartExceedsTotal", (total, part), part=str(part), total=str(total))
            return
        index = self.sentence.figures.index(part) + 1
        after = self.sentence.figures[index] if index < len(self.sentence.figures) else None
        behind = self.sentence.between(
            part.end, after.begin if after else self.sentence.begin + len(self.sentence.text)
        )
        if parts.bare and high < total.value - total.rounding:
            yield from self._not_all(total, part, after, behind)
        if after is not None and after.unit == "%" and after.exact and total.value:
            yield from self._share(total, part, after, behind)

    def _not_all(self, total: Figure, part: Figure, after: Figure | None, behind: str) -> Iterator[Misfit]:
        """The claim behind a part that it is the whole: 86所学校中，84所建成智慧校园，覆盖率达100%."""
        _, comma, claim = behind.partition("，")
        whole = next((word for word in self.words.whole if word in claim), None)
        share = after is not None and after.unit == "%" and after.value == 100 and len(behind) <= 2 * _NEAR
        if comma and (share or (whole and (after is None or len(behind) <= 3 * _NEAR))):
            figures = (total, part, after) if after is not None and share else (total, part)
            yield self._misfit(
                "AllButNotAll", figures, part=str(part), total=str(total), said=str(after) if share else whole or ""
            )

    def _share(self, total: Figure, part: Figure, after: Figure, behind: str) -> Iterator[Misfit]:
        """A percentage that is said to be the part's share: 其中研究生612人，占13.2%."""
        based = _SHARE.fullmatch(behind)
        if based is None:
            return
        base = based["base"] or ""
        share = part.value / total.value * 100
        slack = after.rounding + max(_POINT, 200 * (part.rounding + total.rounding) / total.value)
        if abs(share - after.value) > slack and (not base or base.endswith("总数") or base in total.measure):
            said = {"part": str(part), "total": str(total), "said": str(after)}
            said["share"] = _plain(share.quantize(Decimal("0.1")))
            yield self._misfit("ShareMisfits", (total, part, after), **said)

    def _of_parts(self, total: Figure, parts: list[Figure]) -> Iterator[Misfit]:
        partition = self._partition(total, parts)
        chain = partition or self._chain(total, parts)
        if len(chain) < 2:
            return
        added, slack = _added(chain), sum((each.rounding for each in chain), total.rounding)
        values = {"parts": "、".join(map(str, chain)), "sum": _plain(added), "total": str(total)}
        if added > total.value + slack and chain[0].value <= total.value:
            yield self._misfit("PartsExceedTotal", (total, *chain), **values)
        elif partition and added < total.value - slack:
            yield self._misfit("PartsMissTotal", (total, *chain), **values)

    def _chain(self, total: Figure, parts: list[Figure]) -> list[Figure]:
        """The parts that stand in one list (、, 和) and cannot overlap by their names."""
        chain = parts[:1]
        for one, two in pairwise(parts):
            between = self.sentence.between(one.end, two.begin)
            if not _LINK.search(between) or "，" in between or "," in between:
                break
            chain.append(two)
        said = self.sentence.between(total.end, chain[-1].end)
        return [] if any(word in said for word in self.words.overlapping) else chain

    def _partition(self, total: Figure, parts: list[Figure]) -> list[Figure]:
        """The first two parts when they are the two sorts that make up the whole, as 公办 and 民办 are."""
        if len(parts) < 2:
            return []
        first, second = (
            self.sentence.between(total.end, parts[0].begin),
            self.sentence.between(parts[0].end, parts[1].begin),
        )
        for one, other in self.words.partitions:
            said = [(one in each, other in each) for each in (first, second)]
            if said in ([(True, False), (False, True)], [(False, True), (True, False)]):
                return parts[:2]
        return []

    def _summed(self) -> Iterator[Misfit]:
        """Parts that stand before their sum: 小学80所、初中30所，合计110所. The sum itself need be no fact."""
        parts = list(self.sentence.figures)
        cue = next((match for word in self.words.together if (match := _sum_behind(word, self.sentence.text))), None)
        if cue is None:
            return
        at = self.sentence.begin + cue.start()
        parts = [each for each in parts if each.end <= at]
        if len(parts) < 2 or at - parts[-1].end > _NEAR:
            return
        linked = all(_LINK.search(self.sentence.between(one.end, two.begin)) for one, two in pairwise(parts))
        unit = parts[0].unit
        if not linked or any(each.unit != unit or not each.exact for each in parts) or cue["unit"] != unit[:1]:
            return
        scale = SCALES.get(cue["scale"] or "", 0)
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
