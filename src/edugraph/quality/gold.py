"""Gold made by hand: what a good reading of a report must give."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from edugraph.errors import InputError
from edugraph.quality.likeness import Row


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold rows of one report. A file that is not there gives no rows and is not scored."""

    facts: tuple[Row, ...]
    recognitions: tuple[Row, ...] = ()
    projects: tuple[Row, ...] = ()
    goals: tuple[Row, ...] = ()
    entities: tuple[Row, ...] = ()


def _rows(path: Path) -> tuple[Row, ...]:
    if not path.is_file():
        return ()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = tuple(json.loads(line) for line in lines if line.strip())
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read as gold: {error}", "gold is UTF-8, one JSON object per line") from None
    if not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{path} cannot be read as gold", "gold is UTF-8, one JSON object per line")
    return rows


def load_gold(place: Path) -> Gold:
    """The gold under ``place``: a folder with ``facts.jsonl`` and its siblings, or the prefix of ``NAME.facts.jsonl``.

    Raises:
        InputError: when there are no gold facts, or a line is not a JSON object.
    """

    def named(name: str) -> Path:
        return place / f"{name}.jsonl" if place.is_dir() else place.with_name(f"{place.name}.{name}.jsonl")

    if not named("facts").is_file():
        raise InputError(f"there is no gold at {place}", f"expected the file {named('facts')}")
    return Gold(
        facts=_rows(named("facts")),
        recognitions=_rows(named("recognitions")),
        projects=_rows(named("projects")),
        goals=_rows(named("goals")),
        entities=_rows(named("entities")),
    )
