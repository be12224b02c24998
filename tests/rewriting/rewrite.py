"""Rewrites the shipped report with its gold: other numbers, names, year, columns and order of sections.

Command line, from the root of the repository::

    python -m tests.rewriting.rewrite 1 2 3 -o DIR            # DIR/1.txt and the gold folder DIR/1/ …
    python -m tests.rewriting.rewrite 1 2 3 -o DIR --score    # and build, read and score each
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from tests.rewriting.layout import Style, typeset
from tests.rewriting.names import REGIONS, Region, renaming
from tests.rewriting.numbers import renumber, values
from tests.rewriting.report import GOLD, Page, Section, shipped_page

GOLD_FILES = ("facts", "recognitions", "projects", "goals", "entities")
_SHIPPED_YEAR = 2022
_TITLES = ("踔厉奋发谱新篇 勇毅前行向未来", "砥砺深耕启新程 奋楫扬帆谱华章", "凝心聚力抓落实 提质增效促发展")
_EDITORS = ("汤若静", "李晓雯", "周启明", "陈一诺", "王蓓")
_MARKS = ("AA0606", "A03", "B0712", "05")


@dataclass(frozen=True)
class Variant:
    """One rewriting: the broken text and its gold rows by file name."""

    seed: int
    region: Region
    year: int
    style: Style
    text: str
    gold: dict[str, list[dict[str, Any]]]

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Writes the text and the gold folder; returns both paths."""
        text, gold = folder / f"{self.seed}.txt", folder / str(self.seed)
        gold.mkdir(parents=True, exist_ok=True)
        text.write_text(self.text, encoding="utf-8", newline="\n")
        for name, rows in self.gold.items():
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            (gold / f"{name}.jsonl").write_text(lines, encoding="utf-8", newline="\n")
        return text, gold


def _style(rng: Random, year: int, page: Page) -> Style:
    order = rng.sample(range(len(page.sections)), len(page.sections))
    headings_after = rng.random() < 0.75
    # Where headings come last, only the paragraph before a heading is surely not part of a plan printed before it:
    # a section of two paragraphs straight after the plan could not be told apart by any reader.
    free = [
        place
        for place in range(1, len(order) + 1)
        if place == len(order) or not headings_after or len(page.sections[order[place]].paragraphs) == 1
    ]
    first, second = rng.sample(_EDITORS, 2)
    return Style(
        width=rng.choice([8, 10, 12, 13, 15, 16, 17, 18, 20, 22, 25, 30, 40]),
        front_width=rng.randint(20, 42),
        typeset=rng.random() < 0.6,
        blanks=rng.choice([0.0, 0.05, 0.1]),
        spaces=rng.choice([0.0, 0.15, 0.3]),
        indent=rng.choice(["", "", "　　", " "]),
        order=tuple(order),
        plan_at=rng.choice(free),
        furniture=rng.choice(["front", "top", "inside", "end"]),
        headings_after=headings_after,
        published=date(year + 1, rng.randint(1, 3), rng.randint(1, 28)),
        people=(first, second),
        page_mark=rng.choice(_MARKS),
    )


def _gold_row(row: dict[str, Any], change: Callable[[str], str], years: int) -> dict[str, Any]:
    old = values(row["quote"]) if "quote" in row else []
    new = values(change(row["quote"])) if "quote" in row else []

    def one(key: str, value: Any) -> Any:
        if isinstance(value, str):
            return str(int(value) + years) if key == "period" else change(value)
        if isinstance(value, list):
            return [one(key, item) for item in value]
        if isinstance(value, int | float) and not isinstance(value, bool):
            for before, after in zip(old, new, strict=True):
                if float(before) == float(value):
                    return int(after) if after == after.to_integral_value() else float(after)
        return value

    return {key: one(key, value) for key, value in row.items()}


def rewrite(seed: int) -> Variant:
    """The rewriting of the shipped report that belongs to ``seed``."""
    rng = Random(f"variant {seed}")
    page = shipped_page()
    region = REGIONS[seed % len(REGIONS)]
    year = rng.randint(2016, 2024)
    years = year - _SHIPPED_YEAR
    rename = renaming(rng, region)

    def change(text: str) -> str:
        # Numbers first: the renaming brings in names with numerals of their own.
        return rename(renumber(text, seed, years))

    rewritten = Page(
        front=tuple(map(change, page.front)),
        publisher=change(page.publisher),
        title=rng.choice(_TITLES),
        sections=tuple(Section(tuple(map(change, part.paragraphs)), part.heading) for part in page.sections),
        plan_heading=change(page.plan_heading),
        plan=tuple(map(change, page.plan)),
    )
    style = _style(rng, year, page)
    gold = {
        name: [
            _gold_row(json.loads(line), change, years)
            for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        for name in GOLD_FILES
    }
    return Variant(seed, region, year, style, typeset(rewritten, style, rng), gold)


def variants(seeds: range) -> Iterator[Variant]:
    """The rewritings of all ``seeds``."""
    return (rewrite(seed) for seed in seeds)


def main() -> None:
    """Writes the variants of the seeds given on the command line, and scores them when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seeds", type=int, nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--score", action="store_true", help="build each variant with edugraph and score it")
    parser.add_argument("--misses", action="store_true", help="with --score: print what was missed")
    options = parser.parse_args()
    for seed in options.seeds:
        variant = rewrite(seed)
        text, gold = variant.write(options.output)
        style = variant.style
        print(
            f"{text}  {variant.region.district} {variant.year}  width {style.width}"
            f"{'' if style.typeset else ' cut'}  headings {'after' if style.headings_after else 'before'}"
            f"  plan after {style.plan_at}  furniture {style.furniture}"
        )
        if options.score:
            from tests.scoring import score_text, shares

            score = score_text(text, gold, text.with_suffix(".ttl"))
            print("   ", shares(score))
            for kind, what in score.misses if options.misses else ():
                print(f"      {kind}: {what}")


if __name__ == "__main__":
    main()
