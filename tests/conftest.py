"""What tests of several features share: the command line as a process, the shipped graph, tools of the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

Run = Callable[..., subprocess.CompletedProcess[bytes]]


def pytest_configure(config: pytest.Config) -> None:
    """Keep what hypothesis remembers out of the way of tests that look at the working tree."""
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(ROOT / ".hypothesis"))


def run_edugraph(
    *arguments: str | Path, cwd: Path, env: dict[str, str] | None = None, stdin: bytes | None = None, check: bool = True
) -> subprocess.CompletedProcess[bytes]:
    """Run ``edugraph`` as a process of its own, with ``env`` on top of this one's."""
    done = subprocess.run(
        [sys.executable, "-c", "from edugraph.cli import main; main()", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        input=b"" if stdin is None else stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert not check or done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done


@pytest.fixture(scope="session")
def edugraph() -> Run:
    """``edugraph(*arguments, cwd=…, env=…, stdin=…, check=…)``: the command line as a user starts it."""
    return run_edugraph


@pytest.fixture(scope="session")
def shipped_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the shipped report as ``edugraph build`` writes it; not to be changed."""
    folder = tmp_path_factory.mktemp("shipped")
    run_edugraph("build", "-o", "graph.ttl", cwd=folder)
    return folder / "graph.ttl"


@pytest.fixture(scope="session")
def needs() -> Callable[[str], str]:
    """``needs("rapper")``: the path of a tool of the machine. Without it the test is skipped, in CI it fails."""

    def find(tool: str) -> str:
        path = shutil.which(tool)
        if path is None:
            message = f"{tool} is not installed here"
            if os.environ.get("CI"):
                pytest.fail(message)
            pytest.skip(message)
        return path

    return find
