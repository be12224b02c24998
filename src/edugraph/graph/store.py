"""Opening a graph file as an ``rdflib.Graph``: Oxigraph behind it, or rdflib's own memory store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from edugraph.errors import InputError
from edugraph.graph.iris import BASE, prefixes

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

    from edugraph.graph.terms import Triple

Engine = Literal["oxigraph", "memory"]
Cell = str | None

FORMATS: dict[str, str] = {
    ".ttl": "turtle",
    ".nt": "nt",
    ".trig": "trig",
    ".nq": "nquads",
    ".jsonld": "json-ld",
    ".rdf": "xml",
}
"""File suffix → rdflib's name of the format."""

QUADS = {".trig", ".nq"}


def open_graph(path: str | Path, engine: Engine = "oxigraph", base: str = BASE) -> rdflib.Graph:
    """The graph in a file, ready to be queried, with the project's prefixes bound.

    Files of named graphs (``.trig``, ``.nq``) come as a dataset whose default graph is the union of all of them.

    Raises:
        InputError: when there is no such file, its suffix is not one of a graph, or its text does not parse.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if path.is_dir():
        raise InputError(f"{path} is a folder, not a graph file", "name the graph file inside it, such as graph.ttl")
    if suffix not in FORMATS:
        raise InputError(
            f"{path} is not a graph by its name", f"graphs end in {', '.join(sorted(FORMATS))}: build one first"
        )
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"no such file: {path}", "build the graph first: edugraph build REPORT -o graph.ttl") from None
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}", "check its permissions") from None
    try:
        return _memory(data, suffix, base) if engine == "memory" else _oxigraph(data, suffix, base)
    except Exception as error:  # every parser has errors of its own; none may reach a user as a traceback
        raise InputError(f"{path} is not a graph: {_first_line(error)}", "build it again with edugraph build") from None


def from_triples(triples: Iterable[Triple], base: str = BASE) -> rdflib.Graph:
    """An Oxigraph-backed graph of these triples, without a file."""
    text = "".join([f"{subject} {predicate} {value} .\n" for subject, predicate, value in triples])
    return _oxigraph(text.encode(), ".nt", base)


def select(graph: rdflib.Graph, query: str) -> list[tuple[Cell, ...]]:
    """The answers of a SELECT as plain texts (IRIs, lexical forms; ``None`` where unbound), in the engine's order.

    Much faster than going through rdflib's terms where the graph is one of ``open_graph``.
    """
    namespaces = prefixes()
    quick: pyoxigraph.Store | None = getattr(graph.store, "quick", None)
    if quick is not None:
        answer = quick.query(query, prefixes=namespaces, use_default_graph_as_union=graph.default_union)
        return [tuple([None if term is None else term.value for term in row]) for row in answer]  # type: ignore[union-attr]
    answers = graph.query(query, initNs=namespaces)
    return [tuple([None if term is None else str(term) for term in row]) for row in answers]  # type: ignore[union-attr]


def _oxigraph(data: bytes, suffix: str, base: str) -> rdflib.Graph:
    import pyoxigraph
    import rdflib
    from oxrdflib import OxigraphStore
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    class QuickStore(OxigraphStore):
        """An Oxigraph store whose engine can be asked directly."""

        def __init__(self, quick: pyoxigraph.Store) -> None:
            super().__init__(store=quick)
            self.quick = quick

    formats = {
        ".ttl": pyoxigraph.RdfFormat.TURTLE,
        ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
        ".trig": pyoxigraph.RdfFormat.TRIG,
        ".nq": pyoxigraph.RdfFormat.N_QUADS,
        ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
        ".rdf": pyoxigraph.RdfFormat.RDF_XML,
    }
    quick = pyoxigraph.Store()
    quick.bulk_load(data, format=formats[suffix], base_iri=base)
    store = QuickStore(quick)
    graph: rdflib.Graph
    if suffix in QUADS:
        graph = rdflib.Dataset(store, default_union=True)
    else:
        graph = rdflib.Graph(store, identifier=DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none")
    return _bind(graph, base)


def _memory(data: bytes, suffix: str, base: str) -> rdflib.Graph:
    import rdflib

    graph: rdflib.Graph = (
        rdflib.Dataset(default_union=True) if suffix in QUADS else rdflib.Graph(bind_namespaces="none")
    )
    graph.parse(data=data, format=FORMATS[suffix], publicID=base)
    return _bind(graph, base)


def _bind(graph: rdflib.Graph, base: str) -> rdflib.Graph:
    for prefix, namespace in prefixes(base).items():
        graph.bind(prefix, namespace, override=True, replace=True)
    return graph


def _first_line(error: Exception) -> str:
    lines: Iterator[str] = (line.strip() for line in str(error).splitlines())
    return next((line for line in lines if line), type(error).__name__)
