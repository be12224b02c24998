"""Other numbers for the rewriting: same format, same order of magnitude, hedges and directions kept.

Every function is pure in the seed, so that a text and its gold quotes change alike without shared state.
"""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

_DIGITS = "一二三四五六七八九"
_NUMERAL = re.compile(
    r"(?P<year>20\d\d(?=年|-20\d\d学年|学年))|(?P<keep>5G)|(?P<number>\d+(?:\.\d+)?)(?P<tail>%|万余?|余|号)?"
)
_ORDINAL = re.compile(r"(?P<before>第)(?P<digit>[一二三四五六七八九])(?=[批届期])|(?P<quarter>[一二三四])(?=季度)")


def _count(number: str, rng: Random) -> str:
    size, value = len(number), int(number)
    if size == 1:
        return str(rng.randint(3, 9) if value > 2 else rng.randint(1, 9))
    return str(rng.randint(max(10 ** (size - 1), value // 2), min(10**size - 1, value * 2)))


def _round(number: str, rng: Random) -> str:
    return str(rng.randint(1, 9)) + "0" * (len(number) - 1)


def _number(seed: int, number: str, tail: str) -> str:
    rng = Random(f"{seed}:{number}:{tail}")
    if tail == "%":
        # One factor for all shares: a rise stays a rise, and nothing passes 100.
        share = Decimal(Random(f"{seed}:%").choice(["0.83", "0.91", "0.96", "1"]))
        places = len(number.partition(".")[2])
        return f"{Decimal(number) * share:.{places}f}"
    if tail == "号":
        return number
    if "." in number:
        places = len(number.partition(".")[2])
        return f"{rng.randint(1, 9)}.{rng.randint(1, 9):0{places}d}"
    return _round(number, rng) if tail else _count(number, rng)


def renumber(text: str, seed: int, years: int) -> str:
    """The text with other counts, shares and ordinals, and its years moved by ``years``."""

    def one(match: re.Match[str]) -> str:
        if match["year"]:
            return str(int(match["year"]) + years)
        if match["keep"]:
            return match["keep"]
        tail = match["tail"] or ""
        return _number(seed, match["number"], tail) + tail

    def ordinal(match: re.Match[str]) -> str:
        old = match["digit"] or match["quarter"]
        new = Random(f"{seed}:{old}:ordinal").choice(_DIGITS if match["digit"] else _DIGITS[:4])
        return (match["before"] or "") + new

    return _ORDINAL.sub(ordinal, _NUMERAL.sub(one, text))


def values(text: str) -> list[Decimal]:
    """The numbers said in a squeezed text, in reading order: 40万余 is 400000, 第二批 is 2."""
    numbers = [
        (match.start(), Decimal(match["number"]) * (10000 if "万" in (match["tail"] or "") else 1))
        for match in _NUMERAL.finditer(text)
        if match["number"]
    ]
    ordinals = [
        (match.start(), Decimal(_DIGITS.index(match["digit"]) + 1))
        for match in _ORDINAL.finditer(text)
        if match["digit"]
    ]
    return [value for _, value in sorted(numbers + ordinals)]
