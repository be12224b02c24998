"""School names: a known ending (小学, 校区, 附中) and what stands before it up to the next boundary.

What is generic as a whole (民办学校, 特色学校) names no school.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from edugraph.extract.school_lists import SchoolName, shared_endings, short_names
from edugraph.extract.tokens import Lexed, Token
from edugraph.lexicon.grammar import Grammar
from edugraph.lexicon.terms import Place

__all__ = ["SchoolName", "Schools", "is_school"]

_STOP = re.compile("[,.;]")
_HONOUR = re.compile("h")
_JOINTS = "和与及"
_GAP = 6
"""The most characters between two endings of one name."""
_LENGTH = 24
"""The most characters of a name."""
_CORE = 10
"""The most characters before the only ending of a name."""
_DIVISIONS = "省市区县州盟旗"
_EACH = frozenset("各每全该本两多跨几外邻")


class Schools:
    """Finds school names in lexed tokens and gives the tokens with them merged in."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self._stops: list[int] = []
        self._honours: list[int] = []

    def merge(self, lexed: Lexed) -> Lexed:
        """Replace the tokens of each school name by one token of class ``name``."""
        codes = lexed.codes
        if "s" not in codes:
            return lexed
        self._stops = [match.start() for match in _STOP.finditer(codes)]
        self._honours = [match.start() for match in _HONOUR.finditer(codes)]
        tokens: list[Token] = []
        position = 0
        i = codes.find("s")
        while i >= 0:
            end = self._last_suffix(lexed, i)
            begin, offset = self._begin(lexed, i, position, end)
            name = lexed.folded[offset : lexed.tokens[end].end]
            listed = lexed.codes[begin - 1 : begin] == "+" and 0 < position == begin - 1
            if self._is_name(lexed, begin, i, end, name, offset, listed=listed):
                tokens.extend(lexed.tokens[position:begin])
                if offset > lexed.tokens[begin].begin:
                    tokens.append(Token(lexed.tokens[begin].begin, offset, "X"))
                tokens.append(Token(offset, lexed.tokens[end].end, "E", SchoolName(name, self._ending(lexed, end))))
                position = end + 1
            i = codes.find("s", end + 1)
        if not position:
            return lexed
        tokens.extend(lexed.tokens[position:])
        with_short = short_names(lexed.folded, tokens, self.grammar.names)
        merged = tuple(shared_endings(lexed.folded, with_short, self.grammar.names))
        return Lexed(lexed.folded, merged, "".join([token.code for token in merged]), lexed.nonfacts, lexed.numerals)

    def _joins(self, lexed: Lexed, j: int) -> bool:
        """Whether token ``j`` begins with an 和 that leads to the next name: 四中|和市, but 六中|和平|校区."""
        token = lexed.tokens[j]
        peace = token.end - token.begin == 2 and lexed.codes[j + 1 : j + 2] == "s"
        return lexed.folded[token.begin] in _JOINTS and not peace

    def _goes_on(self, lexed: Lexed, end: int, j: int) -> bool:
        """Whether the ending at token ``j`` belongs to the name that ends at token ``end`` as it stands.

        湖师附小|幸福里|校区 and 师范大学|附属月湖|小学 do; 月河小学教育集团|托管东林镇|小学 does not.
        """
        if j == end + 1:
            return True
        tokens, folded = lexed.tokens, lexed.folded
        text = folded[tokens[j].begin : tokens[j].end]
        if self.grammar.names.refused.search(folded, tokens[end].end, tokens[j].begin):
            return False
        if self.grammar.names.endings.get(text) == "Campus":
            return True
        if folded.find("附", tokens[end].end, tokens[j].begin) >= 0:
            return True
        # 东莞中学|松山湖|学校, 财经大学|浙江|学院: a school named after the one that founded it
        return text in {"学校", "学院"} and j == end + 2 and 2 <= tokens[end + 1].end - tokens[end + 1].begin <= 4

    def _ending(self, lexed: Lexed, end: int) -> str:
        """The ending that a name's last token is; what campuses are called besides their usual endings is one, too."""
        token = lexed.tokens[end]
        return lexed.folded[token.begin : token.end] if token.code == "s" else "校区"

    def _last_suffix(self, lexed: Lexed, i: int) -> int:
        """The last ending that belongs to the same name: 附小|幸福里|校区, 一中|新校区."""
        codes, tokens, folded = lexed.codes, lexed.tokens, lexed.folded
        end = i
        j = i + 1
        while (
            j < len(codes)
            and codes[j] in "XWEs"
            and j - end <= 3
            and tokens[j].begin - tokens[end].end <= _GAP
            and not self._joins(lexed, j)
        ):
            if codes[j] == "s" and self._goes_on(lexed, end, j):
                end = j
            j += 1
        campus = self.grammar.names.campus_after.match(folded, tokens[end].end)
        if campus is not None:
            j = end + 1
            while j < len(codes) and codes[j] in "XWE" and tokens[j].end < campus.end():
                j += 1
            if j < len(codes) and codes[j] in "XWE" and tokens[j].end == campus.end():
                return j
        return end

    def _begin(self, lexed: Lexed, i: int, low: int, end: int) -> tuple[int, int]:
        """The first token of the name and the offset in it where the name begins."""
        codes, folded = lexed.codes, lexed.folded
        soft = self.grammar.names.soft_verbs
        j = self._reach(lexed, i, low, end)
        if j > low and codes[j - 1] in "vw" and j < i + 1:
            token = lexed.tokens[j - 1]
            core = lexed.tokens[i].begin - token.end
            opens = j - 1 == low or codes[j - 2] in ",;.+:("
            if folded[token.begin : token.end] in soft and 0 < core <= 3 and opens:
                j -= 1
        while j > low and codes[j - 1] in "uf" and lexed.tokens[j - 1].end - lexed.tokens[j - 1].begin == 1:
            j = self._reach(lexed, j - 1, low, end)  # 升山小学: one character of movement is a name's first
        for k in range(i - 1, j, -1):
            if codes[k] == "E" and codes[k - 1] in "XW" and (self._is_division(lexed, k) or self._ends(lexed, k - 1)):
                j = k  # 新开|石景山区|第三幼儿园: what stands before a division is no part of the name
                break
        while j > low and self._cut(lexed, j, i, codes[j - 1]):
            j -= 1
        offset = lexed.tokens[j].begin
        core_end = lexed.tokens[i].begin
        lead = self.grammar.names.lead
        head = lead.match(folded, offset, core_end)
        if head is None and (short := lead.match(folded, offset, lexed.tokens[end].end)) is not None:
            head = short if folded[short.end() : core_end] in _DIVISIONS else None  # 组建了|市|艺术学校
        opens = head is not None and head.group() in _JOINTS and (j == 0 or codes[j - 1] in ",;.:(")
        if head and offset < head.end() <= core_end and not opens:
            offset = head.end()
            while j < i and lexed.tokens[j].end <= offset:
                j += 1
        return j, offset

    def _reach(self, lexed: Lexed, i: int, low: int, end: int) -> int:
        """The first of the tokens that may belong to a name before token ``i``."""
        j = i
        while (
            j > low and lexed.codes[j - 1] in "XWEsz" and lexed.tokens[end].end - lexed.tokens[j - 1].begin <= _LENGTH
        ):
            j -= 1
        return j

    def _ends(self, lexed: Lexed, k: int) -> bool:
        """Whether token ``k`` ends the name of something else: 超算中心|青海|大学."""
        token = lexed.tokens[k]
        return self.grammar.names.others.search(lexed.folded, token.begin, token.end) is not None

    def _is_division(self, lexed: Lexed, k: int) -> bool:
        token = lexed.tokens[k]
        text = lexed.folded[token.begin : token.end]
        return isinstance(token.payload, Place) and (text == token.payload.label or text[-1] in "省市区县旗")

    def _cut(self, lexed: Lexed, j: int, i: int, before: str) -> bool:
        """Whether token ``j`` cannot begin a name.

        It is the end of another (经开|区月湖中学), or a name's second character whose first was read as a word of its
        own (对|川学校, 更|合镇初级中学).
        """
        token, previous = lexed.tokens[j], lexed.tokens[j - 1]
        if lexed.folded[token.begin] in "区县市镇乡路街" and before in "XWEs":
            return True
        core = lexed.folded[token.begin : lexed.tokens[i].begin]
        if core in {"路", "街"} and before not in ",;.:+()":
            return True  # 新建|路|小学 stands in 新建路
        return (
            previous.end - previous.begin == 1
            and before not in ",;.:+()qnR"
            and (len(core) == 1 or (len(core) == 2 and core[1] in "镇乡"))
        )

    def _is_name(self, lexed: Lexed, begin: int, i: int, end: int, name: str, offset: int, *, listed: bool) -> bool:
        """Whether what was found names one school: not generic, not a title that somebody is honoured with.

        ``listed`` says that it stands behind another school's name in a list: 噶尔县完全小学、札达县中学.
        """
        ending = self._ending(lexed, end)
        core = name[: len(name) - len(ending)]
        names = self.grammar.names
        if begin > 0 and lexed.codes[begin - 1] in "qnR":
            return False
        own = ending in names.own_endings or names.numbered.fullmatch(ending) is not None
        if not core:
            return own and self._stands_alone(lexed, begin, end, ending)
        before = lexed.folded[offset - 1] if offset else ""
        if (len(core) == 1 and core in _DIVISIONS) or core in names.direct:
            return own and before not in _EACH and self._follows_well(lexed, end)
        placed = begin
        while placed < i and isinstance(lexed.tokens[placed].payload, Place):
            placed += 1
        if begin < placed < i:
            rest = core[lexed.tokens[placed].begin - offset :]
            if (
                names.generic.fullmatch(rest)
                and rest + ending not in names.own_endings
                and not names.titular.fullmatch(rest + ending if names.endings.get(ending) == "University" else "")
            ):
                return False
        places = lexed.tokens[placed].begin - offset if placed > begin else 0
        if (
            len(core) - places > (_CORE if end == i else _LENGTH)
            or names.generic.fullmatch(core)
            or names.refused.search(core)
        ):
            return False
        if len(core) == 1 and ending in names.bare_endings:
            return False  # 李小学, 何学院: a person, or half a word
        if (
            end == i
            and ending in names.bare_endings
            and begin < i
            and all(lexed.codes[k] == "E" for k in range(begin, i))
            and (core[-1] in "镇乡" or self._is_division(lexed, i - 1) or names.endings.get(ending) == "Campus")
            and not (ending in names.county_endings and core[-1] in "县旗" and listed)
        ):
            return False
        if self.grammar.names.site_after.match(lexed.folded, lexed.tokens[end].end):
            return False
        if self._in_honour(begin) and not (
            lexed.codes[begin - 1 : begin] == "h" and names.endings.get(ending) == "University"
        ):
            return False
        return end > i or self._follows_well(lexed, end)

    def _stands_alone(self, lexed: Lexed, begin: int, end: int, ending: str) -> bool:
        """Whether an ending names a school by itself: 一中, and 实验小学 where a name may begin."""
        names = self.grammar.names
        if not self._follows_well(lexed, end):
            return False
        if names.numbered.fullmatch(ending):
            return True
        opens = begin == 0 or lexed.codes[begin - 1] in ",;.+("
        # 完成实验小学、青溪小学扩建, but 创建实验小学
        opens = opens or (lexed.codes[begin - 1] in "vw" and lexed.codes[end + 1 : end + 2] in ("+", "w", "F", "U"))
        return opens and ending in names.alone

    def _in_honour(self, begin: int) -> bool:
        """After a verb of honour in the same clause stands a title, not a school."""
        honour = bisect_left(self._honours, begin) - 1
        stop = bisect_left(self._stops, begin) - 1
        return honour >= 0 and (stop < 0 or self._stops[stop] < self._honours[honour])

    def _follows_well(self, lexed: Lexed, end: int) -> bool:
        return not self.grammar.names.refused_after.match(lexed.folded, lexed.tokens[end].end)


def is_school(token: Token) -> bool:
    """Whether a name token names a school."""
    return isinstance(token.payload, SchoolName)
