"""Arabic and Chinese numerals as exact decimals."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}


def scale(text: str) -> Decimal:
    """The factor that a run of 十百千万亿 multiplies by: 万 → 10000, 千万 → 10000000, empty → 1."""
    factor = 1
    for char in text:
        factor *= SMALL.get(char) or LARGE[char]
    return Decimal(factor)


def arabic(text: str) -> Decimal:
    """The value of a folded Arabic numeral, thousands separators (comma, space) allowed.

    Raises:
        decimal.InvalidOperation: when ``text`` is no numeral.
    """
    return Decimal(text.replace(",", "").replace(" ", ""))


def chinese(text: str) -> int | None:
    """The value of a Chinese numeral (三百二十, 二〇二三, 十二, 两万), or ``None`` when it is not well formed."""
    if not text:
        return None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in DIGITS:
            if digit:
                return None
            digit = DIGITS[char]
        elif char in SMALL:
            section += (digit or 1) * SMALL[char]
            digit = 0
        elif char in LARGE:
            if not (total or section or digit):
                return None
            total = (total + section + digit) * LARGE[char] if char == "亿" else total + (section + digit) * LARGE[char]
            section = digit = 0
        else:
            return None
    return total + section + digit
