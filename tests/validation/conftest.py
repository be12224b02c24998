"""Reports made wrong on purpose: invented sentences, read by the real build and validated as a graph."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
import rdflib

from edugraph.build import build_reports, graph_triples
from edugraph.graph.store import from_triples
from edugraph.lexicon.grammar import Grammar, load_grammar
from edugraph.lexicon.vocabulary import Vocabulary, load_vocabulary
from edugraph.model import Metadata
from edugraph.quality.findings import Finding, findings
from edugraph.reports import Report

Graphed = Callable[..., rdflib.Graph]
Validated = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="session")
def grammar(vocabulary: Vocabulary) -> Grammar:
    return load_grammar(vocabulary)


@pytest.fixture(scope="session")
def graphed(vocabulary: Vocabulary, grammar: Grammar) -> Graphed:
    """``graphed(text, …, text=True)``: the graph of one report per text, of one district in following years."""

    def graph(*texts: str, text: bool = True) -> rdflib.Graph:
        reports: Sequence[Report] = [
            Report(
                f"县教育局工作总结\n{each}\n".encode(),
                f"r{number}.txt",
                Metadata(id=f"r{number}", place="330502", year=2031 + number),
            )
            for number, each in enumerate(texts)
        ]
        readings = build_reports(reports, vocabulary=vocabulary, grammar=grammar)
        return from_triples(graph_triples(readings, text=text))

    return graph


@pytest.fixture(scope="session")
def validated(graphed: Graphed) -> Validated:
    """``validated(text, …)``: what is found in the graph of these reports."""
    return lambda *texts, text=True: findings(graphed(*texts, text=text))
