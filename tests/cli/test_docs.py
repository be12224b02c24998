"""docs/cli.md is what the help texts say; ``python scripts/make_cli_docs.py`` renews it."""

from __future__ import annotations

import importlib.util
from types import ModuleType

from tests.conftest import ROOT


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_cli_docs", ROOT / "scripts" / "make_cli_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_the_command_line_is_current() -> None:
    made = generator()
    assert made.PAGE.read_text(encoding="utf-8") == made.page()


def test_every_argument_and_option_of_every_command_is_explained() -> None:
    rows = [line for line in generator().page().splitlines() if line.startswith("| `")]
    assert len(rows) > 20
    assert all(line.split(" | ")[-1].strip(" |") for line in rows)
