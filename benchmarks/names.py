"""Scores the reading of names on ``data/gold/names``: ``python -m benchmarks.names [--misses] [--lac PYTHON]``.

edugraph is asked for type, full name, code and identity. jieba.posseg and LAC, which know words and tags, are asked for
the span and the coarse type alone, once as one word, once kindly as several words on end. jieba comes with the group
``bench``. LAC runs when this interpreter has it, or another one that is named; it is best given an environment of its
own, because PaddlePaddle is large: ``pip install 'setuptools<81' paddlepaddle``, then
``pip install --no-build-isolation LAC``, which brings its model along.

1 when edugraph falls below the floors; ``--raise`` lifts them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from benchmarks.name_set import NAMES, Snippet, Tally, load_names
from benchmarks.taggers import JIEBA, LAC_TAGS, edugraph_tally, jieba_words, lac_words, tagger_tally
from edugraph.files import write_file

FLOORS = NAMES / "floors.toml"
KINDS = ("schools", "departments", "places", "traps", "accuracy")
_HEAD = """\
# What is read of the names must not fall below these shares of right decisions. `make score-floors` raises them to what
# stands; nothing lowers them.
"""


def floors_text(floors: dict[str, float]) -> str:
    """The floors as TOML."""
    return _HEAD + "".join(f"{kind} = {floors[kind]:.3f}\n" for kind in KINDS)


def raised(floors: dict[str, float], shares: dict[str, float]) -> dict[str, float]:
    """The floors lifted to the shares, rounded down to a thousandth; where these are less, as they were."""
    return {kind: max(floors.get(kind, 0.0), int((shares[kind] + 1e-9) * 1000) / 1000) for kind in KINDS}


def load_floors() -> dict[str, float]:
    """The floors; none when there is no file."""
    import tomllib

    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}


def table(tallies: dict[str, Tally]) -> str:
    """The shares as a Markdown table with a row per reader."""
    first = next(iter(tallies.values()))
    lines = [
        "| reader | " + " | ".join(f"{kind} ({first.all[kind]})" for kind in KINDS) + " |",
        "|---|" + "---|" * len(KINDS),
    ]
    for reader, tally in tallies.items():
        lines.append(f"| {reader} | " + " | ".join(f"{tally.shares()[kind]:.3f}" for kind in KINDS) + " |")
    return "\n".join(lines)


def compared(snippets: Sequence[Snippet], ours: Tally, lac: str) -> str:
    """The table of edugraph beside the taggers that are installed; what is not is said on stderr."""
    tallies = {"edugraph: type, full name, code, identity": ours}
    taggers = {"jieba.posseg": (jieba_words(snippets), JIEBA), "LAC": (lac_words(snippets, lac), LAC_TAGS)}
    for name, (words, tags) in taggers.items():
        if words is None:
            print(f"hint: {name} is left out, it is not installed (python -m benchmarks.names --help)", file=sys.stderr)
            continue
        tallies[f"{name}: one word of the coarse type"] = tagger_tally(snippets, words, tags, joined=False)
        tallies[f"{name}: words on end"] = tagger_tally(snippets, words, tags, joined=True)
    return table(tallies)


def measured() -> str:
    """The table of this interpreter, for the page of measurements."""
    snippets = load_names()
    return compared(snippets, edugraph_tally(snippets), sys.executable)


def main() -> int:
    """Print the table and, with ``--misses``, what edugraph missed; 1 when a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print what edugraph missed")
    parser.add_argument("--lac", metavar="PYTHON", default=sys.executable, help="an interpreter that has LAC")
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise the floors to what stands")
    options = parser.parse_args()
    snippets = load_names()
    ours = edugraph_tally(snippets)
    if options.lift:
        floors = raised(load_floors(), ours.shares())
        write_file(FLOORS, floors_text(floors).encode("utf-8"))
    else:
        print(compared(snippets, ours, options.lac))
    if options.misses:
        for snippet, decision, wrong in ours.misses:
            print(f"{snippet.where} {snippet.code}: {decision.line}\n    found: {wrong}\n    in: {snippet.text}")
    shares = ours.shares()
    below = {kind: floor for kind, floor in load_floors().items() if shares[kind] < floor - 1e-9}
    for kind, floor in below.items():
        print(f"below its floor: {kind} is {shares[kind]:.4f}, its floor is {floor:.3f}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
