"""Printed times as ISO 8601: years, months, and intervals ``start/end``."""

from __future__ import annotations

import re

from edugraph.text.numerals import chinese

_YEAR = r"(?P<year>(?:19|20)\d{2})"
_RANGE = re.compile(r"(?P<low>(?:19|20)\d{2})年?[-—至到/]+(?P<high>(?:19|20)\d{2}(?!\d)|\d{2}(?=年|学年))")
_FULL = re.compile(rf"{_YEAR}[年./-](?P<month>\d{{1,2}})(?:[月./-](?P<day>\d{{1,2}})日?)?")
_YEAR_ONLY = re.compile(rf"{_YEAR}(?P<school>学年)?")
_HALF = {
    "上半年": ("01", "06"),
    "下半年": ("07", "12"),
    "春季学期": ("02", "07"),
    "秋季学期": ("09", "01"),
    "前三季度": ("01", "09"),
}
_QUARTER = re.compile(r"第?([一二三四])季度")
_MONTHS = re.compile(r"(\d{1,2})(?:至|到|-|—)+(\d{1,2})月")
_MONTH = re.compile(r"(\d{1,2})月(?:(\d{1,2})日)?")
_PLANS = {
    "九五": 1996,
    "十五": 2001,
    "十一五": 2006,
    "十二五": 2011,
    "十三五": 2016,
    "十四五": 2021,
    "十五五": 2026,
    "十六五": 2031,
}
_PLAN = re.compile(r"十[一二三四五六]?五|九五")
_CHINESE_YEAR = re.compile(r"[一二][零一二三四五六七八九]{3}(?=年)")
_RELATIVE = (
    ("前年", -2),
    ("去年", -1),
    ("上年", -1),
    ("上一年", -1),
    ("今年", 0),
    ("本年", 0),
    ("当年", 0),
    ("明年", 1),
    ("来年", 1),
    ("次年", 1),
)


def parse_period(text: str, year: int | None) -> str | None:
    """The period that a folded time expression names, or ``None`` when it names none.

    Args:
        text: a time expression such as 2022年9月底, 2021—2025年, “十四五”期间, 上半年, 二季度, 6月, 去年.
        year: the year that expressions without one belong to.
    """
    if match := _PLAN.search(text):
        start = _PLANS.get(match.group())
        return f"{start}/{start + 4}" if start else None
    if match := _RANGE.search(text):
        low, high = match.group("low"), match.group("high")
        high = high if len(high) == 4 else low[:2] + high
        if low < high:
            return f"{low}/{high}"
    said = _YEAR_ONLY.search(text)
    base = int(said.group("year")) if said else _chinese_year(text) or _relative(text, year)
    if base is None:
        return None
    for word, (first, last) in _HALF.items():
        if word in text:
            return f"{base}-{first}/{base + (last < first)}-{last}"
    if match := _QUARTER.search(text):
        quarter = "一二三四".index(match.group(1))
        return f"{base}-{quarter * 3 + 1:02}/{base}-{quarter * 3 + 3:02}"
    return _months(text, base, said)


def _months(text: str, base: int, said: re.Match[str] | None) -> str:
    if match := _MONTHS.search(text):
        first, last = int(match.group(1)), int(match.group(2))
        # 12月至3月 reaches into another year: which one, nobody says.
        return f"{base}-{first:02}/{base}-{last:02}" if 1 <= first < last <= 12 else str(base)
    if match := _FULL.search(text) or _MONTH.search(text):
        month, day = (match.group("month"), match.group("day")) if match.re is _FULL else match.groups()
        if 1 <= int(month) <= 12:
            return f"{base}-{int(month):02}" + (f"-{int(day):02}" if day and 1 <= int(day) <= 31 else "")
    if said and said.group("school"):
        return f"{base}/{base + 1}"
    return str(base)


def _chinese_year(text: str) -> int | None:
    match = _CHINESE_YEAR.search(text)
    return chinese(match.group()) if match else None


def _relative(text: str, year: int | None) -> int | None:
    if year is None:
        return None
    return year + next((shift for word, shift in _RELATIVE if word in text), 0)
