"""The figures of a report's text as its graph holds them, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from edugraph.graph.store import select

if TYPE_CHECKING:
    import rdflib

STOPS = re.compile(r"[。！？；!?;\n]")
"""What ends a sentence."""

SCALES = {"亿": 8, "万": 4}
"""Powers of ten that are printed as a character."""

_NUMBER = re.compile(r"[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?")
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
        scale = sum(power for sign, power in SCALES.items() if sign == self.printed[number.end() :][:1])
        return Decimal(0) if places == 0 and scale == 0 else Decimal(5).scaleb(scale - places - 1)

    def __str__(self) -> str:
        unit = "" if self.printed.endswith(self.unit) else self.unit
        return f"{self.printed}{unit}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that holds figures: where it begins in the repaired text, its characters, its figures in order."""

    begin: int
    text: str
    figures: list[Figure]

    def between(self, begin: int, end: int) -> str:
        """The characters between two offsets of the repaired text."""
        return self.text[begin - self.begin : end - self.begin]


def sentences(graph: rdflib.Graph) -> Iterator[Sentence]:
    """Every sentence with figures of the reports whose text the graph holds, in the order of reports and texts."""
    texts = {report or "": text or "" for report, text in select(graph, _TEXTS)}
    for report, figures in sorted(_figures(graph, texts).items()):
        yield from _sentences(texts[report], figures)


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


def _sentences(text: str, figures: Sequence[Figure]) -> Iterator[Sentence]:
    """The sentences of one text that hold figures."""
    ends = [stop.end() for stop in STOPS.finditer(text)]
    groups: dict[int, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(bisect_right(ends, figure.begin), []).append(figure)
    for index, inside in groups.items():
        begin = ends[index - 1] if index else 0
        yield Sentence(begin, text[begin : ends[index] if index < len(ends) else len(text)], inside)
