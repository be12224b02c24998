"""Printed times become ISO 8601."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.text.periods import parse_period


@pytest.mark.parametrize(
    ("printed", "period"),
    [
        ("2023年", "2023"),
        ("2023年底", "2023"),
        ("2023年9月", "2023-09"),
        ("2023年9月底", "2023-09"),
        ("2023.09", "2023-09"),
        ("2023年9月1日", "2023-09-01"),
        ("2023-9-1", "2023-09-01"),
        ("2023-12-05", "2023-12-05"),
        ("2022-23学年", "2022/2023"),
        ("9至12月", "2024-09/2024-12"),
        ("11至3月", "2024"),
        ("2021—2025年", "2021/2025"),
        ("2021年至2025年", "2021/2025"),
        ("2022-2023学年", "2022/2023"),
        ("2022学年", "2022/2023"),
        ("“十四五”期间", "2021/2025"),
        ("十三五", "2016/2020"),
        ("2023年上半年", "2023-01/2023-06"),
        ("上半年", "2024-01/2024-06"),
        ("下半年", "2024-07/2024-12"),
        ("二季度", "2024-04/2024-06"),
        ("前三季度", "2024-01/2024-09"),
        ("春季学期", "2024-02/2024-07"),
        ("秋季学期", "2024-09/2025-01"),
        ("6月", "2024-06"),
        ("6月底", "2024-06"),
        ("6月1日", "2024-06-01"),
        ("1至5月", "2024-01/2024-05"),
        ("去年", "2023"),
        ("今年", "2024"),
        ("明年", "2025"),
        ("二零二二年", "2022"),
    ],
)
def test_a_time_in_a_report_on_2024(printed: str, period: str) -> None:
    assert parse_period(printed, 2024) == period


@pytest.mark.parametrize("printed", ["上半年", "6月", "去年", "秋季学期"])
def test_a_time_without_a_year_is_not_guessed_when_the_report_has_none(printed: str) -> None:
    assert parse_period(printed, None) is None


@given(st.integers(min_value=1990, max_value=2049), st.integers(min_value=1, max_value=12))
def test_every_month_of_every_year_reads_as_itself(year: int, month: int) -> None:
    assert parse_period(f"{year}年{month}月", None) == f"{year}-{month:02}"


@given(
    st.text(alphabet="0123456789年月日季度上下半学期至到-—./“”十一二三四五零去今明春秋底初", max_size=14),
    st.none() | st.just(2023),
)
def test_whatever_is_printed_the_period_is_well_formed(printed: str, year: int | None) -> None:
    period = parse_period(printed, year)
    point = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
    assert period is None or re.fullmatch(rf"{point}(?:/{point})?", period)
