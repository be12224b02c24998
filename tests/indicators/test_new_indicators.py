"""``edugraph check --new-indicators`` shows a curator the commonest measures that have no indicator yet."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph
import pytest

from tests.conftest import Run

FIRST = "城北区教育局2022年工作总结\n开设陶艺工坊12个，发放课桌椅860套。普惠园占比达到92%。小学专任教师830人。\n"
SECOND = "城南区教育局2022年工作总结\n开设陶艺工坊5个。实施校园绿化提升工程，等级园在园幼儿达标率达到61%。\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST, encoding="utf-8")
    (folder / "b.txt").write_text(SECOND, encoding="utf-8")
    return folder


def listed(edugraph: Run, cwd: Path, *arguments: str | Path) -> list[dict[str, object]]:
    done = edugraph("check", "--new-indicators", *arguments, "--format", "jsonl", cwd=cwd)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_measures_of_more_reports_stand_first_and_curated_ones_are_left_out(
    edugraph: Run, tmp_path: Path, reports: Path
) -> None:
    rows = listed(edugraph, tmp_path, reports)
    assert rows[0] == {
        "label": "开设陶艺工坊",
        "facts": 2,
        "reports": 2,
        "units": ["个"],
        "example": "开设陶艺工坊12个",
        "nearest": None,
        "nearest_label": None,
    }
    assert {"普惠园占比", "专任教师", "小学专任教师"}.isdisjoint(str(row["label"]) for row in rows)


def test_the_nearest_curated_indicator_is_named(edugraph: Run, tmp_path: Path, reports: Path) -> None:
    rows = {str(row["label"]): row for row in listed(edugraph, tmp_path, reports)}
    assert rows["等级园在园幼儿达标率"]["nearest"] == "indicator:等级园在园幼儿占比"


def test_a_graph_lists_what_its_reports_list(edugraph: Run, tmp_path: Path, reports: Path) -> None:
    edugraph("build", reports, "-o", "graph.ttl", cwd=tmp_path)
    from_reports, from_graph = listed(edugraph, tmp_path, reports), listed(edugraph, tmp_path, "graph.ttl")
    assert from_graph == from_reports


def test_top_says_how_many_are_listed(edugraph: Run, tmp_path: Path, reports: Path) -> None:
    assert len(listed(edugraph, tmp_path, reports, "--top", "1")) == 1


def test_the_turtle_parses_and_holds_what_is_known(edugraph: Run, tmp_path: Path, reports: Path) -> None:
    done = edugraph("check", "--new-indicators", reports, "--format", "ttl", cwd=tmp_path)
    quads = list(pyoxigraph.parse(done.stdout, format=pyoxigraph.RdfFormat.TURTLE))
    mine = {quad.predicate.value.rpartition("#")[2]: quad.object.value for quad in quads if "陶艺" in str(quad.subject)}
    assert mine["unit"] == "个"
    assert (mine["example"], mine["exampleValue"]) == ("开设陶艺工坊12个", "12")
    assert "# 2 facts in 2 reports" in done.stdout.decode().splitlines()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("check", "graph.ttl"), 2),
        (("check", "--format", "csv"), 2),
        (("check", "--new-indicators", "--notes"), 2),
        (("check", "--new-indicators", "missing.ttl"), 3),
        (("check", "--new-indicators", "missing.txt"), 3),
    ],
)
def test_what_cannot_be_is_refused_in_two_lines(
    edugraph: Run, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    done = edugraph(*arguments, cwd=tmp_path, check=False)
    assert done.returncode == code
    assert [line.split(":")[0] for line in done.stderr.decode().splitlines()] == ["error", "hint"]


def test_check_reads_the_examples_of_indicators(edugraph: Run, tmp_path: Path) -> None:
    assert "examples of indicators: none wrong" in edugraph("check", cwd=tmp_path).stderr.decode()
