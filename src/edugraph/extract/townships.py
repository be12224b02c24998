"""Towns, townships, streets and development zones that a report names: 清溪镇, 龙泉街道, 南太湖新区.

No gazetteer of counties lists them, so they are read from syntax: an ending and what stands before it up to the next
boundary, unless that is generic (特色小镇, 各街道). ``rules/places.toml`` has the words and the examples.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from edugraph.extract.tokens import Lexed, Token
from edugraph.lexicon.placing import PlaceRules
from edugraph.lexicon.terms import Place
from edugraph.model import Span

_ITEM = re.compile("[^、和及]+")
_HAN = re.compile("[\u4e00-\u9fff]+")
# Classes that a name may be made of besides plain text: words, verbs that are as often nouns, counted things
# (八里|店镇).
_SOFT = frozenset("XWVsqnz")
# Classes behind which a name begins for certain.
_HARD = frozenset(",;.:()+Pd")
# Function words of one character that begin and end names as well: 和平镇, 对坪镇, 永和镇.
_ALSO_IN_NAMES = frozenset("和对于向暨")
# First characters that are read as words of their own though two characters follow: 高|韦庄镇, 八|里店镇.
_FIRST = frozenset("一二三四五六七八九十百千万双两高达")
_LONGEST = 3
"""Characters of a stem whose beginning may lack a boundary."""
_LONGEST_PLACED = 6
"""Characters of a stem behind a place or a preposition, or in a list of such names."""
_FARTHEST = 24
"""Characters before an ending that are looked at, words that lead to the name included."""
_LIST = re.compile("(?:[镇乡]|街道|苏木)[、和及与]$")
_LISTED = re.compile("[、和及与][\u4e00-\u9fff]{2,7}?(?:[镇乡]|街道|苏木)")
_UNITS = frozenset("省市区县旗盟州")


class Town(NamedTuple):
    """Where a name stands, the whole name, and the division that is named right before it (吴兴区|清溪镇).

    ``office`` is what the town's office is called whose name goes on to the end of ``office_span``: 清溪镇|政府.
    """

    span: Span
    name: str
    within: Place | None = None
    office: str | None = None
    office_span: Span | None = None


def find(lexed: Lexed, rules: PlaceRules, lead: re.Pattern[str]) -> Iterator[Town]:
    """The names in the order of the text, outside of names that are known already.

    Args:
        lexed: the tokens of a document.
        rules: endings, and what a name cannot be.
        lead: words that may come before a name and are no part of it.
    """
    begins = [token.begin for token in lexed.tokens]
    for match in rules.endings.finditer(lexed.folded):
        i = bisect_right(begins, match.start()) - 1
        token = lexed.tokens[i]
        if token.code in "EQT" and match.start() < token.end and match.start() > token.begin:
            continue
        begin, certain = _begin(lexed, i, match, lead)
        stem = lexed.folded[begin : match.start()]
        if len(stem) < 2 or rules.refused.search(lexed.folded[begin : match.end()]):
            continue
        if not rules.generic.fullmatch(stem) or (certain and rules.plain.fullmatch(stem)):
            span, within = Span(begin, match.end()), _within(lexed, begins, begin, match)
            name = lexed.folded[begin : match.end()]
            tail = None if match.group("zone") else _office(lexed.folded, match.end(), rules)
            if tail is None:
                yield Town(span, name, within)
            else:
                yield Town(span, name, within, name + rules.offices[tail], Span(begin, match.end() + len(tail)))
    yield from _shared(lexed, rules)


def _office(folded: str, end: int, rules: PlaceRules) -> str | None:
    """What names the town's office right behind its name; 街道办 is one, 镇办小学 is none."""
    for tail in rules.offices:
        if folded.startswith(tail, end) and (len(tail) > 1 or folded[end - 2 : end] == "街道"):
            return None if rules.split.match(folded, end + len(tail) - 1) else tail
    return None


def _shared(lexed: Lexed, rules: PlaceRules) -> Iterator[Town]:
    """Towns that share their ending: 北山、翠苑两个街道."""
    for match in rules.shared.finditer(lexed.folded):
        ending = match.group("ending")
        for item in _ITEM.finditer(lexed.folded, *match.span("names")):
            name = item.group() + ending
            if not rules.generic.fullmatch(item.group()) and not rules.refused.search(name):
                yield Town(Span(*item.span()), name)


def _within(lexed: Lexed, begins: Sequence[int], begin: int, match: re.Match[str]) -> Place | None:
    """The division whose name ends where the town's begins, or which a zone is called after (湖州|经开区)."""
    first = lexed.tokens[bisect_right(begins, begin) - 1]
    if match.group("zone") and first.begin == begin and isinstance(first.payload, Place):
        return first.payload
    before = lexed.tokens[bisect_right(begins, begin - 1) - 1] if begin else None
    return before.payload if before and before.end == begin and isinstance(before.payload, Place) else None


def _begin(lexed: Lexed, i: int, match: re.Match[str], lead: re.Pattern[str]) -> tuple[int, bool]:
    """Where the name begins whose ending stands in or right behind token ``i``, and whether that is certain.

    It begins where its ending does when it has no stem.
    """
    folded, tokens = lexed.folded, lexed.tokens
    at = match.start()
    j = i if tokens[i].begin < at else i - 1
    if j < 0 or tokens[j].end < at:
        return at, False
    if _is_place(tokens[j]):
        # 朝阳|街道, 湖州|经开区; but 吴兴区|街道 is any street of it.
        return tokens[j].begin if folded[at - 1] not in _UNITS or match.group("zone") else at, True
    begin = _run(folded, max(tokens[j].begin, at - _FARTHEST), at) if tokens[j].code in _SOFT else at
    if at - begin == _FARTHEST:
        return at, False
    j += begin == at
    while j > 0 and begin in (tokens[j].begin, at) and _joins(lexed, j - 1, at - begin):
        j -= 1
        begin = tokens[j].begin
    if begin == at or (at - begin < 2 and begin == tokens[j].begin):
        return at, False
    certain = begin == tokens[j].begin and j > 0 and (_is_place(tokens[j - 1]) or tokens[j - 1].code == "P")
    if not certain:
        head = lead.match(folded, begin, at)
        if head and at - head.end() > 1:
            begin = head.end()
        if folded[begin] in _UNITS and at - begin > 2:
            begin += 1
    listed = _LIST.search(folded, max(0, begin - 3), begin) or _LISTED.match(folded, match.end())
    certain = certain or bool(listed)
    return begin if at - begin <= (_LONGEST_PLACED if certain else _LONGEST) else at, certain


def _run(folded: str, low: int, high: int) -> int:
    """The beginning of the run of Chinese characters that ends at ``high``, not before ``low``."""
    while high > low and "\u4e00" <= folded[high - 1] <= "\u9fff":
        high -= 1
    return high


def _joins(lexed: Lexed, j: int, length: int) -> bool:
    """Whether token ``j`` is the beginning of a name of which ``length`` characters are known to follow."""
    token = lexed.tokens[j]
    text = lexed.folded[token.begin : token.end]
    if not _HAN.fullmatch(text) or (token.code in _HARD and text not in _ALSO_IN_NAMES):
        return False
    if length > 1:
        return text in _FIRST and length == 2 and _opens(lexed, j)
    if len(text) > (1 if length else 2) or (len(text) == 2 and token.code not in _SOFT):
        return False
    return (length == 0 and len(text) == 1) or _opens(lexed, j)


def _opens(lexed: Lexed, j: int) -> bool:
    """Whether something that is no plain text ends before token ``j``."""
    if j == 0:
        return True
    before = lexed.tokens[j - 1]
    return before.code in _HARD or _is_place(before) or (before.end - before.begin > 1 and before.code != "X")


def _is_place(token: Token) -> bool:
    return isinstance(token.payload, Place)
