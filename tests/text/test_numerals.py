"""Numerals are read as exact numbers."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.text.numerals import arabic, chinese, scale

_DIGITS = "零一二三四五六七八九"


def written(number: int) -> str:
    """A number as a Chinese reader writes it out: 10305 → 一万零三百零五."""
    if number == 0:
        return "零"
    text, units = "", (("亿", 10**8), ("万", 10**4), ("", 1))
    gap = False
    for unit, size in units:
        part, number = divmod(number, size)
        if part:
            text += ("零" if text and (gap or part < 1000) else "") + _four(part) + unit
        gap = not part and bool(text)
    return text


def _four(number: int) -> str:
    text, gap = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + unit
        gap = not digit
    return text


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_number_written_out_reads_as_itself(number: int) -> None:
    assert chinese(written(number)) == number


@given(st.integers(min_value=10, max_value=19))
def test_ten_to_nineteen_may_leave_out_their_one(number: int) -> None:
    assert chinese(written(number).removeprefix("一")) == number


@given(st.integers(min_value=0, max_value=9999))
def test_a_year_is_read_digit_by_digit(number: int) -> None:
    assert chinese("".join(_DIGITS[int(digit)] for digit in f"{number:04}")) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两万", 20000),
        ("三百二十", 320),
        ("一百零五", 105),
        ("十", 10),
        ("二〇二三", 2023),
        ("一亿三千万", 130_000_000),
    ],
)
def test_ways_to_write_a_number(text: str, value: int) -> None:
    assert chinese(text) == value


@pytest.mark.parametrize("text", ["", "五六十", "万", "三x"])
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert chinese(text) is None


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿年所", max_size=12))
def test_no_run_of_numeral_characters_breaks_the_reader(text: str) -> None:
    value = chinese(text)
    assert value is None or value >= 0


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_thousands_may_be_set_apart(number: Decimal) -> None:
    assert arabic(f"{number:,}") == number
    assert arabic(f"{number:,}".replace(",", " ")) == number


def test_what_is_no_arabic_numeral_is_refused() -> None:
    with pytest.raises(InvalidOperation):
        arabic("三")


@pytest.mark.parametrize(("text", "factor"), [("", 1), ("万", 10**4), ("千万", 10**7), ("万亿", 10**12), ("百", 100)])
def test_a_run_of_scales_multiplies(text: str, factor: int) -> None:
    assert scale(text) == factor
