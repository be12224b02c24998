"""Names that the vocabulary knows: places, bodies, organizations and programmes, found before anything is said of them.

One automaton finds the names of the world. Those of the report's own surroundings differ from report to report, and to
make an automaton of them would take longer than to look them up by their first two characters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from edugraph.extract.place_names import Meaning, PlaceNames, Surroundings
from edugraph.extract.tokens import Token
from edugraph.lexicon.bodies import Body, LocalBody, after_place, endings, label, level_words
from edugraph.lexicon.grammar import Grammar
from edugraph.lexicon.vocabulary import Place, Term, Vocabulary
from edugraph.model import Level, Span


class Found(NamedTuple):
    """Tokens of class ``name``, and where a name stands of which several places are called and none is meant.

    ``unnamed`` is where tokens begin that stand for a thing and are no name of it: 我局, the 市 of 市、区教育局.
    """

    tokens: list[Token]
    ambiguous: tuple[Span, ...]
    unnamed: frozenset[int]


def gazetteer(folded: str, text: str, about: Surroundings, vocabulary: Vocabulary, grammar: Grammar) -> Found:
    """Tokens for every place, body, organization and programme that the vocabulary can name here."""
    return _Gazetteer(folded, about, vocabulary, grammar).read(text)


class _Tails(NamedTuple):
    """What names a body right behind the name of a place of one kind, and how long the longest of that is."""

    bodies: Mapping[str, Body]
    longest: int


class _Gazetteer(PlaceNames):
    """All names of one text."""

    def __init__(self, folded: str, about: Surroundings, vocabulary: Vocabulary, grammar: Grammar) -> None:
        super().__init__(folded, about, vocabulary, grammar)
        self.publisher = about.publisher
        self.unnamed: set[int] = set()
        self._tails: dict[tuple[Level, tuple[str, ...]], _Tails] = {}

    def read(self, text: str) -> Found:
        self._world()
        if self.place is not None:
            self._local(self.place, text)
        self.expected()
        self.listed()
        tokens = list(self._longest())
        return Found(tokens, tuple(_apart(sorted(set(self.open)), tokens)), frozenset(self.unnamed))

    def _world(self) -> None:
        """The names that mean the same everywhere, and those of places, with the bodies right behind them."""
        meanings = self.grammar.world_meanings
        known: dict[int, Meaning | None] = {}
        for index, begin, end in self.grammar.world.find_matches_as_indexes(self.folded):
            meant = meanings[index]
            meaning: Meaning | None
            if isinstance(meant, Term):
                meaning = meant
            elif (meaning := self.in_parent(meant, begin)) is None:
                if index not in known:
                    known[index] = self.called(meant)
                meaning = known[index]
                if meaning is None and meant in self.vocabulary.place_names:
                    self.open.append((begin, end))
            if isinstance(meaning, Place) and self._body_behind(meaning, begin, end):
                continue
            if meaning is not None:
                self._note(begin, end, meaning)

    def _body_behind(self, place: Place, begin: int, end: int) -> bool:
        """Note the body of ``place`` whose ending stands right behind the name of the place, the longest that does."""
        folded = self.folded
        if folded[end : end + 1] not in self.vocabulary.body_openings:
            return False
        kind = place.level, endings(place)
        if kind not in self._tails:
            self._tails[kind] = _tails(place, self.vocabulary)
        tails = self._tails[kind]
        for stop in range(min(end + tails.longest, len(folded)), end, -1):
            if (body := tails.bodies.get(folded[end:stop])) and not self._splits(stop):
                self.found[begin, stop] = LocalBody(label(body, place), place, body)
                return True
        return False

    def _splits(self, end: int) -> bool:
        """Whether the character before ``end`` begins another word: 区委|托."""
        return bool(self.grammar.places.split.match(self.folded, end - 1))

    def _note(self, begin: int, end: int, meaning: Meaning) -> None:
        if not self._splits(end):
            self.found[begin, end] = meaning
        elif isinstance(meaning, Place) and self.folded[begin : end - 1] in meaning.shorts:
            self.found[begin, end - 1] = meaning

    def _local(self, place: Place, text: str) -> None:
        """The names that mean something because of the report's place: short names, 区教育局, 我局."""
        local = self._local_names(place, text)
        words = {word: each for each in reversed(self.chain) for word in level_words(each)}
        own = self._own_forms(local)
        bare = self._bare(place, local)
        local |= {**bare, **own}
        for begin, high in _occurrences(self.folded, local):
            end = high
            whole = local.get(self.folded[begin:end])
            # 义县|属锦州市: nothing shorter than 义县 names it.
            kept = isinstance(whole, Place) and whole in self.chain and end - begin == len(whole.label) == 2
            while end > begin and not kept and self._splits(end):
                end = next((cut for cut in range(end - 1, begin, -1) if self.folded[begin:cut] in local), begin)
            meaning = local.get(self.folded[begin:end])
            if meaning is None:
                continue
            if isinstance(meaning, Place) and not self.stands(begin, end, meaning):
                continue
            if self.folded[begin:end] in bare and "\u4e00" <= self.folded[begin - 1 : begin] <= "\u9fff":
                continue
            if self.folded[begin:end] in own:
                self.unnamed.add(begin)
            elif isinstance(meaning, LocalBody):
                meaning, end = self._branch(meaning, end)
                head = self._head(meaning, begin)
                if head and self.grammar.places.other_before.search(self.folded, max(0, begin - 2), begin):
                    continue
                if head:
                    self._shared(meaning, begin, words, local, self.folded[begin + head : end])
            self.found[begin, end] = meaning

    def _branch(self, body: LocalBody, end: int) -> tuple[LocalBody, int]:
        """The district's own body when its name goes by that of the city: 市公安局|吴兴分局; else the same."""
        if body.body.function == "education":
            for form in self.grammar.places.party:
                if self.folded.startswith(form.format(""), end):
                    return _party(body, form.format("")), end + len(form.format(""))
        for place in self.chain if body.label.endswith("局") else ():
            for name in (place.label, *place.shorts):
                if self.vocabulary.lies_in(place.code, body.place.code) and self.folded.startswith(f"{name}分局", end):
                    branch = self.vocabulary.body_of(place.code, body.body.function, "分局")
                    if branch is not None:
                        return branch, end + len(name) + 2
        return body, end

    def _head(self, body: LocalBody, begin: int) -> int:
        """The length of the word of its level that the name of a body begins with, 0 when it begins otherwise."""
        if self.folded.startswith((body.place.label, *body.place.shorts), begin):
            return 0
        return max((len(word) for word in level_words(body.place) if self.folded.startswith(word, begin)), default=0)

    def _shared(
        self, body: LocalBody, begin: int, words: Mapping[str, Place], local: Mapping[str, Meaning], tail: str
    ) -> None:
        """The bodies that are named before it by their level alone: 省、市、区教育局 are three."""
        folded = self.folded
        while begin > 1 and folded[begin - 1] in "、和及":
            word = next((w for w in words if folded.endswith(w, 0, begin - 1)), None)
            if word is None or words[word] == body.place:
                return
            low, high = begin - 1 - len(word), begin - 1
            before = folded[low - 1 : low]
            if "\u4e00" <= before <= "\u9fff" and before not in "、由在经与和及对向被以受获按据从":
                return
            other = local.get(word + tail)
            if not isinstance(other, LocalBody):
                other = self.vocabulary.body_of(words[word].code, body.body.function)
            if other is None:
                return
            self.found[low, high] = other
            self.unnamed.add(low)
            begin = low

    def _local_names(self, place: Place, text: str) -> dict[str, Meaning]:
        """Short names of the report's own places and of their neighbours, and the bodies of the former."""
        vocabulary, grammar, code = self.vocabulary, self.grammar, place.code
        names: dict[str, Meaning] = {}
        for other in [each for each in vocabulary.places.values() if each.code[:2] == code[:2]]:
            for short in other.shorts if len(other.label) > 2 else (other.label,):
                if short not in grammar.known_words and vocabulary.find_place(short, code, self.year) == other:
                    names[short] = other
        for own in self.chain:
            names |= dict.fromkeys(
                (*own.shorts, *own.former, *(each[:-1] for each in own.former if len(each) > 2), own.label), own
            )
        names |= vocabulary.bodies_around(code, text)
        return names

    def _own_forms(self, local: Mapping[str, Meaning]) -> dict[str, Meaning]:
        """The words by which the body that signs the report speaks of itself: 我局, 局机关."""
        publisher = local.get(self.publisher or "")
        if not isinstance(publisher, LocalBody):
            return {}
        forms = self.grammar.places
        own: dict[str, Meaning] = {form.format(publisher.label[-1]): publisher for form in forms.own}
        return own | {form.format(publisher.label[-1]): _party(publisher, form.format("")) for form in forms.party}

    def _bare(self, place: Place, local: Mapping[str, Meaning]) -> dict[str, Meaning]:
        """The names of a county's education authority without the county: 教体局 for 县教体局."""
        if place.level is not Level.DISTRICT:
            return {}
        (word, *_) = level_words(place)
        tails = [
            tail
            for body in self.vocabulary.bodies
            if body.function == "education" and body.exists_in(place)
            for tail in (body.name, *body.shorts)
        ]
        return {tail: local[word + tail] for tail in tails if word + tail in local}

    def _longest(self) -> Iterator[Token]:
        """Of overlapping names the leftmost, then the longest; a place before the body that completes it gives way."""
        position = 0
        for begin, end in sorted(self.found, key=lambda span: (span[0], -span[1])):
            if begin >= position:
                yield Token(begin, end, "E", self.found[begin, end])
                position = end


def _party(body: LocalBody, tail: str) -> LocalBody:
    """The party committee or group of a body: 吴兴区教育局党委."""
    kind = replace(body.body, name=body.body.name + tail, function=f"{body.body.function}-party", part_of="education")
    return LocalBody(body.label + tail, body.place, kind)


def _tails(place: Place, vocabulary: Vocabulary) -> _Tails:
    """The tails for places of the kind of this one: as :meth:`Vocabulary.bodies_after`, for all of them at once."""
    bodies: dict[str, Body] = {}
    for body in vocabulary.bodies:
        if body.base != "league" and body.exists_in(place):
            for tail in after_place(body, place):
                bodies.setdefault(tail, body)
    return _Tails(bodies, max(map(len, bodies), default=0))


def _occurrences(folded: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where names of two characters and more stand: the leftmost, then the longest of those that overlap."""
    opens: dict[str, set[int]] = {}
    for name in names:
        opens.setdefault(name[:2], set()).add(len(name))
    longest = {pair: sorted(lengths, reverse=True) for pair, lengths in opens.items()}
    firsts = re.compile(f"[{re.escape(''.join(sorted({pair[0] for pair in opens})))}]" if opens else "(?!)")
    position = 0
    for match in firsts.finditer(folded):
        begin = match.start()
        if begin >= position:
            for length in longest.get(folded[begin : begin + 2], ()):
                # Behind the end of the text a slice is shorter than was asked for.
                if begin + length <= len(folded) and folded[begin : begin + length] in names:
                    position = begin + length
                    yield begin, position
                    break


def _apart(spans: list[tuple[int, int]], tokens: list[Token]) -> Iterator[Span]:
    """The spans that no token overlaps; both ascend."""
    at = 0
    for begin, end in spans:
        while at < len(tokens) and tokens[at].end <= begin:
            at += 1
        if at == len(tokens) or end <= tokens[at].begin:
            yield Span(begin, end)
