"""Scores against gold: perfect rows get full marks, every fault costs what it should."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from edugraph.errors import InputError
from edugraph.quality import load_gold, score
from edugraph.quality.likeness import overlap

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "data" / "gold" / "wuxing-2022"
SHARED = ROOT.parent / "shared" / "gold"


def first(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def perfect_rows() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows as a reader without a fault would print them, made from the gold itself."""
    gold = load_gold(GOLD)
    rows = [{**row, "measure": first(row["measure"]), "kind": "observation"} for row in gold.facts]
    rows += [{**row, "title": first(row["title"]), "kind": "recognition", "count": None} for row in gold.recognitions]
    for row in gold.projects:
        project = {**row, "kind": "project", "value": None, "count": None}
        if row["count"] is None:
            rows.append(project)
        else:  # the project and the figure that counts it are one row
            same = (each for each in rows if each.get("value") == row["count"] and overlap(each["quote"], row["quote"]))
            figure = next(same)
            status = "achieved" if row["status"] == "completed" else row["status"]
            figure |= {"kind": "project", "schools": row["schools"], "quote": row["quote"], "status": status}
    rows += [{**row, "kind": "action", "verb": "", "object": row["quote"]} for row in gold.goals]
    return rows, [dict(row) for row in gold.entities]


def test_rows_without_a_fault_get_full_marks() -> None:
    rows, entities = perfect_rows()
    numbers = score(load_gold(GOLD), rows, entities).numbers
    shares = {name for name, value in numbers.items() if isinstance(value, float)}
    # The gold counts the ongoing project as an achieved figure; a row has one status, so one check must miss.
    assert {name for name in shares if numbers[name] < 1.0} <= {"strict_recall", "strict_f1", "status"}
    assert numbers["recall"] == numbers["precision"] == numbers["project_recall"] == numbers["entity_recall"] == 1.0
    assert (numbers["gold"], numbers["recognitions"], numbers["projects"], numbers["entities"]) == (59, 20, 7, 50)


def test_a_figure_that_is_not_read_lowers_recall_and_is_named() -> None:
    rows, _ = perfect_rows()
    lost = next(row for row in rows if row["quote"] == "党建示范校7所")
    result = score(load_gold(GOLD), [row for row in rows if row is not lost])
    assert result.numbers["recall"] == pytest.approx(58 / 59)
    assert ("missing", "党建示范校7所") in result.misses


def test_a_wrong_status_keeps_the_figure_found_but_not_strict() -> None:
    rows, _ = perfect_rows()
    before = score(load_gold(GOLD), rows).numbers
    next(row for row in rows if row["quote"] == "党建示范校7所")["status"] = "planned"
    after = score(load_gold(GOLD), rows).numbers
    assert after["recall"] == before["recall"]
    assert after["strict_recall"] == pytest.approx(before["strict_recall"] - 1 / 59)


def test_an_invented_number_lowers_precision() -> None:
    rows, _ = perfect_rows()
    rows.append({"kind": "observation", "value": 3, "unit": "个", "measure": "x", "quote": "没有这样的话"})
    numbers = score(load_gold(GOLD), rows).numbers
    assert numbers["recall"] == 1.0
    assert numbers["precision"] < 1.0


def test_the_level_and_the_change_of_a_measure_may_stand_on_one_row_or_two(tmp_path: Path) -> None:
    want = {"quote": "学校386所，比上年减少9所", "measure": "学校", "value": 386, "unit": "所", "delta": -9}
    want |= {"status": "achieved"}
    (tmp_path / "facts.jsonl").write_text(json.dumps(want), encoding="utf-8")
    level = {**want, "kind": "observation", "delta": None}
    change = {**want, "kind": "change", "value": None}
    one, two = (score(load_gold(tmp_path), rows).numbers for rows in ([want], [level, change]))
    assert one["strict_recall"] == two["strict_recall"] == one["precision"] == two["precision"] == 1.0


def test_gold_that_is_not_there_is_said_in_two_lines(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_gold(tmp_path / "nothing")
    assert "no gold" in caught.value.message
    assert "nothing.facts.jsonl" in caught.value.hint


def test_gold_that_is_not_json_is_said_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "facts.jsonl").write_text("{broken", encoding="utf-8")
    with pytest.raises(InputError, match=r"facts\.jsonl"):
        load_gold(tmp_path)


def shared_scorer() -> ModuleType:
    path = SHARED / "score.py"
    if not path.is_file():
        pytest.skip("the scorer of the development folder is not here")
    spec = importlib.util.spec_from_file_location("shared_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spoiled(rows: list[dict[str, Any]], rng: random.Random) -> list[dict[str, Any]]:
    """Rows with faults of every kind: lost, doubled, wrong in one field."""
    out: list[dict[str, Any]] = []
    for row in rows:
        dice = rng.random()
        if dice < 0.15:
            continue
        changed = dict(row)
        if dice < 0.6:
            key = rng.choice(sorted(changed))
            changed[key] = rng.choice([None, rng.choice(rows).get(key), "exact", 7])
        out.extend([changed] * (2 if dice > 0.92 else 1))
    for row in out:
        for key in ("value", "count", "delta", "value_from"):
            if not isinstance(row.get(key), int | float):
                row[key] = None
        for key in ("schools", "aliases"):
            row[key] = row[key] if isinstance(row.get(key), list) else []
    return out


@pytest.mark.parametrize("seed", range(12))
def test_the_numbers_are_those_of_the_scorer_that_the_gold_was_made_with(seed: int) -> None:
    shared = shared_scorer()
    rng = random.Random(seed)
    perfect, names = perfect_rows()
    rows, entities = spoiled(perfect, rng), spoiled(names, rng)
    gold = load_gold(GOLD)
    expected, _ = shared.score_facts(list(gold.facts), rows)
    for part in ("recognitions", "projects", "goals"):
        expected |= getattr(shared, f"score_{part}")(list(getattr(gold, part)), rows)[0]
    expected |= shared.score_entities(list(gold.entities), entities)[0]
    assert score(gold, rows, entities).numbers == pytest.approx(expected)


@pytest.mark.parametrize("name", ["d1", "d2", "d3"])
def test_gold_given_by_a_prefix_is_found(name: str) -> None:
    shared_scorer()
    gold = load_gold(SHARED / "dev" / name)
    assert len(gold.facts) > 40
    assert gold.entities
