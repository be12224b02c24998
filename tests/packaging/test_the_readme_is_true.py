"""What the READMEs show is what the commands print; ``make docs`` renews it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.packaging.shown import READMES, examples, printed_by, score_shown, score_table


@pytest.mark.slow
@pytest.mark.parametrize("readme", READMES)
def test_every_command_prints_what_is_shown(readme: str, tmp_path: Path) -> None:
    shown = examples(readme)
    assert len(shown) >= 5
    for example in shown:
        assert printed_by(example.command, tmp_path, example.first) == example.shown


@pytest.mark.slow
def test_the_scores_are_those_of_today() -> None:
    table = score_table()
    assert [score_shown(readme) for readme in READMES] == [table, table]


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = ([example.command for example in examples(readme)] for readme in READMES)
    assert english == chinese


def documents() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "data").rglob("*.md")])


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert (document.parent / target).exists(), target
