"""Exports into vocabularies of other communities, each a SPARQL CONSTRUCT of ``constructs/`` and its own dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from edugraph.graph import dataset, terms
from edugraph.graph.iris import prefixes
from edugraph.graph.store import all_triples, base_of, literal, quick_store, term_text
from edugraph.graph.terms import TYPE, Triple
from edugraph.graph.turtle import to_turtle
from edugraph.resources import folder

if TYPE_CHECKING:
    import rdflib


@dataclass(frozen=True, slots=True)
class Construct:
    """One export: the dataset that it is, what it is called, what it conforms to, and its prefixes and kinds."""

    name: str
    zh: str
    en: str
    conforms_to: str
    vocabularies: Mapping[str, str]
    kinds: tuple[str, ...]


CONSTRUCTS: dict[str, Construct] = {
    "qb": Construct(
        name="cube",
        zh="数据点的多维数据集",
        en="Data points as a data cube",
        conforms_to="http://www.w3.org/TR/vocab-data-cube/",
        vocabularies={
            "qb": "http://purl.org/linked-data/cube#",
            "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
            "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
            "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
        },
        kinds=("cube", "scheme", "cell"),
    ),
    "schemaorg": Construct(
        name="observations",
        zh="数据点的 schema.org 观测值",
        en="Data points as schema.org observations",
        conforms_to="https://schema.org/Observation",
        vocabularies={},
        kinds=("variable", "observation"),
    ),
    "annotations": Construct(
        name="annotations",
        zh="事实的网页标注",
        en="Facts as web annotations",
        conforms_to="http://www.w3.org/TR/annotation-model/",
        vocabularies={"oa": "http://www.w3.org/ns/oa#"},
        kinds=("annotation", "target", "selector"),
    ),
}
"""The exports by the name that ``edugraph export --to`` gives them."""


def text(name: str) -> str:
    """The CONSTRUCT of an export, as it is shipped."""
    return (folder("constructs") / f"{name}.rq").read_text(encoding="utf-8")


def construct(graph: rdflib.Graph, name: str) -> list[Triple]:
    """What an export makes of the graph, with the description of the graph and of itself; sorted, no blank nodes.

    Args:
        graph: the graph; of a dataset, the union of its named graphs.
        name: one of ``CONSTRUCTS``.
    """
    base, made = base_of(graph), CONSTRUCTS[name]
    query = text(name).replace("https://w3id.org/edugraph/id/", f"{base}id/")
    return sorted({*_answer(graph, query, base), *_description(graph, made, base)})


def _answer(graph: rdflib.Graph, query: str, base: str) -> Iterator[Triple]:
    """The triples of a CONSTRUCT of ours, without the checks that a stranger's query needs."""
    quick = quick_store(graph)
    if quick is None:
        for one, two, three in graph.query(query, initNs=prefixes(base)).graph or ():
            yield term_text(one), term_text(two), term_text(three)
    else:
        found: Any = quick.query(query, prefixes=prefixes(base), use_default_graph_as_union=graph.default_union)
        for triple in found:
            yield _text(triple.subject), _text(triple.predicate), _text(triple.object)


def _text(term: Any) -> str:
    """The N-Triples text of a term of Oxigraph."""
    datatype = getattr(term, "datatype", None)
    return str(term) if datatype is None else literal(term.value, term.language, datatype.value)


def turtle(graph: rdflib.Graph, name: str, issued: str | None = None) -> str:
    """The export as Turtle with the prefixes of its vocabularies."""
    base, made = base_of(graph), CONSTRUCTS[name]
    own = f"<{base}id/dataset/{made.name}>"
    triples = dataset.distributed(construct(graph, name), name, "text/turtle", base, issued, only=own)
    return to_turtle(triples, base, kinds=made.kinds, vocabularies=made.vocabularies)


def _description(graph: rdflib.Graph, made: Construct, base: str) -> list[Triple]:
    """The description of the reports' datasets without their distributions, and of the dataset derived from them."""
    held = dataset.described(all_triples(graph), base)
    kept = [
        triple
        for triple in held
        if dataset.of_description(triple[0], base)
        and triple[1] != dataset.DISTRIBUTED
        and not triple[0].startswith(f"<{base}id/distribution/")
    ]
    datasets = sorted({subject for subject, predicate, value in kept if (predicate, value) == (TYPE, dataset.DATASET)})
    agents = sorted({value for subject, predicate, value in kept if predicate == dataset.CREATOR})
    own = f"<{base}id/dataset/{made.name}>"
    return [
        *kept,
        (own, TYPE, dataset.DATASET),
        (own, dataset.LABEL, terms.zh(made.zh)),
        (own, dataset.TITLE, terms.zh(made.zh)),
        (own, dataset.TITLE, f'"{made.en}"@en'),
        (own, dataset.CONFORMS, f"<{made.conforms_to}>"),
        *[(own, dataset.CREATOR, agent) for agent in agents],
        *[(own, dataset.DERIVED, each) for each in datasets],
    ]
