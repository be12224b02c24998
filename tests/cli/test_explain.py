"""``edugraph explain``: from a sentence to its triples, with the rule that did it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run

CHANGE = "普惠园占比由89.68%提升至95.56%"


def explained(edugraph: Run, sentence: str, cwd: Path, **more: bytes) -> str:
    done: subprocess.CompletedProcess[bytes] = edugraph("explain", sentence, cwd=cwd, **more)
    assert done.stderr == b""
    return done.stdout.decode("utf-8")


def test_a_change_shows_its_mentions_its_rule_its_fact_and_its_triples(edugraph: Run, tmp_path: Path) -> None:
    said = explained(edugraph, CHANGE, tmp_path)
    assert said.startswith(f"sentence  {CHANGE}\n\nmentions  ")
    assert "普惠园占比" in said.split("mentions", 1)[1]
    assert "kind" in said
    assert "Change" in said
    assert "rule " in said
    assert "89.68 %  (exact, printed 89.68%)" in said
    assert "95.56 %  (exact, printed 95.56%)" in said
    turtle = said[said.index("@base") :]
    for part in (
        " a edu:Change",
        "edu:value 89.68",
        "edu:value 95.56",
        "edu:delta 5.88",
        "edu:from fact:",
        "edu:rule ",
    ):
        assert part in turtle


def test_the_triples_are_those_of_the_facts_and_their_data_points_alone(edugraph: Run, tmp_path: Path) -> None:
    said = explained(edugraph, CHANGE, tmp_path)
    turtle = said[said.index("@base") :]
    assert "edu:DataPoint" in turtle
    assert "edu:Report" not in turtle


@pytest.mark.parametrize("ending", ["", "\n", "。\r\n"])
def test_a_sentence_comes_in_through_standard_input(ending: str, edugraph: Run, tmp_path: Path) -> None:
    said = explained(edugraph, "-", tmp_path, stdin=(CHANGE + ending).encode())
    assert "edu:delta 5.88" in said


def test_a_sentence_without_a_statement_says_so(edugraph: Run, tmp_path: Path) -> None:
    said = explained(edugraph, "春天来了", tmp_path)
    assert "no fact" in said
    assert "edu:Observation" not in said


def test_what_is_piped_in_must_be_utf8(edugraph: Run, tmp_path: Path) -> None:
    done = edugraph("explain", "-", cwd=tmp_path, stdin=CHANGE.encode("gb18030"), check=False)
    assert done.returncode == 3
    assert done.stderr.decode().startswith("error: standard input is not UTF-8")
