"""The flat rows say what the facts said, whichever engine holds the graph."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from edugraph.errors import InputError
from edugraph.graph import open_graph, to_turtle, triples
from edugraph.graph.rows import ENTITY_COLUMNS, FACT_COLUMNS, entities, facts
from edugraph.model import Observation, Recognition
from tests.graph.factory import SENTENCES, reading


@pytest.fixture(params=["oxigraph", "memory"])
def graph(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    (tmp_path / "graph.ttl").write_text(to_turtle(triples(reading())), encoding="utf-8")
    return open_graph(tmp_path / "graph.ttl", engine=request.param)


def test_there_is_a_row_for_each_fact_in_the_order_of_the_text(graph: Any) -> None:
    rows = facts(graph)
    assert [row["quote"] for row in rows] == [sentence[:-1] for sentence in SENTENCES]
    assert all(tuple(row) == FACT_COLUMNS for row in rows)


def test_an_observation_is_a_row(graph: Any) -> None:
    row = facts(graph)[0]
    expected = {
        "id": "fact:xian-2031_0_11", "kind": "observation", "status": "achieved", "measure": "书香校园",
        "indicator": "indicator:书香校园", "indicator_label": "书香校园", "value": 12, "unit": "所",
        "qualifier": "exact", "as_printed": "12所", "period": "2031", "about": "某县", "about_id": "place:990001",
        "level": "district", "verb": "培育", "section": "一年回顾", "document": "xian-2031",
        "quote": "全年培育书香校园12所", "start": 0, "end": 11, "raw_ranges": [[0, 11]], "rule": "count.measure-first",
        "schools": [],
    }  # fmt: skip
    assert {key: value for key, value in row.items() if value is not None} == expected


def test_a_change_is_one_row(graph: Any) -> None:
    row = facts(graph)[1]
    assert (row["kind"], row["value_from"], row["value"], row["delta"], row["unit"]) == ("change", 81.5, 90, 8.5, "%")


def test_a_bare_change_has_its_delta_in_its_unit(graph: Any) -> None:
    row = facts(graph)[2]
    assert (row["value"], row["value_from"], row["delta"], row["unit"]) == (None, None, 30, "名")
    assert row["raw_ranges"] == [[28, 31], [32, 39]]


def test_a_hedge_is_told_with_its_printed_form(graph: Any) -> None:
    row = facts(graph)[3]
    assert (row["value"], row["qualifier"], row["as_printed"]) == (78000, "less_than", "近7.8万人次")


def test_works_count_and_name_their_schools(graph: Any) -> None:
    row = facts(graph)[4]
    assert (row["kind"], row["value"], row["count"], row["unit"], row["measure"]) == ("project", None, 6, "所", "学校")
    assert row["schools"] == ["绿水中学", "青山小学"]


def test_an_honour_names_who_got_it_from_whom(graph: Any) -> None:
    row = facts(graph)[5]
    assert (row["kind"], row["title"], row["recipient"], row["grantor"]) == (
        "recognition",
        "“书香”示范县",
        "某县",
        "省",
    )
    assert (row["level"], row["batch"], row["rank"]) == ("provincial", 2, "一等奖")


def test_a_deed_has_agent_verb_and_object(graph: Any) -> None:
    row = facts(graph)[6]
    assert (row["agent"], row["verb"], row["object"]) == ("某县教育局", "出台", "《书香校园\\建设“方案”》")


def test_a_tie_has_agent_verb_and_object(graph: Any) -> None:
    row = facts(graph)[7]
    assert (row["kind"], row["agent"], row["verb"], row["object"]) == ("relation", "某县教育局", "guides", "绿水中学")


def test_plans_are_told_from_achievements(graph: Any) -> None:
    assert [row["status"] for row in facts(graph)] == ["achieved"] * 8 + ["planned"] * 2
    assert {row["period"] for row in facts(graph)[8:]} == {"2032"}


def test_there_is_a_row_for_each_thing(graph: Any) -> None:
    rows = {row["id"]: row for row in entities(graph)}
    assert all(tuple(row) == ENTITY_COLUMNS for row in rows.values())
    assert rows["school:990001_青山小学"] == {
        "id": "school:990001_青山小学", "type": "School", "label": "青山小学", "aliases": [], "place": "某县",
        "part_of": None, "mentions": 1,
    }  # fmt: skip
    assert rows["school:990001_绿水中学东校区"]["part_of"] == "绿水中学"
    assert rows["org:某县教育局"]["aliases"] == ["县教育局"]
    assert rows["place:990001"]["part_of"] == "某市"
    types = {row["type"] for row in rows.values()}
    assert types == {"School", "Department", "Place", "Programme", "PolicyDocument", "Indicator"}


def rows_of(changed: Any, tmp_path: Path) -> list[dict[str, Any]]:
    (tmp_path / "changed.ttl").write_text(to_turtle(triples(changed)), encoding="utf-8")
    return facts(open_graph(tmp_path / "changed.ttl"))


@pytest.mark.parametrize("period", ["2031", "2031-09", "2031-01/2031-06", "2031/2035", None])
def test_every_period_comes_back_as_it_was(period: str | None, tmp_path: Path) -> None:
    fact = replace(next(iter(reading().facts_of(Observation))), period=period)
    assert rows_of(replace(reading(), facts=(fact,)), tmp_path)[0]["period"] == period


def test_names_without_a_thing_stand_as_they_were_printed(tmp_path: Path) -> None:
    fact = next(iter(reading().facts_of(Recognition)))
    assert isinstance(fact, Recognition)
    changed = replace(fact, recipients=(), recipient="某课程", granted_by="org:某市教育局")
    row = rows_of(replace(reading(), facts=(changed,)), tmp_path)[0]
    assert (row["recipient"], row["grantor"]) == ("某课程", "某市教育局")


def test_a_graph_under_another_base_gives_the_same_rows(tmp_path: Path) -> None:
    base = "https://example.org/reports/"
    text = to_turtle(triples(reading(), base=base), base=base)
    (tmp_path / "moved.ttl").write_text(text, encoding="utf-8")
    (tmp_path / "graph.ttl").write_text(to_turtle(triples(reading())), encoding="utf-8")
    moved, usual = open_graph(tmp_path / "moved.ttl"), open_graph(tmp_path / "graph.ttl")
    assert facts(moved) == facts(usual)
    assert entities(moved) == entities(usual)


def test_named_graphs_are_read_as_their_union(tmp_path: Path) -> None:
    lines = []
    for year, name in ((2031, "a"), (2032, "b")):
        home = f"<https://w3id.org/edugraph/id/doc/{name}>"
        lines += [f"{' '.join(triple)} {home} .\n" for triple in triples(reading(year, name))]
    (tmp_path / "both.nq").write_text("".join(lines), encoding="utf-8")
    rows = facts(open_graph(tmp_path / "both.nq"))
    assert [row["document"] for row in rows] == ["a"] * 10 + ["b"] * 10
    assert rows == facts(open_graph(tmp_path / "both.nq", engine="memory"))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("none.ttl", None, "no such file"),
        ("report.txt", b"text", "not a graph by its name"),
        ("broken.ttl", "普惠园占比".encode(), "is not a graph"),
        ("binary.nt", bytes(range(256)), "is not a graph"),
        ("latin.ttl", b'<a:b> <a:b> "\xff" .', "is not a graph"),
    ],
)
@pytest.mark.parametrize("engine", ["oxigraph", "memory"])
def test_what_is_no_graph_is_refused_in_a_sentence(
    name: str, data: bytes | None, said: str, engine: Any, tmp_path: Path
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=said) as caught:
        open_graph(tmp_path / name, engine=engine)
    assert caught.value.hint
    assert "\n" not in caught.value.message


def test_a_folder_is_no_graph(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        open_graph(tmp_path)
