"""Questions come as a name, a file, text or standard input; the answer decides the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edugraph.cli.commands import FORMS
from edugraph.graph.export import FORMATS
from tests.conftest import Run

PLACES = "SELECT ?label WHERE { ?place a edu:Place ; rdfs:label ?label } ORDER BY ?label"
ANSWER = "label\n某县\n某市\n"


@pytest.mark.parametrize("asked", ["text", "file", "stdin"])
def test_a_question_is_asked_as(asked: str, edugraph: Run, invented_graph: Path, tmp_path: Path) -> None:
    (tmp_path / "places.rq").write_text(PLACES, encoding="utf-8")
    question = {"text": PLACES, "file": "places.rq", "stdin": "-"}[asked]
    done = edugraph("query", invented_graph, question, cwd=tmp_path, stdin=PLACES.encode())
    assert done.stdout.decode("utf-8") == ANSWER


def test_chinese_in_a_question_is_understood_in_every_locale(
    edugraph: Run, invented_graph: Path, tmp_path: Path
) -> None:
    question = 'SELECT ?school WHERE { ?school rdfs:label "绿水中学"@zh }'
    for env in ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LC_ALL": "C"}):
        done = edugraph("query", invented_graph, question, cwd=tmp_path, env=env)
        assert done.stdout.decode("utf-8") == "school\nschool:990001_绿水中学\n"


def test_named_queries_are_listed_with_their_parameters(edugraph: Run, tmp_path: Path) -> None:
    listed = [
        json.loads(line)
        for line in edugraph("query", "--list", "--format", "jsonl", cwd=tmp_path).stdout.decode("utf-8").splitlines()
    ]
    assert {"targets", "changes", "honours", "departments"} <= {each["name"] for each in listed}
    assert all(each["title"] and each["title_zh"] for each in listed)
    assert "word" in next(each for each in listed if each["name"] == "about")["params"]


def test_a_named_query_takes_parameters(edugraph: Run, invented_graph: Path, tmp_path: Path) -> None:
    answer = edugraph("query", invented_graph, "about", "--param", "word=普惠率", cwd=tmp_path).stdout.decode("utf-8")
    assert "普惠率由81.5%提升至90%" in answer
    assert "书香校园12所" not in answer


def test_a_false_ask_is_the_answer_no(edugraph: Run, invented_graph: Path, tmp_path: Path) -> None:
    no = edugraph("query", invented_graph, "ASK { ?x a edu:University }", cwd=tmp_path, check=False)
    yes = edugraph("query", invented_graph, "ASK { ?x a edu:School }", cwd=tmp_path, check=False)
    assert [(done.returncode, done.stdout) for done in (no, yes)] == [(1, b"false\n"), (0, b"true\n")]


def test_construct_prints_turtle(edugraph: Run, invented_graph: Path, tmp_path: Path) -> None:
    asked = "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a edu:School ; rdfs:label ?l }"
    turtle = edugraph("query", invented_graph, asked, cwd=tmp_path).stdout.decode("utf-8")
    assert 'school:990001_青山小学 rdfs:label "青山小学"@zh .' in turtle


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("SELECT ?s WHERE {", "not SPARQL"),
        ("nosuchquery", "no named query, file or SPARQL is called nosuchquery"),
        ("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * { ?s nowhere:is ?o }", "nowhere"),
    ],
)
def test_a_question_that_cannot_be_asked_is_wrong_usage(
    question: str, message: str, edugraph: Run, invented_graph: Path, tmp_path: Path
) -> None:
    done = edugraph("query", invented_graph, question, cwd=tmp_path, check=False)
    assert done.returncode == 2
    first, second = done.stderr.decode("utf-8").splitlines()
    assert first.startswith("error: ")
    assert message in first
    assert second.startswith("hint: ")


def test_a_parameter_needs_a_value_and_a_query_that_has_it(edugraph: Run, invented_graph: Path, tmp_path: Path) -> None:
    for param in ("word", "=x", "nosuch=1"):
        done = edugraph("query", invented_graph, "about", "--param", param, cwd=tmp_path, check=False)
        assert done.returncode == 2


def test_an_export_takes_its_form_from_the_name_of_the_file(
    edugraph: Run, invented_graph: Path, tmp_path: Path
) -> None:
    for form in FORMS:
        edugraph("export", invented_graph, "-o", f"out.{form}", cwd=tmp_path)
        printed = edugraph("export", invented_graph, "--to", form, cwd=tmp_path).stdout
        assert (tmp_path / f"out.{form}").read_bytes() == printed
        assert printed


def test_the_help_names_every_form_of_export() -> None:
    assert list(FORMATS) == list(FORMS)
