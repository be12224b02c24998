"""What people ask about the shipped report, answered alike by Oxigraph and by rdflib's own store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from edugraph.graph import open_graph, query
from edugraph.graph.rows import entities, facts

ENGINES = ("oxigraph", "memory")


@pytest.fixture(scope="module", params=ENGINES)
def graph(request: pytest.FixtureRequest, shipped_graph: Path) -> Any:
    return open_graph(shipped_graph, engine=request.param)


def test_all_targets_with_numbers(graph: Any) -> None:
    rows = query.run(graph, "targets", {"year": "2023"}).rows
    numbers = sorted((str(measure), value, unit) for _, measure, value, unit, *_ in rows)
    assert [(value, unit) for measure, value, unit in numbers if "清廉学校" in measure] == [(6, "所"), (15, "所")]
    assert sorted(value for _, value, _ in numbers) == [6, 6, 6, 7, 7, 8, 15, 15]
    assert len(query.run(graph, "targets").rows) == len(rows)


def test_what_changed_and_by_how_much(graph: Any) -> None:
    rows = {row[1]: row[2:6] for row in query.run(graph, "changes").rows}
    assert rows["普惠园占比"] == (89.68, 95.56, 5.88, "%")
    assert rows["民办学校数量占比"] == (8.7, 4.35, -4.35, "%")
    assert rows["民办学校学生数占比"] == (5.12, 1.22, -3.9, "%")


def test_no_year_is_made_up_for_a_baseline(graph: Any) -> None:
    text = "SELECT ?period { ?change edu:from/edu:point ?point . ?point edu:period ?period }"
    assert query.run(graph, text).rows == ()


def test_which_schools_are_planned_to_be_built(graph: Any) -> None:
    rows = query.run(graph, "construction", {"status_sought": "edu:Planned"}).rows
    assert {(row[0], row[5]) for row in rows} == {("高新区新城中学", 7), ("蜀山小学", 6), ("道场乡中心幼儿园", 7)}


def test_national_honours_of_the_ministry(graph: Any) -> None:
    rows = query.run(graph, "honours", {"grade": "edu:National", "body": "教育部"}).rows
    titles = " ".join(str(row[2]) for row in rows)
    assert all(part in titles for part in ("智慧助老", "央馆虚拟实验", "精品课"))
    assert {row[1] for row in rows} == {"教育部"}


def test_every_fact_about_clean_schools(graph: Any) -> None:
    rows = query.run(graph, "about", {"word": "清廉学校"}).rows
    said = {(row[2], str(row[4]).removeprefix("计划培育")) for row in rows}
    assert {status for status, _ in said} == {"Achieved", "Planned"}
    assert {number for number in ("21所", "6所", "15所") if any(quote.endswith(number) for _, quote in said)} == {
        "21所",
        "6所",
        "15所",
    }


def test_the_sentence_behind_a_number(graph: Any) -> None:
    (row,) = query.run(graph, "evidence", {"number": "95.56"}).rows
    assert row[1] == "普惠园占比由89.68%提升至95.56%"
    assert str(row[2]).startswith("优化学前普惠资源布局，")
    assert str(row[2]).endswith("提升至95.56%。")


def test_departments_and_who_guides_them(graph: Any) -> None:
    guided = {row[0]: row[3] for row in query.run(graph, "departments").rows}
    assert guided["吴兴区教育局"] == "湖州市教育局"
    assert guided["湖州市教育局"] == "浙江省教育厅"
    assert guided["浙江省教育厅"] == "教育部"


@pytest.mark.parametrize("named", query.named(), ids=lambda named: named.name)
def test_both_engines_answer_alike(named: Any, shipped_graph: Path) -> None:
    one, other = (query.run(open_graph(shipped_graph, engine=engine), named.text) for engine in ENGINES)
    assert one == other


def test_both_engines_give_the_same_rows(shipped_graph: Path) -> None:
    one, other = (open_graph(shipped_graph, engine=engine) for engine in ENGINES)
    assert facts(one) == facts(other)
    assert entities(one) == entities(other)


def test_every_quote_of_the_shipped_report_is_in_its_text(shipped_graph: Path) -> None:
    graph = open_graph(shipped_graph)
    ((text, raw),) = query.run(graph, "SELECT ?text ?raw { ?d nif:isString ?text ; edu:rawString ?raw }").rows
    rows = facts(graph)
    assert len(rows) > 100
    for row in rows:
        assert str(text)[row["start"] : row["end"]] == row["quote"]
        assert "".join(str(raw)[low:high] for low, high in row["raw_ranges"]) == row["quote"]
