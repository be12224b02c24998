"""Writing a graph in other forms: the same graph gives the same bytes, whatever engine holds it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from edugraph.errors import UsageError
from edugraph.files import write_file
from edugraph.graph.jsonld import to_jsonld
from edugraph.graph.networkx import to_networkx
from edugraph.graph.store import all_triples, base_of
from edugraph.graph.turtle import to_turtle

if TYPE_CHECKING:
    import rdflib

# networkx writes every character beyond ASCII as a number; a Chinese reader wants the character.
_NUMBERED = re.compile(r"&#(\d{3,7});")
# Characters that no XML document can hold, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(graph: rdflib.Graph, to: str, path: str | Path) -> None:
    """Write ``graph`` to ``path`` wholly or not at all; ``-`` is standard output.

    Args:
        graph: the graph; of a dataset, the union of its named graphs.
        to: one of ``FORMATS``.
        path: the file to write.

    Raises:
        UsageError: when there is no such form.
        OutputError: when the file cannot be written.
    """
    data = render(graph, to).encode("utf-8")
    if str(path) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_file(Path(path), data)


def render(graph: rdflib.Graph, to: str) -> str:
    """The graph as text in one of ``FORMATS``.

    Raises:
        UsageError: when there is no such form.
    """
    if to not in FORMATS:
        raise UsageError(f"there is no export to {to}", f"choose one of {', '.join(FORMATS)}")
    return FORMATS[to](graph)


def _turtle(graph: rdflib.Graph) -> str:
    return to_turtle(all_triples(graph), base_of(graph))


def _ntriples(graph: rdflib.Graph) -> str:
    return "".join([f"{subject} {predicate} {value} .\n" for subject, predicate, value in all_triples(graph)])


def _jsonld(graph: rdflib.Graph) -> str:
    return to_jsonld(all_triples(graph), base_of(graph))


def _graphml(graph: rdflib.Graph) -> str:
    import networkx  # type: ignore[import-untyped,unused-ignore]

    found = to_networkx(graph)
    made = networkx.MultiDiGraph()
    for node, attributes in found.nodes(data=True):
        made.add_node(
            node,
            **{
                name: _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value
                for name, value in sorted(attributes.items())
            },
        )
    # GraphML calls an edge by its key, which must then occur once in the file.
    for number, (start, end, label) in enumerate(found.edges(data="label"), 1):
        made.add_edge(start, end, key=f"e{number}", label=label)
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    text = "\n".join(networkx.generate_graphml(made, named_key_ids=True))
    return f"{head}{_NUMBERED.sub(lambda match: chr(int(match[1])), text)}\n"


FORMATS: dict[str, Callable[[rdflib.Graph], str]] = {
    "ttl": _turtle,
    "nt": _ntriples,
    "jsonld": _jsonld,
    "graphml": _graphml,
}
"""What a graph can be exported to."""
