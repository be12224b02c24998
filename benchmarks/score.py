"""Scores the reading of every report that has gold, one line each: ``python -m benchmarks.score [--misses] [NAME…]``.

Gold in the repository is always scored and held to the floors of ``data/gold/floors.toml``; gold under the folder of
``SHARED_GOLD`` is scored as well, when it is there. ``--raise`` lifts the floors to what stands.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from edugraph.files import write_file
from edugraph.quality.floors import floors_text, load_floors, missed, raised
from tests.scoring import score_text, shares

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "data" / "gold"
FLOORS = GOLD / "floors.toml"


def texts_with_gold() -> Iterator[tuple[Path, Path]]:
    """Every report text with the place of its gold: those of the repository, then those beside it."""
    yield from own_texts()
    shared = Path(os.environ.get("SHARED_GOLD") or ROOT.parent / "shared" / "gold")
    for text in sorted((shared / "dev").glob("*.txt")):
        yield text, text.with_suffix("")


def own_texts() -> Iterator[tuple[Path, Path]]:
    """Every report text of the repository with the place of its gold."""
    for folder in sorted(GOLD.iterdir()):
        text = ROOT / "data" / "reports" / f"{folder.name}.txt"
        if text.is_file():
            yield text, folder
    for text in sorted((GOLD / "dev").glob("*.txt")):
        yield text, text.with_suffix("")


def main() -> int:
    """Print a line per report, with ``--misses`` what was missed; 1 when a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only these reports")
    parser.add_argument("--misses", action="store_true", help="print what was missed")
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise the floors to what stands")
    options = parser.parse_args()
    floors = load_floors(FLOORS) if FLOORS.is_file() else {}
    scores: dict[str, dict[str, float]] = {}
    below: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        for text, gold in texts_with_gold():
            if options.names and text.stem not in options.names:
                continue
            result = score_text(text, gold, Path(scratch) / f"{text.stem}.ttl")
            print(f"{text.stem:<12} {shares(result)}", flush=True)
            for kind, what in result.misses if options.misses else ():
                print(f"    {kind}: {what}")
            if text.is_relative_to(ROOT / "data"):
                scores[text.stem] = result.numbers
                kept = floors.get(text.stem, {})
                below += [
                    f"{text.stem}: {name} is {result.numbers.get(name, 0.0):.4f}, its floor is {kept[name]:.3f}"
                    for name in missed(result.numbers, kept)
                ]
    for line in below:
        print(f"below its floor: {line}", file=sys.stderr)
    if options.lift:
        write_file(FLOORS, floors_text(raised(floors, scores)).encode("utf-8"))
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
