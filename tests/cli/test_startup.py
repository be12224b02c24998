"""Commands start quickly: what is heavy is imported by the commands that need it, and by no other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"rdflib", "igraph", "networkx", "pyvis", "rich", "jinja2", "oxrdflib", "IPython", "pyparsing"}


def imported_by(*arguments: str, cwd: Path) -> set[str]:
    """The heavy modules that a command has imported when it ends."""
    code = (
        "import sys\nfrom edugraph.cli.run import run\n"
        f"assert run({list(arguments)!r}) == 0\n"
        f"print(*sorted({sorted(HEAVY)!r} & sys.modules.keys()), file=sys.stderr)"
    ).replace(f"{sorted(HEAVY)!r} &", f"set({sorted(HEAVY)!r}) &")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["build", "--help"], ["build"], ["explain", "培育书香校园12所"]],
    ids=" ".join,
)
def test_nothing_heavy_is_imported_by(arguments: list[str], tmp_path: Path) -> None:
    assert imported_by(*arguments, cwd=tmp_path) == set()


def test_help_reads_neither_the_ontology_nor_the_rules(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom edugraph.cli.run import run\nrun(['build', '--help'])\n"
        "assert not [name for name in sys.modules if name.startswith(('edugraph.lexicon', 'edugraph.graph'))]"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
