"""``edugraph score``: a graph against gold, and an exit code that a build can be stopped by."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_bad_input import complaint
from tests.conftest import ROOT, Run

GOLD = ROOT / "data" / "gold" / "wuxing-2022"


def printed(edugraph: Run, *arguments: str | Path, cwd: Path) -> list[dict[str, Any]]:
    done = edugraph("score", *arguments, "--format", "jsonl", cwd=cwd)
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def test_the_numbers_of_the_shipped_report_are_printed(edugraph: Run, shipped_graph: Path, tmp_path: Path) -> None:
    rows = {row["name"]: row["value"] for row in printed(edugraph, GOLD, shipped_graph, cwd=tmp_path)}
    assert (rows["gold"], rows["recognitions"], rows["projects"], rows["entities"]) == (59, 20, 7, 50)
    for name in ("strict_f1", "recall", "precision", "recognition_strict", "goal_recall", "school_precision"):
        assert 0.9 <= rows[name] <= 1


def test_numbers_are_csv_in_a_pipe(edugraph: Run, shipped_graph: Path, tmp_path: Path) -> None:
    done = edugraph("score", GOLD, shipped_graph, cwd=tmp_path)
    table = list(csv.reader(io.StringIO(done.stdout.decode("utf-8"))))
    assert table[0] == ["name", "value"]
    assert done.stderr == b""


def test_floors_that_are_reached_are_fine(edugraph: Run, shipped_graph: Path, tmp_path: Path) -> None:
    floors = ["--floor", "strict_f1=0.9", "--floor", "recall=0.9"]
    rows = printed(edugraph, GOLD, shipped_graph, *floors, cwd=tmp_path)
    assert {row["name"]: row["floor"] for row in rows if row["floor"]} == {"strict_f1": 0.9, "recall": 0.9}


def test_a_floor_that_is_missed_is_named_and_the_answer_is_no(
    edugraph: Run, invented_graph: Path, tmp_path: Path
) -> None:
    done = edugraph("score", GOLD, invented_graph, "--floor", "recall=0.5", cwd=tmp_path, check=False)
    assert done.returncode == 1
    row = next(row for row in csv.DictReader(io.StringIO(done.stdout.decode("utf-8"))) if row["name"] == "recall")
    assert row["floor"] == "0.5"
    assert done.stderr.decode("utf-8") == f"below   recall is {float(row['value']):.4f}, asked 0.5\n"


def test_misses_are_listed_with_their_quotes(edugraph: Run, invented_graph: Path, tmp_path: Path) -> None:
    rows = printed(edugraph, GOLD, invented_graph, "--misses", cwd=tmp_path)
    missing = [row["what"] for row in rows if row["name"] == "missing"]
    assert "党建示范校7所" in missing
    assert len(missing) == round(59 * (1 - next(row["value"] for row in rows if row["name"] == "recall")))
    assert {"extra", "recognition missing", "project", "goal", "entity"} <= {row["name"] for row in rows}


def test_gold_is_a_folder_or_the_beginning_of_a_name(edugraph: Run, shipped_graph: Path, tmp_path: Path) -> None:
    for part in GOLD.glob("*.jsonl"):
        (tmp_path / f"w.{part.name}").write_bytes(part.read_bytes())
    assert printed(edugraph, tmp_path / "w", shipped_graph, cwd=tmp_path) == printed(
        edugraph, GOLD, shipped_graph, cwd=tmp_path
    )


def test_the_graph_may_come_through_standard_input(edugraph: Run, shipped_graph: Path, tmp_path: Path) -> None:
    piped = edugraph("score", GOLD, "-", cwd=tmp_path, stdin=shipped_graph.read_bytes())
    assert piped.stdout == edugraph("score", GOLD, shipped_graph, cwd=tmp_path).stdout


@pytest.mark.parametrize("floor", ["strict_f1", "strict_f1=", "strict_f1=much", "strict_f1=95", "=0.9", "recall=nan"])
def test_a_floor_that_is_no_share_is_wrong_usage(
    floor: str, edugraph: Run, invented_graph: Path, tmp_path: Path
) -> None:
    done = edugraph("score", GOLD, invented_graph, "--floor", floor, cwd=tmp_path, check=False)
    assert "not of the form name=share" in complaint(done, 2)


def test_a_floor_under_what_the_gold_does_not_measure_is_wrong_usage(
    edugraph: Run, invented_graph: Path, tmp_path: Path
) -> None:
    done = edugraph("score", GOLD, invented_graph, "--floor", "luck=0.9", cwd=tmp_path, check=False)
    assert "does not measure luck" in complaint(done, 2)
    assert "strict_f1" in done.stderr.decode()


def test_without_gold_or_graph_nothing_can_be_scored(edugraph: Run, invented_graph: Path, tmp_path: Path) -> None:
    assert "no gold" in complaint(edugraph("score", "nothing", invented_graph, cwd=tmp_path, check=False), 3)
    complaint(edugraph("score", GOLD, "missing.ttl", cwd=tmp_path, check=False), 3)
