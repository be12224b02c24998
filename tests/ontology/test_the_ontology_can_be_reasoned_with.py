"""The ontology and every graph of ours are consistent under the rules of OWL 2 RL; graphs made wrong are not."""

from __future__ import annotations

from pathlib import Path

import owlrl
import pytest
import rdflib
from rdflib import RDF, RDFS, URIRef

from tests.ontology.graphs import CONSTRUCTED, EDU, SCHEMA, exported, parsed, two_reports

PREFIXES = """
@prefix edu: <https://w3id.org/edugraph/ns#> .
@prefix fact: <https://w3id.org/edugraph/id/fact/> .
@prefix indicator: <https://w3id.org/edugraph/id/indicator/> .
@prefix point: <https://w3id.org/edugraph/id/point/> .
@prefix org: <https://w3id.org/edugraph/id/org/> .
@prefix place: <https://w3id.org/edugraph/id/place/> .
@prefix school: <https://w3id.org/edugraph/id/school/> .
@prefix w3org: <http://www.w3.org/ns/org#> .
"""


def closure(*graphs: rdflib.Graph | Path | str) -> rdflib.Graph:
    """The ontology with these graphs and all that follows from them."""
    joined = parsed(SCHEMA, *(graph for graph in graphs if not isinstance(graph, rdflib.Graph)))
    for graph in graphs:
        if isinstance(graph, rdflib.Graph):
            for triple in graph:
                joined.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(joined)
    return joined


def errors(graph: rdflib.Graph) -> list[str]:
    """The inconsistencies that a closure found."""
    nodes = [node for node, kind in graph.subject_objects(RDF.type) if str(kind).endswith("ErrorMessage")]
    return [str(value) for node in nodes for value in graph.objects(node) if isinstance(value, rdflib.Literal)]


@pytest.fixture(scope="module")
def of_the_invented() -> rdflib.Graph:
    """What follows from three reports of one county and from every export of one of them, all in one graph."""
    return closure(two_reports(), *(exported(None, form) for form in CONSTRUCTED), PREFIXES + RIGHT)


@pytest.fixture(scope="module")
def wrongs() -> list[str]:
    """What a reasoner says of graphs made wrong on purpose."""
    return errors(closure(PREFIXES + "\n".join(WRONG.values())))


RIGHT = "school:1_甲校区 a edu:Campus ; w3org:unitOf school:1_甲小学 . org:乙局 edu:guidedBy org:甲局 ."
# owlrl leaves the last word of a list of different ones out of account, so none of these is about Planned.
WRONG = {
    "school/1_学校": "school:1_学校 a edu:School, edu:Place .",
    "school/1_幼儿园": "school:1_幼儿园 a edu:Kindergarten, edu:HighSchool .",
    "ns#Ongoing": "fact:a_1_2 edu:status edu:Achieved, edu:Ongoing .",
    "fact/a_2_3": "fact:a_2_3 a edu:Observation, edu:Recognition .",
    "place/4": "point:甲 a edu:DataPoint ; edu:indicator place:4 . place:4 a edu:Place .",
    "fact/a_5_6": "fact:a_5_5 a edu:Change ; edu:to fact:a_5_6 . fact:a_5_6 a edu:Action .",
    "ns#Exact": "fact:a_6_7 edu:level edu:Exact .",
    "place/7": "fact:a_7_8 edu:point place:7 . place:7 a edu:Place .",
}
"""What the error must name → a graph that cannot be."""


def test_several_reports_and_their_exports_are_consistent_together(of_the_invented: rdflib.Graph) -> None:
    assert errors(of_the_invented) == []


def test_the_shipped_graph_is_consistent_and_its_nodes_are_classified(shipped_graph: Path) -> None:
    graph, before = closure(shipped_graph), parsed(shipped_graph)
    assert errors(graph) == []
    schools = set(before.subjects(RDF.type, URIRef(EDU + "School")))
    facts = set(before.subjects(URIRef(EDU + "rule"), None))
    assert len(schools) > 5
    assert len(facts) > 150
    assert schools <= set(graph.subjects(RDF.type, URIRef(EDU + "Thing")))
    assert facts == set(graph.subjects(RDF.type, URIRef(EDU + "Fact")))


@pytest.mark.parametrize("named", WRONG)
def test_a_graph_made_wrong_is_found_out(named: str, wrongs: list[str]) -> None:
    assert [error for error in wrongs if named in error], wrongs


def test_what_a_parent_says_holds_for_its_children(of_the_invented: rdflib.Graph) -> None:
    campus = URIRef("https://w3id.org/edugraph/id/school/1_甲校区")
    kinds = {str(kind) for kind in of_the_invented.objects(campus, RDF.type)}
    assert {"https://schema.org/School", "http://www.w3.org/ns/org#Organization", EDU + "School"} <= kinds
    assert (URIRef(EDU + "Campus"), RDFS.subClassOf, URIRef("http://www.w3.org/ns/org#Organization")) in of_the_invented


def test_who_is_guided_is_guided_by_one_who_guides(of_the_invented: rdflib.Graph) -> None:
    one, other = (URIRef(f"https://w3id.org/edugraph/id/org/{name}局") for name in "甲乙")
    assert (one, URIRef(EDU + "guides"), other) in of_the_invented
