"""An invented graph for commands that take one, written without reading any report."""

from __future__ import annotations

from pathlib import Path

import pytest

from edugraph.graph import to_turtle, triples
from tests.graph.factory import reading


@pytest.fixture(scope="session")
def invented_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Turtle of the hand-made report; not to be changed."""
    path = tmp_path_factory.mktemp("invented") / "graph.ttl"
    path.write_text(to_turtle(triples(reading())), encoding="utf-8")
    return path
