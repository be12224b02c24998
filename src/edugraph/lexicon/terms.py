"""The nouns of the vocabulary: frozen values for what the ontology names."""

from __future__ import annotations

from dataclasses import dataclass

from edugraph.model import Key, Level, ThingType


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative division of GB/T 2260.

    ``code`` has six digits; ``parent`` is the code of the division it lies in, ``None`` for a province.
    ``shorts`` are its shorter names (吴兴); ``words`` those of its names that are ordinary words as well (资源, 城区),
    to be believed only where a place is expected.
    """

    code: str
    label: str
    shorts: tuple[str, ...]
    words: tuple[str, ...]
    parent: str | None
    level: Level

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
