"""A description as a dataset travels with a graph in every form, once, and without a clock."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from edugraph import __version__
from edugraph.graph import triples
from edugraph.graph.dataset import described, of_description
from edugraph.graph.export import FORMATS, render
from edugraph.graph.store import from_triples, open_graph
from tests.graph.factory import reading
from tests.ontology.graphs import exported, invented, parsed, two_reports

DCAT, DCTERMS = Namespace("http://www.w3.org/ns/dcat#"), Namespace("http://purl.org/dc/terms/")
PROV, EDU = Namespace("http://www.w3.org/ns/prov#"), Namespace("https://w3id.org/edugraph/ns#")
BASE = "https://w3id.org/edugraph/id/"


def graph_of(form: str, graph: Any) -> Graph:
    """An export in an RDF form, parsed by rdflib."""
    formats = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld"}
    return Graph().parse(data=render(graph, form), format=formats.get(form, "turtle"))


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "graphml"])
def test_every_export_tells_of_which_report_by_which_software_and_from_which_bytes(form: str) -> None:
    graph = graph_of(form, invented())
    dataset, activity = URIRef(f"{BASE}dataset/xian-2031"), URIRef(f"{BASE}activity/xian-2031")
    agent, file = URIRef(f"{BASE}software/edugraph-{__version__}"), URIRef(f"{BASE}file/{'0' * 64}")
    assert {
        (dataset, RDF.type, DCAT.Dataset),
        (dataset, DCTERMS.title, Literal("知识图谱：某县教育工作报告", lang="zh")),
        (dataset, DCTERMS.spatial, URIRef(f"{BASE}place/990001")),
        (dataset, DCTERMS.conformsTo, URIRef("https://w3id.org/edugraph/ns/0.1.0")),
        (dataset, PROV.wasDerivedFrom, URIRef(f"{BASE}doc/xian-2031")),
        (dataset, PROV.wasGeneratedBy, activity),
        (activity, RDF.type, PROV.Activity),
        (activity, PROV.wasAssociatedWith, agent),
        (activity, PROV.used, file),
        (agent, RDF.type, PROV.SoftwareAgent),
        (file, EDU.sha256, Literal("0" * 64)),
    } <= set(graph)


def test_graphml_says_it_at_the_graph_and_not_among_the_nodes(tmp_path: Path) -> None:
    import networkx

    (tmp_path / "graph.graphml").write_text(exported(None, "graphml"), encoding="utf-8")
    read = networkx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    assert read.graph["title"] == "知识图谱：某县教育工作报告"
    assert read.graph["creator"] == f"edugraph {__version__}"
    assert read.graph["sources"] == f"xian-2031 sha256:{'0' * 64}"
    assert read.graph["conformsTo"] == "https://w3id.org/edugraph/ns/0.1.0"
    assert not [node for node in read if node.partition(":")[0] in {"dataset", "activity", "file", "software"}]


@pytest.mark.parametrize(
    ("form", "media"), [("ttl", "text/turtle"), ("nt", "application/n-triples"), ("jsonld", "application/ld+json")]
)
def test_a_distribution_names_the_form_that_is_written_and_no_other(form: str, media: str, tmp_path: Path) -> None:
    (tmp_path / "once.nt").write_text(exported(None, "nt"), encoding="utf-8")
    for graph in (graph_of(form, invented()), graph_of(form, open_graph(tmp_path / "once.nt"))):
        nodes = list(graph.subjects(RDF.type, DCAT.Distribution))
        assert nodes == [graph.value(URIRef(f"{BASE}dataset/xian-2031"), DCAT.distribution)]
        assert str(graph.value(nodes[0], DCAT.mediaType)) == f"https://www.iana.org/assignments/media-types/{media}"


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld"])
def test_an_export_of_an_export_has_the_same_bytes(form: str, tmp_path: Path) -> None:
    once = exported(None, form)
    (tmp_path / f"once.{form}").write_text(once, encoding="utf-8")
    assert render(open_graph(tmp_path / f"once.{form}"), form) == once


def test_the_union_of_several_reports_has_a_dataset_for_each() -> None:
    graph = graph_of("ttl", two_reports())
    assert {str(each).removeprefix(f"{BASE}dataset/") for each in graph.subjects(RDF.type, DCAT.Dataset)} == {
        "xian-2031",
        "xian-2032",
        "xian-again",
    }
    for dataset in graph.subjects(RDF.type, DCAT.Dataset):
        assert len(set(graph.objects(dataset, DCTERMS.title))) == 2
        assert len(set(graph.objects(dataset, DCAT.distribution))) == 1


def test_the_union_of_exports_is_the_export_of_the_union(tmp_path: Path) -> None:
    readings = [reading(), reading(2032, "xian-2032")]
    parts = [render(from_triples(triples(each)), "nt") for each in readings]
    (tmp_path / "parts.nt").write_text("".join(parts), encoding="utf-8")
    union = from_triples(dict.fromkeys(triple for each in readings for triple in triples(each)))
    assert render(open_graph(tmp_path / "parts.nt"), "ttl") == render(union, "ttl")


def test_no_time_is_told_unless_the_user_tells_one() -> None:
    dated = DCTERMS.issued
    assert set(graph_of("ttl", invented()).subjects(dated, None)) == {URIRef(f"{BASE}doc/xian-2031")}
    told = Graph().parse(data=render(invented(), "ttl", "2033-03-01"), format="turtle")
    assert str(told.value(URIRef(f"{BASE}distribution/xian-2031.ttl"), dated)) == "2033-03-01"
    assert '"issued"' in render(invented(), "graphml", "2033-03-01")


def test_a_graph_of_before_is_described_when_it_is_exported() -> None:
    bare = [triple for triple in triples(reading()) if not of_description(triple[0]) or "software" in triple[0]]
    bare = [triple for triple in bare if not of_description(triple[2]) or "software" in triple[2]]
    assert len(bare) < len(triples(reading())) - 15
    assert sorted({*described(bare)}) == sorted(triples(reading()))


def test_what_a_user_says_of_a_dataset_stays() -> None:
    made = triples(reading())
    title = '"知识图谱：某县教育工作报告"@zh'
    retitled = [(one, two, '"另一标题"@zh' if three == title else three) for one, two, three in made]
    assert described(retitled) == retitled


def test_a_description_is_a_score_of_triples_for_each_report() -> None:
    made = triples(reading())
    about = [triple for triple in made if of_description(triple[0]) or of_description(triple[2])]
    assert len(about) <= 30


def test_the_description_stands_at_the_head_of_the_turtle() -> None:
    paragraphs = exported(None, "ttl").split("\n\n")
    assert paragraphs[1].startswith("<dataset/xian-2031> a dcat:Dataset ;")
    assert [text.split(" ", 1)[0] for text in paragraphs[1:7]] == [
        "<dataset/xian-2031>",
        "<distribution/xian-2031.ttl>",
        "<activity/xian-2031>",
        f"<file/{'0' * 64}>",
        f"<software/edugraph-{__version__}>",
        "doc:xian-2031",
    ]


def test_json_ld_shows_the_dataset_first() -> None:
    assert json.loads(exported(None, "jsonld"))["@graph"][0]["@type"] == "dcat:Dataset"


def test_the_dataset_of_an_export_is_not_that_of_the_graph() -> None:
    graph = parsed(exported(None, "qb"))
    assert set(graph.subjects(RDF.type, DCAT.Dataset)) == {
        URIRef(f"{BASE}dataset/cube"),
        URIRef(f"{BASE}dataset/xian-2031"),
    }
