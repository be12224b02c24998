"""When two printed things count as the same: numbers, units, names and quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]
"""A flat row as ``edugraph facts`` and ``edugraph entities`` print it, or a gold row."""

_SPACE = re.compile(r"\s+")
_ORNAMENT = re.compile(r"[\s“”‘’\"'《》（）()·、，。]")
_UNITS = {"％": "%", "位": "名", "人": "名", "余人": "名"}
_SHARED = 6


def squeeze(text: object) -> str:
    """The text without white space; empty for ``None``."""
    return _SPACE.sub("", str(text or ""))


def plain(text: object) -> str:
    """The text without white space, quotation marks, brackets and separators; empty for ``None``."""
    return _ORNAMENT.sub("", str(text or ""))


def same_unit(one: object, other: object) -> bool:
    """Whether two classifiers count the same: 位, 人 and 名 all count persons."""
    left, right = squeeze(one), squeeze(other)
    return _UNITS.get(left, left) == _UNITS.get(right, right)


def same_number(one: object, other: object) -> bool:
    """Whether two numbers are equal but for the last bits of a float; ``None`` equals only ``None``."""
    if one is None or other is None:
        return one is other
    left, right = float(str(one)), float(str(other))
    return abs(left - right) <= 1e-9 * max(1.0, abs(left))


def overlap(one: object, other: object) -> bool:
    """Whether two quotes speak of the same place: one holds the other, or they share six characters in a row."""
    left, right = squeeze(one), squeeze(other)
    if not left or not right:
        return False
    if left in right or right in left:
        return True
    size = min(_SHARED, len(left), len(right))
    return any(left[at : at + size] in right for at in range(len(left) - size + 1))


def alike(names: Iterable[object], text: object) -> bool:
    """Whether ``text`` holds one of the names, or is a part of one of at least two characters."""
    said = plain(text)
    wanted = [name for name in map(plain, names) if name]
    return bool(said) and any(name in said or (len(said) >= 2 and said in name) for name in wanted)


def listed(value: object) -> list[object]:
    """The value as a list: gold gives one name or several."""
    return list(value) if isinstance(value, list | tuple) else [value]
