"""The alias file: what a person knows of identities and the rules cannot know. Merge, split or rename things by hand.

``data/aliases.toml`` explains the form. Things are named by their keys as the Turtle and ``edugraph entities`` show
them (``school:330502_蜀山小学``). The order of entries means nothing: a thing stands in one merge, has one new label,
and a printed name is split off in one way.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edugraph.errors import InputError
from edugraph.files import read_bytes, shown
from edugraph.model import Key
from edugraph.resources import aliases_file

_KINDS = ("school", "org", "programme", "policy", "place", "indicator")
_KEY = re.compile(rf"(?P<kind>{'|'.join(_KINDS)}):(?P<name>\w+)")
_DIVISION = re.compile(r"place:\d{6}", re.ASCII)
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "merge": ("same", "why"),
    "split": ("thing", "names", "into", "label", "reports", "years", "why"),
    "rename": ("thing", "label", "why"),
}


@dataclass(frozen=True, slots=True)
class Merge:
    """Several keys are one thing, called by the first of them. ``file`` and ``number`` say where the entry stands."""

    stays: Key
    others: tuple[Key, ...]
    why: str | None
    file: str
    number: int

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of the things that it speaks of."""
        return (self.stays, *self.others)


@dataclass(frozen=True, slots=True)
class Split:
    """What is printed as one of ``names`` is another thing than the rules say, in some reports or in all.

    Empty ``names``, ``reports`` or ``years`` are all of them.
    """

    thing: Key
    names: tuple[str, ...]
    into: Key
    label: str | None
    reports: tuple[str, ...]
    years: tuple[int, ...]
    why: str | None
    file: str
    number: int

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of the things that it speaks of."""
        return self.thing, self.into


@dataclass(frozen=True, slots=True)
class Rename:
    """A thing has another label."""

    thing: Key
    label: str
    why: str | None
    file: str
    number: int

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of the things that it speaks of."""
        return (self.thing,)


AliasEntry = Merge | Split | Rename
SHIPPED = "data/aliases.toml"
"""How the alias file that edugraph ships is called in messages and notes; one of the user's goes by its own name."""


@dataclass(frozen=True, slots=True)
class Aliases:
    """What a person decided, ready to be looked up."""

    merges: tuple[Merge, ...] = ()
    splits: tuple[Split, ...] = ()
    renames: tuple[Rename, ...] = ()

    def __iter__(self) -> Iterator[AliasEntry]:
        return iter((*self.merges, *self.splits, *self.renames))

    def __bool__(self) -> bool:
        return bool(self.merges or self.splits or self.renames)

    def splits_in(self, report: str, year: int | None) -> tuple[Split, ...]:
        """The splits that are said of one report; those that name it, its year or a printed name before others."""
        said = (
            each
            for each in self.splits
            if (not each.reports or report in each.reports) and (not each.years or year in each.years)
        )
        return tuple(sorted(said, key=lambda each: (each.thing, not each.names, each.names, each.into)))


NO_ALIASES = Aliases()


def load_aliases(*files: Path) -> Aliases:
    """Read the shipped alias file and those of the user, all of them as one.

    Raises:
        InputError: when a file cannot be read, an entry is malformed, or two entries contradict each other.
    """
    entries = list(_entries(aliases_file(), SHIPPED))
    for path in files:
        entries += _entries(path, shown(path.name))
    return checked(entries)


def checked(entries: Iterable[AliasEntry]) -> Aliases:
    """The entries as one value.

    Raises:
        InputError: when two entries contradict each other.
    """
    every = list(entries)
    merges = tuple(each for each in every if isinstance(each, Merge))
    splits = tuple(each for each in every if isinstance(each, Split))
    renames = tuple(each for each in every if isinstance(each, Rename))
    merged: dict[Key, Merge] = {}
    for merge in merges:
        for key in merge.keys:
            if (other := merged.setdefault(key, merge)) is not merge:
                raise InputError(
                    f"{_at(merge)}: {key} stands in {_at(other)} as well", "put all keys of one thing into one merge"
                )
    for split in splits:
        if (both := merged.get(split.thing)) is not None and both is merged.get(split.into):
            raise InputError(f"{_at(split)}: {_at(both)} makes one thing of both again", "take one of them out")
        for other_split in splits:
            if other_split is not split and _overlap(split, other_split):
                raise InputError(
                    f"{_at(split)}: {_at(other_split)} says the same name of {split.thing} is something else",
                    "say by names, reports or years which is which",
                )
    labels: dict[Key, Rename] = {}
    for rename in renames:
        if (before := labels.setdefault(rename.thing, rename)).label != rename.label:
            raise InputError(
                f"{_at(rename)}: {_at(before)} gives {rename.thing} another label", "a thing has one label; keep one"
            )
        whole = merged.get(rename.thing)
        if whole is not None and whole.stays != rename.thing:
            raise InputError(
                f"{_at(rename)}: {rename.thing} is {whole.stays} by {_at(whole)}", f"rename {whole.stays} instead"
            )
    return Aliases(merges, splits, renames)


def notes_of(entry: AliasEntry) -> tuple[str, ...]:
    """What is written beside a thing that an entry was applied to; of a merge one note for each key that is gone."""
    why = f" ({entry.why})" if entry.why else ""
    if isinstance(entry, Merge):
        return tuple(f"merged by {entry.file}: {other} is {entry.stays}{why}" for other in entry.others)
    if isinstance(entry, Split):
        said = "、".join(entry.names) or "it"
        return (f"split by {entry.file}: {said} is {entry.into}, not {entry.thing}{why}",)
    return (f"renamed by {entry.file}: {entry.thing} is {entry.label}{why}",)


def _overlap(one: Split, other: Split) -> bool:
    """Whether two splits may say different things of the same printed name in the same report."""
    if one.thing != other.thing or one.into == other.into:
        return False
    pairs = ((one.names, other.names), (one.reports, other.reports), (one.years, other.years))
    return all(not left or not right or not set(left).isdisjoint(right) for left, right in pairs)


def _at(entry: AliasEntry) -> str:
    return f"{entry.file}, {type(entry).__name__.lower()} {entry.number}"


def _entries(path: Path, name: str) -> Iterator[AliasEntry]:
    try:
        tables = tomllib.loads(read_bytes(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError(f"{name} is not UTF-8 text", "save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"{name} is not TOML: {error}", "data/aliases.toml explains the form of an alias file"
        ) from None
    if strange := sorted(tables.keys() - _FIELDS.keys()):
        raise InputError(
            f"{name} says {strange[0]}, which an alias file does not have", "it has [[merge]], [[split]] and [[rename]]"
        )
    for table in _FIELDS:
        rows = tables.get(table, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise InputError(f"{name}: {table} is no table", f"write [[{table}]], with two brackets")
        for number, row in enumerate(rows, 1):
            yield _Row(table, row, name, number).entry()


class _Row:
    """One table of an alias file under examination."""

    def __init__(self, table: str, row: dict[str, Any], file: str, number: int) -> None:
        self.table = table
        self.row = row
        self.file = file
        self.number = number
        self.where = f"{file}, {table} {number}"

    def entry(self) -> AliasEntry:
        if strange := sorted(self.row.keys() - set(_FIELDS[self.table])):
            raise InputError(f"{self.where} says {strange[0]}", f"a {self.table} has {', '.join(_FIELDS[self.table])}")
        why, at = self._text("why"), self.file
        if self.table == "merge":
            keys = tuple(self._key(each) for each in self._texts("same"))
            if len(keys) < 2 or len(set(keys)) < len(keys):
                raise InputError(f"{self.where}: same needs two keys or more, each once", self._example())
            self._one_kind(keys)
            return Merge(keys[0], keys[1:], why, at, self.number)
        thing = self._key(self._needed("thing"))
        if self.table == "rename":
            return Rename(thing, self._needed("label"), why, at, self.number)
        into = self._key(self._needed("into"))
        self._one_kind((thing, into))
        if thing == into:
            raise InputError(f"{self.where}: into is the thing itself", "give the new thing a key of its own")
        names, reports, years = self._texts("names"), self._texts("reports"), self._years()
        if not (names or reports or years):
            raise InputError(f"{self.where} does not say what is split off", "say names, reports or years")
        return Split(thing, names, into, self._text("label"), reports, years, why, at, self.number)

    def _text(self, field: str) -> str | None:
        value = self.row.get(field)
        if value is not None and not (isinstance(value, str) and value.strip()):
            raise InputError(f"{self.where}: {field} is not a text", f'write {field} = "…"')
        return value.strip() if value is not None else None

    def _needed(self, field: str) -> str:
        value = self._text(field)
        if value is None:
            raise InputError(f"{self.where} does not say {field}", self._example())
        return value

    def _texts(self, field: str) -> tuple[str, ...]:
        value = self.row.get(field, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            raise InputError(f"{self.where}: {field} is not a list of texts", f'write {field} = ["…", "…"]')
        return tuple(each.strip() for each in value)

    def _years(self) -> tuple[int, ...]:
        value = self.row.get("years", [])
        if not isinstance(value, list) or not all(type(each) is int for each in value):
            raise InputError(f"{self.where}: years is not a list of years", "write years = [2021, 2022]")
        return tuple(value)

    def _key(self, said: str) -> Key:
        match = _KEY.fullmatch(said)
        if match is None:
            raise InputError(
                f"{self.where}: {said} is not the key of a thing",
                "edugraph entities GRAPH prints them: school:330502_…",
            )
        if _DIVISION.fullmatch(said):
            raise InputError(
                f"{self.where}: {said} is a division of GB/T 2260",
                "what divisions are called stands in ontology/places.ttl",
            )
        return said

    def _one_kind(self, keys: Iterable[Key]) -> None:
        kinds = dict.fromkeys(key.partition(":")[0] for key in keys)
        if len(kinds) > 1:
            raise InputError(f"{self.where}: {' and '.join(kinds)} are things of different kinds", "keep to one kind")

    def _example(self) -> str:
        return {
            "merge": 'such as same = ["school:330502_附小", "school:330502_湖师附小"]',
            "split": 'such as thing = "school:330502_附小", names = ["附小"], into = "school:330502_师院附小"',
            "rename": 'such as thing = "school:330502_附小", label = "湖师附小"',
        }[self.table]
