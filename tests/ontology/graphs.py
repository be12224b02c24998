"""What the tests of the ontology look at: graphs of every sort, the files of the ontology, and what they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import rdflib

from edugraph import resources
from edugraph.graph import triples
from edugraph.graph.export import render
from edugraph.graph.store import from_triples, open_graph
from edugraph.model import Locator, Metadata, Reading
from tests.graph.factory import reading

EDU = "https://w3id.org/edugraph/ns#"
BUILT_IN = (str(rdflib.RDF), str(rdflib.RDFS), str(rdflib.OWL), str(rdflib.XSD))
"""The vocabularies that OWL itself is made of."""

SCHEMA = resources.ontology_file("schema.ttl")
CONSTRUCTED = ("qb", "schemaorg", "annotations")


def parsed(*sources: Path | str) -> rdflib.Graph:
    """One graph of several files, or Turtle texts."""
    graph = rdflib.Graph()
    for source in sources:
        if isinstance(source, Path):
            graph.parse(source, format="turtle")
        else:
            graph.parse(data=source, format="turtle")
    return graph


@cache
def schema() -> rdflib.Graph:
    """The ontology."""
    return parsed(SCHEMA)


def full_reading() -> Reading:
    """The invented report of the factory with what only some reports have: places in a file, and a half-year."""
    made = reading()
    document = replace(made.document, locators=((0, Locator(paragraph=1)),))
    facts = tuple(
        replace(fact, period="2031-01/2031-06") if fact.rule == "count.people" else fact for fact in made.facts
    )
    return replace(made, document=document, facts=facts)


@cache
def invented() -> Any:
    """The graph of the invented report."""
    return from_triples(triples(full_reading()))


@cache
def opened(path: Path) -> Any:
    """A graph file, once for all tests."""
    return open_graph(path)


@cache
def exported(path: Path | None, form: str) -> str:
    """An export of a graph file, or of the invented report."""
    return render(invented() if path is None else opened(path), form)


def two_reports() -> Any:
    """Two years of one county and the same county's report a second time, with another number: one graph."""
    later = reading(2032, "xian-2032")
    other = replace(
        reading(2031, "xian-again"),
        facts=tuple(
            replace(fact, quantity=replace(fact.quantity, value=fact.quantity.value + 1))
            if getattr(fact, "quantity", None) is not None
            else fact
            for fact in reading(2031, "xian-again").facts
        ),
    )
    return from_triples(dict.fromkeys([*triples(full_reading()), *triples(later), *triples(other)]))


def placeless() -> Any:
    """A report that says neither its place nor its year."""
    made = reading()
    document = replace(made.document, metadata=Metadata("nowhere"))
    facts = tuple(replace(fact, about=None, period=None) for fact in made.facts)
    return from_triples(triples(replace(made, document=document, facts=facts, things=())))


@dataclass
class Use:
    """The terms that a graph uses, and as what."""

    properties: dict[str, set[str]] = field(default_factory=dict)
    """Property → the sorts of its values: ``iri``, ``literal``."""
    classes: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    nodes: set[str] = field(default_factory=set)
    """Every IRI that is the value of something, things included."""

    @property
    def terms(self) -> set[str]:
        """All of them."""
        return self.properties.keys() | self.classes | self.others


def used(graphs: Iterable[rdflib.Graph]) -> Use:
    """The terms of vocabularies in these graphs: whatever is not a thing, a file or a page."""
    found = Use()
    for graph in graphs:
        for subject, predicate, value in graph:
            sort = "literal" if isinstance(value, rdflib.Literal) else "iri"
            found.nodes.add(str(value))
            found.properties.setdefault(str(predicate), set()).add(sort)
            if predicate == rdflib.RDF.type:
                found.classes.add(str(value))
            elif str(value).startswith(EDU) and not isinstance(value, rdflib.Literal):
                found.others.add(str(value))
            if str(subject).startswith(EDU):
                found.others.add(str(subject))
    return found
