"""``edugraph unread``: what nothing accounts for, by shape, and which rules abstained."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_bad_input import complaint
from tests.conftest import Run

READ = "全年培育书香校园12所。\n"
ODD = "甲乙丙丁戊己庚辛。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports: three clauses of one odd shape, two numerals of another, and an ordinal and a year."""
    (tmp_path / "all" / "deep").mkdir(parents=True)
    (tmp_path / "all" / "one.txt").write_text(READ + ODD + ODD + "另有3.14某。\n第三批已定。\n", encoding="utf-8")
    (tmp_path / "all" / "deep" / "two.txt").write_text(READ + ODD + "另有2.71某。\n", encoding="utf-8")
    return tmp_path


def listed(edugraph: Run, *arguments: str | Path, cwd: Path) -> list[dict[str, Any]]:
    done = edugraph("unread", *arguments, "--format", "jsonl", cwd=cwd)
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def test_alike_places_of_all_reports_are_one_row_the_most_frequent_first(edugraph: Run, folder: Path) -> None:
    rows = listed(edugraph, "all", cwd=folder)
    assert [row["count"] for row in rows] == sorted((row["count"] for row in rows), reverse=True)
    odd = next(row for row in rows if row["text"] == "甲乙丙丁戊己庚辛")
    assert (odd["count"], odd["what"]) == (3, "clause")
    assert len({(row["what"], row["shape"]) for row in rows}) == len(rows)


def test_an_example_leads_to_its_file(edugraph: Run, folder: Path) -> None:
    for row in listed(edugraph, "all", "--examples", "9", cwd=folder):
        assert row["file"] in {"all/one.txt", "all/deep/two.txt"}
        raw = (folder / row["file"]).read_text(encoding="utf-8")
        assert "".join(raw[low:high] for low, high in row["raw_ranges"]) == row["text"]
        assert row["end"] - row["begin"] == len(row["text"])
        assert row["text"] in row["context"]


def test_as_many_examples_are_shown_as_asked_for(edugraph: Run, folder: Path) -> None:
    for asked, shown in ((1, 1), (2, 2), (5, 3)):
        rows = listed(edugraph, "all", "--examples", str(asked), cwd=folder)
        assert len([row for row in rows if row["text"] == "甲乙丙丁戊己庚辛"]) == shown


def test_numerals_or_clauses_alone(edugraph: Run, folder: Path) -> None:
    everything = listed(edugraph, "all", cwd=folder)
    numerals = listed(edugraph, "all", "--what", "numeral", cwd=folder)
    clauses = listed(edugraph, "all", "--what", "clause", cwd=folder)
    assert {row["what"] for row in clauses} == {"clause"}
    assert numerals == [row for row in everything if row["what"] == "numeral"]
    assert clauses == [row for row in everything if row["what"] == "clause"]


def test_it_lists_what_the_build_writes_beside_the_graph(edugraph: Run, folder: Path) -> None:
    edugraph("build", "all", "-o", "graph.ttl", cwd=folder)
    with (folder / "graph.unread.tsv").open(encoding="utf-8", newline="") as stream:
        beside = sorted(
            (row["what"], int(row["begin"]), int(row["end"]))
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        )
    rows = listed(edugraph, "all", "--examples", "99", cwd=folder)
    assert sorted((row["what"], row["begin"], row["end"]) for row in rows) == beside


def test_abstentions_are_counted_by_the_rule_that_abstained(edugraph: Run, folder: Path) -> None:
    rows = listed(edugraph, "all", "--nonfacts", cwd=folder)
    assert rows
    assert all(row["rule"] and row["count"] >= 1 for row in rows)
    assert "第三批" in {row["text"] for row in rows}
    assert "shape" not in rows[0]


def test_rows_of_the_shipped_report_are_csv_in_a_pipe_with_talk_on_standard_error(
    edugraph: Run, tmp_path: Path
) -> None:
    done = edugraph("unread", cwd=tmp_path)
    table = list(csv.reader(io.StringIO(done.stdout.decode("utf-8"))))
    assert table[0] == ["count", "what", "shape", "text", "context", "file", "begin", "end", "raw_ranges"]
    assert len(table) > 5
    said = done.stderr.decode("utf-8")
    assert said.startswith("unread  ")
    assert "accounted for: numerals " in said


def test_nothing_unread_is_an_empty_list(edugraph: Run, tmp_path: Path) -> None:
    (tmp_path / "read.txt").write_text(READ, encoding="utf-8")
    done = edugraph("unread", "read.txt", "--format", "json", cwd=tmp_path)
    assert json.loads(done.stdout) == []
    assert done.stderr.decode("utf-8").startswith("unread  0 places of 0 shapes in 1 report\n")


@pytest.mark.parametrize(
    "arguments",
    [["--what", "word"], ["--examples", "0"], ["--nonfacts", "--what", "clause"], ["--format", "xml"]],
    ids=" ".join,
)
def test_wrong_usage_is_said_in_two_lines(arguments: list[str], edugraph: Run, tmp_path: Path) -> None:
    complaint(edugraph("unread", *arguments, cwd=tmp_path, check=False), 2)


def test_reports_come_in_through_standard_input(edugraph: Run, tmp_path: Path) -> None:
    done = edugraph("unread", "-", "--format", "jsonl", cwd=tmp_path, stdin=(READ + ODD).encode())
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == ["standard input"]
