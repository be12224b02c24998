"""The nouns of the vocabulary: frozen values for what the ontology names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from edugraph.model import Key, Level, ThingType

_TODAY = 9999
"""Later than every year of the vocabulary, so that without a year what is valid today comes first."""


class Place(NamedTuple):
    """An administrative division of GB/T 2260.

    ``code`` has six digits; ``parent`` is the code of the division it lies in, ``None`` for a province.
    ``shorts`` are its shorter names (吴兴); ``words`` those of its names that are ordinary words as well (资源, 城区),
    to be believed only where a place is expected. ``since`` and ``until`` are the first and the last full year of a
    division that has not been there all the time; ``former`` are the names it had before the year ``renamed``.
    """

    code: str
    label: str
    shorts: tuple[str, ...]
    words: tuple[str, ...]
    parent: str | None
    level: Level
    since: int | None = None
    until: int | None = None
    former: tuple[str, ...] = ()
    renamed: int | None = None

    def years_from(self, year: int | None) -> int:
        """How many years ``year`` (``None``: today) lies outside the time of this division; 0 when it was valid."""
        if year is None:
            return 0 if self.until is None else _TODAY - self.until
        if self.since is not None and year < self.since:
            return self.since - year
        return 0 if self.until is None else max(0, year - self.until)

    def years_called(self, name: str, year: int | None) -> int:
        """How many years ``year`` (``None``: today) lies outside the time in which this division had that name."""
        if self.renamed is None:
            return self.years_from(year)
        if name in self.former:
            return max(0, (_TODAY if year is None else year) - self.renamed + 1)
        return max(self.years_from(year), 0 if year is None else self.renamed - year)

    @property
    def key(self) -> Key:
        """The CURIE of the place."""
        return f"place:{self.code}"

    @property
    def stem(self) -> str:
        """The name without its generic ending: 吴兴区 → 吴兴, 城区 → 城区."""
        names = self.shorts + tuple(word for word in self.words if word != self.label)
        return names[0] if names else self.label


@dataclass(frozen=True, slots=True)
class Unit:
    """A classifier or unit of measure; ``kind`` is one of the words that ``ontology/units.ttl`` explains."""

    label: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A thing that the vocabulary names: a programme, an organization, an indicator.

    ``kind`` is the local name of its class in the ontology; ``broader`` the more general term of an indicator, or the
    body that an organization belongs to. ``unit``, ``population`` and ``direction`` (``up`` is better, ``down`` is
    better) are said of indicators, ``nature`` (``programme``, ``policy``, … ``notion``) of programmes.
    """

    key: Key
    type: ThingType
    kind: str
    label: str
    aliases: tuple[str, ...] = ()
    label_en: str | None = None
    broader: Key | None = None
    unit: str | None = None
    population: str | None = None
    direction: str | None = None
    nature: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The label and the aliases."""
        return (self.label, *self.aliases)
