"""What the alias file says, done to what was read: keys that are one become one, labels become what they should be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from edugraph.lexicon.aliases import AliasEntry, Aliases, Merge, Rename, notes_of
from edugraph.model import (
    Action,
    Change,
    ConstructionProject,
    Fact,
    Key,
    Observation,
    Reading,
    Recognition,
    Relation,
    Thing,
)

# The fields of each kind of fact that hold a key or keys; what every fact has stands under Fact.
_ONE: Mapping[type[Fact], tuple[str, ...]] = {
    Fact: ("about", "agent"),
    Observation: ("indicator",),
    Change: ("indicator",),
    Recognition: ("granted_by",),
    Action: ("programme",),
    Relation: ("subject", "object"),
}
_SEVERAL: Mapping[type[Fact], tuple[str, ...]] = {
    Recognition: ("recipients",),
    ConstructionProject: ("schools", "places"),
    Action: ("objects",),
}


def aliased(reading: Reading, aliases: Aliases) -> Reading:
    """A reading with its things merged and renamed; doing it twice is doing it once. Splits happen while reading."""
    present = {thing.key for thing in reading.things}
    merges = [merge for merge in aliases.merges if not present.isdisjoint(merge.others)]
    renames = {rename.thing: rename for rename in aliases.renames}
    kept = {other: merge.stays for merge in merges for other in merge.others}
    if not kept and present.isdisjoint(renames):
        return reading
    things = [_renamed(thing, renames.get(thing.key)) for thing in _merged(reading.things, merges, kept)]
    facts = tuple(_moved(fact, lambda key: kept.get(key, key)) for fact in reading.facts) if kept else reading.facts
    return replace(reading, things=tuple(sorted(things, key=lambda thing: thing.key)), facts=facts)


def idle(aliases: Iterable[AliasEntry], readings: Sequence[Reading]) -> tuple[AliasEntry, ...]:
    """The entries that did nothing to any of the readings, because no report names what they speak of."""
    notes = {note for reading in readings for thing in reading.things for note in thing.notes}
    labels = {(thing.key, thing.label) for reading in readings for thing in reading.things}
    return tuple(
        entry
        for entry in aliases
        if not any(note in notes for note in notes_of(entry))
        and not (isinstance(entry, Rename) and (entry.thing, entry.label) in labels)
    )


def _merged(things: Sequence[Thing], merges: Sequence[Merge], kept: Mapping[Key, Key]) -> list[Thing]:
    groups: dict[Key, list[Thing]] = {}
    for thing in things:
        groups.setdefault(kept.get(thing.key, thing.key), []).append(thing)
    notes = {other: note for merge in merges for other, note in zip(merge.others, notes_of(merge), strict=True)}
    return [_one(key, group, notes, kept) for key, group in groups.items()]


def _one(key: Key, group: list[Thing], notes: Mapping[Key, str], kept: Mapping[Key, Key]) -> Thing:
    """One thing made of several: what the one with the key says stands above what the others say."""
    group.sort(key=lambda thing: (thing.key != key, -len(thing.label), thing.label, thing.key))
    first = group[0]

    def moved(other: Key | None) -> Key | None:
        other = None if other is None else kept.get(other, other)
        return None if other == key else other

    def said(value: Callable[[Thing], Key | None]) -> Key | None:
        return next((found for thing in group if (found := moved(value(thing))) is not None), None)

    ties = {(name, end) for thing in group for name, other in thing.ties if (end := moved(other)) is not None}
    names = {name for thing in group for name in (thing.label, *thing.aliases)} - {first.label}
    return replace(
        first,
        key=key,
        aliases=tuple(sorted(names)),
        identifier=next((thing.identifier for thing in group if thing.identifier), None),
        place=said(lambda thing: thing.place),
        part_of=said(lambda thing: thing.part_of),
        ties=tuple(sorted(ties)),
        mentions=tuple(sorted({span for thing in group for span in thing.mentions})),
        known=any(thing.known for thing in group),
        notes=tuple(
            sorted(
                {*(note for thing in group for note in thing.notes), *(notes[t.key] for t in group if t.key in notes)}
            )
        ),
    )


def _renamed(thing: Thing, rename: Rename | None) -> Thing:
    if rename is None or rename.label == thing.label:
        return thing
    names = {*thing.aliases, thing.label} - {rename.label}
    notes = {*thing.notes, *notes_of(rename)}
    return replace(thing, label=rename.label, aliases=tuple(sorted(names)), notes=tuple(sorted(notes)))


def _moved(fact: Fact, moved: Callable[[Key], Key]) -> Fact:
    changes: dict[str, Key | tuple[Key, ...]] = {}
    for name in (*_ONE[Fact], *_ONE.get(type(fact), ())):
        key = getattr(fact, name)
        if key is not None and moved(key) != key:
            changes[name] = moved(key)
    for name in _SEVERAL.get(type(fact), ()):
        keys = getattr(fact, name)
        if any(moved(key) != key for key in keys):
            changes[name] = tuple(dict.fromkeys(map(moved, keys)))
    return replace(fact, **changes) if changes else fact  # type: ignore[arg-type]
