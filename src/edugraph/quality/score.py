"""Scores the flat rows of a graph against gold.

A gold figure is *found* when a row has its number and unit and an overlapping quote; it is *strict* when measure,
status, period, qualifier and the earlier value agree as well. *Precision* is the share of the rows with a number
that meet a gold row; each gold row is met once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from edugraph.quality.gold import Gold
from edugraph.quality.likeness import Row, alike, listed, overlap, plain, same_number, same_unit, squeeze

_CHECKED = ("measure", "status", "period", "qualifier", "value_from", "delta")


class Miss(NamedTuple):
    """Something that is not as the gold has it: what is wrong, and with which quote or name."""

    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Score:
    """Counts and shares (0 to 1) by name, in printed order, and everything that was missed."""

    numbers: dict[str, float]
    misses: tuple[Miss, ...]


def score(gold: Gold, facts: Iterable[Row], entities: Iterable[Row] | None = None) -> Score:
    """Score rows against gold.

    Args:
        gold: what should have been read.
        facts: the rows of ``edugraph facts``.
        entities: the rows of ``edugraph entities``; ``None`` leaves them out of the score.
    """
    rows = list(facts)
    parts = [_facts(gold.facts, rows)]
    if gold.recognitions:
        parts.append(_recognitions(gold.recognitions, [row for row in rows if row.get("kind") == "recognition"]))
    if gold.projects:
        parts.append(_projects(gold.projects, [row for row in rows if row.get("kind") == "project"]))
    if gold.goals:
        parts.append(_goals(gold.goals, [row for row in rows if row.get("status") == "planned"]))
    if entities is not None:
        parts.append(_entities(gold.entities, list(entities)))
    numbers = {name: value for part in parts for name, value in part.numbers.items()}
    return Score(numbers, tuple(miss for part in parts for miss in part.misses))


def _number(row: Row) -> object:
    return row.get("value") if row.get("value") is not None else row.get("count")


def _share(part: float, whole: int) -> float:
    return part / max(1, whole)


def _checks(want: Row, row: Row) -> dict[str, bool]:
    period = want.get("period")
    return {
        "measure": any(alike(listed(want["measure"]), row.get(key)) for key in ("measure", "indicator_label", "title")),
        "status": want["status"] == row.get("status"),
        "period": period is None or str(row.get("period") or "").startswith(str(period)[:4]),
        "qualifier": want.get("qualifier", "exact") == (row.get("qualifier") or "exact"),
        "value_from": want.get("value_from") is None or same_number(want["value_from"], row.get("value_from")),
        "delta": want.get("delta") is None or same_number(want["delta"], row.get("delta")),
    }


def _meets_value(want: Row, row: Row) -> bool:
    if want.get("value") is None or not same_number(want["value"], _number(row)):
        return False
    return same_unit(want["unit"], row.get("unit")) and overlap(want["quote"], row.get("quote"))


def _meets_delta(want: Row, row: Row) -> bool:
    if want.get("value") is not None or want.get("delta") is None:
        return False
    return same_number(want["delta"], row.get("delta")) and overlap(want["quote"], row.get("quote"))


def _match(gold: Sequence[Row], rows: Sequence[Row]) -> dict[int, int]:
    """Which row meets which gold row. A row may serve one value and one delta: both may stand on one row."""
    met: dict[int, int] = {}
    for meets in (_meets_value, _meets_delta):
        pairs = [
            (-sum(_checks(want, row).values()), wanted, found)
            for wanted, want in enumerate(gold)
            for found, row in enumerate(rows)
            if meets(want, row)
        ]
        taken: set[int] = set()
        for _, wanted, found in sorted(pairs):
            if wanted not in met and found not in taken:
                met[wanted] = found
                taken.add(found)
    return met


def _borrow_deltas(gold: Sequence[Row], rows: list[Row], met: dict[int, int], used: set[int]) -> None:
    """Let the change of a gold row that has a value and a delta stand on a row of its own."""
    for wanted, want in enumerate(gold):
        if wanted not in met or want.get("value") is None or want.get("delta") is None:
            continue
        if same_number(want["delta"], rows[met[wanted]].get("delta")):
            continue
        for found, row in enumerate(rows):
            if (
                found not in used
                and same_number(want["delta"], row.get("delta"))
                and overlap(want["quote"], row.get("quote"))
            ):
                rows[met[wanted]] = {**rows[met[wanted]], "delta": row["delta"]}
                used.add(found)
                break


def _facts(gold: Sequence[Row], facts: Sequence[Row]) -> Score:
    rows: list[Row] = [row for row in facts if _number(row) is not None or row.get("delta") is not None]
    met = _match(gold, rows)
    used = set(met.values())
    _borrow_deltas(gold, rows, met, used)
    checks = {wanted: _checks(gold[wanted], rows[found]) for wanted, found in met.items()}
    required = [wanted for wanted, want in enumerate(gold) if not want.get("optional")]
    found = [wanted for wanted in required if wanted in met]
    strict = [wanted for wanted in found if all(checks[wanted].values())]
    recall, strict_recall = _share(len(found), len(required)), _share(len(strict), len(required))
    strict_rows = {met[wanted] for wanted in met if all(checks[wanted].values())}
    strict_precision = _share(len(strict_rows) + len(used - set(met.values())), len(rows))
    both = strict_recall + strict_precision
    numbers: dict[str, float] = {
        "gold": len(required),
        "extracted": len(rows),
        "recall": recall,
        "strict_recall": strict_recall,
        "precision": _share(len(used), len(rows)),
        "strict_f1": 2 * strict_recall * strict_precision / both if both else 0.0,
        **{name: _share(sum(checks[wanted][name] for wanted in found), len(found)) for name in _CHECKED},
    }
    misses = [Miss("missing", gold[wanted]["quote"]) for wanted in required if wanted not in met]
    for wanted in found:
        if wanted not in strict:
            wrong = ",".join(name for name, right in checks[wanted].items() if not right)
            said = {name: rows[met[wanted]].get(name) for name in (*_CHECKED, "value")}
            misses.append(Miss(f"wrong {wrong}", f"{gold[wanted]['quote']} -> {said}"))
    misses += [
        Miss("extra", f"{_number(row)} {row.get('unit')} {row.get('measure')} | {squeeze(row.get('quote'))[:40]}")
        for index, row in enumerate(rows)
        if index not in used
    ]
    return Score(numbers, tuple(misses))


def _recognitions(gold: Sequence[Row], rows: Sequence[Row]) -> Score:
    hits = strict = 0
    misses: list[Miss] = []
    for want in gold:
        fields = [
            {name: alike([want[name]], row.get(name)) for name in ("recipient", "grantor") if want.get(name)}
            | {
                name: str(want[name]) == str(row.get(name))
                for name in ("level", "batch", "edition", "rank")
                if want.get(name)
            }
            for row in rows
            if alike(listed(want["title"]), row.get("title"))
            and overlap(want["quote"], row.get("quote"))
            and row.get("status") == want["status"]
        ]
        if not fields:
            misses.append(Miss("recognition missing", want["quote"]))
            continue
        best = max(fields, key=lambda right: sum(right.values()))
        hits += 1
        strict += all(best.values())
        if not all(best.values()):
            wrong = ",".join(name for name, right in best.items() if not right)
            misses.append(Miss(f"recognition wrong {wrong}", want["quote"]))
    numbers: dict[str, float] = {
        "recognitions": len(gold),
        "recognition_recall": _share(hits, len(gold)),
        "recognition_strict": _share(strict, len(gold)),
    }
    return Score(numbers, tuple(misses))


def _meets_project(want: Row, row: Row) -> bool:
    # Gold tells completed works from other achievements; rows have one status for both.
    status = "achieved" if want["status"] == "completed" else want["status"]
    return (
        overlap(want["quote"], row.get("quote"))
        and row.get("status") in (want["status"], status)
        and all(any(alike([school], said) for said in row.get("schools") or ()) for school in want["schools"])
        and (want.get("count") is None or same_number(want["count"], _number(row)))
    )


def _projects(gold: Sequence[Row], rows: Sequence[Row]) -> Score:
    missed = [want for want in gold if not any(_meets_project(want, row) for row in rows)]
    numbers: dict[str, float] = {
        "projects": len(gold),
        "project_recall": _share(len(gold) - len(missed), len(gold)),
    }
    return Score(numbers, tuple(Miss("project", want["quote"]) for want in missed))


def _goals(gold: Sequence[Row], rows: Sequence[Row]) -> Score:
    def met(want: Row) -> bool:
        return any(
            overlap(want["quote"], row.get("quote"))
            and alike([want["quote"]], f"{row.get('verb') or ''}{row.get('object') or ''}")
            for row in rows
        )

    missed = [want for want in gold if not met(want)]
    numbers: dict[str, float] = {"goals": len(gold), "goal_recall": _share(len(gold) - len(missed), len(gold))}
    return Score(numbers, tuple(Miss("goal", want["quote"]) for want in missed))


def _names(row: Row) -> set[str]:
    return {plain(name) for name in (row.get("label"), *(row.get("aliases") or ()))}


def _entities(gold: Sequence[Row], rows: Sequence[Row]) -> Score:
    missed = [
        want for want in gold if not any(row.get("type") == want["type"] and _names(want) & _names(row) for row in rows)
    ]
    named = [row for row in rows if row.get("type") in {"School", "University"}]
    known = {name for want in gold for name in _names(want)}
    strangers = [row for row in named if not _names(row) & known]
    numbers: dict[str, float] = {
        "entities": len(gold),
        "entity_recall": _share(len(gold) - len(missed), len(gold)),
        "school_precision": _share(len(named) - len(strangers), len(named)),
    }
    misses = [Miss("entity", f"{want['type']} {want['label']}") for want in missed]
    misses += [Miss("extra school", str(row.get("label"))) for row in strangers]
    return Score(numbers, tuple(misses))
