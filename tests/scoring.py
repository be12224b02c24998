"""Builds a report as ``edugraph build`` does, told nothing about it, and scores its rows against gold."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from edugraph.build import build_reports, graph_text
from edugraph.graph import open_graph, rows
from edugraph.lexicon.grammar import Grammar, load_grammar
from edugraph.lexicon.vocabulary import Vocabulary, load_vocabulary
from edugraph.model import Metadata
from edugraph.quality import Score, load_gold, score
from edugraph.reports import Report


@cache
def knowledge() -> tuple[Vocabulary, Grammar]:
    """The published vocabulary and grammar, loaded once for all reports."""
    vocabulary = load_vocabulary()
    return vocabulary, load_grammar(vocabulary)


def score_text(text: Path, gold: Path, graph_file: Path) -> Score:
    """Build the graph of one report file at ``graph_file`` and score its rows against the gold at ``gold``."""
    vocabulary, grammar = knowledge()
    report = Report(text.read_bytes(), text.name, Metadata(id=text.stem))
    readings = build_reports([report], vocabulary=vocabulary, grammar=grammar)
    graph_file.write_text(graph_text(readings), encoding="utf-8", newline="\n")
    graph = open_graph(graph_file)
    return score(load_gold(gold), rows.facts(graph), rows.entities(graph))


def shares(result: Score) -> str:
    """The shares of a score on one line."""
    return "  ".join(f"{name} {value:.3f}" for name, value in result.numbers.items() if isinstance(value, float))
