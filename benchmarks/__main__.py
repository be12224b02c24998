"""Measures edugraph against known quantities and writes ``benchmarks/results.md``: ``python -m benchmarks``.

Every figure is a ratio of two things measured in turn in one run on one machine, so that it means the same elsewhere.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.names import measured as names_measured
from tests.rewriting.report import SHIPPED
from tests.rewriting.rewrite import rewrite

RESULTS = Path(__file__).with_name("results.md")
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


@dataclass(frozen=True)
class Row:
    """One comparison: what edugraph needs, what the yardstick needs, their ratio and what was asked."""

    what: str
    edugraph: str
    yardstick: str
    ratio: float
    asked: str


def in_turn(runs: int, *measures: Callable[[], float]) -> list[float]:
    """The median of each measure, taken in turn so that a busy machine disturbs all alike."""
    taken = [[measure() for measure in measures] for _ in range(runs)]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def throughput(text: str, runs: int) -> Row:
    """Characters per second of the build, bytes to Turtle, against those of the segmenter jieba on the same text.

    Both have their knowledge loaded before: vocabulary and grammar here, the dictionary there.
    """
    import jieba

    from edugraph.build import build_reports, graph_text
    from edugraph.lexicon.grammar import load_grammar
    from edugraph.lexicon.vocabulary import load_vocabulary
    from edugraph.model import Metadata
    from edugraph.reports import Report

    jieba.setLogLevel(60)
    jieba.lcut("预热")
    vocabulary = load_vocabulary()
    grammar = load_grammar(vocabulary)
    report = Report(text.encode("utf-8"), "copies.txt", Metadata(id="copies"))

    def build() -> str:
        return graph_text(build_reports([report], vocabulary=vocabulary, grammar=grammar))

    build()
    ours, theirs = in_turn(runs, lambda: seconds(build), lambda: seconds(lambda: jieba.lcut(text)))
    size = len(text)
    return Row(
        f"full build of {size:,} characters, against jieba.lcut on them",
        f"{size / ours:,.0f} characters/s",
        f"{size / theirs:,.0f} characters/s",
        theirs / ours,
        "at least 0.5",
    )


def corpus(folder: Path, runs: int) -> Row:
    """Report by report, a folder of real texts against jieba.lcut on the same texts."""
    import jieba

    from edugraph.build import build_reports, graph_text
    from edugraph.lexicon.grammar import load_grammar
    from edugraph.lexicon.vocabulary import load_vocabulary
    from edugraph.model import Metadata
    from edugraph.reports import Report

    vocabulary = load_vocabulary()
    grammar = load_grammar(vocabulary)
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))]
    reports = [Report(text.encode("utf-8"), f"{n}.txt", Metadata(id=f"r{n}")) for n, text in enumerate(texts)]

    def build() -> None:
        for report in reports:
            graph_text(build_reports([report], vocabulary=vocabulary, grammar=grammar))

    def segment() -> None:
        for text in texts:
            jieba.lcut(text)

    ours, theirs = in_turn(runs, lambda: seconds(build), lambda: seconds(segment))
    size = sum(map(len, texts))
    return Row(
        f"{len(texts)} real reports of {size:,} characters one by one, against jieba.lcut on them",
        f"{size / ours:,.0f} characters/s",
        f"{size / theirs:,.0f} characters/s",
        theirs / ours,
        "at least 0.5, aim 1",
    )


def whole_process(runs: int) -> Row:
    """``edugraph build`` of the shipped report as a process, against a process that only imports rdflib."""
    with tempfile.TemporaryDirectory() as scratch:
        script = [str(Path(sys.executable).with_name("edugraph"))]
        command = [*script, "build", str(SHIPPED), "-q", "-o", str(Path(scratch) / "graph.ttl")]

        def run(*arguments: str) -> float:
            return seconds(lambda: subprocess.run(arguments, check=True, capture_output=True))

        run(*command)
        ours, theirs = in_turn(runs, lambda: run(*command), lambda: run(sys.executable, "-c", "import rdflib"))
    return Row(
        "edugraph build of the shipped report, against python -c 'import rdflib'",
        f"{ours:.2f} s",
        f"{theirs:.2f} s",
        ours / theirs,
        "at most 4",
    )


# On Linux ru_maxrss counts what the process had been before it became this program; VmHWM begins anew.
_PEAK = """
import resource, sys
from pathlib import Path
def done():
    status = Path("/proc/self/status")
    if status.is_file():
        print(int(status.read_text().split("VmHWM:")[1].split()[0]) * 1024)
    else:
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""
_JIEBA = """
import jieba
jieba.setLogLevel(60)
words = jieba.lcut(open(sys.argv[1], encoding="utf-8").read())
done()
"""
_EDUGRAPH = """
from pathlib import Path
from edugraph.build import build_reports, write_graph
from edugraph.model import Metadata
from edugraph.reports import Report
readings = build_reports([Report(Path(sys.argv[1]).read_bytes(), "copies.txt", Metadata(id="copies"))])
write_graph(readings, Path(sys.argv[1]).with_suffix(".ttl"))
done()
"""


def memory(text: str, runs: int) -> Row:
    """The peak memory of a process that builds and writes the graph of ``text``, against one that segments it."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "copies.txt"
        path.write_text(text, encoding="utf-8")

        def peak(code: str) -> float:
            done = subprocess.run(
                [sys.executable, "-c", _PEAK + code, str(path)], check=True, capture_output=True, text=True
            )
            return float(done.stdout.split()[-1])

        ours, theirs = in_turn(runs, lambda: peak(_EDUGRAPH), lambda: peak(_JIEBA))
    return Row(
        f"peak memory of building {len(text):,} characters, against jieba.lcut on them",
        f"{ours / 2**20:.0f} MiB",
        f"{theirs / 2**20:.0f} MiB",
        ours / theirs,
        "said, not asked",
    )


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| what | edugraph | yardstick | ratio | asked |", "|---|---|---|---|---|"]
    lines += [f"| {row.what} | {row.edugraph} | {row.yardstick} | {row.ratio:.2f} | {row.asked} |" for row in rows]
    return "\n".join(lines)


def main() -> None:
    """Measure, print the table, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=60, help="rewritten copies in the concatenation")
    parser.add_argument("--runs", type=int, default=5, help="runs of each measure; medians are reported")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="a folder of real reports")
    parser.add_argument("-o", "--output", type=Path, default=RESULTS)
    options = parser.parse_args()
    text = "\n".join(rewrite(seed).text for seed in range(options.copies))
    shipped = SHIPPED.read_text(encoding="utf-8")
    rows = [
        throughput(text, options.runs),
        throughput(shipped, options.runs * 3),
        whole_process(options.runs * 3),
        memory(text, max(1, options.runs // 2)),
        memory(shipped, max(1, options.runs // 2)),
    ]
    if options.corpus.is_dir():
        rows.insert(2, corpus(options.corpus, options.runs))
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    versions = f"edugraph {version('edugraph')}, jieba {version('jieba')}, rdflib {version('rdflib')}"
    said = (
        "# Measurements\n\nWritten by `make bench`; medians, both sides measured in turn in one run. The text is a\n"
        f"concatenation of {options.copies} rewritings of the shipped report.\n\n"
        f"{table(rows)}\n\n{machine}; {versions}.\n\n"
        "The shares of right decisions about names (`data/gold/names`); taggers are asked for span and coarse type\n"
        "alone:\n\n"
        f"{names_measured()}\n"
    )
    options.output.write_text(said, encoding="utf-8", newline="\n")
    print(table(rows))


if __name__ == "__main__":
    main()
