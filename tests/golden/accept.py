"""Rewrite the golden files with what is read now: ``python -m tests.golden.accept [NAME…]``. Then read the diff.

Lines marked ``!`` stay until they are read, lines marked ``?`` stay marked as long as they are read.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.golden.corpus import FOLDER, files, sentences


def rewritten(path: Path) -> str:
    """The text of a golden file with the lines of today."""
    lines = {each.number: each for each in sentences(path)}
    out: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("  "):
            continue
        out.append(line)
        if (sentence := lines.get(number)) is not None:
            now = sentence.read_now
            out += [f"  ? {each}" if each in sentence.wrong else f"  {each}" for each in now]
            out += [f"  ! {each}" for each in sentence.missing if each not in now]
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    wanted = {FOLDER / f"{name.removesuffix('.txt')}.txt" for name in sys.argv[1:]} or set(files())
    for each in sorted(wanted):
        each.write_text(rewritten(each), encoding="utf-8", newline="\n")
