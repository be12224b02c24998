"""What tests of documents share: the published vocabulary and grammar, and one call that reads a file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from edugraph.build import build_report
from edugraph.documents import read_document
from edugraph.documents.formats import open_source
from edugraph.documents.layout import Layout, repair
from edugraph.documents.source import Source
from edugraph.files import DEFAULT_LIMITS, Limits
from edugraph.lexicon.grammar import Grammar, load_grammar
from edugraph.lexicon.vocabulary import Vocabulary, load_vocabulary
from edugraph.model import Document, Metadata, Reading

Opened = Callable[..., Source]
Read = Callable[..., Document]
Built = Callable[..., Reading]
Repaired = Callable[..., Layout]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The published vocabulary."""
    return load_vocabulary()


@pytest.fixture(scope="session")
def grammar(vocabulary: Vocabulary) -> Grammar:
    """The shipped rules."""
    return load_grammar(vocabulary)


@pytest.fixture(scope="session")
def opened() -> Opened:
    """``opened(data, name)``: the source that a file becomes."""

    def open_it(data: bytes, name: str = "report", limits: Limits = DEFAULT_LIMITS) -> Source:
        return open_source(data, name, limits)

    return open_it


@pytest.fixture(scope="session")
def repaired(grammar: Grammar) -> Repaired:
    """``repaired(text)``: its layout."""

    def repair_it(text: str) -> Layout:
        return repair(text, grammar.layout)

    return repair_it


@pytest.fixture(scope="session")
def read(vocabulary: Vocabulary, grammar: Grammar) -> Read:
    """``read(data_or_text, name, given=…)``: the document that a file becomes."""

    def read_it(data: bytes | str, name: str = "report.txt", given: Metadata | None = None) -> Document:
        raw = data.encode() if isinstance(data, str) else data
        return read_document(raw, source=name, vocabulary=vocabulary, grammar=grammar, given=given)

    return read_it


@pytest.fixture(scope="session")
def built(vocabulary: Vocabulary, grammar: Grammar) -> Built:
    """``built(data_or_text, name)``: what is read from a file."""

    def build_it(data: bytes | str, name: str = "report.txt") -> Reading:
        raw = data.encode() if isinstance(data, str) else data
        return build_report(raw, source=name, vocabulary=vocabulary, grammar=grammar)

    return build_it
