"""Which place a name means, and where a short name is one.

A name of several places means the one that its parent before it tells, else the one nearest to the report's own place
and year; what stays open is listed.
"""

from __future__ import annotations

from typing import NamedTuple

from edugraph.lexicon.bodies import LocalBody
from edugraph.lexicon.grammar import Grammar
from edugraph.lexicon.vocabulary import Place, Term, Vocabulary

Meaning = Place | Term | LocalBody

_AND = frozenset("、和与及")
_PARENT = range(2, 9)
"""How many characters the name of a parent has: 南京|鼓楼区, 恩施土家族苗族自治州|利川市 goes by its short name."""


class Surroundings(NamedTuple):
    """What a report tells of itself before it is read: its place, its year, and the name of the body that signs it."""

    place: Place | None = None
    year: int | None = None
    publisher: str | None = None


class PlaceNames:
    """The names of places in one text: ``found`` are their ranges, ``open`` those of names that several places have."""

    def __init__(self, folded: str, about: Surroundings, vocabulary: Vocabulary, grammar: Grammar) -> None:
        self.folded = folded
        self.place, self.year = about.place, about.year
        self.vocabulary = vocabulary
        self.grammar = grammar
        self.chain = [] if self.place is None else [self.place, *vocabulary.ancestors(self.place.code)]
        self.found: dict[tuple[int, int], Meaning] = {}
        self.open: list[tuple[int, int]] = []

    def called(self, name: str) -> Place | None:
        """The place of this name; one that is an ordinary word as well must lie where the report's own place does."""
        found = self.vocabulary.find_place(name, self.place.code if self.place else None, self.year)
        if found is None or name in self.vocabulary.place_names:
            return found
        return found if found.parent in {each.code for each in self.chain} else None

    def in_parent(self, name: str, begin: int) -> Place | None:
        """The only place of this name in the place whose name stands right before it: 南京市|鼓楼区."""
        vocabulary = self.vocabulary
        codes = (*vocabulary.place_names.get(name, ()), *vocabulary.place_words.get(name, ()))
        if len(codes) == 1 and name in vocabulary.place_names:
            return None
        for size in _PARENT:
            parents = vocabulary.place_names.get(self.folded[max(0, begin - size) : begin], ())
            inside = [vocabulary.places[code] for code in codes if any(vocabulary.lies_in(code, p) for p in parents)]
            if inside:
                nearest = min(place.years_called(name, self.year) for place in inside)
                inside = [place for place in inside if place.years_called(name, self.year) == nearest]
                return inside[0] if len(inside) == 1 else None
        return None

    def expected(self) -> None:
        """Short names of any place where only a place can stand: 赴遂昌考察."""
        for match in self.grammar.places.expected.finditer(self.folded):
            name = match["name"]
            if name not in self.vocabulary.place_names and name not in self.vocabulary.place_words:
                continue
            code = self.place.code if self.place else None
            if place := self.vocabulary.find_place(name, code, self.year):
                self.found.setdefault(match.span("name"), place)
            elif name in self.vocabulary.place_names:
                self.open.append(match.span("name"))

    def stands(self, begin: int, end: int, place: Place) -> bool:
        """Whether a short name stands for a place here, and is no part of a person's, a street's or a town's name."""
        if end - begin != 2:
            return True
        rules, folded = self.grammar.places, self.folded
        before = folded[max(0, begin - 4) : begin]
        if rules.short_refused_after.match(folded, end) or rules.short_refused_before.search(before):
            return False
        sure = place in self.chain or any((low, begin) in self.found for low in range(max(0, begin - 8), begin - 1))
        return sure or bool(rules.short_before.search(before) or rules.short_after.match(folded, end))

    def listed(self) -> None:
        """Names of two and three characters in a list with a place: 宁远 and 道县 beside 江华."""
        for (begin, end), meaning in sorted(self.found.items(), key=lambda item: item[0]):
            if isinstance(meaning, Place):
                self._beside(begin, end)
        for (begin, _), meaning in sorted(self.found.items(), key=lambda item: item[0], reverse=True):
            if isinstance(meaning, Place) and self.folded[begin - 1 : begin] in _AND:
                for size in (3, 2):
                    before = self.folded[max(0, begin - 5 - size) : max(0, begin - 1 - size)]
                    if begin - 1 - size >= 0 and self.grammar.places.short_before.search(before):
                        self._list_item(begin - 1 - size, begin - 1)

    def _beside(self, begin: int, end: int) -> None:
        """Note the names that follow one of a list."""
        while self.folded[end : end + 1] in _AND:
            begin = end + 1
            end = next((begin + size for size in (3, 2) if self._list_item(begin, begin + size)), begin)

    def _list_item(self, begin: int, end: int) -> bool:
        """Whether a place of a list stands here; notes one that was not known yet."""
        name = self.folded[begin:end]
        if isinstance(self.found.get((begin, end)), Place):
            return False
        if name not in self.vocabulary.place_names and name not in self.vocabulary.place_words:
            return False
        rules = self.grammar.places
        if rules.short_refused_after.match(self.folded, end) or not (
            name[-1] in "县区市旗" or rules.short_after.match(self.folded, end)
        ):
            return False
        place = self.vocabulary.find_place(name, self.place.code if self.place else None, self.year)
        if place is None or (begin, end) in self.found:
            return False
        self.found[begin, end] = place
        return True
