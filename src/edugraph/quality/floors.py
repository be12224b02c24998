"""Floors under the scores: numbers that a reading must not fall below, and that are only ever raised."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from edugraph.errors import InputError
from edugraph.files import read_bytes, shown

KEPT = (
    "strict_f1",
    "recall",
    "precision",
    "recognition_strict",
    "project_recall",
    "goal_recall",
    "entity_recall",
    "school_precision",
)
"""The numbers of a score that get a floor, in the order in which they are written."""

Floors = Mapping[str, Mapping[str, float]]
"""Name of the gold → name of the number → its floor, 0 to 1."""

_STEP = 1000
# Shares are quotients of small numbers: nothing smaller than this is a difference.
_SAME = 1e-9
_HEAD = """\
# What is read of each report with gold must not fall below these numbers. `make score` checks them, `make score-floors`
# raises them to what stands; nothing lowers them.
"""


def missed(numbers: Mapping[str, float], floors: Mapping[str, float]) -> tuple[str, ...]:
    """The names of the numbers that lie below their floors, or are not there, in the order of the floors."""
    return tuple(name for name, floor in floors.items() if numbers.get(name, -1.0) < floor - _SAME)


def raised(floors: Floors, scores: Mapping[str, Mapping[str, float]]) -> Floors:
    """The floors lifted to what the scores reach, rounded down to a thousandth; where they reach less, as they were."""
    lifted = {name: dict(kept) for name, kept in floors.items()}
    for name, numbers in scores.items():
        kept = lifted.setdefault(name, {})
        for number in KEPT:
            if number in numbers:
                kept[number] = max(kept.get(number, 0.0), int((numbers[number] + _SAME) * _STEP) / _STEP)
    return lifted


def load_floors(path: Path) -> Floors:
    """The floors in a TOML file: one table per gold, one number per share.

    Raises:
        InputError: when there is no such file, or it holds something else.
    """
    import tomllib

    hint = "floors are tables such as [wuxing-2022] with lines such as strict_f1 = 0.95"
    try:
        tables = tomllib.loads(read_bytes(path).decode("utf-8"))
    except ValueError as error:
        raise InputError(f"{shown(path)} holds no floors: {error}", hint) from None
    for table in tables.values():
        if not isinstance(table, dict) or not all(_is_share(value) for value in table.values()):
            raise InputError(f"{shown(path)} holds something that is no floor", hint)
    return tables


def floors_text(floors: Floors) -> str:
    """The floors as TOML, golds by name, the same text for the same floors."""
    lines = [_HEAD]
    for name, kept in sorted(floors.items()):
        lines.append(f"[{name}]")
        lines += [f"{number} = {floor:.3f}" for number, floor in sorted(kept.items(), key=_rank)]
        lines.append("")
    return "\n".join(lines)


def _rank(item: tuple[str, float]) -> tuple[int, str]:
    name = item[0]
    return (KEPT.index(name) if name in KEPT else len(KEPT), name)


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
