"""The schools of a report by everything that a short name of them may be, so that each name is looked up once.

Every name is entered under its own ends, never compared with every other: the work grows with the number of names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from edugraph.extract.school_forms import SchoolForm, saying_most

_SHORTEST = 4
"""The fewest characters, abbreviations written out, of a name that is short for one that ends with it."""
_MANY = 8
"""Among more schools than this initials name none."""
_ATTACHED = ("附属小学", "附属中学", "附属幼儿园")


@dataclass(slots=True, eq=False)
class School:
    """One school: the forms that name it, the one that says most first.

    ``apart`` says that several schools may be meant by it; its key is the name as printed then.
    """

    forms: list[SchoolForm] = field(default_factory=list)
    apart: bool = False

    @property
    def first(self) -> SchoolForm:
        """The form that says most."""
        return min(self.forms, key=saying_most)

    @property
    def label(self) -> str:
        """The longest of its names."""
        return min((form.label for form in self.forms), key=lambda label: (-len(label), label))


class SchoolIndex:
    """Schools under collection.

    Args:
        chain: the codes of the report's place and of the divisions it lies in: a name that says no place may mean a
            school of each of them.
    """

    def __init__(self, chain: Sequence[str]) -> None:
        self.chain = tuple(chain)
        self._cores: dict[tuple[str, str], School] = {}
        self._endings: defaultdict[str, dict[School, None]] = defaultdict(dict)
        self._numbers: defaultdict[tuple[str, str], dict[School, None]] = defaultdict(dict)
        self._attached: defaultdict[tuple[str, str], dict[School, None]] = defaultdict(dict)
        self._townless: defaultdict[str, dict[School, None]] = defaultdict(dict)
        self._shortly_placed: defaultdict[str, dict[School, None]] = defaultdict(dict)

    def add(self, form: SchoolForm) -> School:
        """Note a name; gives the school that it means. Names are to be added in the order of ``saying_most``."""
        fitting = self._fitting(form)
        if len(fitting) == 1:
            (school,) = fitting
            school.forms.append(form)
            return school
        # Of two names between which nothing decides both are kept; a third that is the same as one of them is that one.
        school = School([form], apart=bool(fitting))
        self._enter(form, school)
        return school

    def find(self, form: SchoolForm) -> School | None:
        """The one school that a name means, if there is one."""
        fitting = self._fitting(form)
        return next(iter(fitting)) if len(fitting) == 1 else None

    def _fitting(self, form: SchoolForm) -> dict[School, None]:
        """The schools that a name may mean."""
        scopes = self.chain or ("",)
        if form.place is not None:
            return self._named(form, form.place.code)
        if not form.titular and (own := self._cores.get((scopes[0], form.core))) is not None:
            return {own: None}
        fitting: dict[School, None] = {}
        for code in scopes:
            fitting |= self._named(form, code)
        if len(form.core) >= _SHORTEST:
            fitting |= self._endings.get(form.core, {})
        fitting |= self._townless.get(form.core, {})
        fitting |= self._shortly_placed.get(form.core, {})
        for ending in _ATTACHED:
            if form.core.endswith(ending) and 2 <= (size := len(form.core) - len(ending)) <= 4:
                initials = form.core[:size]
                likely = self._attached.get((ending, initials[0]), {})
                if len(likely) > _MANY:
                    continue
                fitting |= {each: None for each in likely if _abbreviates(initials, each.first.core[: -len(ending)])}
        return fitting

    def _named(self, form: SchoolForm, code: str) -> dict[School, None]:
        """The schools of one place that are called so, in full or by their number."""
        same = self._cores.get((code, form.core))
        fitting = {} if same is None else {same: None}
        if form.abbreviated and form.number is not None:
            fitting |= self._numbers.get((code, form.number), {})
        return fitting

    def _enter(self, form: SchoolForm, school: School) -> None:
        code = form.place.code if form.place else next(iter(self.chain), "")
        self._cores.setdefault((code, form.core), school)
        if form.number is not None and not form.abbreviated:
            self._numbers[code, form.number][school] = None
        if form.place is not None:
            for short in form.place.shorts:
                self._shortly_placed[short + form.core][school] = None
        if not form.within:
            return
        if code not in self.chain:  # a school inside the report's place: 梅湾小学 for 冷水滩区梅湾小学
            if not form.titular:
                self._endings[form.core][school] = None
            return
        for begin in range(2, len(form.core) - _SHORTEST + 1):
            self._endings[form.core[begin:]][school] = None
        for ending in _ATTACHED:
            if form.core.endswith(ending) and len(form.core) > len(ending) + 2:
                self._attached[ending, form.core[0]][school] = None
        if form.townless != form.core:
            self._townless[form.townless][school] = None


def _abbreviates(initials: str, name: str) -> bool:
    """Whether the characters stand in the longer name in this order: 湖师 in 湖州师范学院."""
    rest: Iterable[str] = iter(name)
    return len(name) >= len(initials) + 2 and all(char in rest for char in initials)
