"""Names: places, bodies, programmes and schools, found before anything is said of them.

Places, bodies and programmes come from the vocabulary through one automaton for the world and one for the report's own
surroundings. School names are open: a known ending (小学, 校区, 附中) and what stands before it up to the next
boundary, unless all of that is generic (民办学校, 特色学校).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from edugraph.extract.tokens import Lexed, Token
from edugraph.lexicon.bodies import LocalBody
from edugraph.lexicon.grammar import Grammar
from edugraph.lexicon.vocabulary import Place, Term, Vocabulary
from edugraph.model import Level

Meaning = Place | Term | LocalBody
# 教育部门 is no ministry, 区委托 no committee: the name's last character begins another word.
_SPLIT = re.compile("部门|部分|委托|委派|委任")
_STOP = re.compile("[,.;]")
_HONOUR = re.compile("h")


@dataclass(frozen=True, slots=True)
class SchoolName:
    """A school's name as printed, with the ending that tells its kind."""

    name: str
    ending: str


def gazetteer(folded: str, text: str, place: Place | None, vocabulary: Vocabulary, grammar: Grammar) -> list[Token]:
    """Tokens of class ``name`` for every place, body, organization and programme that the vocabulary can name here."""
    found: dict[tuple[int, int], Meaning] = {}
    known: dict[int, Meaning | None] = {}
    tails: dict[str, _Tails] = {}
    for index, begin, end in grammar.world.find_matches_as_indexes(folded):
        if index not in known:
            known[index] = _meaning(grammar.world_meanings[index], place, vocabulary)
        meaning = known[index]
        stop = end
        if isinstance(meaning, Place) and folded[end : end + 1] in vocabulary.body_openings:
            if meaning.code not in tails:
                tails[meaning.code] = _tails(vocabulary.bodies_after(meaning.code))
            bodies, longest = tails[meaning.code]
            for length in range(longest, 0, -1):
                if body := bodies.get(folded[end : end + length]):
                    meaning, stop = body, end + length
                    break
        if meaning is not None:
            found[begin, stop] = meaning
    if place is not None:
        local = _local_names(place, text, vocabulary, grammar)
        names = list(local)
        automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
        for index, begin, end in automaton.find_matches_as_indexes(folded):
            found[begin, end] = local[names[index]]
    return _longest({span: meaning for span, meaning in found.items() if not _SPLIT.match(folded, span[1] - 1)})


class _Tails(NamedTuple):
    """What names a body right behind the name of its place, and how long the longest of that is."""

    bodies: Mapping[str, LocalBody]
    longest: int


def _tails(bodies: Mapping[str, LocalBody]) -> _Tails:
    return _Tails(bodies, max(map(len, bodies), default=0))


def _meaning(meaning: str | Term, place: Place | None, vocabulary: Vocabulary) -> Meaning | None:
    """What a name of the world means in a report of ``place``."""
    if isinstance(meaning, Term):
        return meaning
    return vocabulary.find_place(meaning, place.code if place else None)


def _local_names(place: Place, text: str, vocabulary: Vocabulary, grammar: Grammar) -> dict[str, Meaning]:
    """Short names of the report's own places and of their neighbours in the province, and the bodies of the former."""
    chain = [place, *vocabulary.ancestors(place.code)]
    names: dict[str, Meaning] = {}
    province = place.code[:2]
    for other in [p for code, p in vocabulary.places.items() if code[:2] == province]:
        for short in other.shorts:
            if (
                short not in grammar.known_words
                and vocabulary.find_place(short, place.code) == other
                and len(short) > 1
            ):
                names[short] = other
    for own in chain:
        for short in own.shorts:
            names[short] = own
        names[own.label] = own
    names |= vocabulary.bodies_around(place.code, text)
    return names


def _longest(found: dict[tuple[int, int], Meaning]) -> list[Token]:
    """Of overlapping names the leftmost, then the longest; a place before the body that completes it gives way."""
    tokens: list[Token] = []
    position = 0
    for begin, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if begin >= position:
            tokens.append(Token(begin, end, "E", found[begin, end]))
            position = end
    return tokens


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


def at_level(place: Place | None, level: Level, vocabulary: Vocabulary) -> Place | None:
    """The place of ``level`` that the report's place lies in or is."""
    return None if place is None else vocabulary.at_level(place.code, level)


def is_school(token: Token) -> bool:
    """Whether a name token names a school."""
    return isinstance(token.payload, SchoolName)


def spans_of(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The ranges of name tokens."""
    return [(token.begin, token.end) for token in tokens if token.code == "E"]
