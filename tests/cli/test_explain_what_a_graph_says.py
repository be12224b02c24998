"""``edugraph explain IRI --graph GRAPH``: from a fact back to its sentence, from a thing to the facts that name it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rdflib

from edugraph.cli.described import description
from edugraph.graph import to_turtle, triples
from tests.cli.test_bad_input import complaint
from tests.conftest import Run
from tests.graph.factory import reading


def explained(edugraph: Run, said: str, graph: Path, cwd: Path) -> str:
    done = edugraph("explain", said, "--graph", graph, cwd=cwd)
    assert done.stderr == b""
    return done.stdout.decode("utf-8")


def lines(said: str) -> dict[str, str]:
    """The rows before the Turtle: name → what is said."""
    rows = (line[10:].split("  ", 1) for line in said.partition("\n\n")[0].splitlines())
    return {row[0].strip(): row[1].strip() for row in rows}


def turtle_of(said: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=said[said.index("@base") :], format="turtle")


def rows(edugraph: Run, verb: str, graph: Path) -> list[dict[str, Any]]:
    printed = edugraph(verb, graph, "--format", "jsonl", cwd=graph.parent).stdout.decode("utf-8")
    return [json.loads(line) for line in printed.splitlines()]


def fact(edugraph: Run, graph: Path, kind: str, quote: str) -> dict[str, Any]:
    return next(row for row in rows(edugraph, "facts", graph) if row["kind"] == kind and row["quote"].startswith(quote))


def test_a_fact_shows_its_quote_in_its_sentence_and_what_it_says(
    edugraph: Run, invented_graph: Path, tmp_path: Path
) -> None:
    row = fact(edugraph, invented_graph, "change", "普惠率由81.5%提升至90%")
    said = lines(explained(edugraph, row["id"], invented_graph, tmp_path))
    assert said["is"] == row["id"]
    assert said["kind"] == "Change"
    assert said["report"] == "某县教育工作报告  (doc:xian-2031)"
    assert "全年培育书香校园12所，⟦普惠率由81.5%提升至90%⟧，教师比上年增加30名" in said["sentence"]
    assert said["quote"].startswith(f"普惠率由81.5%提升至90%  ({row['start']}–{row['end']}; in the file ")
    assert (said["section"], said["rule"]) == ("一年回顾", "change.from-rise-to")
    assert said["status"] == "achieved  (from its section)"
    assert said["period"] == "2031  (from the report)"
    assert said["about"] == "某县  (place:990001)"
    assert (said["from"], said["to"]) == ("81.5  (exact, printed 81.5%)", "90  (exact, printed 90%)")
    assert said["delta"] == "8.5"


def test_a_period_that_the_clause_says_is_told_from_an_inherited_one(
    edugraph: Run, invented_graph: Path, tmp_path: Path
) -> None:
    row = fact(edugraph, invented_graph, "observation", "明年培育书香校园15所")
    said = lines(explained(edugraph, row["id"], invented_graph, tmp_path))
    assert said["period"] == "2032  (said)"
    assert "planned 15 所  (point:990001_书香校园_2032" in said["point"]


def test_the_turtle_of_a_fact_is_a_part_of_its_graph_and_holds_its_data_points(
    edugraph: Run, invented_graph: Path, tmp_path: Path
) -> None:
    row = fact(edugraph, invented_graph, "change", "普惠率")
    part = turtle_of(explained(edugraph, row["id"], invented_graph, tmp_path))
    whole = rdflib.Graph().parse(invented_graph)
    assert set(part) <= set(whole)
    kinds = {str(kind).rpartition("#")[2] for kind in part.objects(predicate=rdflib.RDF.type)}
    assert kinds == {"Change", "Observation", "DataPoint"}


def test_every_fact_and_every_thing_of_a_report_can_be_asked_for(edugraph: Run, invented_graph: Path) -> None:
    for verb in ("facts", "entities"):
        for row in rows(edugraph, verb, invented_graph):
            assert lines(description(invented_graph, row["id"]))["is"] == row["id"]


def test_the_end_of_a_change_leads_to_the_change(edugraph: Run, invented_graph: Path, tmp_path: Path) -> None:
    row = fact(edugraph, invented_graph, "change", "普惠率")
    said = lines(explained(edugraph, row["id"] + "_from", invented_graph, tmp_path))
    assert said["end of"] == row["id"]
    assert said["value"] == "81.5"


def test_a_thing_shows_its_names_and_the_facts_that_name_it(
    edugraph: Run, invented_graph: Path, tmp_path: Path
) -> None:
    said = explained(edugraph, "school:990001_绿水中学", invented_graph, tmp_path)
    head = lines(said)
    assert (head["kind"], head["label"]) == ("MiddleSchool, School", "绿水中学")
    assert head["place"] == "某县  (place:990001)"
    named = said[said.index("named by") : said.index("@base")]
    assert "推进青山小学、绿水中学等6所学校新建工程" in named
    assert "县教育局指导绿水中学" in named
    assert len(named.strip().splitlines()) == 2
    assert "县教育局" in lines(explained(edugraph, "org:某县教育局", invented_graph, tmp_path))["aliases"]


def test_an_indicator_and_a_point_are_named_by_the_change_and_not_by_its_ends(
    edugraph: Run, invented_graph: Path, tmp_path: Path
) -> None:
    row = fact(edugraph, invented_graph, "change", "普惠率")
    for key in ("indicator:普惠率", "point:990001_普惠率_2031"):
        said = explained(edugraph, key, invented_graph, tmp_path)
        named = said[said.index("named by") : said.index("@base")]
        assert named.count(row["id"]) == 1
        assert "_from" not in named


def test_a_report_lists_its_facts_and_leaves_its_text_out(edugraph: Run, invented_graph: Path, tmp_path: Path) -> None:
    said = explained(edugraph, "doc:xian-2031", invented_graph, tmp_path)
    assert "fact:xian-2031_0_11" in said
    assert "nif:isString" not in said


@pytest.mark.parametrize(
    "form",
    ["{key}", "https://w3id.org/edugraph/id/{path}", "<https://w3id.org/edugraph/id/{path}>", "<{path}>", "{path}"],
)
def test_a_thing_is_named_as_the_turtle_or_the_rows_name_it(
    form: str, edugraph: Run, invented_graph: Path, tmp_path: Path
) -> None:
    said = form.format(key="place:990001", path="place/990001")
    assert lines(explained(edugraph, said, invented_graph, tmp_path))["label"] == "某县"


def test_a_quote_is_named_by_its_range(edugraph: Run, invented_graph: Path, tmp_path: Path) -> None:
    said = explained(edugraph, "doc:xian-2031#char=0,11", invented_graph, tmp_path)
    assert lines(said)["sentence"].startswith("⟦全年培育书香校园12所⟧，")
    assert "fact:xian-2031_0_11" in said


def test_things_under_another_base_are_found(edugraph: Run, tmp_path: Path) -> None:
    base = "https://example.org/"
    (tmp_path / "other.ttl").write_text(to_turtle(triples(reading(), base=base), base), encoding="utf-8")
    said = explained(edugraph, "place:990001", tmp_path / "other.ttl", tmp_path)
    assert lines(said)["label"] == "某县"
    assert "<https://example.org/id/" in said
    assert "w3id.org/edugraph/id" not in said


def test_without_the_text_the_quote_stands_alone(edugraph: Run, tmp_path: Path) -> None:
    (tmp_path / "bare.ttl").write_text(to_turtle(triples(reading(), text=False)), encoding="utf-8")
    said = lines(explained(edugraph, "fact:xian-2031_0_11", tmp_path / "bare.ttl", tmp_path))
    assert "sentence" not in said
    assert said["quote"].startswith("全年培育书香校园12所  (0–11;")


def test_the_graph_may_come_through_standard_input(edugraph: Run, invented_graph: Path, tmp_path: Path) -> None:
    done = edugraph("explain", "place:990001", "--graph", "-", cwd=tmp_path, stdin=invented_graph.read_bytes())
    assert done.stdout.decode("utf-8") == explained(edugraph, "place:990001", invented_graph, tmp_path)


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("fact:xian-2031_1_12", "did you mean fact:xian-2031_0_11 or "),
        ("school:990001_绿水小学", "did you mean school:990001_"),
        ("place:1", "edugraph entities"),
        ("school:", "edugraph entities"),
        ("nothing", "edugraph entities"),
        ("全年培育书香校园12所", "edugraph entities"),
        ("fact:a> ?p ?o . <b", "edugraph entities"),
        ("https://example.org/x y", "edugraph entities"),
    ],
)
def test_what_the_graph_does_not_know_is_an_error_with_a_hint(
    said: str, hint: str, edugraph: Run, invented_graph: Path, tmp_path: Path
) -> None:
    done = edugraph("explain", said, "--graph", invented_graph, cwd=tmp_path, check=False)
    assert "the graph says nothing of" in complaint(done, 2)
    assert hint in done.stderr.decode("utf-8")


@pytest.mark.parametrize("said", ["fact:xian-2031_0_11", "https://w3id.org/edugraph/id/place/1", "<place/1>"])
def test_a_name_without_a_graph_asks_for_the_graph(said: str, edugraph: Run, tmp_path: Path) -> None:
    done = edugraph("explain", said, cwd=tmp_path, check=False)
    complaint(done, 2)
    assert "--graph" in done.stderr.decode("utf-8")


def test_a_graph_that_is_not_there_is_said_to_be_so(edugraph: Run, tmp_path: Path) -> None:
    complaint(edugraph("explain", "place:1", "--graph", "missing.ttl", cwd=tmp_path, check=False), 3)


def test_the_facts_of_the_shipped_report_are_explained(edugraph: Run, shipped_graph: Path, tmp_path: Path) -> None:
    row = fact(edugraph, shipped_graph, "change", "普惠园占比")
    said = lines(explained(edugraph, row["id"], shipped_graph, tmp_path))
    assert f"⟦{row['quote']}⟧" in said["sentence"]
    assert (said["section"], said["rule"]) == (row["section"], row["rule"])
