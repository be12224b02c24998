"""Writing a graph in other forms: the same graph gives the same bytes, whatever engine holds it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from edugraph.errors import UsageError
from edugraph.files import write_file
from edugraph.graph import constructs, dataset
from edugraph.graph.jsonld import to_jsonld
from edugraph.graph.networkx import to_networkx
from edugraph.graph.store import all_triples, base_of
from edugraph.graph.turtle import to_turtle

if TYPE_CHECKING:
    import rdflib

    from edugraph.graph.terms import Triple

# networkx writes every character beyond ASCII as a number; a Chinese reader wants the character.
_NUMBERED = re.compile(r"&#(\d{3,7});")
# Characters that no XML document can hold, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(graph: rdflib.Graph, to: str, path: str | Path, issued: str | None = None) -> None:
    """Write ``graph`` to ``path`` wholly or not at all; ``-`` is standard output.

    Args:
        graph: the graph; of a dataset, the union of its named graphs.
        to: one of ``FORMATS``.
        path: the file to write.
        issued: the ISO 8601 date that the description of the export gives, if any.

    Raises:
        UsageError: when there is no such form.
        OutputError: when the file cannot be written.
    """
    data = render(graph, to, issued).encode("utf-8")
    if str(path) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_file(Path(path), data)


def render(graph: rdflib.Graph, to: str, issued: str | None = None) -> str:
    """The graph as text in one of ``FORMATS``, with what describes it (:mod:`edugraph.graph.dataset`).

    Raises:
        UsageError: when there is no such form.
    """
    if to not in FORMATS:
        raise UsageError(f"there is no export to {to}", f"choose one of {', '.join(FORMATS)}")
    return FORMATS[to](graph, issued)


def _published(graph: rdflib.Graph, form: str, issued: str | None) -> tuple[list[Triple], str]:
    """The triples of an export, sorted, and the IRI under which they name things."""
    base = base_of(graph)
    described = dataset.described(all_triples(graph), base)
    return sorted({*dataset.distributed(described, form, _MEDIA_TYPES[form], base, issued)}), base


def _turtle(graph: rdflib.Graph, issued: str | None) -> str:
    return to_turtle(*_published(graph, "ttl", issued))


def _ntriples(graph: rdflib.Graph, issued: str | None) -> str:
    triples, _ = _published(graph, "nt", issued)
    return "".join([f"{subject} {predicate} {value} .\n" for subject, predicate, value in triples])


def _jsonld(graph: rdflib.Graph, issued: str | None) -> str:
    return to_jsonld(*_published(graph, "jsonld", issued))


def _graphml(graph: rdflib.Graph, issued: str | None) -> str:
    import networkx  # type: ignore[import-untyped,unused-ignore]

    found, base = to_networkx(graph), base_of(graph)
    # What describes the graph is no part of the network: GraphML has a place for it at the graph itself.
    about = dataset.summary(dataset.described(all_triples(graph), base), base)
    made = networkx.MultiDiGraph(**about, **({"issued": issued} if issued else {}))
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


def _constructed(name: str) -> Callable[[rdflib.Graph, str | None], str]:
    return lambda graph, issued: constructs.turtle(graph, name, issued)


_MEDIA_TYPES = {"ttl": "text/turtle", "nt": "application/n-triples", "jsonld": "application/ld+json"}

FORMATS: dict[str, Callable[[rdflib.Graph, str | None], str]] = {
    "ttl": _turtle,
    "nt": _ntriples,
    "jsonld": _jsonld,
    "graphml": _graphml,
    **{name: _constructed(name) for name in constructs.CONSTRUCTS},
}
"""What a graph can be exported to."""
