"""Names that the vocabulary knows: places, bodies, organizations and programmes, found before anything is said of them.

One automaton finds the names of the world. Those of the report's own surroundings differ from report to report, and to
make an automaton of them would take longer than to look them up by their first two characters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from edugraph.extract.tokens import Token
from edugraph.lexicon.bodies import Body, LocalBody, after_place, endings, label
from edugraph.lexicon.grammar import Grammar
from edugraph.lexicon.vocabulary import Place, Term, Vocabulary
from edugraph.model import Level

Meaning = Place | Term | LocalBody
# 教育部门 is no ministry, 区委托 no committee: the name's last character begins another word.
_SPLIT = re.compile("部门|部分|委托|委派|委任")


def gazetteer(folded: str, text: str, place: Place | None, vocabulary: Vocabulary, grammar: Grammar) -> list[Token]:
    """Tokens of class ``name`` for every place, body, organization and programme that the vocabulary can name here."""
    found: dict[tuple[int, int], Meaning] = {}
    known: dict[int, Meaning | None] = {}
    tails: dict[tuple[Level, tuple[str, ...]], _Tails] = {}
    for index, begin, end in grammar.world.find_matches_as_indexes(folded):
        if index not in known:
            known[index] = _meaning(grammar.world_meanings[index], place, vocabulary)
        meaning = known[index]
        stop = end
        if isinstance(meaning, Place) and folded[end : end + 1] in vocabulary.body_openings:
            kind = meaning.level, endings(meaning)
            if kind not in tails:
                tails[kind] = _tails(meaning, vocabulary)
            bodies, longest = tails[kind]
            for length in range(longest, 0, -1):
                if body := bodies.get(folded[end : end + length]):
                    meaning, stop = LocalBody(label(body, meaning), meaning, body), end + length
                    break
        if meaning is not None:
            found[begin, stop] = meaning
    if place is not None:
        local = _local_names(place, text, vocabulary, grammar)
        for begin, end in _occurrences(folded, local):
            found[begin, end] = local[folded[begin:end]]
    return _longest({span: meaning for span, meaning in found.items() if not _SPLIT.match(folded, span[1] - 1)})


def _occurrences(folded: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where names of two characters and more stand: the leftmost, then the longest of those that overlap."""
    opens: dict[str, set[int]] = {}
    for name in names:
        opens.setdefault(name[:2], set()).add(len(name))
    longest = {pair: sorted(lengths, reverse=True) for pair, lengths in opens.items()}
    position = 0
    for begin in [at for at, pair in enumerate(map(str.__add__, folded, folded[1:])) if pair in opens]:
        if begin >= position:
            for length in longest[folded[begin : begin + 2]]:
                if folded[begin : begin + length] in names:
                    position = begin + length
                    yield begin, position
                    break


class _Tails(NamedTuple):
    """What names a body right behind the name of a place of one kind, and how long the longest of that is."""

    bodies: Mapping[str, Body]
    longest: int


def _tails(place: Place, vocabulary: Vocabulary) -> _Tails:
    """The tails for places of the kind of this one: as :meth:`Vocabulary.bodies_after`, for all of them at once."""
    bodies: dict[str, Body] = {}
    for body in vocabulary.bodies:
        if body.base != "league" and body.exists_in(place):
            for tail in after_place(body, place):
                bodies.setdefault(tail, body)
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
