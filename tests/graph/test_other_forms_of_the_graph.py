"""An export says what the graph says, in the same bytes from either engine."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from edugraph.errors import OutputError, UsageError
from edugraph.graph import open_graph, to_turtle, triples
from edugraph.graph.export import FORMATS, render, write
from edugraph.graph.networkx import to_networkx
from edugraph.graph.store import all_triples, from_triples
from edugraph.model import Action
from tests.graph.factory import reading


@pytest.fixture(scope="module")
def graph() -> Any:
    return from_triples(triples(reading()))


@pytest.mark.parametrize("form", FORMATS)
def test_both_engines_give_the_same_bytes(form: str, graph: Any, tmp_path: Path) -> None:
    (tmp_path / "graph.nt").write_text(render(graph, "nt"), encoding="utf-8")
    assert render(open_graph(tmp_path / "graph.nt", engine="memory"), form) == render(graph, form)


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld"])
@pytest.mark.parametrize("engine", ["oxigraph", "memory"])
def test_an_export_can_be_opened_again_and_is_the_same_graph(
    form: str, engine: Any, graph: Any, tmp_path: Path
) -> None:
    write(graph, form, tmp_path / f"graph.{form}")
    again = open_graph(tmp_path / f"graph.{form}", engine=engine)
    kept = [triple for triple in all_triples(again) if "distribution" not in triple[0] + triple[1]]
    assert kept == all_triples(graph) == sorted(triples(reading()))
    assert render(again, form) == render(graph, form)


def test_the_turtle_that_was_built_is_exported_unchanged_but_for_its_distribution(graph: Any) -> None:
    built, exported = to_turtle(triples(reading())), render(graph, "ttl")
    added = [line for line in exported.splitlines() if line not in built.splitlines()]
    assert added == [
        "    dcat:distribution <distribution/xian-2031.ttl> ;",
        "<distribution/xian-2031.ttl> a dcat:Distribution ;",
        '    rdfs:label "xian-2031.ttl"@zh ;',
        "    dcat:mediaType <https://www.iana.org/assignments/media-types/text/turtle> .",
    ]


def test_json_ld_names_things_by_their_keys(graph: Any) -> None:
    nodes = {node["@id"]: node for node in json.loads(render(graph, "jsonld"))["@graph"]}
    assert nodes["school:990001_青山小学"]["@type"] == ["edu:PrimarySchool", "edu:School"]
    assert nodes["place:990001"]["schema:containedInPlace"] == {"@id": "place:990000"}
    assert nodes["fact:xian-2031_12_27"]["edu:delta"] == {"@value": "8.5", "@type": "xsd:decimal"}


def test_graphml_can_be_read_by_networkx(graph: Any, tmp_path: Path) -> None:
    import networkx

    write(graph, "graphml", tmp_path / "graph.graphml")
    read, made = networkx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True), to_networkx(graph)
    assert set(read.nodes) == set(made.nodes)
    assert sorted(read.edges(data="label")) == sorted(made.edges(data="label"))
    assert read.nodes["fact:xian-2031_12_27"]["quote"] == "普惠率由81.5%提升至90%"
    assert "青山小学" in (tmp_path / "graph.graphml").read_text(encoding="utf-8")


def test_control_characters_and_markup_do_not_break_graphml(tmp_path: Path) -> None:
    import networkx

    nasty = "<b>&amp; \x01\x0b \ufffe ]]> 引"
    facts = tuple(replace(fact, object=nasty) for fact in reading().facts if isinstance(fact, Action))
    write(from_triples(triples(replace(reading(), facts=facts))), "graphml", tmp_path / "graph.graphml")
    read = networkx.read_graphml(tmp_path / "graph.graphml")
    assert read.nodes["fact:xian-2031_89_104"]["object"] == "<b>&amp; \ufffd\ufffd \ufffd ]]> 引"


def test_nodes_and_edges_of_the_network_carry_names(graph: Any) -> None:
    made = to_networkx(graph)
    school, fact = made.nodes["school:990001_绿水中学"], made.nodes["fact:xian-2031_128_139"]
    assert (school["label"], school["kind"], school["mentions"]) == ("绿水中学", "MiddleSchool", 1)
    assert (fact["kind"], fact["status"], fact["value"]) == ("Observation", "Planned", 95.0)
    assert fact["label"] == fact["quote"] == reading().document.text[fact["start"] : fact["end"]]
    assert made.has_edge("org:某县教育局", "school:990001_绿水中学", key="edu:guides")
    assert made.edges["fact:xian-2031_12_27", "fact:xian-2031_12_27_to", "edu:to"]["label"] == "to"
    assert not [node for node in made if "#char=" in node]


def test_an_unknown_form_is_refused(graph: Any, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no export to xlsx"):
        write(graph, "xlsx", tmp_path / "graph.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_export_leaves_nothing_behind(graph: Any, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").mkdir()
    with pytest.raises(OutputError):
        write(graph, "ttl", tmp_path / "graph.ttl")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]


def test_an_export_to_a_dash_goes_to_standard_output(graph: Any, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write(graph, "ttl", "-")
    assert capfdbinary.readouterr().out.decode() == render(graph, "ttl")
