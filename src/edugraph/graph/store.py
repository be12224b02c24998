"""Opening a graph file as an ``rdflib.Graph``: Oxigraph behind it, or rdflib's own memory store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from edugraph.errors import InputError
from edugraph.graph import terms
from edugraph.graph.iris import BASE, XSD, prefixes

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


def open_graph(path: str | Path, engine: Engine = "oxigraph") -> rdflib.Graph:
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
        graph = _memory(data, suffix) if engine == "memory" else _oxigraph(data, suffix)
    except Exception as error:  # every parser has errors of its own; none may reach a user as a traceback
        raise InputError(f"{path} is not a graph: {_first_line(error)}", "build it again with edugraph build") from None
    return _bind(graph)


def from_triples(triples: Iterable[Triple]) -> rdflib.Graph:
    """An Oxigraph-backed graph of these triples, without a file."""
    text = "".join([f"{subject} {predicate} {value} .\n" for subject, predicate, value in triples])
    return _bind(_oxigraph(text.encode(), ".nt"))


def select(graph: rdflib.Graph, query: str) -> list[tuple[Cell, ...]]:
    """The answers of a SELECT as plain texts (IRIs, lexical forms; ``None`` where unbound), in the engine's order.

    Much faster than going through rdflib's terms where the graph is one of ``open_graph``.
    """
    namespaces = prefixes()
    quick = quick_store(graph)
    if quick is not None:
        answer: Any = quick.query(query, prefixes=namespaces, use_default_graph_as_union=graph.default_union)
        return [tuple([None if cell is None else cell.value for cell in row]) for row in answer]
    answer = graph.query(query, initNs=namespaces)
    return [tuple([None if cell is None else str(cell) for cell in row]) for row in answer]


def quick_store(graph: rdflib.Graph) -> pyoxigraph.Store | None:
    """The engine behind a graph of ``open_graph``, ``None`` for other graphs."""
    return getattr(graph.store, "quick", None)


def base_of(graph: rdflib.Graph) -> str:
    """The IRI under which the graph names its things, told by its documents; the usual one where it has none."""
    documents = sorted(iri for (iri,) in select(graph, "SELECT ?d WHERE { ?d a edu:Report }") if iri)
    return documents[0].partition("id/doc/")[0] if documents else BASE


def all_triples(graph: rdflib.Graph) -> list[Triple]:
    """Every triple of the graph as N-Triples text, sorted, without duplicates; named graphs are joined."""
    quick = quick_store(graph)
    if quick is not None:
        return sorted({(_quick(quad.subject), _quick(quad.predicate), _quick(quad.object)) for quad in quick})
    triples = graph.triples((None, None, None))
    return sorted({(term_text(one), term_text(two), term_text(three)) for one, two, three in triples})


def term_text(term: Any) -> str:
    """The N-Triples text of an rdflib term, the same that the mapping writes."""
    import rdflib

    if isinstance(term, rdflib.Literal):
        return literal(str(term), term.language, str(term.datatype) if term.datatype else None)
    return f"_:{term}" if isinstance(term, rdflib.BNode) else f"<{term}>"


def literal(text: str, language: str | None, datatype: str | None) -> str:
    """The N-Triples text of a literal; ``xsd:string`` goes without saying."""
    if language:
        return f"{terms.plain(text)}@{language}"
    if datatype and datatype != f"{XSD}string":
        return f"{terms.plain(text)}^^<{datatype}>"
    return terms.plain(text)


def _quick(term: Any) -> str:
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return str(term)
    return literal(term.value, term.language, datatype.value)


def _oxigraph(data: bytes, suffix: str) -> rdflib.Graph:
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
    quick.bulk_load(data, format=formats[suffix], base_iri=BASE)
    store = QuickStore(quick)
    graph: rdflib.Graph
    if suffix in QUADS:
        graph = rdflib.Dataset(store, default_union=True)
    else:
        graph = rdflib.Graph(store, identifier=DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none")
    return graph


def _memory(data: bytes, suffix: str) -> rdflib.Graph:
    import rdflib

    graph: rdflib.Graph = (
        rdflib.Dataset(default_union=True) if suffix in QUADS else rdflib.Graph(bind_namespaces="none")
    )
    graph.parse(data=data, format=FORMATS[suffix], publicID=BASE)
    return graph


def _bind(graph: rdflib.Graph) -> rdflib.Graph:
    for prefix, namespace in prefixes(base_of(graph)).items():
        graph.bind(prefix, namespace, override=True, replace=True)
    return graph


def _first_line(error: Exception) -> str:
    lines: Iterator[str] = (line.strip() for line in str(error).splitlines())
    return next((line for line in lines if line), type(error).__name__)
