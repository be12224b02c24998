"""The SHACL shapes of the ontology over a graph: data and ontology together, results as plain values.

Core constraints are pyshacl's work, on a copy of what their paths can see. SPARQL constraints are asked as they stand,
once for all their targets, of the Oxigraph engine: SHACL binds ``$this`` before each evaluation, and a query that keeps
to SHACL's restrictions gives the same when all targets are joined to it. ``tests/validation`` holds the two to each
other. The reason is time: asked node by node, a graph of twenty reports takes minutes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from edugraph.graph.iris import prefixes
from edugraph.graph.store import base_of, quick_store, select
from edugraph.resources import ontology_file, ontology_files

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

SH = "http://www.w3.org/ns/shacl#"
SHAPES = "https://w3id.org/edugraph/shapes#"
SHAPE_FILES = ("shapes.ttl", "findings.ttl")
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
_WHERE = re.compile(r"WHERE\s*\{", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
LANGUAGES = ("zh", "en")


class Severity(StrEnum):
    """How grave a result is: a broken law of the graph, a finding about a report, or a remark."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that a shape does not let pass.

    Args:
        severity: the ``sh:severity`` of its constraint.
        check: the name of the constraint in kebab case (``named-exceed-count``).
        node: the IRI of the focus node.
        messages: language (zh, en) → message, its variables filled in.
    """

    severity: Severity
    check: str
    node: str
    messages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Constraint:
    """A SPARQL constraint of the shapes: the class it targets, its query, its messages with ``{?variable}``."""

    check: str
    severity: Severity
    targets: tuple[str, ...]
    query: str
    messages: Mapping[str, str]


def results(graph: rdflib.Graph) -> list[Result]:
    """All that the shipped shapes do not let pass in this graph, violations first, then by check and node.

    The graph is looked at together with the ontology; what only the ontology names is left out.

    Raises:
        InputError: when this installation lacks its ontology.
    """
    union = with_ontology(graph)
    found = {*_core(union, _named(graph)), *(each for one in constraints() for each in ask(union, one, base_of(graph)))}
    order = list(Severity)
    return sorted(found, key=lambda each: (order.index(each.severity), each.check, each.node))


def with_ontology(graph: rdflib.Graph) -> pyoxigraph.Store:
    """Data and ontology as one default graph in a store of its own; the graph itself stays as it is."""
    import pyoxigraph as ox

    union = ox.Store()
    quick = quick_store(graph)
    if quick is not None:
        union.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quick)
    else:
        union.bulk_load(graph.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    for path in ontology_files():
        union.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    return union


@cache
def constraints() -> tuple[Constraint, ...]:
    """The SPARQL constraints of the shipped shapes, by name."""
    shapes = shapes_graph()
    found = []
    for shape, constraint in shapes.subject_objects(_sh("sparql")):
        severity = shapes.value(constraint, _sh("severity")) or shapes.value(shape, _sh("severity"))
        found.append(
            Constraint(
                check=check_name(str(constraint)),
                severity=_severity(severity),
                targets=tuple(sorted(str(each) for each in shapes.objects(shape, _sh("targetClass")))),
                query=str(shapes.value(constraint, _sh("select"))),
                messages=_messages(shapes.objects(constraint, _sh("message"))),
            )
        )
    return tuple(sorted(found, key=lambda each: each.check))


def shapes_graph() -> rdflib.Graph:
    """The shipped shapes as one graph, as any SHACL engine takes them."""
    import rdflib

    shapes = rdflib.Graph(bind_namespaces="none")
    for name in SHAPE_FILES:
        shapes.parse(ontology_file(name), format="turtle")
    return shapes


def check_name(iri: str) -> str:
    """The name of a shape as it is printed: ``…shapes#NamedExceedCount`` → ``named-exceed-count``."""
    return _HUMP.sub("-", iri.removeprefix(SHAPES)).lower()


def ask(union: pyoxigraph.Store, constraint: Constraint, base: str) -> Iterator[Result]:
    """What one SPARQL constraint finds; of several answers about one node the first in order stands."""
    targets = f"VALUES ?target {{ {' '.join(f'<{target}>' for target in constraint.targets)} }} $this a ?target ."
    query = _WHERE.sub(lambda match: f"{match[0]} {targets} ", constraint.query, count=1)
    answers: Any = union.query(query, prefixes={**prefixes(base), "edush": SHAPES})
    names = [variable.value for variable in answers.variables]
    found: dict[str, list[str]] = {}
    for row in answers:
        cells = ["" if cell is None else cell.value for cell in row]
        node = cells[names.index("this")]
        if node not in found or cells < found[node]:
            found[node] = cells
    for node, cells in found.items():
        bound = dict(zip(names, cells, strict=True))
        messages = {language: filled(text, bound) for language, text in constraint.messages.items()}
        yield Result(constraint.severity, constraint.check, node, _frozen(messages))


def _core(union: pyoxigraph.Store, named: Collection[str]) -> Iterator[Result]:
    """What pyshacl says of the nodes named in the data, by the shapes without their SPARQL constraints."""
    import pyshacl
    import rdflib

    shapes = shapes_graph()
    shapes.remove((None, _sh("sparql"), None))
    # A property shape with the targets of its node shape says the same, and is gone through once instead of per node.
    for shape, held in list(shapes.subject_objects(_sh("property"))):
        for target in shapes.objects(shape, _sh("targetClass")):
            shapes.add((held, _sh("targetClass"), target))
            shapes.remove((shape, _sh("property"), held))
    seen = {_TYPE, _SUBCLASS, *(str(each) for each in shapes.objects(None, _sh("path")))}
    seen |= {str(each) for each in shapes.objects(None, _sh("lessThan"))}
    _, report, _ = pyshacl.validate(_copy(union, seen, named), shacl_graph=shapes, inference="none", inplace=True)
    assert isinstance(report, rdflib.Graph)
    for result in report.subjects(rdflib.URIRef(_TYPE), _sh("ValidationResult")):
        yield Result(
            _severity(report.value(result, _sh("resultSeverity"))),
            check_name(str(report.value(result, _sh("sourceShape")))),
            str(report.value(result, _sh("focusNode"))),
            _frozen(_messages(report.objects(result, _sh("resultMessage")))),
        )


def _named(graph: rdflib.Graph) -> Collection[str]:
    """Every IRI of the data. What only the ontology names, thousands of places, is not this graph's to answer for."""
    found: set[str] = set()
    for query in ("SELECT DISTINCT ?s WHERE { ?s ?p ?o }", "SELECT DISTINCT ?o WHERE { ?s ?p ?o FILTER isIRI(?o) }"):
        found.update(cell for (cell,) in select(graph, query) if cell)
    return found


def _copy(union: pyoxigraph.Store, predicates: Iterable[str], named: Collection[str]) -> rdflib.Graph:
    """The triples with these predicates about these subjects, in rdflib's memory store, which pyshacl walks fastest.

    The tree of classes comes whole.
    """
    import pyoxigraph as ox
    import rdflib

    iris: dict[str, rdflib.URIRef] = {}

    def term(value: Any) -> rdflib.term.Node:
        if isinstance(value, ox.Literal):
            datatype = None if value.language else rdflib.URIRef(value.datatype.value)
            return rdflib.Literal(value.value, lang=value.language, datatype=datatype)
        if isinstance(value, ox.BlankNode):
            return rdflib.BNode(value.value)
        if value.value not in iris:
            iris[value.value] = rdflib.URIRef(value.value)
        return iris[value.value]

    graph = rdflib.Graph(bind_namespaces="none")
    for predicate in sorted(predicates):
        for quad in union.quads_for_pattern(None, ox.NamedNode(predicate), None):
            subject: Any = quad.subject
            if predicate == _SUBCLASS or subject.value in named:
                graph.add((term(subject), term(quad.predicate), term(quad.object)))
    return graph


class _frozen(dict[str, str]):  # noqa: N801
    """Messages that can be part of a set."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(sorted(self.items())))


def _messages(literals: Iterable[Any]) -> dict[str, str]:
    return {each.language: str(each) for each in literals if each.language in LANGUAGES}


def filled(text: str, bound: Mapping[str, str]) -> str:
    """A message with each ``{?variable}`` replaced by its value."""
    return re.sub(r"\{[?$](\w+)\}", lambda match: bound.get(match[1], match[0]), text)


def _severity(node: object) -> Severity:
    return Severity(str(node).removeprefix(SH).lower()) if node is not None else Severity.VIOLATION


def _sh(name: str) -> rdflib.URIRef:
    import rdflib

    return rdflib.URIRef(SH + name)
