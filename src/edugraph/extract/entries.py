"""The things of one report under collection, each key once, with the names and places it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field

from edugraph.model import Key, Span, Thing, ThingType


def local(label: str) -> str:
    """A local name for a key: the letters and digits of a label."""
    return "".join(char for char in label if char.isalnum()) or "_"


@dataclass(slots=True)
class Entry:
    """A thing under collection. The fields are those of :class:`edugraph.model.Thing`."""

    type: ThingType
    kind: str
    label: str
    known: bool = False
    aliases: dict[str, None] = field(default_factory=dict)
    identifier: str | None = None
    place: Key | None = None
    part_of: Key | None = None
    ties: dict[tuple[str, Key], None] = field(default_factory=dict)
    mentions: list[Span] = field(default_factory=list)


class Entries(dict[Key, Entry]):
    """Entries by key."""

    def mention(self, key: Key, printed: str, span: Span | None) -> Key:
        """Note that ``printed`` stands for the thing at ``span``; gives its key back."""
        entry = self[key]
        if printed and printed != entry.label:
            entry.aliases[printed] = None
        if span is not None:
            entry.mentions.append(span)
        return key

    def finish(self) -> tuple[Thing, ...]:
        """The things as frozen values, in the order of their keys."""
        return tuple(
            Thing(
                key,
                entry.type,
                entry.kind,
                entry.label,
                tuple(sorted(alias for alias in entry.aliases if alias and alias != entry.label)),
                entry.identifier,
                entry.place,
                entry.part_of,
                tuple(sorted(entry.ties)),
                tuple(sorted(set(entry.mentions))),
                entry.known,
            )
            for key, entry in sorted(self.items())
        )
