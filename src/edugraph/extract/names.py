"""Names that the vocabulary knows: places, bodies, organizations and programmes, found before anything is said of them.

One automaton finds the names of the world, another those of the report's own surroundings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from edugraph.extract.tokens import Token
from edugraph.lexicon.bodies import LocalBody
from edugraph.lexicon.grammar import Grammar
from edugraph.lexicon.vocabulary import Place, Term, Vocabulary

Meaning = Place | Term | LocalBody
# 教育部门 is no ministry, 区委托 no committee: the name's last character begins another word.
_SPLIT = re.compile("部门|部分|委托|委派|委任")


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
