"""The commands, outputs and scores that the READMEs show: checked by a test, renewed by ``make docs``.

A fenced block of language ``console`` holds one command after ``$`` and what it prints; with ``first=6`` behind the
language it shows the first six lines, and ``…`` for the rest. Between the two marks of the score stands a table of
what is read of each report with gold.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.score import own_texts
from tests.conftest import ROOT
from tests.scoring import score_text

READMES = ("README.md", "README.zh-CN.md")
ELISION = "…"
_BLOCK = re.compile(r"^```console(?: first=(\d+))?\n\$ (.*)\n((?:.*\n)*?)```$", re.MULTILINE)
_SCORE = re.compile(r"(?<=<!-- score -->\n).*?(?=<!-- /score -->)", re.DOTALL)
_COLUMNS = {
    "recall": "recall",
    "strict_recall": "strict",
    "precision": "precision",
    "recognition_recall": "recognitions",
    "project_recall": "projects",
    "goal_recall": "goals",
    "entity_recall": "entities",
}


@dataclass(frozen=True)
class Example:
    """A command in a README and what is shown of its output."""

    command: str
    shown: str
    first: int | None


def examples(readme: str) -> list[Example]:
    """The commands that a README shows, in order."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    return [Example(match[2], match[3], int(match[1]) if match[1] else None) for match in _BLOCK.finditer(text)]


def printed_by(command: str, folder: Path, first: int | None) -> str:
    """What a command prints to a person in ``folder``, output and talk together, as a README shows it."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONUTF8": "1", "COLUMNS": "100"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    printed = done.stdout.decode("utf-8")
    assert done.returncode == 0, printed
    lines = [line.rstrip() for line in printed.rstrip().splitlines()]
    if first is not None and len(lines) > first:
        lines = [*lines[:first], ELISION]
    return "".join(line + "\n" for line in lines)


def score_shown(readme: str) -> str:
    """The table of scores as a README has it."""
    found = _SCORE.search((ROOT / readme).read_text(encoding="utf-8"))
    assert found is not None
    return found.group()


def score_table() -> str:
    """The scores of every report of this repository that has gold, as Markdown."""
    lines = [f"| | {' | '.join(_COLUMNS.values())} |", "|---" * (len(_COLUMNS) + 1) + "|"]
    with tempfile.TemporaryDirectory() as scratch:
        for text, gold in own_texts():
            numbers = score_text(text, gold, Path(scratch) / "graph.ttl").numbers
            cells = (f"{numbers[name]:.2f}" if name in numbers else "" for name in _COLUMNS)
            lines.append(f"| {text.stem} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Renew what the READMEs show."""
    table = score_table()
    for readme in READMES:
        path = ROOT / readme
        text = _SCORE.sub(table, path.read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            for example in examples(readme):
                printed = printed_by(example.command, Path(folder), example.first)
                fence = "```console" + (f" first={example.first}" if example.first else "")
                old = f"{fence}\n$ {example.command}\n{example.shown}```"
                text = text.replace(old, f"{fence}\n$ {example.command}\n{printed}```")
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
