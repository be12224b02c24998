"""Rows on a terminal, in a pipe and in files: every form holds the same, in UTF-8, whatever the locale."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

from edugraph.cli.output import cell
from edugraph.graph.rows import ENTITY_COLUMNS, FACT_COLUMNS
from tests.conftest import Run

LOCALES = {
    "C": {"LC_ALL": "C"},
    "C without UTF-8 mode": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ASCII asked for": {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
}


def on_a_terminal(*arguments: str | Path, cwd: Path) -> str:
    """What a command prints when its output is a terminal of 100 columns."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", "from edugraph.cli import main; main()", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "COLUMNS": "100", "TERM": "xterm"},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(theirs)
        seen = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            seen += part
        process.wait(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    return seen.decode("utf-8")


@pytest.mark.parametrize(("verb", "columns"), [("facts", FACT_COLUMNS), ("entities", ENTITY_COLUMNS)])
def test_every_form_holds_the_same_rows(
    verb: str, columns: tuple[str, ...], edugraph: Run, invented_graph: Path, tmp_path: Path
) -> None:
    lines, array, table = (
        edugraph(verb, invented_graph, "--format", form, cwd=tmp_path).stdout.decode("utf-8")
        for form in ("jsonl", "json", "csv")
    )
    rows = [json.loads(line) for line in lines.splitlines()]
    assert len(rows) == {"facts": 10, "entities": 13}[verb]
    assert all(list(row) == list(columns) for row in rows)
    assert json.loads(array) == rows
    read = list(csv.DictReader(io.StringIO(table)))
    assert read == [{name: cell(value) for name, value in row.items()} for row in rows]


def test_csv_is_printed_in_a_pipe_and_a_table_on_a_terminal(
    edugraph: Run, invented_graph: Path, tmp_path: Path
) -> None:
    piped = edugraph("entities", invented_graph, cwd=tmp_path).stdout.decode("utf-8")
    assert piped.splitlines()[0] == ",".join(ENTITY_COLUMNS)
    shown = on_a_terminal("entities", invented_graph, cwd=tmp_path)
    assert "绿水中学东校区" in shown
    assert "─" in shown
    assert max(len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in shown.splitlines()) <= 100


def test_a_table_in_a_pipe_cuts_nothing(edugraph: Run, invented_graph: Path, tmp_path: Path) -> None:
    done = edugraph("facts", invented_graph, "--format", "table", cwd=tmp_path)
    lines = done.stdout.decode("utf-8").splitlines()
    assert any("推进青山小学、绿水中学等6所学校新建工程" in line for line in lines)
    assert done.stderr == b"10 rows\n"


@pytest.mark.parametrize("locale", LOCALES)
def test_output_is_utf8_in_the_locale(locale: str, edugraph: Run, invented_graph: Path, tmp_path: Path) -> None:
    done = edugraph("entities", invented_graph, "--format", "jsonl", cwd=tmp_path, env=LOCALES[locale])
    assert "绿水中学东校区" in done.stdout.decode("utf-8")


def test_a_graph_comes_in_through_standard_input(edugraph: Run, invented_graph: Path, tmp_path: Path) -> None:
    named = edugraph("facts", invented_graph, cwd=tmp_path).stdout
    assert edugraph("facts", "-", cwd=tmp_path, stdin=invented_graph.read_bytes()).stdout == named


def test_an_empty_graph_has_a_heading_and_no_row(edugraph: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_text("", encoding="utf-8")
    assert edugraph("facts", "empty.ttl", cwd=tmp_path).stdout.decode() == ",".join(FACT_COLUMNS) + "\n"
    assert edugraph("facts", "empty.ttl", "--format", "jsonl", cwd=tmp_path).stdout == b""
    assert json.loads(edugraph("facts", "empty.ttl", "--format", "json", cwd=tmp_path).stdout) == []


def test_a_reader_that_has_enough_ends_the_output_quietly(invented_graph: Path, tmp_path: Path) -> None:
    command = f"{sys.executable} -c 'from edugraph.cli import main; main()' query {invented_graph} -"
    wide = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | head -n 1"],
        cwd=tmp_path,
        input=wide.encode(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.stdout == b"a,b,c,d,e,f\n"
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (95.56, "95.56"),
        (400000.0, "400000"),
        (12, "12"),
        (True, "true"),
        (["青山小学", "绿水中学"], "青山小学; 绿水中学"),
        ([[0, 5], [7, 9]], "0-5; 7-9"),
        ([], ""),
    ],
)
def test_a_cell_is_plain_text(value: object, shown: str) -> None:
    assert cell(value) == shown
