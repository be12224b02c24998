"""The form of a school's name: the place it begins with, and the rest with its abbreviations written out.

湖州市第一中学, 湖州一中 and, in a report of that city or a place in it, 市一中 have the same form: 湖州市 and 第一中学.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from edugraph.extract.schools import SchoolName
from edugraph.lexicon.bodies import level_words
from edugraph.lexicon.names import NameRules
from edugraph.lexicon.terms import Place
from edugraph.lexicon.vocabulary import Vocabulary
from edugraph.model import Level

_LONGEST_PLACE = 12
_DIVISIONS = "省市区县州盟旗"
_TOWN = re.compile(
    r"(?P<town>[\u4e00-\u9fff]{2,4}?)(?:镇|乡|街道)(?=中心|第[一二三四五六七八九十]|实验|初级|小学|中学|幼儿园)"
)
# 南京路小学 lies in a street, 杭州湾小学 at a bay: the name of a place begins the name of another.
_OF_A_STREET = re.compile(r"^.{0,2}?[路街道巷桥湾江河湖山门]")


@dataclass(frozen=True, slots=True)
class SchoolForm:
    """What a name of a school says.

    Attributes:
        name: as printed, without what says at which site (一中 for 一中新校区).
        ending: the ending that tells its kind.
        place: the division that the name begins with, ``None`` when it begins with none.
        core: the rest, with its abbreviations written out (第一中学 for 一中).
        school: of a campus the school's part of ``core`` (第五中学 of 第五中学仁北校区), else ``None``.
        titular: whether ``core`` says what any place may have (第一中学, 实验小学), not a name of its own.
        number: of a school called by a number that number with the character of its kind (一中), else ``None``.
        abbreviated: whether ``core`` was printed shorter.
        by_word: whether 市, 县 or 区 stands for the place.
        within: whether the place is the report's own, one that it lies in, or one inside it.
    """

    name: str
    ending: str
    place: Place | None
    core: str
    school: str | None
    titular: bool
    number: str | None
    abbreviated: bool
    by_word: bool
    within: bool

    @property
    def full(self) -> str:
        """The name as the school's own papers have it: with its place where nothing else tells it from others."""
        placed = self.place is not None and (self.titular or self.core == self.ending)
        return f"{self.place.label}{self.core}" if placed and self.place else self.core

    @property
    def label(self) -> str:
        """The name as printed, with its place's name for 市, 县 or 区."""
        return f"{self.place.label}{self.name[1:]}" if self.by_word and self.place is not None else self.name

    @property
    def townless(self) -> str:
        """``core`` without 镇, 乡 or 街道 after the name of a town: 织里中心小学 for 织里镇中心小学."""
        return _TOWN.sub(r"\g<town>", self.core, count=1)


def saying_most(form: SchoolForm) -> tuple[bool, int, bool, str]:
    """A key to sort by: names with a place before others, long ones before short ones."""
    return form.place is None, -len(form.core), form.abbreviated, form.name


class SchoolForms:
    """Reads the forms of the names in a report of one place.

    Args:
        home: the report's place.
        vocabulary: the places that names begin with.
        rules: abbreviations and what any place may have.
    """

    def __init__(self, home: Place | None, vocabulary: Vocabulary, rules: NameRules) -> None:
        self.home = home
        self.vocabulary = vocabulary
        self.rules = rules
        self.chain = () if home is None else (home, *vocabulary.ancestors(home.code))
        self._words: dict[str, Place] = {}
        for place in self.chain:
            for word in level_words(place):
                self._words.setdefault(word, place)

    def read(self, school: SchoolName) -> SchoolForm:
        """The form of one name."""
        place, rest, by_word = self._placed(school.name)
        match = self.rules.campus.fullmatch(rest)
        whole = match.group("school") if match else rest
        core = self.rules.written_out(whole)
        campus = match.group("campus") if match else ""
        name, ending = school.name, school.ending
        if match and campus in self.rules.sites:  # 一中新校区 is 一中
            name, ending, match, campus = name[: -len(campus)], whole, None, ""
        number = self.rules.number(core)
        return SchoolForm(
            name,
            ending,
            place,
            core + campus,
            core if match else None,
            self.rules.titular.fullmatch(core) is not None,
            None if campus else number,
            core != whole,
            by_word,
            place is None
            or place in self.chain
            or any(self.home == each for each in self.vocabulary.ancestors(place.code)),
        )

    def _placed(self, name: str) -> tuple[Place | None, str, bool]:
        """The place that a name begins with, the rest of the name, and whether a word such as 市 says the place."""
        place, at = self._labelled(name)
        if place is not None:
            return place, name[at:], False
        if (own := self._words.get(name[0])) is not None and self._is_titular(name[1:]):
            return own, name[1:], True
        for size in range(min(_LONGEST_PLACE, len(name) - 2), 1, -1):
            found = self.vocabulary.find_place(name[:size], self.home.code if self.home else None)
            if found is not None and self._short_for(found, name[size:]):
                return found, name[size:], False
        return None, name, False

    def _labelled(self, name: str) -> tuple[Place | None, int]:
        """The last of the divisions that a name begins with in full (浙江省湖州市吴兴区…), and where it ends."""
        place: Place | None = None
        at = 0
        while True:
            near = place or self.home
            for size in range(min(_LONGEST_PLACE, len(name) - at - 2), 1, -1):
                piece = name[at : at + size]
                found = self.vocabulary.find_place(piece, near.code if near else None)
                if found is None or (place is not None and place not in self.vocabulary.ancestors(found.code)):
                    continue
                in_full = piece == found.label or (size > 2 and piece[-1] in _DIVISIONS)
                if in_full or (place is None and self._goes_on(name, size, found)):
                    place, at = found, at + size
                    break
            else:
                return place, at

    def _goes_on(self, name: str, at: int, place: Place) -> bool:
        """Whether a division inside ``place`` is named in full right behind its short name: 杭州西湖区…."""
        for size in range(2, min(_LONGEST_PLACE, len(name) - at - 1)):
            found = self.vocabulary.find_place(name[at : at + size], place.code)
            if found is not None and found.label == name[at : at + size]:
                return place in self.vocabulary.ancestors(found.code)
        return False

    def _short_for(self, place: Place, rest: str) -> bool:
        """Whether a school's name may begin with the short name of this place.

        吴兴二小 is a school of 吴兴区, 杭州学军小学 one of 杭州市; but 朝阳小学 and 南京路小学 may be anywhere.
        """
        if self._is_titular(rest):
            near = place in self.chain or place.level is not Level.DISTRICT
            return near or (self.home is not None and self._neighbours(place, self.home))
        core = self._before_ending(rest)
        return (
            place not in self.chain
            and place.level is not Level.DISTRICT
            and len(core) >= 2
            and _OF_A_STREET.match(core) is None
        )

    def _neighbours(self, one: Place, other: Place) -> bool:
        return one.parent is not None and one.parent in {other.parent, other.code}

    def _is_titular(self, rest: str) -> bool:
        match = self.rules.campus.fullmatch(rest)
        whole = match.group("school") if match else rest
        return self.rules.titular.fullmatch(self.rules.written_out(whole)) is not None

    def _before_ending(self, rest: str) -> str:
        ending = max((each for each in self.rules.endings if rest.endswith(each)), key=len, default="")
        return rest[: len(rest) - len(ending)]
