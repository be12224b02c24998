"""Measures: what is counted. A number's noun stands before it (党建示范校7所) or after it (7所党建示范校).

Everything here works on token indices; spans are cut from the folded text by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from edugraph.extract.tokens import Token
from edugraph.model import Level

NOUN = frozenset("XWQTEszlDnkw")
QUANTITIES = frozenset("qpomyrRn")
ACTING = frozenset("vufwhHFU")
_LINKING = frozenset("baeK")
_ENDS = frozenset(",;.:()+")
_ASPECT = re.compile("^(?:已|正在)(?=..)")  # 已建成 and 建成 are one verb: the status says the rest
# 大班额占班级总数的比重: the share of one thing in another is one measure.
_SHARE_OF = frozenset(["占", "约占"])
_LEVELS = (("国", Level.NATIONAL), ("部", Level.NATIONAL),
           ("省", Level.PROVINCIAL), ("自治区", Level.PROVINCIAL), ("厅", Level.PROVINCIAL),
           ("市", Level.MUNICIPAL), ("州", Level.MUNICIPAL), ("盟", Level.MUNICIPAL),
           ("区", Level.DISTRICT), ("县", Level.DISTRICT), ("旗", Level.DISTRICT),
           ("镇", Level.TOWNSHIP), ("乡", Level.TOWNSHIP), ("校", Level.SCHOOL))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number counts: tokens ``first`` up to and without ``last``, the verb that governs it, its level."""

    first: int
    last: int
    text: str
    verb: str | None = None
    level: Level | None = None
    placed: str = "before"

    @property
    def empty(self) -> bool:
        """Whether nothing was found."""
        return not self.text


def level_of(word: str) -> Level | None:
    """The administrative level that a level word names; of several (省、市级) the highest."""
    return next((level for sign, level in _LEVELS if sign in word), None)


class Measures:
    """Finds measures in one document's tokens."""

    def __init__(self, tokens: Sequence[Token], codes: str, folded: str) -> None:
        self.tokens = tokens
        self.codes = codes
        self.folded = folded

    def word(self, i: int) -> str:
        """The folded characters of token ``i``."""
        token = self.tokens[i]
        return self.folded[token.begin : token.end]

    def before(self, i: int, low: int) -> Measure:
        """The noun phrase that ends before token ``i``, looking back no further than token ``low``."""
        codes = self.codes
        j = i - 1
        while j >= low and (codes[j] in _LINKING or codes[j] in "jOdAL" or (codes[j] in "uf" and j + 1 < i)):
            j -= 1
        end = j + 1
        if j >= low and codes[j] == "+":
            return self._measure(i, i, low, "before")  # a joint divides the number from the noun before it
        while j >= low:
            code = codes[j]
            if code in NOUN or code in "di":
                j -= 1
            elif code == ")" and (opened := self._opening(j, low)) is not None:
                j = opened - 1
            elif (
                (code == "+" and j > low and (codes[j - 1] in NOUN or codes[j - 1] == ")"))
                or (code == "b" and self.word(j) in _SHARE_OF and j > low and codes[j - 1] in NOUN and j + 1 < end)
                or (code in "vufwhHFUG" and self._nominal(j, end))
            ):
                j -= 1
            else:
                break
        return self._measure(j + 1, end, low, "before")

    def after(self, i: int, high: int) -> Measure:
        """The noun phrase that begins after token ``i``, looking no further than token ``high``."""
        codes = self.codes
        j = i + 1
        if j < high and codes[j] == "d":
            j += 1
        begin = j
        while j < high:
            code = codes[j]
            if (
                code in NOUN
                or (code == "d" and j + 1 < high and codes[j + 1] in NOUN and j > begin and j - begin < 4)
                or (
                    code == "+"
                    and j > begin
                    and j + 1 < high
                    and codes[j + 1] in NOUN
                    and self._same_kind(j, begin, high)
                )
            ):
                j += 1
            elif (
                code == "("
                and (closed := self._closing(j, high)) is not None
                and closed + 1 < high
                and codes[closed + 1] in "XWsw"
            ):
                j = closed + 1
            elif (
                code in "vw"
                and j > begin
                and j + 1 < high
                and codes[j + 1] in "XWs"
                and self.word(j + 1)[:1] in "者率员型性化班区校点"
            ):
                j += 1
            else:
                break
        end = j
        while end > begin and codes[end - 1] == "d":
            end -= 1
        return self._measure(begin, end, begin, "after")

    def _measure(self, first: int, last: int, low: int, placed: str) -> Measure:
        codes = self.codes
        level: Level | None = None
        while first < last:
            code = codes[first]
            if code == "l":
                level = level or level_of(self.word(first))
            elif code not in "Sdjzi+":
                break
            first += 1
        while last > first and codes[last - 1] in "d+":
            last -= 1
        if first >= last:
            return Measure(first, first, "", self.verb(first, low), level, placed)
        if (
            last - first == 1
            and self.tokens[first].end - self.tokens[first].begin == 1
            and first > low
            and codes[first - 1] in ACTING
        ):
            first -= 1  # one character is no noun by itself: 资助|面
        begin, end = self.tokens[first].begin, self.tokens[last - 1].end
        text = self.folded[begin:end].strip()
        return Measure(first, last, text, self.verb(first, low), level, placed)

    def verb(self, first: int, low: int) -> str | None:
        """The verb that governs what begins at token ``first``, looking back no further than token ``low``."""
        j = first - 1
        while j >= low and self.codes[j] in "jzlSdO":
            j -= 1
        if j >= low and self.codes[j] == "x":  # 开设编程、书法等社团: over the examples
            while j >= low and (self.codes[j] in NOUN or self.codes[j] in "x+"):
                j -= 1
        return _ASPECT.sub("", self.word(j)) if j >= low and self.codes[j] in ACTING else None

    def _nominal(self, j: int, end: int) -> bool:
        """Whether a verb stands as a noun: right before its number (风险评估3次) or before a bound ending (压减率)."""
        if j + 1 == end:
            return True
        return self.word(j + 1)[:1] in "者率员型性度制" and self.codes[j + 1] in "XW"

    def _opening(self, j: int, low: int) -> int | None:
        k = j - 1
        while k >= low and j - k < 8 and self.codes[k] != "(":
            if self.codes[k] in QUANTITIES or self.codes[k] in ",;.":
                return None
            k -= 1
        return k if k >= low and self.codes[k] == "(" else None

    def _closing(self, j: int, high: int) -> int | None:
        k = j + 1
        while k < high and k - j < 6:
            if self.codes[k] == ")":
                return k
            if self.codes[k] in QUANTITIES:
                return None
            k += 1
        return None

    def _same_kind(self, j: int, begin: int, high: int) -> bool:
        """Whether what follows the joint at ``j`` belongs to the phrase: no number is bound to it."""
        k = j + 1
        while k < high and (self.codes[k] in NOUN or self.codes[k] in "d"):
            k += 1
        return not (
            k < high
            and (
                self.codes[k] in QUANTITIES
                or (self.codes[k] in _LINKING and k + 1 < high and self.codes[k + 1] in QUANTITIES)
            )
        )
