"""Where the nodes stand: igraph finds the shape, then boxes are pushed apart until no label covers another.

The same nodes and edges give the same whole numbers: the layout starts from a circle, not from chance.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

Point = tuple[float, float]
Box = tuple[float, float]

_LARGE = 600
_STEPS = 400_000
_ROUNDS = 300
_GAP = 8.0
_BESIDE = ((1, -1), (1, 0), (1, 1), (0, 1))
_WIDE = 2.0
_PAGE = 1.5
_STRETCH = 1.4
_ROOM = 1.1
_LEAST = 500_000.0
_EVEN = 0.7


def positions(boxes: Sequence[Box], edges: Sequence[tuple[int, int]], centre: int | None) -> list[tuple[int, int]]:
    """The middle of each box in pixels.

    Args:
        boxes: width and height of each node with its label, in pixels.
        edges: pairs of indexes into ``boxes``.
        centre: the node that stands in the middle, if any.
    """
    if not boxes:
        return []
    points = _shape(len(boxes), edges, centre)
    points = _sized(points, boxes, centre)
    points = _stretched(_apart(points, boxes, centre))
    middle = points[centre] if centre is not None else (0.0, 0.0)
    return [(round(x - middle[0]), round(y - middle[1])) for x, y in points]


def _shape(count: int, edges: Sequence[tuple[int, int]], centre: int | None) -> list[Point]:
    import igraph  # type: ignore[import-untyped,unused-ignore]

    simple = sorted({(min(pair), max(pair)) for pair in edges if pair[0] != pair[1]})
    # What hangs together with nothing would drift off; it is held near the middle, by lines that are not drawn.
    graph = igraph.Graph(n=count, edges=simple)
    root = centre if centre is not None else max(range(count), key=lambda index: (graph.degree(index), -index))
    loose = [(root, min(part)) for part in graph.connected_components() if root not in part]
    graph.add_edges(loose)
    start = [(math.cos(2 * math.pi * index / count), math.sin(2 * math.pi * index / count)) for index in range(count)]
    start[root] = (0.0, 0.0)
    if count <= _LARGE:
        layout = graph.layout_kamada_kawai(seed=start, maxiter=50 * count)
    else:
        layout = graph.layout_fruchterman_reingold(seed=start, niter=min(300, _STEPS // count), grid="grid")
    return [(float(x), float(y)) for x, y in layout.coords]


def _sized(points: list[Point], boxes: Sequence[Box], centre: int | None) -> list[Point]:
    """Spread the shape evenly over a page wider than high that has room for the boxes, corners included."""
    middle = points[centre] if centre is not None else points[0]
    radii = [math.dist(point, middle) for point in points]
    far = max(radii) or 1.0
    ranks = {index: rank for rank, index in enumerate(sorted(range(len(radii)), key=lambda each: (radii[each], each)))}
    last = max(len(radii) - 1, 1)
    area = max(_ROOM * sum((width + _GAP) * (height + _GAP) for width, height in boxes), _LEAST)
    down = math.sqrt(area / _WIDE) / 2
    spread = []
    for index, point in enumerate(points):
        x, y = point[0] - middle[0], point[1] - middle[1]
        # The square root keeps the density of a disc the same near and far from its middle …
        radius = (1 - _EVEN) * radii[index] / far + _EVEN * math.sqrt(ranks[index] / last)
        # … and dividing by the longer side pulls the disc into the corners of a square.
        longer = max(abs(x), abs(y)) or 1.0
        spread.append((x / longer * radius * down * _WIDE, y / longer * radius * down))
    return spread


def _apart(points: list[Point], boxes: Sequence[Box], centre: int | None) -> list[Point]:
    """Push boxes that overlap away from one another, along the shorter way, until none does; the centre stays."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    halves = [((width + _GAP) / 2, (height + _GAP) / 2) for width, height in boxes]
    # Boxes whose cells do not touch cannot overlap: a cell is as large as the largest box.
    cell = (2 * max(width for width, _ in halves), 2 * max(height for _, height in halves))
    for _ in range(_ROUNDS if len(boxes) <= _LARGE else _ROUNDS // 5):
        if not _push(xs, ys, halves, cell, centre):
            break
    return list(zip(xs, ys, strict=True))


def _push(xs: list[float], ys: list[float], halves: Sequence[Box], cell: Box, centre: int | None) -> bool:
    """One round of pushing, in place; whether any box was moved."""
    grid: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, (x, y) in enumerate(zip(xs, ys, strict=True)):
        grid[int(x // cell[0]), int(y // cell[1])].append(index)
    moved = False
    for (column, row), members in sorted(grid.items()):
        beside = [other for dx, dy in _BESIDE for other in grid.get((column + dx, row + dy), ())]
        for place, one in enumerate(members):
            wide_one, high_one = halves[one]
            for other in (*members[place + 1 :], *beside):
                across, down = xs[one] - xs[other], ys[one] - ys[other]
                wide = wide_one + halves[other][0] - abs(across)
                high = high_one + halves[other][1] - abs(down)
                if wide <= 0 or high <= 0:
                    continue
                moved = True
                share = 0.0 if one == centre else 1.0 if other == centre else 0.5
                if wide < high:
                    push = wide if (across, one) < (0.0, other) else -wide
                    xs[one], xs[other] = xs[one] - share * push, xs[other] + (1 - share) * push
                else:
                    push = high if (down, one) < (0.0, other) else -high
                    ys[one], ys[other] = ys[one] - share * push, ys[other] + (1 - share) * push
    return moved


def _stretched(points: list[Point]) -> list[Point]:
    """The same picture as wide as the page is: pushing apart goes down more than across, since labels are flat."""
    across = max(x for x, _ in points) - min(x for x, _ in points)
    down = max(y for _, y in points) - min(y for _, y in points)
    factor = min(max(_PAGE * down / across, 1.0), _STRETCH) if across else 1.0
    return [(x * factor, y) for x, y in points]
