"""The questions that people ask have the same answers on Oxigraph and on rdflib's own store."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from edugraph.errors import QueryError
from edugraph.graph import open_graph, query, to_turtle, triples
from edugraph.model import Observation
from tests.graph.factory import reading


@pytest.fixture(scope="module", params=["oxigraph", "memory"])
def graph(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    path.write_text(to_turtle(triples(reading())), encoding="utf-8")
    return open_graph(path, engine=request.param)


def test_all_targets_with_numbers(graph: Any) -> None:
    answer = query.run(graph, "targets")
    assert answer.columns == ("about", "measure", "value", "unit", "qualifier", "period", "quote")
    assert answer.rows == (
        ("某县", "书香校园", 15, "所", "Exact", "2032", "明年培育书香校园15所"),
        ("某县", "普惠率", 95, "%", "AtLeast", "2032", "明年普惠率达95%以上"),
    )


def test_targets_of_another_year(graph: Any) -> None:
    assert len(query.run(graph, "targets", {"year": "2032"}).rows) == 2
    assert query.run(graph, "targets", {"year": "2031"}).rows == ()


def test_what_changed_and_by_how_much(graph: Any) -> None:
    assert query.run(graph, "changes").rows == (
        ("某县", "普惠率", 81.5, 90, 8.5, "%", "Achieved", "2031", "普惠率由81.5%提升至90%"),
        ("某县", "教师", None, None, 30, "名", "Achieved", "2031", "教师比上年增加30名"),
    )


def test_which_schools_are_built(graph: Any) -> None:
    quote = "推进青山小学、绿水中学等6所学校新建工程"
    rows = (
        ("绿水中学", None, "新建", "Achieved", "2031", 6, "所", quote),
        ("青山小学", None, "新建", "Achieved", "2031", 6, "所", quote),
    )
    assert query.run(graph, "construction").rows == rows
    assert query.run(graph, "construction", {"status_sought": "edu:Achieved"}).rows == rows
    assert query.run(graph, "construction", {"status_sought": "edu:Planned"}).rows == ()


def test_honours_by_body_and_level(graph: Any) -> None:
    (row,) = query.run(graph, "honours").rows
    assert row[:7] == ("Provincial", "省", "“书香”示范县", "某县", 2, None, "一等奖")
    assert query.run(graph, "honours", {"grade": "edu:Provincial", "body": "省"}).rows == (row,)
    assert query.run(graph, "honours", {"grade": "edu:National"}).rows == ()
    assert query.run(graph, "honours", {"body": "教育部"}).rows == ()


def test_every_fact_about_a_word(graph: Any) -> None:
    facts = [row[0] for row in query.run(graph, "about", {"word": "书香校园"}).rows]
    assert facts == ["fact:xian-2031_0_11", "fact:xian-2031_89_104", "fact:xian-2031_116_127"]


def test_a_word_finds_things_by_their_other_names(graph: Any) -> None:
    quotes = [row[-1] for row in query.run(graph, "about", {"word": "普惠园占比"}).rows]
    assert quotes == ["普惠率由81.5%提升至90%", "明年普惠率达95%以上"]


def test_the_sentence_behind_a_number(graph: Any) -> None:
    (row,) = query.run(graph, "evidence", {"number": "81.5"}).rows
    fact, quote, sentence, section, document, start, end = row
    assert (fact, section, document) == ("fact:xian-2031_12_27", "一年回顾", "xian-2031")
    assert quote == reading().document.text[start:end]
    assert sentence == reading().document.text.partition("。")[0] + "。"


def test_a_count_has_a_sentence_too(graph: Any) -> None:
    (row,) = query.run(graph, "evidence", {"number": "6"}).rows
    assert row[1] == "推进青山小学、绿水中学等6所学校新建工程"


def test_departments_and_who_they_belong_to(graph: Any) -> None:
    answer = query.run(graph, "departments")
    assert answer.columns == ("department", "belongs_to", "place", "guided_by")
    assert answer.rows == (("某县教育局", None, "某县", "某市教育局"), ("某市教育局", None, "某市", None))


def test_places_with_their_codes(graph: Any) -> None:
    assert query.run(graph, "places").rows == (("某市", "990000", None), ("某县", "990001", "某市"))


def test_indicators_with_their_numbers(graph: Any) -> None:
    assert query.run(graph, "indicators", {"word": "普惠率"}).rows == (
        ("普惠率", "某县", "2031", None, 90, None, "%"),
        ("普惠率", "某县", "2032", None, None, 95, "%"),
        ("普惠率", "某县", "before 2031", None, 81.5, None, "%"),
    )


def test_measures_that_no_vocabulary_knows(graph: Any) -> None:
    assert [row[0] for row in query.run(graph, "unmatched").rows] == ["书香校园", "书香校园", "惠及居民", "教师"]


def test_deeds_and_their_programmes(graph: Any) -> None:
    (deed,) = query.run(graph, "actions").rows
    assert deed[:4] == ("某县教育局", "出台", "《书香校园\\建设“方案”》", "“书香”行动")
    (row,) = query.run(graph, "programmes").rows
    assert row[:3] == ("“书香”行动", "Action", "Achieved")


def test_facts_are_counted_by_kind_and_status(graph: Any) -> None:
    counts = {row[:2]: row[2] for row in query.run(graph, "counts").rows}
    assert counts[("Observation", "Planned")] == 2
    assert counts[("Change", "Achieved")] == 2
    assert sum(int(number) for number in counts.values()) == 10


def test_schools_with_their_kind(graph: Any) -> None:
    rows = {row[0]: row[1:] for row in query.run(graph, "schools").rows}
    assert rows["绿水中学东校区"] == ("MiddleSchool", "某县", "绿水中学")
    assert rows["青山小学"] == ("PrimarySchool", "某县", None)


@pytest.mark.parametrize("engine", ["oxigraph", "memory"])
def test_what_was_planned_is_settled_by_the_next_report(engine: Any, tmp_path: Path) -> None:
    found = sorted({*triples(reading(2031, "a")), *triples(reading(2032, "b"))})
    (tmp_path / "two.ttl").write_text(to_turtle(found), encoding="utf-8")
    two = open_graph(tmp_path / "two.ttl", engine=engine)
    assert query.run(two, "settled").rows == (
        ("某县", "书香校园", "2032", 15, 12, "所"),
        ("某县", "普惠率", "2032", 95, 90, "%"),
    )


@pytest.mark.parametrize("engine", ["oxigraph", "memory"])
def test_numbers_that_contradict_one_another_are_shown(engine: Any, tmp_path: Path) -> None:
    fact = next(iter(reading().facts_of(Observation)))
    assert isinstance(fact, Observation)
    other = replace(fact, quantity=replace(fact.quantity, value=Decimal(13)))
    (tmp_path / "odd.ttl").write_text(to_turtle(triples(replace(reading(), facts=(fact, other)))), encoding="utf-8")
    rows = query.run(open_graph(tmp_path / "odd.ttl", engine=engine), "conflicts").rows
    assert sorted(int(str(row[3])) for row in rows) == [12, 13]
    assert {row[1] for row in rows} == {"书香校园"}


@pytest.mark.parametrize("named", query.named(), ids=lambda named: named.name)
def test_every_named_query_says_what_it_answers_and_runs_as_it_stands(named: Any, graph: Any) -> None:
    assert named.title
    assert any("\u4e00" <= char <= "\u9fff" for char in named.title_zh)
    assert all(named.meanings)
    assert set(named.params) <= set(__import__("re").findall(r"VALUES \?(\w+)", named.text))
    assert query.run(graph, named.text).columns


def test_prefixes_are_bound_already(graph: Any) -> None:
    assert query.run(graph, "ASK { place:990001 schema:containedInPlace place:990000 }").truth
    assert not query.run(graph, "ASK { place:990001 a edu:School }").truth


def test_a_parameter_binds_a_variable_of_any_query(graph: Any) -> None:
    text = "SELECT ?label WHERE { ?thing rdfs:label ?label }"
    assert query.run(graph, text, {"thing": "school:990001_青山小学"}).rows == (("青山小学",),)
    text = "SELECT ?fact WHERE { ?fact edu:value ?number }"
    assert query.run(graph, text, {"number": "15"}).rows == (("fact:xian-2031_116_127",),)
    text = "SELECT (COUNT(?fact) AS ?facts) WHERE { ?fact edu:period ?when ; edu:rule ?rule }"
    assert query.run(graph, text, {"when": '"2032"^^xsd:gYear'}).rows == ((2,),)
    text = "SELECT ?code { ?place dcterms:identifier ?code FILTER (?code = ?wanted) }"
    assert query.run(graph, text, {"wanted": '"990000"'}).rows == (("990000",),)
    text = "CONSTRUCT { ?thing rdfs:label ?label } WHERE { ?thing rdfs:label ?label }"
    assert query.run(graph, text, {"thing": "place:990000"}).rows == (("place:990000", "rdfs:label", "某市"),)


@pytest.mark.parametrize("word", ['"', '") } #', "\\\\", "a } b", "?x", "'; DROP", "\n"])
def test_a_parameter_is_a_value_and_never_a_part_of_the_query(word: str, graph: Any) -> None:
    assert query.run(graph, "about", {"word": word}).rows == ()


def test_a_graph_is_an_answer_too(graph: Any) -> None:
    answer = query.run(graph, "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a edu:Place ; rdfs:label ?l }")
    assert answer.kind == "graph"
    assert answer.rows == (("place:990000", "rdfs:label", "某市"), ("place:990001", "rdfs:label", "某县"))
    assert 'place:990000 rdfs:label "某市"@zh .' in to_turtle(answer.triples)
    assert ("place:990000", "dcterms:identifier", "990000") in query.run(graph, "DESCRIBE place:990000").rows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT", "not SPARQL"),
        ("SELECT * WHERE { ?s ?p ", "not SPARQL"),
        ("SELECT * WHERE { SERVICE <http://localhost:9/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * WHERE { ?s ?p ?o FILTER EXISTS { SERVICE SILENT ?s { ?s ?p ?o } } }", "SERVICE is refused"),
        ("SELECT * WHERE { ?s ?p ?o MINUS { { \\u0053ERVICE <http://localhost:9/> { ?s ?p ?o } } } }", "refused"),
        ("SELECT * WHERE { { SELECT * WHERE { SERVICE <http://localhost:9/> { ?s ?p ?o } } } }", "SERVICE is refused"),
        ("SELECT * FROM <http://localhost:9/> WHERE { ?s ?p ?o }", "FROM is refused"),
        ("ASK FROM NAMED <http://localhost:9/> { ?s ?p ?o }", "FROM is refused"),
        ("CONSTRUCT { ?s ?p ?o } FROM <http://localhost:9/> WHERE { ?s ?p ?o }", "FROM is refused"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "cannot change"),
        ("DELETE WHERE { ?s ?p ?o }", "cannot change"),
        ("LOAD <http://localhost:9/>", "cannot change"),
        ("SELECT * WHERE { ?s foo:bar ?o }", "prefix foo: is not bound"),
        ("SELECT * WHERE " + "{" * 900 + "}" * 900, "nested too deeply"),
        ("no-such-query", "no query is named"),
    ],
)
def test_a_query_that_cannot_be_is_refused_in_a_sentence(text: str, said: str, graph: Any) -> None:
    with pytest.raises(QueryError, match=said) as caught:
        query.run(graph, text)
    assert caught.value.hint
    assert "\n" not in caught.value.message
    assert caught.value.exit_code == 2


def test_words_of_a_text_are_not_taken_for_commands(graph: Any) -> None:
    assert query.run(graph, 'ASK { ?s rdfs:label "SERVICE FROM LOAD"@zh }').truth is False
    assert query.run(graph, "ASK { ?change edu:from ?from ; edu:to ?service }").truth


@pytest.mark.parametrize(
    ("params", "said"),
    [({"colour": "red"}, "no parameter colour"), ({"a b": "1"}, "cannot be"), ({"number": "x"}, "not a number")],
)
def test_a_parameter_that_does_not_fit_is_refused(params: dict[str, str], said: str, graph: Any) -> None:
    with pytest.raises(QueryError, match=said):
        query.run(graph, "evidence", params)
