"""What no graph may say: each law broken once on purpose, and once not quite."""

from __future__ import annotations

import pytest

from edugraph.graph import triples
from edugraph.graph.iris import EDU
from edugraph.graph.store import from_triples
from edugraph.graph.terms import Triple
from edugraph.quality.findings import findings
from tests.graph.factory import reading
from tests.validation.conftest import Validated

BASE = "https://w3id.org/edugraph/id/"
_A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
_DERIVED = "<http://www.w3.org/ns/prov#wasDerivedFrom>"
_NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"


@pytest.fixture(scope="module")
def graph() -> list[Triple]:
    """A reading of an invented report with a fact of every kind."""
    return triples(reading())


def edu(name: str) -> str:
    return f"<{EDU}{name}>"


def violations(graph: list[Triple]) -> set[tuple[str, str]]:
    return {(each.check, each.node) for each in findings(from_triples(graph)) if each.severity.value == "violation"}


def first(graph: list[Triple], kind: str) -> str:
    """The first node of a class."""
    return next(subject for subject, predicate, value in graph if (predicate, value) == (_A, edu(kind)))


def without(graph: list[Triple], node: str, predicate: str) -> list[Triple]:
    kept = [triple for triple in graph if triple[:2] != (node, predicate)]
    assert len(kept) < len(graph)
    return kept


def checks(graph: list[Triple]) -> set[str]:
    return {check for check, _ in violations(graph)}


def test_a_whole_reading_breaks_no_law(graph: list[Triple]) -> None:
    assert violations(graph) == set()


def test_the_shipped_report_breaks_no_law(shipped_graph: object) -> None:
    from edugraph.graph.store import open_graph

    found = findings(open_graph(str(shipped_graph)))
    assert [(each.check, each.node) for each in found] == []


@pytest.mark.parametrize(
    ("kind", "predicate", "check"),
    [
        ("Action", _DERIVED, "fact-evidence"),
        ("Recognition", edu("status"), "fact-status"),
        ("Observation", edu("rule"), "fact-rule"),
        ("Observation", edu("point"), "observation-point"),
        ("DataPoint", edu("indicator"), "point-indicator"),
        ("DataPoint", edu("about"), "point-about"),
        ("DataPoint", edu("unit"), "point-unit"),
        ("School", _LABEL, "thing-label"),
    ],
)
def test_what_must_be_said_is_missed(kind: str, predicate: str, check: str, graph: list[Triple]) -> None:
    assert check in checks(without(graph, first(graph, kind), predicate))


def test_evidence_that_is_no_evidence_does_not_count(graph: list[Triple]) -> None:
    node = first(graph, "Action")
    broken = [*without(graph, node, _DERIVED), (node, _DERIVED, f"<{BASE}doc/elsewhere>")]
    assert checks(broken) == {"fact-evidence"}


def test_two_labels_in_one_language_are_one_too_many(graph: list[Triple]) -> None:
    node = first(graph, "School")
    assert checks([*graph, (node, _LABEL, '"另一个名字"@zh')]) == {"thing-label"}
    assert checks([*graph, (node, _LABEL, '"Another name"@en')]) == set()


def test_a_label_that_differs_from_the_ontologys_is_one_too_many(graph: list[Triple]) -> None:
    place = f"<{BASE}place/330502>"
    named = [*graph, (place, _A, edu("Place"))]
    assert checks([*named, (place, _LABEL, '"吴兴区"@zh')]) == set()
    assert checks([*named, (place, _LABEL, '"吴兴"@zh')]) == {"thing-label"}


def test_a_second_unit_is_one_too_many(graph: list[Triple]) -> None:
    assert checks([*graph, (first(graph, "DataPoint"), edu("unit"), '"吨"')]) == {"point-units"}


@pytest.mark.parametrize("text", ["小学生师比17.8:1。", "小学师生比由1:14.5优化为1:13.8。", "学校发展指数达96。"])
def test_ratios_and_indices_need_no_unit(text: str, validated: Validated) -> None:
    assert [each.check for each in validated(text) if each.severity.value == "violation"] == []


def test_a_quote_is_what_the_text_has_there(graph: list[Triple]) -> None:
    anchor = f"<{_NIF}anchorOf>"
    evidence = next(subject for subject, predicate, _ in graph if predicate == anchor)
    broken = [*without(graph, evidence, anchor), (evidence, anchor, '"别的文字"@zh')]
    assert checks(broken) == {"evidence-quote"}
    report = next(subject for subject, predicate, _ in graph if predicate == f"<{_NIF}isString>")
    assert checks(without(broken, report, f"<{_NIF}isString>")) == set()


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("九年义务教育巩固率由99.2%提升至98.7%。", True),
        ("学生近视率由48%下降至52%。", True),
        ("九年义务教育巩固率由98.7%提升至99.2%。", False),
        ("学生近视率由52%下降至48%。", False),
        ("学生近视率下降1.3个百分点。", False),
        ("教育质量排名由第51位上升到第36位。", False),
    ],
)
def test_a_change_moves_as_its_verb_says(text: str, broken: bool, validated: Validated) -> None:
    found = [each for each in validated(text) if each.severity.value == "violation"]
    assert [each.check for each in found] == ["change-direction"] * broken
    assert not broken or found[0].sentences == [text]


def test_a_delta_against_its_ends_is_wrong(graph: list[Triple]) -> None:
    node = next(subject for subject, predicate, _ in graph if predicate == edu("from"))
    delta = '"-8.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    broken = [*without(graph, node, edu("delta")), (node, edu("delta"), delta)]
    assert checks(broken) == {"change-ends", "change-direction"}


def test_an_untold_place_is_a_remark_and_no_violation(graph: list[Triple]) -> None:
    report = first(graph, "Report")
    found = findings(from_triples(without(graph, report, "<http://purl.org/dc/terms/spatial>")))
    assert [(each.severity.value, each.check) for each in found] == [("info", "report-place")]
