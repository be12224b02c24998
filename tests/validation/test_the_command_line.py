"""``edugraph validate`` and ``edugraph build --strict`` as a user types them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Run

GOOD = "县教育局2031年工作总结\n普惠性幼儿园覆盖率达95.1%。\n"
DOUBTED = "县教育局2031年工作总结\n普惠性幼儿园覆盖率达104.5%。\n"
BROKEN = "县教育局2031年工作总结\n九年义务教育巩固率由99.2%提升至98.7%。\n"
TOLD = ("--place", "吴兴区", "--year", "2031")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, edugraph: Run) -> Path:
    """A folder with three reports and their graphs, not to be written to."""
    folder = tmp_path_factory.mktemp("validated")
    for name, text in (("good", GOOD), ("doubted", DOUBTED), ("broken", BROKEN)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        edugraph("build", f"{name}.txt", *TOLD, "-o", f"{name}.ttl", "-q", cwd=folder)
    return folder


def test_a_sound_graph_says_yes(folder: Path, edugraph: Run) -> None:
    done = edugraph("validate", "good.ttl", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.decode().splitlines() == ["severity,check,message,message_zh,node,document,start,end,quotes"]
    assert done.stderr.decode() == "checked 0 violations, 0 warnings, 0 remarks\n"


def test_a_violation_says_no_with_its_sentence(folder: Path, edugraph: Run) -> None:
    done = edugraph("validate", "broken.ttl", "--format", "jsonl", cwd=folder, check=False)
    assert done.returncode == 1
    (row,) = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert (row["severity"], row["check"], row["document"]) == ("violation", "change-direction", "broken")
    assert (row["message"], row["message_zh"]) == (
        "the text says 提升, the delta is -0.5",
        "原文说“提升”，增减却是 -0.5",
    )
    assert row["quotes"] == ["九年义务教育巩固率由99.2%提升至98.7%。"]
    text = GOOD  # the same heading stands before either sentence
    assert row["start"] == text.index("\n") + 1
    assert done.stderr.decode() == "checked 1 violation, 0 warnings, 0 remarks\n"


@pytest.mark.parametrize(("fail_on", "code"), [(None, 0), ("violation", 0), ("warning", 1), ("info", 1)])
def test_a_warning_says_no_only_where_asked_for(fail_on: str | None, code: int, folder: Path, edugraph: Run) -> None:
    options = ("--fail-on", fail_on) if fail_on else ()
    done = edugraph("validate", "doubted.ttl", *options, cwd=folder, check=False)
    assert done.returncode == code
    (row,) = csv.DictReader(io.StringIO(done.stdout.decode()))
    assert (row["severity"], row["check"]) == ("warning", "rate-over-hundred")


@pytest.mark.parametrize(("lang", "said"), [("zh", "超过 100%"), ("en", "over 100 %")])
def test_a_table_speaks_the_language_asked_for(lang: str, said: str, folder: Path, edugraph: Run) -> None:
    done = edugraph("validate", "doubted.ttl", "--lang", lang, "--format", "table", cwd=folder)
    assert said in done.stdout.decode()


def test_standard_input_is_validated(folder: Path, edugraph: Run) -> None:
    data = (folder / "broken.ttl").read_bytes()
    assert edugraph("validate", "-", cwd=folder, stdin=data, check=False).returncode == 1


def test_no_graph_is_an_error_of_two_lines(folder: Path, edugraph: Run) -> None:
    done = edugraph("validate", "nothing.ttl", cwd=folder, check=False)
    assert done.returncode == 3
    assert [line.partition(":")[0] for line in done.stderr.decode().splitlines()] == ["error", "hint"]


def test_a_strict_build_of_a_broken_graph_writes_nothing(folder: Path, tmp_path: Path, edugraph: Run) -> None:
    out = tmp_path / "out.ttl"
    done = edugraph("build", "good.txt", "broken.txt", *TOLD, "--strict", "-o", out, cwd=folder, check=False)
    assert done.returncode == 1
    assert list(tmp_path.iterdir()) == []
    error, hint = done.stderr.decode().splitlines()
    assert error.startswith("error: fact:broken_") and "九年义务教育巩固率由99.2%提升至98.7%。" in error
    assert hint.startswith("hint: ") and "edugraph validate" in hint


def test_a_strict_build_to_standard_output_prints_nothing_then(folder: Path, edugraph: Run) -> None:
    done = edugraph("build", "broken.txt", *TOLD, "--strict", "-o", "-", cwd=folder, check=False)
    assert (done.returncode, done.stdout) == (1, b"")


@pytest.mark.parametrize("name", ["good", "doubted"])
def test_a_strict_build_without_violations_writes_what_another_does(
    name: str, folder: Path, tmp_path: Path, edugraph: Run
) -> None:
    edugraph("build", f"{name}.txt", *TOLD, "--strict", "-o", tmp_path / "strict.ttl", cwd=folder)
    assert (tmp_path / "strict.ttl").read_bytes() == (folder / f"{name}.ttl").read_bytes()
