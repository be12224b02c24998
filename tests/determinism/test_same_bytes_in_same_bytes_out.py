"""The same report gives the same bytes: on any day, in any locale and folder, with any hash seed."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.rewriting.rewrite import rewrite

SURROUNDINGS = {
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 2": {"PYTHONHASHSEED": "2"},
    "an ASCII locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "a Chinese locale": {"LC_ALL": "zh_CN.GB18030", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "another time zone and year": {"TZ": "Asia/Shanghai", "SOURCE_DATE_EPOCH": "0"},
    "optimised bytecode": {"PYTHONOPTIMIZE": "1"},
}


@pytest.fixture(scope="module")
def plain_build(tmp_path_factory: pytest.TempPathFactory, edugraph: Run) -> Path:
    folder = tmp_path_factory.mktemp("plain")
    edugraph("build", "-o", "graph.ttl", cwd=folder, env={"PYTHONHASHSEED": "0"})
    return folder


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
def test_the_graph_and_the_unread_list_are_the_same_with(
    surroundings: str, plain_build: Path, edugraph: Run, tmp_path: Path
) -> None:
    edugraph("build", "-o", "graph.ttl", cwd=tmp_path, env=SURROUNDINGS[surroundings])
    for name in ("graph.ttl", "graph.unread.tsv"):
        assert (tmp_path / name).read_bytes() == (plain_build / name).read_bytes()


def test_a_report_gives_the_same_graph_from_wherever_it_is_named(edugraph: Run, tmp_path: Path) -> None:
    text, _ = rewrite(4).write(tmp_path)
    below = tmp_path / "a folder" / "下级"
    below.mkdir(parents=True)
    edugraph("build", text.name, "-o", "graph.ttl", cwd=tmp_path)
    for name in (f"../../{text.name}", text):
        edugraph("build", name, "-o", "graph.ttl", cwd=below)
        assert (below / "graph.ttl").read_bytes() == (tmp_path / "graph.ttl").read_bytes()


def test_the_order_in_which_reports_are_named_does_not_matter(edugraph: Run, tmp_path: Path) -> None:
    names = [rewrite(seed).write(tmp_path)[0].name for seed in (1, 2, 3)]
    graphs = set()
    for number, order in enumerate(itertools.islice(itertools.permutations(names), 0, None, 2)):
        edugraph("build", *order, "-o", f"{number}.ttl", cwd=tmp_path)
        graphs.add((tmp_path / f"{number}.ttl").read_bytes())
    assert len(graphs) == 1


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld", "graphml"])
def test_an_export_is_the_same_with_every_hash_seed(
    form: str, plain_build: Path, edugraph: Run, tmp_path: Path
) -> None:
    written = set()
    for seed in ("0", "1", "2"):
        out = tmp_path / f"{seed}.{form}"
        edugraph(
            "export", plain_build / "graph.ttl", "--to", form, "-o", out, cwd=tmp_path, env={"PYTHONHASHSEED": seed}
        )
        written.add(out.read_bytes())
    assert len(written) == 1


def test_rows_are_the_same_with_every_hash_seed(plain_build: Path, edugraph: Run, tmp_path: Path) -> None:
    for verb in ("facts", "entities"):
        printed = {
            edugraph(
                verb, plain_build / "graph.ttl", "--format", "jsonl", cwd=tmp_path, env={"PYTHONHASHSEED": seed}
            ).stdout
            for seed in ("0", "1", "2")
        }
        assert len(printed) == 1


def test_the_page_is_the_same_with_every_hash_seed(plain_build: Path, edugraph: Run, tmp_path: Path) -> None:
    pages = set()
    for seed in ("0", "1"):
        out = tmp_path / f"{seed}.html"
        edugraph("view", plain_build / "graph.ttl", "-o", out, cwd=tmp_path, env={"PYTHONHASHSEED": seed})
        pages.add(out.read_bytes())
    assert len(pages) == 1


def test_the_graph_knows_no_clock_and_no_folder(plain_build: Path) -> None:
    turtle = (plain_build / "graph.ttl").read_text(encoding="utf-8")
    assert str(plain_build) not in turtle
    assert not re.search(r"xsd:dateTime", turtle)
    assert "_:" not in re.sub(r'"[^"]*"', "", turtle)
