"""Tables by their rules: the lines drawn on a page make a grid, and characters fall into its cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from edugraph.documents.formats.geometry import Box, stretches

_NEAR = 3.0
"""How far apart, in points, two lines can be and still be drawn as one."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: ``at`` is its y when it is level, its x when it is upright; ``low`` to ``high`` its length."""

    at: float
    low: float
    high: float


Grid = list[list[tuple[int, str]]]


def tables(levels: Sequence[Ruling], uprights: Sequence[Ruling], chars: Sequence[Box]) -> list[tuple[Box, Grid]]:
    """The ruled tables of a page, each with the rectangle that it covers, from top to bottom."""
    found: list[tuple[Box, Grid]] = []
    for across, down in _connected(_merged(levels), _merged(uprights)):
        ys, xs = _places(across), _places(down)
        if len(ys) < 3 or len(xs) < 3:
            continue
        frame = Box(xs[0], ys[0], xs[-1], ys[-1], "", 0.0, len(found))
        inside = [char for char in chars if _inside(char, frame)]
        if inside:
            found.append((frame, _grid(xs, ys, across, down, inside)))
    return found


def within(char: Box, found: Sequence[tuple[Box, Grid]]) -> bool:
    """Whether a character belongs to one of the tables."""
    return any(_inside(char, frame) for frame, _ in found)


def _inside(char: Box, frame: Box) -> bool:
    x = (char.x0 + char.x1) / 2
    return frame.x0 <= x <= frame.x1 and frame.y0 <= char.middle <= frame.y1


def _merged(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Lines drawn in pieces, or twice, as one."""
    merged: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda r: (round(r.at / _NEAR), r.low)):
        last = merged[-1] if merged else None
        if last and abs(last.at - ruling.at) < _NEAR and ruling.low <= last.high + _NEAR:
            merged[-1] = Ruling(last.at, last.low, max(last.high, ruling.high))
        else:
            merged.append(ruling)
    return merged


def _connected(levels: Sequence[Ruling], uprights: Sequence[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Lines that cross or touch, directly or through others, from top to bottom."""
    owner = list(range(len(levels) + len(uprights)))

    def root(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    for i, level in enumerate(levels):
        for j, upright in enumerate(uprights, start=len(levels)):
            if (
                level.low - _NEAR <= upright.at <= level.high + _NEAR
                and upright.low - _NEAR <= level.at <= upright.high + _NEAR
            ):
                owner[root(i)] = root(j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for i, level in enumerate(levels):
        groups[root(i)][0].append(level)
    for j, upright in enumerate(uprights, start=len(levels)):
        groups[root(j)][1].append(upright)
    return sorted(groups.values(), key=lambda pair: min((r.at for r in pair[0]), default=0.0))


def _places(rulings: Sequence[Ruling]) -> list[float]:
    places: list[float] = []
    for at in sorted(ruling.at for ruling in rulings):
        if not places or at - places[-1] > _NEAR:
            places.append(at)
    return places


def _grid(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Ruling], down: Sequence[Ruling], chars: Sequence[Box]
) -> Grid:
    """The cells; places with no line between them are one cell."""
    width = len(xs) - 1
    owner = list(range(width * (len(ys) - 1)))

    def root(i: int) -> int:
        while owner[i] != i:
            i = owner[i]
        return i

    for r in range(len(ys) - 1):
        for c in range(width):
            here = r * width + c
            if c and not _drawn(down, xs[c], (ys[r] + ys[r + 1]) / 2):
                owner[root(here)] = root(here - 1)
            if r and not _drawn(across, ys[r], (xs[c] + xs[c + 1]) / 2):
                owner[root(here)] = root(here - width)
    held: dict[int, list[Box]] = defaultdict(list)
    for char in chars:
        r = _slot(ys, char.middle)
        c = _slot(xs, (char.x0 + char.x1) / 2)
        held[root(r * width + c)].append(char)
    texts = {key: _text(boxes) for key, boxes in held.items()}
    return [[(key := root(r * width + c), texts.get(key, "")) for c in range(width)] for r in range(len(ys) - 1)]


def _drawn(rulings: Sequence[Ruling], at: float, through: float) -> bool:
    return any(abs(r.at - at) <= _NEAR and r.low <= through <= r.high for r in rulings)


def _slot(places: Sequence[float], value: float) -> int:
    return max(0, min(len(places) - 2, sum(1 for place in places if place <= value) - 1))


def _text(chars: Sequence[Box]) -> str:
    """The lines of a cell as one."""
    text = ""
    for piece in sorted(stretches(chars), key=lambda box: (round(box.middle), box.x0)):
        text += (" " if text and (text[-1] + piece.text[0]).isascii() else "") + piece.text
    return text
