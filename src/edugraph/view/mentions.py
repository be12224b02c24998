"""Which facts name a thing in their sentence: a thing that is no part of any fact can still be read about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from edugraph.graph.iris import key_of
from edugraph.graph.rows import Row
from edugraph.graph.store import base_of, select

if TYPE_CHECKING:
    import rdflib

_MENTIONS = "SELECT ?s ?o WHERE { ?s edu:mentionedAt ?o }"
_PLACE = re.compile(r"doc/([^#]*)#char=(\d+),(\d+)$")
_STRIDE = 64


def naming(graph: rdflib.Graph, rows: Sequence[Row]) -> dict[str, list[int]]:
    """For each thing the indexes into ``rows`` of the facts whose sentence names it, ascending."""
    # Facts by the stretches of text that their sentences touch: a mention looks at one stretch, not at every fact.
    near: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if row["document"] is not None and row["start"] is not None:
            for stretch in range(row["start"] // _STRIDE, row["end"] // _STRIDE + 1):
                near[row["document"], stretch].append(number)
    base = base_of(graph)
    found: dict[str, set[int]] = defaultdict(set)
    for thing, mention in select(graph, _MENTIONS):
        place = _PLACE.search(mention or "")
        if thing is None or place is None:
            continue
        begin, end = int(place[2]), int(place[3])
        for number in near.get((place[1], begin // _STRIDE), ()):
            if rows[number]["start"] <= begin and end <= rows[number]["end"]:
                found[key_of(thing, base)].add(number)
    return {thing: sorted(numbers) for thing, numbers in found.items()}
