"""Every sentence of tests/golden is read as its lines say; ``python -m tests.golden.accept`` renews the lines."""

from __future__ import annotations

import pytest

from tests.golden.accept import rewritten
from tests.golden.corpus import Sentence, files, sentences

SENTENCES = [each for path in files() for each in sentences(path)]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda each: f"{each.file}:{each.number}")
def test_a_golden_sentence_is_read_as_it_says(sentence: Sentence) -> None:
    read = sentence.read_now
    assert sorted(read) == sorted([*sentence.lines, *sentence.wrong]), sentence.text
    mended = [line for line in sentence.missing if line in read]
    assert not mended, f"take the ! from: {mended}"


def test_the_corpus_is_large_and_says_each_sentence_once() -> None:
    texts = [(each.text, each.section) for each in SENTENCES]
    assert len(texts) >= 250
    assert len({str(text) for text in texts}) == len(texts)


def test_accepting_a_corpus_that_holds_changes_nothing() -> None:
    for path in files():
        assert rewritten(path) == path.read_text(encoding="utf-8")
