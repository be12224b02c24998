"""Broken lines become whole paragraphs, and every character knows where it came from."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edugraph.documents.layout import Layout, repair
from edugraph.lexicon.grammar import Grammar
from edugraph.model import BlockKind, Document, Metadata, Span
from tests.documents.conftest import Read, Repaired
from tests.documents.files import GOLD, gold

PARAGRAPH = (
    "全区新建改扩建学校十二所，新增学位六千四百八十个，普惠性幼儿园覆盖率稳步提升，"
    "教师队伍结构持续优化，校园安全防线更加牢固，群众满意度逐年提高。"
)
INVISIBLE = " \t\u3000\u00a0\u200b\u2060\ufeff\u00ad\n\r\f\v\u2028\u2029\x85"
PROSE = st.text("全区新增学位个，。、；：0123456789.%一二（）\n\r\f \u3000\t|-#*①【】“”abcXYZ\u200b", max_size=400)


def blocks(layout: Layout) -> list[tuple[str, str]]:
    return [(block.kind.value, layout.text[block.span.begin : block.span.end]) for block in layout.blocks]


def wrapped(text: str, width: int) -> str:
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


def visible(text: str) -> str:
    return "".join(char for char in text if char not in INVISIBLE)


@pytest.mark.parametrize("width", [9, 12, 14, 18, 24])
def test_lines_of_a_column_are_joined(repaired: Repaired, width: int) -> None:
    paragraphs = [line.strip() for line in gold("e2").split("\n") if len(line) > 60]
    layout = repaired("\n".join(wrapped(paragraph, width) for paragraph in paragraphs))
    text = layout.text.replace("\n", "")
    assert all(paragraph.replace("\u3000", "") in text for paragraph in paragraphs)
    assert len(layout.blocks) <= 3 * len(paragraphs)


def test_a_number_that_a_line_break_cut_is_whole(read: Read) -> None:
    document = read("\n".join(wrapped("今年全区共新增学位6480个，普惠性幼儿园覆盖率达95.56%。", 13) for _ in range(4)))
    assert "6480个" in document.text
    assert "95.56%" in document.text


def test_blank_lines_within_a_sentence_do_not_end_it(repaired: Repaired) -> None:
    lines = wrapped(PARAGRAPH * 3, 14).split("\n")
    layout = repaired("\n".join([*lines[:5], "", *lines[5:]]))
    assert visible(layout.text) == visible(PARAGRAPH * 3)


def test_page_furniture_is_set_aside_and_kept_for_the_metadata(repaired: Repaired) -> None:
    layout = repaired(f"{PARAGRAPH}\n责任编辑：李明\n第3页 共12页\n2023年2月25日 星期六\n{PARAGRAPH}")
    assert [line.text for line in layout.furniture] == ["责任编辑：李明", "第3页 共12页", "2023年2月25日 星期六"]
    assert "责任编辑" not in layout.text


def test_a_running_head_is_no_text(repaired: Repaired) -> None:
    layout = repaired("\n".join([f"某区教育年报\n{PARAGRAPH}"] * 4))
    assert "某区教育年报" not in layout.text


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("一、2021年工作总结", "heading"),
        ("（一）优化资源布局", "heading"),
        ("【党建引领】", "heading"),
        ("铸魂育人 党建领航更有力", "heading"),
        ("2022年，全区新增学位6480个。", "paragraph"),
    ],
)
def test_headings_are_told_from_text(repaired: Repaired, line: str, kind: str) -> None:
    assert (kind, line) in blocks(repaired(f"{PARAGRAPH}\n{line}\n{PARAGRAPH}"))


def test_a_heading_that_runs_into_its_paragraph_is_split_off(repaired: Repaired) -> None:
    found = blocks(repaired(f"1.加快项目建设。{PARAGRAPH}"))
    assert found == [("heading", "1.加快项目建设。"), ("paragraph", PARAGRAPH)]


def test_spaces_of_typesetting_go_and_spaces_between_words_stay(repaired: Repaired) -> None:
    layout = repaired("新增学位 6480 个，实施 STEAM Plus 项目 3 个，在校生 119 500 人。")
    assert layout.text == "新增学位6480个，实施STEAM Plus项目3个，在校生119500人。\n"


def document_of(raw: str, grammar: Grammar) -> Document:
    layout = repair(raw, grammar.layout)
    return Document(
        metadata=Metadata(id="any"),
        text=layout.text,
        raw=raw,
        runs=layout.runs,
        blocks=layout.blocks,
        sections=(),
        sha256="",
        source="any",
        encoding="utf-8",
    )


def taken(document: Document) -> list[int]:
    """The raw offsets of the characters of the text, in the order of the text."""
    return [raw + i for _, raw, length in document.runs for i in range(length)]


@settings(max_examples=150, deadline=None)
@given(raw=PROSE)
def test_every_run_holds_the_same_characters_in_text_and_raw(raw: str, grammar: Grammar) -> None:
    document = document_of(raw, grammar)
    end = 0
    for begin, raw_begin, length in document.runs:
        assert begin >= end
        assert length > 0
        assert document.text[begin : begin + length] == raw[raw_begin : raw_begin + length]
        end = begin + length


@settings(max_examples=150, deadline=None)
@given(raw=PROSE)
def test_no_visible_character_of_a_kept_line_is_lost_and_none_is_invented(raw: str, grammar: Grammar) -> None:
    layout = repair(raw, grammar.layout)
    if any(block.kind is BlockKind.TABLE_ROW for block in layout.blocks):
        return
    dropped = {i for line in layout.furniture for i in range(line.begin, line.end)}
    kept = "".join(char for i, char in enumerate(raw) if i not in dropped)
    assert visible(layout.text) == visible(kept)


@settings(max_examples=60, deadline=None)
@given(width=st.integers(5, 40), blank=st.lists(st.integers(0, 60), max_size=4))
def test_raw_ranges_put_every_block_together_again_however_the_text_is_wrapped(
    width: int, blank: list[int], grammar: Grammar
) -> None:
    lines = wrapped(gold("e5").replace("\n", ""), width).split("\n")
    for place in blank:
        lines.insert(min(place, len(lines)), "")
    document = document_of("\n".join(lines), grammar)
    for block in document.blocks:
        if block.kind is not BlockKind.TABLE_ROW:
            joined = "".join(document.raw[low:high] for low, high in document.raw_ranges(block.span))
            assert joined == document.text[block.span.begin : block.span.end]


@pytest.mark.parametrize("name", sorted(path.stem for path in GOLD.glob("*.txt")))
def test_blocks_of_a_report_follow_one_another_and_hold_all_of_its_text(name: str, read: Read) -> None:
    document = read(gold(name))
    covered = "".join(document.text[block.span.begin : block.span.end] for block in document.blocks)
    assert visible(covered) == visible(document.text)
    ends = [block.span for block in document.blocks]
    assert all(low.end <= high.begin for low, high in pairwise(ends))
    assert document.raw_ranges(Span(0, 0)) == ()


@settings(max_examples=100, deadline=None)
@given(raw=st.text(max_size=300))
def test_no_text_breaks_the_repair(raw: str, grammar: Grammar) -> None:
    assert set(taken(document_of(raw, grammar))) <= set(range(len(raw)))
