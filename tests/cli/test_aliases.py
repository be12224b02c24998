"""The alias file at the command line: told to a build, told of by it, and shown by explain."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

REPORT = "吴兴区教育局2022年工作总结\n推进附小云溪校区扩建。青溪小学获评浙江省示范学校。\n"
OWN = """
[[merge]]
same = ["school:330502_湖师附属小学云溪校区", "school:330502_附属小学云溪校区"]
why = "one campus"

[[rename]]
thing = "school:330502_无此小学"
label = "无"
"""
MERGED = "merged by own.toml: school:330502_附属小学云溪校区 is school:330502_湖师附属小学云溪校区 (one campus)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    return tmp_path


def test_a_build_says_which_entries_changed_nothing(edugraph: Run, folder: Path) -> None:
    done = edugraph("build", "report.txt", "--aliases", "own.toml", "-o", "graph.ttl", cwd=folder)
    said = done.stderr.decode("utf-8")
    assert "own.toml, rename 1 changed nothing: no report names school:330502_无此小学" in said
    assert "merge 1" not in said


def test_explain_shows_of_a_thing_what_a_person_decided(edugraph: Run, folder: Path) -> None:
    edugraph("build", "report.txt", "--aliases", "own.toml", "-o", "graph.ttl", "-q", cwd=folder)
    shown = edugraph("explain", "school:330502_湖师附属小学云溪校区", "--graph", "graph.ttl", cwd=folder)
    assert MERGED in shown.stdout.decode("utf-8")


def test_explain_shows_of_a_sentence_what_a_person_decided(edugraph: Run, folder: Path) -> None:
    sentence = ("explain", "推进附小云溪校区扩建。", "--place", "吴兴区")
    shown = edugraph(*sentence, "--aliases", "own.toml", cwd=folder).stdout.decode("utf-8")
    assert MERGED in shown
    assert "schools  school:330502_湖师附属小学云溪校区" in shown
    assert "merged by" not in edugraph(*sentence, cwd=folder).stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[merge]]\nsame = ["甲", "乙"]\n', "error: own.toml, merge 1: 甲 is not the key of a thing"),
        ("[[merge]", "error: own.toml is not TOML"),
        (None, "error: "),
    ],
)
def test_a_file_that_cannot_be_worked_with_is_told_in_two_lines(
    text: str | None, message: str, edugraph: Run, folder: Path
) -> None:
    if text is None:
        (folder / "own.toml").unlink()
    else:
        (folder / "own.toml").write_text(text, encoding="utf-8")
    done = edugraph("build", "report.txt", "--aliases", "own.toml", "-o", "graph.ttl", cwd=folder, check=False)
    lines = done.stderr.decode("utf-8").splitlines()
    assert done.returncode == 3
    assert len(lines) == 2
    assert lines[0].startswith(message)
    assert lines[1].startswith("hint: ")
    assert not (folder / "graph.ttl").exists()


def test_no_alias_file_is_picked_up_from_where_one_stands(edugraph: Run, folder: Path) -> None:
    (folder / "own.toml").rename(folder / "aliases.toml")
    edugraph("build", "report.txt", "-o", "graph.ttl", "-q", cwd=folder)
    assert "editorialNote" not in (folder / "graph.ttl").read_text(encoding="utf-8")
