"""``edugraph build``: one report, several, or the shipped one, into a graph and a list of what stayed unread."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from edugraph.reports import shipped_reports
from tests.conftest import Run

REPORT = "某县教育局工作总结\n\n一、党建工作\n全年培育书香校园12所，惠及居民近7.8万人次。\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def facts(edugraph: Run, graph: Path) -> list[dict[str, Any]]:
    printed = edugraph("facts", graph, "--format", "jsonl", cwd=graph.parent).stdout.decode("utf-8")
    return [json.loads(line) for line in printed.splitlines()]


def test_without_a_report_the_shipped_one_is_built(edugraph: Run, tmp_path: Path) -> None:
    done = edugraph("build", cwd=tmp_path)
    assert done.stdout == b""
    written = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert written == ["build/graph.ttl", "build/graph.unread.tsv"]
    given = shipped_reports()[0].given
    turtle = (tmp_path / "build" / "graph.ttl").read_text(encoding="utf-8")
    assert f'dcterms:title "{given.title}"@zh' in turtle
    assert f'edu:publisherName "{given.publisher}"@zh' in turtle
    assert f"doc:{given.id} a " in turtle


def test_it_says_what_it_read_and_found(edugraph: Run, tmp_path: Path) -> None:
    said = edugraph("build", cwd=tmp_path).stderr.decode("utf-8")
    given = shipped_reports()[0].given
    for part in (given.title, given.publisher, given.place, str(given.year), "characters"):
        assert str(part) in said
    for part in (
        "observations",
        "changes",
        "recognitions",
        "projects",
        "School",
        "Department",
        "numerals ",
        "clauses ",
    ):
        assert part in said
    assert "unread  " in said
    assert "wrote   build/graph.ttl, build/graph.unread.tsv" in said


def test_the_figures_of_a_report_are_rows(edugraph: Run, report: Path, tmp_path: Path) -> None:
    edugraph("build", report, "-o", "graph.ttl", cwd=tmp_path)
    rows = {row["measure"]: row for row in facts(edugraph, tmp_path / "graph.ttl") if row["kind"] == "observation"}
    assert (rows["书香校园"]["value"], rows["书香校园"]["unit"]) == (12, "所")
    printed = {(row["value"], row["as_printed"], row["qualifier"]) for row in rows.values()}
    assert (78000, "近7.8万人次", "less_than") in printed


def test_quiet_builds_say_nothing(edugraph: Run, report: Path, tmp_path: Path) -> None:
    done = edugraph("build", report, "-o", "graph.ttl", "--quiet", cwd=tmp_path)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_what_the_options_say_stands_above_what_the_report_says(edugraph: Run, report: Path, tmp_path: Path) -> None:
    options = ["--place", "330503", "--year", "2019", "--publisher", "另一局", "--title", "另一题", "--id", "other"]
    edugraph("build", report, "-o", "graph.ttl", *options, cwd=tmp_path)
    turtle = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    for part in ("doc:other a ", '"另一题"@zh', '"另一局"@zh', "place:330503", 'edu:reportYear "2019"^^xsd:gYear'):
        assert part in turtle
    assert {row["period"] for row in facts(edugraph, tmp_path / "graph.ttl")} == {"2019"}


@pytest.mark.parametrize("name", ["330502", "湖州市吴兴区", "浙江省湖州市吴兴区", "吴兴区"])
def test_a_place_is_named_by_its_code_or_its_full_name(name: str, edugraph: Run, report: Path, tmp_path: Path) -> None:
    edugraph("build", report, "-o", "graph.ttl", "--place", name, cwd=tmp_path)
    assert "dcterms:spatial place:330502" in (tmp_path / "graph.ttl").read_text(encoding="utf-8")


def test_the_texts_can_be_left_out(edugraph: Run, report: Path, tmp_path: Path) -> None:
    edugraph("build", report, "-o", "with.ttl", cwd=tmp_path)
    edugraph("build", report, "-o", "without.ttl", "--no-text", cwd=tmp_path)
    full, bare = ((tmp_path / name).read_text(encoding="utf-8") for name in ("with.ttl", "without.ttl"))
    assert "nif:isString" in full
    assert "nif:isString" not in bare
    assert "edu:rawString" not in bare
    assert facts(edugraph, tmp_path / "with.ttl") == facts(edugraph, tmp_path / "without.ttl")


def test_things_are_named_under_another_base(edugraph: Run, report: Path, tmp_path: Path) -> None:
    edugraph("build", report, "-o", "graph.ttl", "--base", "https://example.org/edu", cwd=tmp_path)
    turtle = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert "@prefix fact: <https://example.org/edu/id/fact/> ." in turtle
    assert "https://w3id.org/edugraph/id/" not in turtle
    assert all(row["id"].startswith("fact:report_") for row in facts(edugraph, tmp_path / "graph.ttl"))


def test_several_reports_make_one_graph(edugraph: Run, report: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(REPORT.replace("12所", "15所"), encoding="utf-8")
    done = edugraph("build", report, other, "-o", "graph.ttl", cwd=tmp_path)
    assert done.stderr.decode("utf-8").count("read    ") == 2
    rows = facts(edugraph, tmp_path / "graph.ttl")
    assert {row["document"] for row in rows} == {"report", "other"}
    assert {row["value"] for row in rows if row["measure"] == "书香校园"} == {12, 15}


def test_reports_of_one_name_are_told_apart(edugraph: Run, tmp_path: Path) -> None:
    for folder, count in (("a", 12), ("b", 15)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.txt").write_text(REPORT.replace("12所", f"{count}所"), encoding="utf-8")
    edugraph("build", "a/report.txt", "b/report.txt", "a/report.txt", "-o", "graph.ttl", cwd=tmp_path)
    rows = facts(edugraph, tmp_path / "graph.ttl")
    assert len({row["document"] for row in rows}) == 2
    assert len([row for row in rows if row["measure"] == "书香校园"]) == 2


def test_reports_come_in_and_graphs_go_out_through_pipes(edugraph: Run, report: Path, tmp_path: Path) -> None:
    edugraph("build", report, "-o", "graph.ttl", "--id", "stdin", cwd=tmp_path)
    piped = edugraph("build", "-", "-o", "-", cwd=tmp_path, stdin=report.read_bytes())
    assert piped.stdout == (tmp_path / "graph.ttl").read_bytes()
    assert b"found   " in piped.stderr


def test_ntriples_hold_the_same_graph(edugraph: Run, report: Path, tmp_path: Path) -> None:
    edugraph("build", report, "-o", "graph.ttl", cwd=tmp_path)
    edugraph("build", report, "-o", "graph.nt", cwd=tmp_path)
    assert facts(edugraph, tmp_path / "graph.nt") == facts(edugraph, tmp_path / "graph.ttl")
    lines = (tmp_path / "graph.nt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))


def test_what_stayed_unread_stands_beside_the_graph_with_its_place(edugraph: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(
        "全年培育书香校园12所。\n此处甲乙丙丁戊己庚辛。\n另有3.14某。\n", encoding="utf-8"
    )
    edugraph("build", "odd.txt", "-o", "graph.ttl", cwd=tmp_path)
    with (tmp_path / "graph.unread.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    turtle = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert rows
    for row in rows:
        assert row["report"] == "odd"
        assert int(row["end"]) - int(row["begin"]) == len(row["text"])
        assert row["text"] in turtle


def test_a_rebuilt_graph_replaces_the_old_one(edugraph: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("old", encoding="utf-8")
    edugraph("build", report, "-o", "graph.ttl", cwd=tmp_path)
    assert "书香校园" in (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.ttl", "graph.unread.tsv", "report.txt"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_reports_are_read_in_the_encoding(encoding: str, edugraph: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(REPORT.encode(encoding))
    edugraph("build", "report.txt", "-o", "graph.ttl", cwd=tmp_path)
    assert 12 in {row["value"] for row in facts(edugraph, tmp_path / "graph.ttl")}
