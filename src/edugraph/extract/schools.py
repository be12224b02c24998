"""School names: a known ending (小学, 校区, 附中) and what stands before it up to the next boundary.

What is generic as a whole (民办学校, 特色学校) names no school.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from edugraph.extract.tokens import Lexed, Token
from edugraph.lexicon.grammar import Grammar
from edugraph.lexicon.terms import Place

_STOP = re.compile("[,.;]")
_HONOUR = re.compile("h")


@dataclass(frozen=True, slots=True)
class SchoolName:
    """A school's name as printed, with the ending that tells its kind."""

    name: str
    ending: str


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
            end = self._last_suffix(codes, i)
            begin, offset = self._begin(lexed, i, position, end)
            name = lexed.folded[offset : lexed.tokens[end].end]
            if self._is_name(lexed, begin, i, end, name, offset):
                tokens.extend(lexed.tokens[position:begin])
                if offset > lexed.tokens[begin].begin:
                    tokens.append(Token(lexed.tokens[begin].begin, offset, "X"))
                ending = lexed.folded[lexed.tokens[end].begin : lexed.tokens[end].end]
                tokens.append(Token(offset, lexed.tokens[end].end, "E", SchoolName(name, ending)))
                position = end + 1
            i = codes.find("s", end + 1)
        if not position:
            return lexed
        tokens.extend(lexed.tokens[position:])
        merged = tuple(tokens)
        return Lexed(lexed.folded, merged, "".join([token.code for token in merged]), lexed.nonfacts, lexed.numerals)

    def _last_suffix(self, codes: str, i: int) -> int:
        """The last ending that belongs to the same name: 附小|幸福里|校区."""
        end = i
        j = i + 1
        while j < len(codes) and codes[j] in "XWEs" and j - end <= 2:
            if codes[j] == "s":
                end = j
            j += 1
        return end

    def _begin(self, lexed: Lexed, i: int, low: int, end: int) -> tuple[int, int]:
        """The first token of the name and the offset in it where the name begins."""
        codes, folded = lexed.codes, lexed.folded
        soft = self.grammar.names.soft_verbs
        j = i
        while j > low and codes[j - 1] in "XWEszw" and lexed.tokens[end].end - lexed.tokens[j - 1].begin <= 24:
            if codes[j - 1] in "w":
                break
            j -= 1
        if j > low and codes[j - 1] in "vw" and j < i + 1:
            token = lexed.tokens[j - 1]
            core = lexed.tokens[i].begin - token.end
            opens = j - 1 == low or codes[j - 2] in ",;.+:("
            if folded[token.begin : token.end] in soft and 0 < core <= 3 and opens:
                j -= 1
        while j > low and codes[j - 1] in "uf" and lexed.tokens[j - 1].end - lexed.tokens[j - 1].begin == 1:
            j -= 1  # 升山小学: one character of movement is a name's first
        while j > low and self._cut(lexed, j, i, codes[j - 1]):
            j -= 1
        offset = lexed.tokens[j].begin
        head = self.grammar.names.lead.match(folded, offset, lexed.tokens[i].begin)
        if head and head.end() > offset:
            offset = head.end()
            while j < i and lexed.tokens[j].end <= offset:
                j += 1
        return j, offset

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

    def _is_name(self, lexed: Lexed, begin: int, i: int, end: int, name: str, offset: int) -> bool:
        """Whether what was found names one school: not generic, not a title that somebody is honoured with."""
        ending = lexed.folded[lexed.tokens[end].begin : lexed.tokens[end].end]
        core = name[: len(name) - len(ending)]
        names = self.grammar.names
        if begin > 0 and lexed.codes[begin - 1] in "qnR":
            return False
        if not core:
            return bool(names.numbered.fullmatch(ending)) and self._follows_well(lexed, end)
        placed = begin
        while placed < i and isinstance(lexed.tokens[placed].payload, Place):
            placed += 1
        if begin < placed < i and names.generic.fullmatch(core[lexed.tokens[placed].begin - offset :]):
            return False
        if core in "区县市州旗" and names.numbered.fullmatch(ending):
            return self._follows_well(lexed, end)
        if len(core) > 10 or names.generic.fullmatch(core) or names.refused.search(core):
            return False
        if (
            ending in names.bare_endings
            and begin < i
            and all(lexed.codes[k] == "E" for k in range(begin, i))
            and core[-1] in "区县市省州盟旗镇乡"
        ):
            return False
        if self.grammar.names.site_after.match(lexed.folded, lexed.tokens[end].end):
            return False
        if self._in_honour(begin) and not (
            lexed.codes[begin - 1 : begin] == "h" and names.endings.get(ending) == "University"
        ):
            return False
        return self._follows_well(lexed, end)

    def _in_honour(self, begin: int) -> bool:
        """After a verb of honour in the same clause stands a title, not a school."""
        honour = bisect_left(self._honours, begin) - 1
        stop = bisect_left(self._stops, begin) - 1
        return honour >= 0 and (stop < 0 or self._stops[stop] < self._honours[honour])

    def _follows_well(self, lexed: Lexed, end: int) -> bool:
        following = lexed.folded[lexed.tokens[end].end : lexed.tokens[end].end + 2]
        return not self.grammar.names.refused_after.match(following)


def is_school(token: Token) -> bool:
    """Whether a name token names a school."""
    return isinstance(token.payload, SchoolName)
