"""Measures that no curated indicator has a name for: what a curator reads to decide which to take up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from edugraph.graph.rows import facts as rows_of
from edugraph.graph.store import select
from edugraph.lexicon.terms import Term
from edugraph.lexicon.vocabulary import Vocabulary
from edugraph.model import Change, Key, Observation, Reading

if TYPE_CHECKING:
    import rdflib

_MINTED = "SELECT ?i ?label WHERE { ?i edu:minted true ; rdfs:label ?label }"
_ALIKE = 0.5
"""How much of their pairs of characters two names share at least to be called near."""


@dataclass(frozen=True, slots=True)
class Use:
    """One fact of a minted indicator. ``report`` is the identifier of its text; ``value`` the number it says."""

    label: str
    report: str
    quote: str
    value: Decimal | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class NewIndicator:
    """A minted indicator with its facts; ``units`` are the commonest first, ``nearest`` is a curated one alike."""

    label: str
    uses: tuple[Use, ...] = field(repr=False)
    nearest: Term | None = None

    @property
    def reports(self) -> int:
        """How many reports speak of it."""
        return len({use.report for use in self.uses})

    @property
    def units(self) -> tuple[str, ...]:
        """Its units, the commonest first."""
        return tuple(unit for unit, _ in Counter(use.unit for use in self.uses if use.unit).most_common())


def uses_in_graph(graph: rdflib.Graph) -> Iterator[Use]:
    """The facts of a graph whose indicator was minted."""
    labels = {str(label) for _, label in select(graph, _MINTED)}
    for row in rows_of(graph):
        label = row["indicator_label"]
        if label in labels:
            said = row["value"] if row["value"] is not None else row["delta"]
            value = None if said is None else Decimal(str(said))
            yield Use(label, row["document"] or "", row["quote"] or "", value, row["unit"])


def uses_in_readings(readings: Iterable[Reading]) -> Iterator[Use]:
    """The facts of reports whose indicator was minted."""
    for reading in readings:
        minted = {thing.key: thing.label for thing in reading.things if not thing.known}
        for fact in reading.facts:
            if isinstance(fact, (Observation, Change)) and fact.indicator in minted:
                value, unit = None, None
                if fact.quantity is not None:
                    value, unit = fact.quantity.value, fact.quantity.unit
                elif isinstance(fact, Change):
                    value, unit = fact.delta, fact.delta_unit
                report = reading.document.metadata.id
                yield Use(minted[fact.indicator], report, reading.quote(fact.quote), value, unit)


def new_indicators(uses: Iterable[Use], vocabulary: Vocabulary, top: int) -> tuple[NewIndicator, ...]:
    """The ``top`` minted indicators, those of most reports first, then those of most facts."""
    by_label: defaultdict[str, list[Use]] = defaultdict(list)
    for use in uses:
        by_label[use.label].append(use)
    found = [NewIndicator(label, tuple(each)) for label, each in by_label.items()]
    found.sort(key=lambda each: (-each.reports, -len(each.uses), each.label))
    names = {name: (key, _pairs(name)) for name, key in vocabulary.indicator_names.items()}
    return tuple(NewIndicator(each.label, each.uses, _nearest(each.label, names, vocabulary)) for each in found[:top])


def _nearest(label: str, names: Mapping[str, tuple[Key, Counter[str]]], vocabulary: Vocabulary) -> Term | None:
    """The curated indicator whose name shares most pairs of characters with a label (Dice's coefficient)."""
    mine = _pairs(label)
    best, nearest = _ALIKE, None
    for key, theirs in names.values():
        shared = (mine & theirs).total()
        likeness = 2 * shared / (mine.total() + theirs.total() or 1)
        if likeness > best:
            best, nearest = likeness, key
    return None if nearest is None else vocabulary.indicators[nearest]


def _pairs(name: str) -> Counter[str]:
    return Counter(name[at : at + 2] for at in range(len(name) - 1))
