"""The wheel holds all it needs: installed alone into a fresh environment, it builds the shipped report."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``edugraph`` script of a fresh environment that holds the wheel, and sees the dependencies of this one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "--disable-pip-version-check", "install", "-q", "--no-deps", "--no-index", wheel],
        check=True,
        capture_output=True,
    )
    # A plain path in a .pth lends the packages of this environment, but not its editable edugraph: the .pth files
    # found there are not followed. So nothing is downloaded, and nothing of the checkout is in reach.
    site = next((folder / "lib").glob("python3*/site-packages"))
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin" / "edugraph"


def clean_environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "VIRTUAL_ENV"}}


def test_the_installed_package_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    found = subprocess.run(
        [installed.with_name("python"), "-c", "import edugraph; print(edugraph.__file__)"],
        cwd=tmp_path,
        env=clean_environment(),
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert found.startswith(str(installed.parents[1]))


def test_it_builds_the_shipped_report_in_an_empty_folder(installed: Path, tmp_path: Path, shipped_graph: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [installed, *arguments], cwd=tmp_path, env=clean_environment(), check=True, capture_output=True
        )

    run("build")
    graph = tmp_path / "build" / "graph.ttl"
    assert graph.read_bytes() == shipped_graph.read_bytes()
    assert run("facts", "build/graph.ttl", "--format", "jsonl").stdout.count(b"\n") > 59
    assert run("entities", "build/graph.ttl", "--format", "jsonl").stdout.count(b"\n") >= 50
    assert b"targets" in run("query", "--list", "--format", "csv").stdout
    run("view", "build/graph.ttl", "-o", "graph.html")
    assert (tmp_path / "graph.html").stat().st_size > 10_000


def test_the_wheel_holds_ontology_rules_queries_and_reports_but_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in ("ontology/schema.ttl", "data/manifest.toml", "data/reports/wuxing-2022.txt", "py.typed"):
        assert f"edugraph/{part}" in names
    assert [name for name in names if name.startswith("edugraph/rules/") and name.endswith(".toml")]
    assert [name for name in names if name.startswith("edugraph/queries/") and name.endswith(".rq")]
    assert not [name for name in names if name.startswith(("tests", "benchmarks")) or "/gold/" in name]


def distribution(requirement: str) -> str:
    """The name in a requirement, as it is imported: ``rdflib>=7.1`` → ``rdflib``."""
    return re.split(r"[\s<>=!\[;~]", requirement, maxsplit=1)[0].lower().replace("-", "_")


def test_every_package_that_the_code_imports_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = list(project["dependencies"])
    for extra in project["optional-dependencies"].values():
        declared += extra
    names = {
        re.split(r"[\s<>=!\[;~]", requirement, maxsplit=1)[0].lower().replace("-", "_") for requirement in declared
    }
    imported: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                imported.add(node.module.partition(".")[0])
    imported = {{"docx": "python_docx", "PIL": "pillow"}.get(name, name) for name in imported}
    assert imported - sys.stdlib_module_names - {"edugraph"} <= names


def test_the_extra_called_all_takes_every_optional_dependency() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    single = {requirement for name, group in extras.items() if name != "all" for requirement in group}
    together = {requirement for requirement in extras["all"] if not requirement.startswith("edugraph[")}
    named = {extra for requirement in extras["all"] for extra in re.findall(r"edugraph\[(.+)\]", requirement)}
    assert single <= together or named == set(extras) - {"all"}


def test_pins_name_every_requirement_and_no_registry() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = {line.partition("==")[0].lower().replace("-", "_") for line in pins.splitlines() if "==" in line}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    required = list(project["project"]["dependencies"])
    for group in project["dependency-groups"].values():
        required += group
    names = {
        re.split(r"[\s<>=!\[;~]", requirement, maxsplit=1)[0].lower().replace("-", "_") for requirement in required
    }
    assert names <= pinned
    assert "://" not in pins
