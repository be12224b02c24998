"""Which school a name means: short and long forms of one school, campuses and groups.

Two names mean one school only with evidence inside the report: the same district, the one contained in the other or
short for it by rule, both named. Where two schools fit a short name it stays apart, and what a name means is never
concluded from a third name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from edugraph.extract.entries import Entries, Entry, local
from edugraph.extract.school_forms import SchoolForms, saying_most
from edugraph.extract.school_index import School, SchoolIndex
from edugraph.extract.schools import SchoolName
from edugraph.lexicon.names import NameRules
from edugraph.lexicon.terms import Place
from edugraph.lexicon.vocabulary import Vocabulary
from edugraph.model import Key, ThingType

_TOWNSHIP = re.compile(r"^[\u4e00-\u9fff]{1,4}?(?:乡|镇|街道)(?=[\u4e00-\u9fff]{2,})")
_GROUP = "教育集团"
_NUMBERED = {"中": "SecondarySchool", "小": "PrimarySchool", "幼": "Kindergarten"}  # 五中, 二小, 三幼


class SchoolIdentity:
    """The schools of one report.

    Args:
        entries: where schools are collected.
        home: the report's place, which keeps its schools apart from schools of the same name elsewhere.
        vocabulary: the places that names of schools begin with, the stages that schools teach.
        rules: what names of schools end in.
        place: adds a place, gives its key.
        township: adds a township of the report's place by name, gives its key.
        report: the report's id, which keeps its schools apart where nobody knows its place.
    """

    def __init__(
        self,
        entries: Entries,
        home: Place | None,
        vocabulary: Vocabulary,
        rules: NameRules,
        *,
        place: Callable[[Place], Key],
        township: Callable[[str], Key],
        report: str = "",
    ) -> None:
        self.entries = entries
        self.home = home
        self.rules = rules
        self.vocabulary = vocabulary
        self.place = place
        self.township = township
        self.report = local(report) if report else ""
        self._forms = SchoolForms(home, vocabulary, rules)
        self._index = SchoolIndex([place.code for place in self._forms.chain])
        self._schools: dict[str, School] = {}
        self._keys: dict[str, Key] = {}

    def hear(self, names: Iterable[SchoolName]) -> None:
        """Note all names of the report, so that a short name is understood before the long one is read as well."""
        new = {school.name: school for school in names if school.name not in self._schools}
        forms = [(self._forms.read(school), name) for name, school in new.items()]
        for form, name in sorted(forms, key=lambda each: (saying_most(each[0]), each[1])):
            self._schools[name] = self._index.add(form)

    def resolve(self, school: SchoolName) -> Key:
        """The key of the school that a name means."""
        if (key := self._keys.get(school.name)) is None:
            if school.name not in self._schools:
                self.hear([school])
            key = self._keys[school.name] = self._entry(self._schools[school.name])
        return key

    def finish(self) -> None:
        """Tie campuses to their schools and schools to the groups called after them, where the report names both."""
        for name, key in self._keys.items():
            if (core := name.removesuffix(_GROUP)) != name and (school := self._named(core)) is not None:
                self.entries[self._entry(school)].ties["memberOfGroup", key] = None
            if match := self.rules.campus.fullmatch(name):
                school = self._named(match.group("school"))
                if school is not None and (other := self._entry(school)) != key:
                    self.entries[key].part_of = other

    def _named(self, name: str) -> School | None:
        """The one school of the report that a name means, if there is one."""
        return self._index.find(self._forms.read(SchoolName(name, name)))

    def _kind(self, ending: str) -> str:
        endings = self.rules.endings
        known = max((each for each in endings if ending.endswith(each)), key=len, default="")
        return endings.get(known) or _NUMBERED.get(ending[-1], "School")

    def _entry(self, school: School) -> Key:
        form = school.first
        kind = self._kind(form.ending)
        whole = kind if form.school is None else self._kind(form.school)
        if whole == "University":  # known everywhere, so its key has no code; a campus of it likewise
            name = form.full if form.by_word else form.name
            key, place = f"school:{local(name)}", None
        else:
            place = form.place or self.home
            scope = place.code if place else self.report
            key = f"school:{f'{scope}_' if scope else ''}{local(form.name if school.apart else form.full)}"
        if key not in self.entries:
            type_ = ThingType.UNIVERSITY if kind == "University" else ThingType.SCHOOL
            entry = self.entries[key] = Entry(type_, kind, school.label)
            entry.place = self.place(place) if place else None
            entry.ties |= {("stage", stage): None for stage in self.vocabulary.school_stages.get(whole, ())}
            if place is not None and place == self.home and (match := _TOWNSHIP.match(form.core)):
                entry.place = self.township(match.group())
        return key
