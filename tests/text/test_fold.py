"""Folding changes how characters are written, never where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.text.fold import fold


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_text_is_folded_character_by_character(first: str, second: str) -> None:
    assert fold(first + second) == fold(first) + fold(second)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("２０２３年", "2023年"),
        ("９５．５％", "95.5%"),
        ("Ａ—Ｚ", "A—Z"),
        ("(试行)", "（试行）"),
        ("17.8∶1", "17.8:1"),
        ("二〇二三", "二零二三"),
        ("3～5所", "3~5所"),
    ],
)
def test_variants_of_one_character_become_one(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_commas_and_stops_of_sentences_stay_what_they_are() -> None:
    assert fold("好，好。好；好、“好”《好》") == "好，好。好；好、“好”《好》"
