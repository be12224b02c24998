"""The things of one report under collection, each key once, with the names and places it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from edugraph.lexicon.aliases import Split, notes_of
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
    notes: dict[str, None] = field(default_factory=dict)


class Entries(dict[Key, Entry]):
    """Entries by key.

    Args:
        splits: which printed names a person took from the things that the rules give them to.
    """

    def __init__(self, splits: Sequence[Split] = ()) -> None:
        super().__init__()
        self.splits = splits

    def mention(self, key: Key, printed: str, span: Span | None) -> Key:
        """Note that ``printed`` stands for the thing at ``span``; gives the key of the thing that is meant."""
        if self.splits and printed:
            key = self._split(key, printed)
        entry = self[key]
        if printed and printed != entry.label:
            entry.aliases[printed] = None
        if span is not None:
            entry.mentions.append(span)
        return key

    def _split(self, key: Key, printed: str) -> Key:
        for split in self.splits:
            if split.thing == key and (not split.names or printed in split.names):
                if split.into not in self:
                    self[split.into] = replace(
                        self[key],
                        label=split.label or printed,
                        aliases={},
                        ties=dict(self[key].ties),
                        mentions=[],
                        notes={},
                    )
                self[split.into].notes |= dict.fromkeys(notes_of(split))
                return split.into
        return key

    def _drop_emptied(self) -> None:
        """Leave out the things that no name stands for any more."""
        used = {key for entry in self.values() for key in (entry.place, entry.part_of, *(k for _, k in entry.ties))}
        for split in self.splits:
            emptied = self.get(split.thing)
            if emptied is not None and split.into in self and not emptied.mentions and split.thing not in used:
                del self[split.thing]

    def finish(self) -> tuple[Thing, ...]:
        """The things as frozen values, in the order of their keys."""
        self._drop_emptied()
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
                tuple(sorted(entry.notes)),
            )
            for key, entry in sorted(self.items())
        )
