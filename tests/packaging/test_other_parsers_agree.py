"""A parser that shares no code with edugraph reads the Turtle, and finds the same triples."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from rdflib import Graph


def test_rapper_reads_the_turtle_and_counts_the_same_triples(shipped_graph: Path, needs: Callable[[str], str]) -> None:
    rapper = needs("rapper")
    done = subprocess.run(
        [rapper, "-q", "-i", "turtle", "-o", "ntriples", str(shipped_graph)], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    lines = done.stdout.decode().splitlines()
    assert len(set(lines)) == len(lines) == len(Graph().parse(shipped_graph))


def test_rapper_reads_every_file_of_the_ontology(needs: Callable[[str], str]) -> None:
    from edugraph.resources import ontology_files

    rapper = needs("rapper")
    for path in ontology_files():
        done = subprocess.run([rapper, "-q", "-c", "-i", "turtle", str(path)], capture_output=True, check=False)
        assert (path.name, done.returncode, done.stderr.decode()) == (path.name, 0, "")
