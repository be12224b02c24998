"""What holds for every reading of any text: evidence, offsets, order, and that there is a reading at all."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edugraph.documents import read_document
from edugraph.extract import read
from edugraph.model import Document, Metadata, Reading
from edugraph.text.fold import fold
from tests.golden.corpus import PLACE, files, knowledge, reading, sentences
from tests.golden.lines import fact_lines

SENTENCES = [each.text for path in files() for each in sentences(path)]
_WIDE = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
_ALPHABET = (
    "一二两三十百千万亿零〇半几第年月日季0123456789０９.．,，。；：、！？%％—-～~/（）()〔〕“”‘’《》「」 \u3000"
    "所名人个万元余近约超不少于以上由从提升至到降比上年同期减增加分别各均为达其中获评入选新建改扩工程学校小中幼儿园区市省"
    "教育局委部计划将正在已完成未的和与推进abAZ"
)
_PHRASES = [
    *(
        "第三批",
        "一等奖",
        "比上年",
        "分别为",
        "由5%提升至",
        "7.8万人次",
        "吴兴区",
        "市教育局",
        "蜀山小学",
        "改扩建工程",
    ),
    *("获评省级", "《办法", "“双减", "（试行）", "2021—2025年", "3—5所", "十四五", "百分之", "三分之一", "1/3", "17:1"),
    *("翻一番", "等6所学校"),
]
_TEXTS = st.lists(st.text(_ALPHABET, min_size=1, max_size=8) | st.sampled_from(_PHRASES), max_size=14).map("".join)


def evidence(found: Reading) -> None:
    """Every quote is a stretch of the text that its raw ranges re-assemble."""
    document = found.document
    spans = [fact.quote for fact in found.facts] + [each.span for each in (*found.nonfacts, *found.unread)]
    for span in [*spans, *(span for thing in found.things for span in thing.mentions)]:
        assert 0 <= span.begin < span.end <= len(document.text)
        ranges = document.raw_ranges(span)
        assert "".join(document.raw[low:high] for low, high in ranges) == found.quote(span).replace("\n", "")
        assert all(first[1] <= second[0] for first, second in pairwise(ranges))


def report(text: str) -> Document:
    vocabulary, grammar = knowledge()
    given_ = Metadata("report", title="裕安区教育局2023年工作总结", publisher="裕安区教育局", place=PLACE, year=2023)
    data = text.encode("utf-8", "replace")
    return read_document(data, source="report.txt", vocabulary=vocabulary, grammar=grammar, given=given_)


def whole(text: str) -> Reading:
    return read(report(text), *knowledge())


def told(found: Reading) -> list[tuple[str, str]]:
    return [(line, found.quote(fact.quote)) for line, fact in zip(fact_lines(found), found.facts, strict=False)]


@pytest.mark.parametrize("width", [11, 15, 22, 37])
def test_a_report_set_in_columns_keeps_its_evidence(width: int) -> None:
    text = "\n".join(textwrap.fill("".join(SENTENCES[i : i + 12]), width) for i in range(0, len(SENTENCES), 12))
    found = whole(text)
    assert len(found.facts) > 200
    evidence(found)


@pytest.mark.parametrize("width", [13, 18, 26])
def test_line_ends_inside_sentences_change_no_fact(width: int) -> None:
    paragraphs = ["".join(SENTENCES[i : i + 10]) for i in range(0, 60, 10)]
    plain = whole("\n\n".join(paragraphs))
    wrapped = whole("\n\n".join(textwrap.fill(each, width) for each in paragraphs))
    assert told(wrapped) == told(plain)


@pytest.mark.parametrize("sentence", SENTENCES[::7])
def test_full_width_digits_say_the_same(sentence: str) -> None:
    assert fact_lines_folded(sentence.translate(_WIDE)) == fact_lines_folded(sentence)


def fact_lines_folded(sentence: str) -> list[str]:
    return [fold(line) for line in fact_lines(reading(sentence))]


@settings(max_examples=60, deadline=None)
@given(_TEXTS)
def test_any_sentence_has_a_reading(text: str) -> None:
    evidence(reading(text or "。"))


@settings(max_examples=40, deadline=None)
@given(st.lists(_TEXTS, min_size=1, max_size=6).map("\n".join))
def test_any_report_has_a_reading(text: str) -> None:
    evidence(whole(f"工作总结\n{text}\n"))


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40))
def test_any_text_at_all_has_a_reading(text: str) -> None:
    evidence(whole(f"总结{text}"))


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(12)))
def test_the_order_of_facts_is_the_order_of_the_text(order: list[int]) -> None:
    found = reading("".join(SENTENCES[i] for i in order))
    keys = [(fact.quote, type(fact).__name__) for fact in found.facts]
    assert keys == sorted(keys)
    assert [thing.key for thing in found.things] == sorted(thing.key for thing in found.things)


def test_reading_twice_gives_equal_readings() -> None:
    assert whole("\n".join(SENTENCES)) == whole("\n".join(SENTENCES))


def test_every_numeral_is_a_fact_a_named_non_fact_or_unread() -> None:
    found = whole("\n".join(SENTENCES))
    unread = [each for each in found.unread if each.what == "numeral"]
    assert found.coverage.numerals - found.coverage.numerals_read == len(unread)
    assert all(each.rule for each in found.nonfacts)
