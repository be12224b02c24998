"""Building works: which schools are built, rebuilt, extended; how many in all; how far they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from edugraph.extract.schools import SchoolName
from edugraph.extract.tokens import Token
from edugraph.model import Quantity, Status

# Over the classes of tokens: a clause, its verb, what speaks of works.
_CLAUSE = re.compile("[^,;.]+")
_VERB = re.compile("[vU]")
_WORKS = re.compile("[wFU]")
_OBJECT = re.compile(r"项目|工程|学校|幼儿园|小学|中学|校区|校舍|教学楼|园区|公办园|宿舍|食堂建设|中小学|学段")
_BUILDING = re.compile(r"项目|工程")
_BUILDING_UNITS = frozenset(["所", "个", "项", "处", "座", "栋", "幢", "家"])
_BUILD = frozenset(["建成", "新建成", "建设", "启动", "开建", "建好", "已建成", "启动建设", "开工建设", "筹建", "完成"])
_SITES = (
    "(?:教育|学校|校园|校舍|基础设施|重点|建设|基建|工程|补短板|薄弱|改薄|扩容|提升|改造"
    "|续建|新建|开工|土建|学位|能力|新改扩建|改扩建)"
)
# 实施教育基础设施项目68个, 其余12个项目: projects are counted as such.
_NUMBER = re.compile(r"\d[个项所]")
_COUNTED = re.compile(
    rf"(?:实施|落地|推进|开复工|启动|安排|谋划|储备|新建|竣工|开工|完成|续建)(?:了)?{_SITES}*(?:项目|工程)\d+[个项]|(?:开工建设|新开工|开工|新建成|建成投用|竣工)(?:了)?(?:中小学|幼儿园|学校|小学|中学|初中|高中)\d+所|(?:其余|余下|剩余|其他|另有)\d+[个项](?=正|处于|已|因|将)|(?:其余|余下|剩余|其他|另有|其中|(?<!\d))\d+[个项]{_SITES}*(?:项目|工程)(?=处于|正|已|因|将|主体|全部|建成|竣工|完工|投入|开工|在建|有序|顺利|基本|如期)"
)


@dataclass(slots=True)
class Work:
    """Building works under work: token range, kind, named schools and plots, the total, the status that is said."""

    first: int
    last: int
    rule: str
    work: str
    verb: str | None
    schools: list[int] = field(default_factory=list)
    plots: list[tuple[int, int]] = field(default_factory=list)
    count: Quantity | None = None
    count_token: int | None = None
    measure: str | None = None
    status: Status | None = None


class Works:
    """Reads the building works of one sentence after another."""

    def __init__(self, tokens: Sequence[Token], codes: str, folded: str) -> None:
        self.tokens = tokens
        self.codes = codes
        self.folded = folded
        self._carried: str | None = None

    def read(self, low: int, high: int, used: set[int]) -> list[Work]:
        """The works of the sentence of tokens ``low`` up to ``high``; totals that they count go into ``used``."""
        works: list[Work] = []
        self._carried = None
        for clause in _CLAUSE.finditer(self.codes, low, high):
            works.extend(self._clause(*clause.span(), used))
        return works

    def _text(self, first: int, last: int) -> str:
        return self.folded[self.tokens[first].begin : self.tokens[last - 1].end] if last > first else ""

    def _clause(self, begin: int, end: int, used: set[int]) -> list[Work]:
        codes = self.codes[begin:end]
        if "h" in codes:
            return []
        at = _VERB.search(self.codes, begin, end)
        verb = self._text(*at.span()) if at else None
        if verb is None and "F" not in codes and "q" not in codes[: codes.find("E") + 1]:
            verb = self._carried
        self._carried = verb
        if not (_WORKS.search(codes) or (verb in _BUILD and "E" in codes) or self._counts(begin, end)):
            return []
        status = self._status(begin, end)
        works = []
        for first, last in self._segments(begin, end):
            work = self._segment(first, last, status, verb, used)
            if work is not None:
                works.append(work)
        return works

    def _counts(self, begin: int, end: int) -> bool:
        text = self._text(begin, end)
        return bool(_NUMBER.search(text) and _COUNTED.search(text))

    def _segments(self, begin: int, end: int) -> list[tuple[int, int]]:
        """Groups of works in one clause: a joint after 工程 or 项目, or after a counted noun, begins the next."""
        segments: list[tuple[int, int]] = []
        start = begin
        depth = 0
        for i in range(begin, end):
            depth += (self.codes[i] == "(") - (self.codes[i] == ")")
            if (
                self.codes[i] == "+"
                and depth == 0
                and i > start
                and _BUILDING.search(self._text(i - 1, i))
                and i + 1 < end
            ):
                segments.append((start, i))
                start = i + 1
        segments.append((start, end))
        return segments

    def _segment(self, first: int, last: int, status: Status | None, verb: str | None, used: set[int]) -> Work | None:
        codes = self.codes
        schools = [k for k in range(first, last) if codes[k] == "E" and isinstance(self.tokens[k].payload, SchoolName)]
        counted = next(
            (
                k
                for k in range(first, last)
                if codes[k] == "q" and k not in used and self.tokens[k].payload.unit in _BUILDING_UNITS
            ),
            None,
        )
        kinds = [self._text(k, k + 1) for k in range(first, last) if codes[k] == "w"]
        text = self._text(first, last)
        plots = self._plots(first, last)
        if not schools and not plots and not self._counted(first, last, counted, kinds, text):
            return None
        built = verb in _BUILD and bool(schools) and self._built(first, schools[0])
        if not kinds and status is None and not built and not _BUILDING.search(text):
            return None
        if schools and not plots and not kinds and status is None and not built:
            return None
        if schools and not built and not self._is_about(schools, first, last, kinds, status):
            return None
        work = Work(
            first,
            last,
            "project.named" if schools or plots else "project.counted",
            self._kind(text, kinds),
            verb,
            schools,
            plots,
            status=status,
        )
        if counted is not None:
            work.count, work.count_token = self.tokens[counted].payload, counted
            work.measure = self._measure(first, counted, last)
            used.add(counted)
        return work

    def _built(self, first: int, school: int) -> bool:
        """Whether a verb of building has the school right behind it: 建成双溪中学, 启动龙泉湾学校等4所学校建设."""
        k = school - 1
        while k >= first and self.codes[k] in "jOz":
            k -= 1
        return k >= first and self._text(k, k + 1) in _BUILD

    def _counted(self, first: int, last: int, counted: int | None, kinds: Sequence[str], text: str) -> bool:
        if counted is None:
            return any(self.codes[k] == "R" for k in range(first, last)) and bool(kinds) and bool(_OBJECT.search(text))
        return bool(_COUNTED.search(text)) or (bool(kinds) and self._counts_buildings(first, last, counted))

    def _is_about(
        self, schools: Sequence[int], first: int, last: int, kinds: Sequence[str], status: Status | None
    ) -> bool:
        """Whether the building of the schools is meant, not something that happens at them."""
        tail = self._text(schools[-1] + 1, last)
        head = self._text(first, schools[0])
        if status is not None and not kinds:
            return True
        generic = {"建设", "改造", "提升改造", "改造提升"}
        if kinds and all(kind in generic for kind in kinds):
            return bool(_BUILDING.search(tail)) or any(head.endswith(kind) for kind in kinds) or status is not None
        return bool(kinds)

    def _counts_buildings(self, first: int, last: int, counted: int) -> bool:
        """新建、改扩建学校7所, 改造项目14个: the counted noun is a building or project, next to the kind of work."""
        generic = {"建设", "改造", "提升改造", "改造提升", "维修改造", "修缮"}
        kinds = [k for k in range(first, last) if self.codes[k] == "w" and self._text(k, k + 1) not in generic]
        if not kinds:
            return False
        between = self._text(min(kinds[0], counted), max(kinds[-1], counted) + 1)
        after = self._text(counted + 1, last)
        return (
            bool(_OBJECT.search(between) or _OBJECT.search(after[:12]))
            and "学位" not in between
            and "面积" not in between
        )

    def _kind(self, text: str, kinds: Sequence[str]) -> str:
        if "续建" in text:
            return "续建"
        return "、".join(dict.fromkeys(kinds)) or "建设"

    def _status(self, begin: int, end: int) -> Status | None:
        for k in range(end - 1, begin - 1, -1):
            if self.codes[k] == "F":
                return Status.ACHIEVED
            if self.codes[k] == "U":
                return Status.ONGOING
        return None

    def _measure(self, first: int, counted: int, last: int) -> str:
        after: list[int] = []
        for k in range(counted + 1, last):
            if (self.codes[k] in "XWsw" or (self.codes[k] in "+()" and after)) or (self.codes[k] in "v" and after):
                after.append(k)
            else:
                break
        while after and self.codes[after[-1]] in "+(":
            after.pop()
        if after:
            return self._text(after[0], after[-1] + 1)
        k = counted
        while k > first and self.codes[k - 1] in "XWswl+":
            k -= 1
        return self._text(k, counted) or "项目"

    def _plots(self, first: int, last: int) -> list[tuple[int, int]]:
        """Sites that stand for schools to be: 甲地块、乙小区等配套幼儿园改建项目."""
        closing = self.codes.find("x", first, last)
        if closing < 0 or any(
            self.codes[k] == "E" and isinstance(self.tokens[k].payload, SchoolName) for k in range(first, closing)
        ):
            return []
        if not re.match(
            r"等?(?:\d+[个所])?(?:配套|小区配套|地块)?(?:幼儿园|学校|小学|中学)", self._text(closing, last)
        ):
            return []
        start = closing
        while start > first and self.codes[start - 1] in "XWE+":
            start -= 1
        pieces: list[tuple[int, int]] = []
        begin = start
        for k in range(start, closing + 1):
            if k == closing or self.codes[k] == "+":
                if k > begin:
                    pieces.append((self.tokens[begin].begin, self.tokens[k - 1].end))
                begin = k + 1
        return pieces
