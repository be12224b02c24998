"""The examples of the curated indicators: each is read as a report would be, and must give what it says beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from edugraph import resources
from edugraph.extract import trace
from edugraph.lexicon.grammar import Grammar
from edugraph.lexicon.turtle import Record, read_records
from edugraph.lexicon.vocabulary import Vocabulary
from edugraph.model import Change, Key, Observation


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says of an indicator; ``unit`` is ``None`` for a ratio, ``level`` a word of DESIGN §6."""

    indicator: Key
    value: Decimal
    unit: str | None
    level: str | None
    population: str | None

    def __str__(self) -> str:
        words = (self.level, self.population, self.indicator.partition(":")[2], "=", f"{self.value:f}", self.unit)
        return " ".join(word for word in words if word)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of the ontology with what it is to be read as; ``file`` is where the indicator stands."""

    file: str
    sentence: str
    wanted: Said

    def wrong(self, vocabulary: Vocabulary, grammar: Grammar) -> str | None:
        """One line that says how the sentence is misread; ``None`` when all is well."""
        found = list(_readings(self.sentence, vocabulary, grammar))
        if self.wanted in found:
            return None
        said = "; ".join(map(str, found)) or "nothing"
        return f"{self.file} {self.sentence} should be read as {self.wanted}: it says {said}"


def examples() -> tuple[Example, ...]:
    """The examples of all curated indicators, in the order of the files."""
    root = resources.ontology_file("schema.ttl").parent
    found: list[Example] = []
    for path in resources.ontology_files():
        for key, record in read_records([path]).items():
            if key.startswith("indicator:"):
                wanted = _wanted(key, record)
                found += [
                    Example(path.relative_to(root).as_posix(), text, wanted) for text in record.get("skos:example", ())
                ]
    return tuple(found)


def _wanted(key: Key, record: Record) -> Said:
    def one(*names: str) -> str | None:
        return next((record[name][0] for name in names if name in record), None)

    return Said(
        key,
        Decimal(one("edu:exampleValue") or "NaN"),
        one("edu:exampleUnit", "edu:unit"),
        one("edu:exampleLevel"),
        one("edu:examplePopulation"),
    )


def _readings(sentence: str, vocabulary: Vocabulary, grammar: Grammar) -> Iterator[Said]:
    for fact in trace(sentence, vocabulary, grammar).reading.facts:
        if isinstance(fact, (Observation, Change)) and fact.quantity is not None:
            level = fact.level.value if fact.level else None
            yield Said(fact.indicator, fact.quantity.value, fact.quantity.unit, level, fact.population)
