"""Bytes become text, or the error says what is wrong with them."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.documents.decode import decode
from edugraph.errors import InputError

TEXT = "全区新增学位6480个，\r\n普惠性幼儿园覆盖率达95.56%。\n"
CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4, max_size=80)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_is_the_same_in_every_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "report.txt")[0] == TEXT


@pytest.mark.parametrize(("bom", "encoding"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")])
def test_a_byte_order_mark_is_no_part_of_the_text(bom: bytes, encoding: str) -> None:
    assert decode(bom + TEXT.encode(encoding), "report.txt") == (TEXT, "utf-16")


def test_traditional_text_in_big5_is_not_taken_for_gb18030() -> None:
    text = "全區新增學位6480個，教師和學生的工作在學校。"
    assert decode(text.encode("big5hkscs"), "report.txt") == (text, "big5hkscs")


@given(CHINESE)
def test_any_chinese_text_survives_utf8(text: str) -> None:
    assert decode(text.encode(), "report.txt") == (text, "utf-8")


def test_the_encoding_that_a_file_declares_is_tried_first() -> None:
    assert decode(TEXT.encode("gbk"), "page.html", "gb18030")[1] == "gb18030"
    assert decode(TEXT.encode(), "page.html", "no-such-encoding") == (TEXT, "utf-8")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (TEXT.encode() + b"\x00" + TEXT.encode(), "is no sound text: byte 70 is NUL"),
        (bytes(range(256)) * 40, "is binary"),
        ((TEXT * 50).encode()[:-1].replace("学位".encode(), b"\xe5\xad", 1), "is UTF-8 but broken at byte 12"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le") + b"\x00", "begins as utf-16 but is broken"),
        (b"\x81\x20\xff\x80" * 500, "is not text in UTF-8"),
    ],
)
def test_what_is_no_sound_text_is_refused_with_a_hint(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as refused:
        decode(data, "report.txt")
    assert "report.txt" in refused.value.message
    assert refused.value.hint


def test_a_utf8_text_that_was_cut_within_a_character_is_not_read_as_another_encoding() -> None:
    with pytest.raises(InputError, match="is UTF-8 but broken at byte"):
        decode((TEXT * 20).encode()[:-3], "report.txt")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    try:
        text, _ = decode(data, "report.txt")
    except InputError as refused:
        assert refused.hint
    else:
        assert "\x00" not in text
