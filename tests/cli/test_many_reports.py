"""Folders and manifests as input: many reports at once, and what is known of each."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_bad_input import complaint
from tests.conftest import Run

REPORT = "教育工作总结\n\n一、党建工作\n全年培育书香校园{}所。\n"


def write(path: Path, count: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(REPORT.format(count), encoding="utf-8")
    return path


def rows(edugraph: Run, graph: Path) -> list[dict[str, Any]]:
    printed = edugraph("facts", graph, "--format", "jsonl", cwd=graph.parent).stdout.decode("utf-8")
    return [json.loads(line) for line in printed.splitlines()]


def counted(edugraph: Run, graph: Path) -> dict[str, int]:
    """Document → how many 书香校园 it reports."""
    return {row["document"]: row["value"] for row in rows(edugraph, graph) if row["measure"] == "书香校园"}


def test_a_folder_means_all_reports_in_it_and_below_it(edugraph: Run, tmp_path: Path) -> None:
    write(tmp_path / "all" / "b.txt", 12)
    write(tmp_path / "all" / "deep" / "a.md", 15)
    for name in ("README.md", ".hidden.txt", ".git/c.txt", "picture.png", "list.tsv"):
        write(tmp_path / "all" / name, 99)
    write(tmp_path / "alone.txt", 18)
    edugraph("build", "all", "alone.txt", "-o", "graph.ttl", cwd=tmp_path)
    assert counted(edugraph, tmp_path / "graph.ttl") == {"b": 12, "a": 15, "alone": 18}


def test_a_folder_is_read_in_the_order_of_its_names(edugraph: Run, tmp_path: Path) -> None:
    for name in ("c", "a", "b"):
        write(tmp_path / "all" / f"{name}.txt", ord(name))
    apart = edugraph("build", "all/a.txt", "all/b.txt", "all/c.txt", "-o", "-", "-q", cwd=tmp_path).stdout
    assert edugraph("build", "all", "-o", "-", "-q", cwd=tmp_path).stdout == apart


def test_a_report_in_a_folder_that_cannot_be_read_is_named_with_its_path(edugraph: Run, tmp_path: Path) -> None:
    write(tmp_path / "all" / "good.txt", 12)
    (tmp_path / "all" / "bad.txt").write_bytes(b"")
    done = edugraph("build", "all", "-o", "graph.ttl", cwd=tmp_path, check=False)
    assert "all/bad.txt" in complaint(done, 3)
    assert not (tmp_path / "graph.ttl").exists()


MANIFEST = """
[[report]]
id = "wu-2031"
file = "texts/one.txt"
title = "某题"
publisher = "某局"
place = "湖州市吴兴区"
year = 2031
date = 2032-02-25

[[report]]
file = "texts/two.txt"
year = 2032
"""


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    write(tmp_path / "known" / "texts" / "one.txt", 12)
    write(tmp_path / "known" / "texts" / "two.txt", 15)
    path = tmp_path / "known" / "manifest.toml"
    path.write_text(MANIFEST, encoding="utf-8")
    return path


def test_a_manifest_says_what_is_known_of_its_reports(edugraph: Run, manifest: Path, tmp_path: Path) -> None:
    edugraph("build", "--manifest", manifest, "-o", "graph.ttl", cwd=tmp_path)
    turtle = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    for part in (
        "doc:wu-2031 a ",
        "doc:two a ",
        'dcterms:title "某题"@zh',
        'edu:publisherName "某局"@zh',
        "dcterms:spatial place:330502",
        'edu:reportYear "2031"^^xsd:gYear',
        'dcterms:issued "2032-02-25"^^xsd:date',
    ):
        assert part in turtle
    periods = {row["document"]: row["period"] for row in rows(edugraph, tmp_path / "graph.ttl")}
    assert periods == {"wu-2031": "2031", "two": "2032"}


def test_reports_named_beside_a_manifest_are_looked_up_in_it(edugraph: Run, manifest: Path, tmp_path: Path) -> None:
    write(tmp_path / "other.txt", 18)
    edugraph("build", "known/texts/one.txt", "other.txt", "--manifest", manifest, "-o", "graph.ttl", cwd=tmp_path)
    assert counted(edugraph, tmp_path / "graph.ttl") == {"wu-2031": 12, "other": 18}


def test_options_stand_above_the_manifest(edugraph: Run, manifest: Path, tmp_path: Path) -> None:
    edugraph("build", "--manifest", manifest, "--year", "2019", "-o", "graph.ttl", cwd=tmp_path)
    assert {row["period"] for row in rows(edugraph, tmp_path / "graph.ttl")} == {"2019"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[report]\n", "is not TOML"),
        ("", "names no report"),
        ("report = 3\n", "names no report"),
        ("[[reports]]\nfile='a.txt'\n", "names no report"),
        ("[[report]]\nyear = 2022\n", "report 1 names no file"),
        ("[[report]]\nfile = 'a.txt'\npublsher = 'x'\n", "report 1 says publsher"),
        ("[[report]]\nfile = 'a.txt'\nyear = '2022'\n", "2022 is not a year"),
        ("[[report]]\nfile = 'a.txt'\nyear = 22\n", "22 is not a year"),
        ("[[report]]\nfile = 'a.txt'\ndate = 'spring'\n", "spring is not a date"),
        ("[[report]]\nfile = 'a.txt'\nid = 'a b/c'\n", "a b/c is not an id"),
        ("[[report]]\nfile = 'a.txt'\ntitle = ''\n", "title is not a text"),
        ("[[report]]\nfile = 'a.txt'\nplace = '无此地'\n", "no place is called 无此地"),
        ("[[report]]\nfile = 'a.txt'\n[[report]]\nfile = 'b/a.txt'\n", "calls two reports a"),
        ("[[report]]\nfile = 'missing.txt'\n", "there is no file missing.txt"),
        (f"[[report]]\nfile = 'a.txt'\nsha256 = '{'0' * 64}'\n", "is not the file whose sha256"),
    ],
)
def test_a_manifest_that_cannot_be_worked_with_says_where(text: str, said: str, edugraph: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", 12)
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    done = edugraph("build", "--manifest", "m.toml", "-o", "graph.ttl", cwd=tmp_path, check=False)
    assert said in complaint(done, 3)
    assert not (tmp_path / "graph.ttl").exists()


def test_a_manifest_may_pin_the_bytes_of_its_reports(edugraph: Run, tmp_path: Path) -> None:
    digest = hashlib.sha256(write(tmp_path / "a.txt", 12).read_bytes()).hexdigest()
    (tmp_path / "m.toml").write_text(f"[[report]]\nfile = 'a.txt'\nsha256 = '{digest}'\n", encoding="utf-8")
    edugraph("build", "--manifest", "m.toml", "-o", "graph.ttl", cwd=tmp_path)
    assert counted(edugraph, tmp_path / "graph.ttl") == {"a": 12}


def asked(edugraph: Run, *arguments: str | Path, cwd: Path) -> list[str]:
    said = edugraph("build", *arguments, "-o", "graph.ttl", cwd=cwd).stderr.decode("utf-8")
    return [line for line in said.splitlines() if line.startswith("hint: ")]


def test_what_a_report_does_not_tell_is_asked_for_and_left_open(edugraph: Run, tmp_path: Path) -> None:
    write(tmp_path / "plain.txt", 12)
    hints = asked(edugraph, "plain.txt", cwd=tmp_path)
    assert [("place" in hint, "year" in hint, "plain" in hint) for hint in hints] == [
        (True, False, True),
        (False, True, True),
    ]
    turtle = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert "edu:reportYear" not in turtle
    assert "dcterms:spatial" not in turtle
    assert {row["period"] for row in rows(edugraph, tmp_path / "graph.ttl")} == {None}


def test_what_is_known_is_not_asked_for(edugraph: Run, manifest: Path, tmp_path: Path) -> None:
    write(tmp_path / "plain.txt", 12)
    assert asked(edugraph, "plain.txt", "--year", "2031", "--place", "330502", cwd=tmp_path) == []
    assert len(asked(edugraph, "--manifest", manifest, cwd=tmp_path)) == 1  # the place of the second
    assert asked(edugraph, cwd=tmp_path) == []  # the shipped report
