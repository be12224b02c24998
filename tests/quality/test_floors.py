"""Floors under the scores: they hold, every gold has them, and they only ever rise."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.score import FLOORS, ROOT, own_texts
from edugraph.errors import InputError
from edugraph.quality.floors import KEPT, floors_text, load_floors, missed, raised
from tests.scoring import score_text

SHARE = st.floats(0, 1)
NUMBERS = st.dictionaries(st.sampled_from([*KEPT, "gold"]), SHARE)
SCORES = st.dictionaries(st.sampled_from(["one", "two"]), NUMBERS)


@pytest.mark.parametrize(("text", "gold"), [pytest.param(*each, id=each[0].stem) for each in own_texts()])
def test_every_report_is_read_as_well_as_its_floors_ask(text: Path, gold: Path, tmp_path: Path) -> None:
    kept = load_floors(FLOORS)[text.stem]
    numbers = score_text(text, gold, tmp_path / "graph.ttl").numbers
    assert {name: numbers.get(name) for name in missed(numbers, kept)} == {}
    assert set(kept) == {name for name in KEPT if name in numbers}


def test_floors_stand_under_existing_gold_alone() -> None:
    assert load_floors(FLOORS).keys() == {text.stem for text, _ in own_texts()}


def test_the_file_of_the_floors_is_as_it_is_written() -> None:
    assert FLOORS.read_text(encoding="utf-8") == floors_text(load_floors(FLOORS))


def test_no_floor_is_lower_than_it_was() -> None:
    git = shutil.which("git")
    path = FLOORS.relative_to(ROOT).as_posix()
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is not a checkout")

    def printed(*arguments: str) -> str:
        # A checkout of another owner (a container) is still this checkout.
        said = [git, "-c", f"safe.directory={ROOT}", *arguments]
        return subprocess.run(said, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ).stdout

    now = load_floors(FLOORS)
    for commit in printed("log", "-2", "--format=%H", "--", path).split():
        for name, kept in tomllib.loads(printed("show", f"{commit}:{path}")).items():
            assert missed(now.get(name, {}), kept) == (), f"{name} was higher in {commit}"


@given(SCORES, SCORES)
def test_raising_never_lowers_and_reaches_what_stands(before: dict, after: dict) -> None:
    floors = raised({}, before)
    lifted = raised(floors, after)
    for name, kept in floors.items():
        assert missed(lifted[name], kept) == ()
    for name, numbers in after.items():
        for number in KEPT:
            if number in numbers:
                assert lifted[name][number] > numbers[number] - 0.001 - 1e-6
    assert "gold" not in {number for kept in lifted.values() for number in kept}
    assert raised(lifted, after) == lifted


@given(SCORES)
def test_what_stands_holds_the_floors_raised_to_it(scores: dict) -> None:
    floors = raised({}, scores)
    assert all(missed(scores[name], kept) == () for name, kept in floors.items())
    assert tomllib.loads(floors_text(floors)) == floors


def test_a_number_that_is_not_there_misses_its_floor() -> None:
    assert missed({"recall": 0.5}, {"recall": 0.5, "precision": 0.1}) == ("precision",)


@pytest.mark.parametrize("text", ["strict_f1 = 0.9", "[one]\nrecall = 2", "[one]\nrecall = 'high'", "[one", "\xff"])
def test_a_file_of_something_else_is_said_to_hold_no_floors(text: str, tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(InputError, match="floor"):
        load_floors(path)
