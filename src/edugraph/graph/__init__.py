"""The graph floor: IRIs, the one mapping from facts to triples, Turtle, the store, rows, queries and exports."""

from __future__ import annotations

from edugraph.graph.iris import BASE
from edugraph.graph.mapping import triples
from edugraph.graph.store import open_graph
from edugraph.graph.terms import Triple
from edugraph.graph.turtle import to_turtle

__all__ = ["BASE", "Triple", "open_graph", "to_turtle", "triples"]
