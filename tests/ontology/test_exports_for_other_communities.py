"""Observations of schema.org and web annotations say what the facts of a graph say, number for number."""

from __future__ import annotations

import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef

from edugraph.graph import rows
from edugraph.graph.constructs import CONSTRUCTS
from edugraph.graph.export import render
from edugraph.graph.store import all_triples, from_triples, open_graph
from tests.ontology.graphs import CONSTRUCTED, EDU, exported, full_reading, invented, opened, parsed, placeless

OA = Namespace("http://www.w3.org/ns/oa#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
BASE = "https://w3id.org/edugraph/id/"


@pytest.fixture(scope="module")
def observations(shipped_graph: Path) -> Graph:
    return parsed(exported(shipped_graph, "schemaorg"))


@pytest.fixture(scope="module")
def annotations(shipped_graph: Path) -> Graph:
    return parsed(exported(shipped_graph, "annotations"))


def test_the_values_of_observations_are_those_of_the_facts(shipped_graph: Path, observations: Graph) -> None:
    found = {
        (
            str(observations.value(node, SCHEMA.observationAbout)).removeprefix(BASE).replace("/", ":"),
            str(observations.value(node, SCHEMA.observationDate)),
            str(observations.value(node, SCHEMA.unitText)),
            observations.value(node, SCHEMA.measurementQualifier) == URIRef(EDU + "Planned"),
            Decimal(str(observations.value(node, SCHEMA.value))),
        )
        for node in observations.subjects(RDF.type, SCHEMA.Observation)
    }
    expected = set()
    for row in rows.facts(opened(shipped_graph)):
        if row["indicator"] is not None:
            planned = row["status"] == "planned"
            if row["value"] is not None:
                value = Decimal(str(row["value"]))
                expected.add((row["about_id"], str(row["period"]), str(row["unit"]), planned, value))
            if row["value_from"] is not None:
                expected.add((row["about_id"], "None", str(row["unit"]), False, Decimal(str(row["value_from"]))))
    assert len(found) > 40
    assert found == expected


def test_every_observation_names_its_variable_its_place_and_its_words(observations: Graph) -> None:
    for node in observations.subjects(RDF.type, SCHEMA.Observation):
        variable, about = (
            observations.value(node, SCHEMA.variableMeasured),
            observations.value(node, SCHEMA.observationAbout),
        )
        assert (variable, RDF.type, SCHEMA.StatisticalVariable) in observations
        assert observations.value(variable, SCHEMA.name) is not None
        assert observations.value(about, SCHEMA.name) is not None
        quotes = [observations.value(each, SCHEMA.text) for each in observations.objects(node, SCHEMA.subjectOf)]
        assert quotes
        assert None not in quotes


def test_a_level_makes_a_variable_of_its_own() -> None:
    graph = parsed(exported(None, "schemaorg"))
    narrow = URIRef(f"{BASE}variable/书香校园_district")
    assert graph.value(narrow, SCHEMA.isPartOf) == URIRef(f"{BASE}indicator/书香校园")
    assert graph.value(narrow, SCHEMA.name) == Literal("区县级 书香校园", lang="zh")
    assert graph.value(narrow, URIRef(EDU + "level")) == URIRef(EDU + "District")


@pytest.mark.parametrize("source", ["shipped", "invented"])
def test_an_observation_says_each_thing_once(source: str, observations: Graph) -> None:
    graph = observations if source == "shipped" else parsed(exported(None, "schemaorg"))
    for node in graph.subjects(RDF.type, SCHEMA.Observation):
        for name in ("variableMeasured", "observationAbout", "measurementQualifier", "value", "name"):
            assert len(set(graph.objects(node, SCHEMA[name]))) == 1, (node, name)
        for name in ("observationDate", "unitText", "minValue", "maxValue"):
            assert len(set(graph.objects(node, SCHEMA[name]))) <= 1, (node, name)


def test_what_nothing_narrows_measures_the_indicator_itself(shipped_graph: Path, observations: Graph) -> None:
    narrowed = {row["indicator"] for row in rows.facts(opened(shipped_graph)) if row["level"]}
    for variable in observations.objects(None, SCHEMA.variableMeasured):
        general = observations.value(variable, SCHEMA.isPartOf)
        level = observations.value(variable, URIRef(EDU + "level"))
        population = observations.value(variable, URIRef(EDU + "population"))
        assert (general is None) == (level is None and population is None), variable
        if level is not None:
            assert str(general).removeprefix(BASE).replace("/", ":") in narrowed, variable


def test_a_hedge_bounds_the_value() -> None:
    graph = parsed(exported(None, "schemaorg"))
    values = {str(graph.value(node, SCHEMA.value)): node for node in graph.subjects(RDF.type, SCHEMA.Observation)}
    assert str(graph.value(values["78000"], SCHEMA.maxValue)) == "78000"
    assert str(graph.value(values["95"], SCHEMA.minValue)) == "95"
    assert graph.value(values["12"], SCHEMA.minValue) is None


def test_every_fact_is_annotated_at_its_quote(shipped_graph: Path, annotations: Graph) -> None:
    found = {}
    for node in annotations.subjects(RDF.type, OA.Annotation):
        body, target = annotations.value(node, OA.hasBody), annotations.value(node, OA.hasTarget)
        selectors = {annotations.value(each, RDF.type): each for each in annotations.objects(target, OA.hasSelector)}
        place, words = selectors[OA.TextPositionSelector], selectors[OA.TextQuoteSelector]
        found[str(body).removeprefix(BASE).replace("/", ":")] = (
            int(str(annotations.value(place, OA.start))),
            int(str(annotations.value(place, OA.end))),
            str(annotations.value(words, OA.exact)),
        )
        assert (body, URIRef(EDU + "rule"), None) in annotations
    assert found == {row["id"]: (row["start"], row["end"], row["quote"]) for row in rows.facts(opened(shipped_graph))}


def test_quotes_stand_in_the_text_between_what_surrounds_them() -> None:
    graph, text = parsed(exported(None, "annotations")), full_reading().document.text
    around = []
    for node in graph.subjects(RDF.type, OA.TextQuoteSelector):
        before, exact, after = (str(graph.value(node, OA[name]) or "") for name in ("prefix", "exact", "suffix"))
        assert len(before) <= 30
        assert len(after) <= 30
        assert before + exact + after in text
        around.append((before, after))
    assert ("", text[11:41]) in around
    assert all(before for before, after in around if (before, after) != ("", text[11:41]))


def test_annotations_of_a_graph_without_text_quote_it_all_the_same() -> None:
    from edugraph.graph import triples

    graph = parsed(render(from_triples(triples(full_reading(), text=False)), "annotations"))
    assert set(graph.objects(None, OA.exact)) == set(parsed(exported(None, "annotations")).objects(None, OA.exact))
    assert (None, OA.prefix, None) not in graph


@pytest.mark.parametrize("form", CONSTRUCTED)
def test_an_export_has_no_blank_node_and_three_parsers_agree_on_it(
    form: str, shipped_graph: Path, tmp_path: Path, needs: Any
) -> None:
    path = tmp_path / "export.ttl"
    path.write_text(exported(shipped_graph, form), encoding="utf-8")
    graph = parsed(path)
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]
    assert len(all_triples(open_graph(path))) == len(graph) > 700
    done = subprocess.run(
        [needs("rapper"), "-q", "-i", "turtle", "-o", "ntriples", path], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(set(done.stdout.splitlines())) == len(graph)


@pytest.mark.parametrize("form", CONSTRUCTED)
def test_both_engines_give_the_same_bytes_under_any_base(form: str, tmp_path: Path) -> None:
    from edugraph.graph import triples

    base = "https://example.org/数据/"
    graph = from_triples(triples(full_reading(), base=base))
    made = render(graph, form)
    assert BASE not in made
    assert f"<{base}id/" in made
    (tmp_path / "graph.nt").write_text(render(graph, "nt"), encoding="utf-8")
    assert render(open_graph(tmp_path / "graph.nt", engine="memory"), form) == made


@pytest.mark.parametrize("form", CONSTRUCTED)
def test_a_report_that_says_nothing_of_itself_is_exported(form: str) -> None:
    assert len(parsed(render(placeless(), form))) > 100


@pytest.mark.parametrize("form", CONSTRUCTED)
def test_an_export_says_what_it_was_made_from(form: str) -> None:
    graph = parsed(exported(None, form))
    own = URIRef(f"{BASE}dataset/{CONSTRUCTS[form].name}")
    assert graph.value(own, PROV.wasDerivedFrom) == URIRef(f"{BASE}dataset/xian-2031")
    assert graph.value(own, URIRef("http://purl.org/dc/terms/conformsTo")) == URIRef(CONSTRUCTS[form].conforms_to)
    assert [str(each) for each in graph.subjects(URIRef("http://www.w3.org/ns/dcat#mediaType"), None)] == [
        f"{BASE}distribution/{CONSTRUCTS[form].name}.{form}"
    ]


def test_a_fact_of_the_graph_is_the_body_of_its_annotation_unchanged() -> None:
    graph = parsed(exported(None, "annotations"))
    for fact in graph.objects(None, OA.hasBody):
        said, source = ({(one, str(two)) for one, two in each.predicate_objects(fact)} for each in (graph, invented()))
        assert said == source
