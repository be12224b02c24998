"""Which school a name means: short and long forms of one school, campuses, and a county's own 县一中."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from edugraph.extract.entries import Entries, Entry, local
from edugraph.extract.schools import SchoolName
from edugraph.lexicon.bodies import level_words
from edugraph.lexicon.names import NameRules
from edugraph.lexicon.terms import Place
from edugraph.model import Key, ThingType

_TOWNSHIP = re.compile(r"^[\u4e00-\u9fff]{1,4}?(?:乡|镇|街道)(?=[\u4e00-\u9fff]{2,})")
_NUMBERED = {"中": "SecondarySchool", "小": "PrimarySchool", "幼": "Kindergarten"}  # 五中, 二小, 三幼
_CAMPUS = re.compile(
    r"(?P<school>.{2,}?(?:小学|中学|学校|幼儿园|[一二三四五六七八九十][中小幼]|附小|附中|附幼))(?P<campus>.{1,8}(?:校区|园区|分校|分园))$"
)


class SchoolIdentity:
    """The schools of one report.

    Args:
        entries: where schools are collected.
        home: the report's place, which keeps its schools apart from schools of the same name elsewhere.
        rules: what names of schools end in.
        place: adds the report's place, gives its key.
        township: adds a township of it by name, gives its key.
    """

    def __init__(
        self,
        entries: Entries,
        home: Place | None,
        rules: NameRules,
        *,
        place: Callable[[Place], Key],
        township: Callable[[str], Key],
    ) -> None:
        self.entries = entries
        self.home = home
        self.rules = rules
        self.place = place
        self.township = township
        self._keys: dict[str, Key] = {}

    def resolve(self, school: SchoolName) -> Key:
        """A school, kindergarten, campus or university; a short form names the school that it was short for before."""
        name = school.name
        kind = self._kind(school.ending)
        if kind == "University":
            key = f"school:{local(name)}"
            self.entries.setdefault(key, Entry(ThingType.UNIVERSITY, kind, name))
            return key
        if self.home is not None and name[0] in level_words(self.home) and len(name) > 3:
            return self._own_school(school, self.home)
        if found := self._keys.get(name):
            return found
        if (known := self._short_for(name)) is not None:
            self._keys[name] = known
            return known
        return self._new(name, kind)

    def _kind(self, ending: str) -> str:
        endings = self.rules.endings
        known = max((each for each in endings if ending.endswith(each)), key=len, default="")
        return endings.get(known) or _NUMBERED.get(ending[-1], "School")

    def _new(self, name: str, kind: str) -> Key:
        scope = f"{self.home.code}_" if self.home else ""
        key = f"school:{scope}{local(name)}"
        place = self.place(self.home) if self.home else None
        entry = self.entries[key] = Entry(ThingType.SCHOOL, kind, name, place=place)
        self._keys[name] = key
        if match := _TOWNSHIP.match(name):
            entry.place = self.township(match.group())
        if match := _CAMPUS.fullmatch(name):
            entry.part_of = self._keys.get(match.group("school"))
        return key

    def _own_school(self, school: SchoolName, home: Place) -> Key:
        """县第一中学 in a county's report is the county's: its full name begins with the county's."""
        key = self.resolve(replace(school, name=home.label + school.name[1:]))
        self.entries[key].aliases[school.name] = None
        return key

    def _short_for(self, name: str) -> Key | None:
        """The one longer school name of this report that ends with ``name`` (湖师附小幸福里校区 for 附小幸福里校区)."""
        longer = [
            key
            for full, key in self._keys.items()
            if full.endswith(name) and len(full) > len(name) and len(name) >= 4 and self.entries[key].label == full
        ]
        prefixed = [k for k in longer if len(self.entries[k].label) - len(name) <= 4]
        return prefixed[0] if len(prefixed) == 1 else None
