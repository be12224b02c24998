"""Scores the reading of every report that has gold, one line each: ``python -m benchmarks.score [--misses] [NAME…]``.

Gold in the repository is always scored; gold under the folder of ``SHARED_GOLD`` as well, when it is there.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.scoring import score_text, shares

ROOT = Path(__file__).resolve().parents[1]


def texts_with_gold() -> Iterator[tuple[Path, Path]]:
    """Every report text with the place of its gold."""
    for folder in sorted((ROOT / "data" / "gold").iterdir()):
        text = ROOT / "data" / "reports" / f"{folder.name}.txt"
        if text.is_file():
            yield text, folder
    shared = Path(os.environ.get("SHARED_GOLD") or ROOT.parent / "shared" / "gold")
    for folder in (ROOT / "data" / "gold" / "dev", shared / "dev"):
        for text in sorted(folder.glob("*.txt")):
            yield text, text.with_suffix("")


def main() -> None:
    """Print a line per report, and with ``--misses`` what was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only these reports")
    parser.add_argument("--misses", action="store_true", help="print what was missed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for text, gold in texts_with_gold():
            if options.names and text.stem not in options.names:
                continue
            result = score_text(text, gold, Path(scratch) / f"{text.stem}.ttl")
            print(f"{text.stem:<12} {shares(result)}", flush=True)
            for kind, what in result.misses if options.misses else ():
                print(f"    {kind}: {what}")


if __name__ == "__main__":
    main()
