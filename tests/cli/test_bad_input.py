"""Whatever is fed in: two lines that say what is wrong and what to do, the right exit code, no half-written file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

BAD_REPORTS = {
    "an empty file": b"",
    "only white space": "\ufeff \n\u3000\n".encode(),
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00" * 40,
    "an archive": b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00" * 40,
    "an encoding of other letters": "Доклад о работе школ 7 шт. 2022 году".encode("koi8-r") + b"\xff\xff\x81",
}


def complaint(done: subprocess.CompletedProcess[bytes], code: int) -> str:
    """The two lines of an error, which must be all that was printed."""
    said = done.stderr.decode("utf-8")
    assert done.returncode == code, said
    lines = said.splitlines()
    assert len(lines) == 2, said
    assert lines[0].startswith("error: ")
    assert lines[1].startswith("hint: ")
    assert len(lines[1]) > len("hint: ")
    assert done.stdout == b""
    return lines[0]


@pytest.mark.parametrize("what", BAD_REPORTS)
def test_a_report_that_is_no_text_cannot_be_worked_with(what: str, edugraph: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(BAD_REPORTS[what])
    done = edugraph("build", "report.txt", "-o", "graph.ttl", cwd=tmp_path, check=False)
    assert "report.txt" in complaint(done, 3)
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_a_report_that_is_not_there_or_an_empty_folder_is_said_to_be_so(edugraph: Run, tmp_path: Path) -> None:
    missing = edugraph("build", "没有.txt", "-o", "graph.ttl", cwd=tmp_path, check=False)
    assert "没有.txt" in complaint(missing, 3)
    folder = edugraph("build", tmp_path, "-o", "graph.ttl", cwd=tmp_path, check=False)
    assert "is a folder that holds no report" in complaint(folder, 3)
    assert list(tmp_path.iterdir()) == []


def test_one_bad_report_among_good_ones_stops_the_build(edugraph: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("全年培育书香校园12所。\n", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    done = edugraph("build", "good.txt", "bad.txt", "-o", "graph.ttl", cwd=tmp_path, check=False)
    assert "bad.txt" in complaint(done, 3)
    assert not (tmp_path / "graph.ttl").exists()


@pytest.mark.parametrize("text", ["春天来了，花儿开了。\n", "The quick brown fox.\n", "。，！？\n"])
def test_a_text_with_no_figure_is_an_honest_empty_result(text: str, edugraph: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    done = edugraph("build", "report.txt", "-o", "graph.ttl", cwd=tmp_path)
    said = done.stderr.decode("utf-8")
    assert "0 observations" in said
    assert "no numerals" in said
    rows = edugraph("facts", "graph.ttl", "--format", "jsonl", cwd=tmp_path).stdout.decode("utf-8")
    assert '"kind": "observation"' not in rows


@pytest.mark.parametrize("verb", ["facts", "entities", "export", "view", "query"])
def test_what_is_no_graph_cannot_be_worked_with(verb: str, edugraph: Run, tmp_path: Path) -> None:
    rest = {"export": ["--to", "nt"], "view": ["-o", "page.html"], "query": ["targets"]}.get(verb, [])
    (tmp_path / "broken.ttl").write_text("this is <no Turtle", encoding="utf-8")
    (tmp_path / "report.txt").write_text("报告", encoding="utf-8")
    for name in ("broken.ttl", "missing.ttl", "report.txt", "."):
        complaint(edugraph(verb, name, *rest, cwd=tmp_path, check=False), 3)
    assert not (tmp_path / "page.html").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["nosuchverb"],
        ["build", "--nosuchoption"],
        ["build", "--year", "next"],
        ["build", "--year", "22"],
        ["build", "-o", "graph.docx"],
        ["build", "-o", "graph"],
        ["build", "--place", "无此地"],
        ["build", "--place", "999999"],
        ["build", "--place", "朝阳区"],
        ["build", "--base", "not an iri"],
        ["build", "--id", "a b/c"],
        ["facts"],
        ["facts", "graph.ttl", "--format", "xml"],
        ["query", "graph.ttl"],
        ["export", "graph.ttl", "--to", "docx"],
        ["view", "graph.ttl"],
        ["explain", ""],
        ["explain"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_said_in_two_lines(arguments: list[str], edugraph: Run, tmp_path: Path) -> None:
    complaint(edugraph(*arguments, cwd=tmp_path, check=False), 2)
    assert list(tmp_path.iterdir()) == []


def test_what_is_said_of_one_report_cannot_be_said_of_two(edugraph: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"全年培育书香校园{len(name)}所。\n", encoding="utf-8")
    for option in (["--id", "x"], ["--title", "题"]):
        complaint(edugraph("build", "a.txt", "b.txt", *option, "-o", "g.ttl", cwd=tmp_path, check=False), 2)


def test_a_full_device_is_an_error_of_two_lines(edugraph: Run, invented_graph: Path, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("全年培育书香校园12所。\n", encoding="utf-8")
    assert "no space left" in complaint(
        edugraph("build", "report.txt", "-o", "/dev/full", cwd=tmp_path, check=False), 3
    )
    assert "no space left" in complaint(
        edugraph("view", invented_graph, "-o", "/dev/full", cwd=tmp_path, check=False), 3
    )
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from edugraph.cli import main; main()", "facts", str(invented_graph)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 3
    assert done.stderr.decode().splitlines()[0] == "error: the output cannot be written: no space left on device"
    assert len(done.stderr.decode().splitlines()) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows closes handles in other ways")
def test_a_closed_standard_input_is_wrong_usage(tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -c 'from edugraph.cli import main; main()' build - -o graph.ttl <&-"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=60,
    )
    complaint(done, 2)


def test_a_fault_of_edugraph_is_called_a_bug_and_can_be_traced(tmp_path: Path) -> None:
    broken = (
        "import edugraph.cli.commands as commands\n"
        "def fail(path):\n    raise ZeroDivisionError('an odd\\nfault')\n"
        "commands.opened = fail\n"
        "from edugraph.cli import main\n"
        "main()\n"
    )
    runs = {}
    for debug in ("", "1"):
        runs[debug] = subprocess.run(
            [sys.executable, "-c", broken, "facts", "graph.ttl"],
            cwd=tmp_path,
            env={**os.environ, "EDUGRAPH_DEBUG": debug},
            capture_output=True,
            check=False,
            timeout=60,
        )
    said = complaint(runs[""], 3)
    assert said == "error: this is a bug in edugraph (ZeroDivisionError: an odd fault)"
    assert b"EDUGRAPH_DEBUG=1" in runs[""].stderr
    assert b"Traceback" in runs["1"].stderr
