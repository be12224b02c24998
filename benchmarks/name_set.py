"""The test set of names, ``data/gold/names/*.md``: its lines as values, and when a decision about one is right.

The format and its conventions are those of ``data/gold/names/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

NAMES = Path(__file__).resolve().parents[1] / "data" / "gold" / "names"
TYPES = ("School", "University", "Department", "Place", "Organization")
TRAPS: Mapping[str, frozenset[str]] = {
    "no School": frozenset({"School", "University"}),
    "no Department": frozenset({"Department"}),
    "no Place": frozenset({"Place"}),
    "no coded Place": frozenset({"Place"}),
    "no name": frozenset({"School", "University", "Department", "Place"}),
}

_REPORT = re.compile(r"## (\d{6}) (.+) (\d{4})")
_DECISION = re.compile(
    r"- (?P<printed>.+?) → (?P<types>.+?)(?: → (?P<labels>.+?))?(?: (?P<code>\d{6}))?(?: @(?P<mark>\S+))?"
)


@dataclass(frozen=True)
class Decision:
    """One line of the set: what is printed at ``begin`` … ``end`` of its text, and what it is to be taken for."""

    printed: str
    begin: int
    end: int
    types: tuple[str, ...]
    labels: tuple[str, ...]
    code: str | None
    mark: str | None
    line: str

    @property
    def is_trap(self) -> bool:
        """Whether the right answer is that there is no such name."""
        return self.types[0] in TRAPS

    @property
    def kind(self) -> str:
        """The group under which the decision is counted."""
        if self.is_trap:
            return "traps"
        return {"Place": "places", "Department": "departments"}.get(self.types[0], "schools")


@dataclass(frozen=True)
class Snippet:
    """One text with the division (from the province down, each with its short forms), year and decisions."""

    where: str
    code: str
    divisions: tuple[tuple[str, ...], ...]
    year: int
    text: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class Found:
    """A name that a reader found: where in the text, of which type, and which thing it is."""

    begin: int
    end: int
    type: str
    names: tuple[str, ...] = ()
    code: str | None = None
    key: str = ""


@dataclass
class Tally:
    """Right and all decisions of each kind, and the wrong ones with what was found instead."""

    right: dict[str, int] = field(default_factory=dict)
    all: dict[str, int] = field(default_factory=dict)
    misses: list[tuple[Snippet, Decision, str]] = field(default_factory=list)

    def count(self, snippet: Snippet, decision: Decision, wrong: str | None) -> None:
        """Enter a decision; ``wrong`` says what is wrong about it, ``None`` that it is right."""
        for kind in (decision.kind, "accuracy"):
            self.all[kind] = self.all.get(kind, 0) + 1
            self.right[kind] = self.right.get(kind, 0) + (wrong is None)
        if wrong is not None:
            self.misses.append((snippet, decision, wrong))

    def shares(self) -> dict[str, float]:
        """The share of right decisions of each kind, and of all (``accuracy``)."""
        return {kind: self.right[kind] / self.all[kind] for kind in self.all}


def load_names(folder: Path = NAMES) -> tuple[Snippet, ...]:
    """Every text of the set.

    Raises:
        ValueError: when a line is not of the format, or names what its text does not have.
    """
    paths = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    return tuple(snippet for path in paths for snippet in _snippets(path))


def _snippets(path: Path) -> Iterator[Snippet]:
    head: re.Match[str] | None = None
    text, where = "", ""
    lines: list[str] = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], start=1):
        if line.startswith("- "):
            lines.append(line)
            continue
        if lines:
            if head is None or not text:
                raise ValueError(f"{where}: decisions without a text, or a text without a report")
            divisions = tuple(tuple(name.split("/")) for name in head[2].split())
            yield Snippet(where, head[1], divisions, int(head[3]), text, tuple(_decisions(text, lines, where)))
            text, lines = "", []
        if line.startswith("## "):
            head = _REPORT.fullmatch(line)
            if head is None:
                raise ValueError(f"{path.name}:{number}: not of the form '## code division … year': {line}")
        elif line and not line.startswith("# "):
            text, where = line, f"{path.name}:{number}"


def _decisions(text: str, lines: Iterable[str], where: str) -> Iterator[Decision]:
    end = 0
    for line in lines:
        match = _DECISION.fullmatch(line)
        types = tuple(match["types"].split(" | ")) if match else ()
        if match is None or not all(each in TYPES or each in TRAPS for each in types):
            raise ValueError(f"{where}: not of the form '- printed → type → label': {line}")
        printed = match["printed"]
        begin = text.find(printed, end)
        if begin < 0:
            raise ValueError(f"{where}: {printed} does not stand there, or not in this order")
        end = begin + len(printed)
        labels = tuple((match["labels"] or printed).split(" | "))
        yield Decision(printed, begin, end, types, labels, match["code"], match["mark"], line[2:])


def judge(snippet: Snippet, found: Iterable[Found], marks: dict[str, str], tally: Tally) -> None:
    """Enter the decisions of a text: ``marks`` keeps the key that each mark was first found with."""
    found = tuple(found)
    for decision in snippet.decisions:
        touching = [one for one in found if one.begin < decision.end and decision.begin < one.end]
        if decision.is_trap:
            coded = decision.types[0] == "no coded Place"
            wrong = [one for one in touching if one.type in TRAPS[decision.types[0]] and (one.code or not coded)]
            tally.count(snippet, decision, _said(wrong) if wrong else None)
            continue
        right = [one for one in touching if _meets(snippet, decision, one)]
        if not right:
            tally.count(snippet, decision, _said(touching) or "nothing")
        else:
            tally.count(snippet, decision, _identity(decision, right[0], marks))


def _identity(decision: Decision, one: Found, marks: dict[str, str]) -> str | None:
    if decision.mark is None:
        return None
    kept = marks.setdefault(decision.mark, one.key)
    if kept != one.key:
        return f"{one.key}, elsewhere {kept}"
    others = [mark for mark, key in marks.items() if key == one.key and mark != decision.mark]
    return f"{one.key}, as is @{others[0]}" if others else None


def _said(found: Iterable[Found]) -> str:
    return ", ".join(f"{one.type} {one.names[0] if one.names else ''} {one.code or ''}".strip() for one in found)


def _meets(snippet: Snippet, decision: Decision, one: Found) -> bool:
    if one.type not in decision.types or (decision.code and one.code != decision.code):
        return False
    # A school may go by any of its names; a body and a place must be called by the full one.
    names = one.names if one.type in ("School", "University") else one.names[:1]
    wanted = {_plain(label, snippet.divisions) for label in decision.labels}
    before = {""} | {_plain(name, snippet.divisions) for name in _prefixes(snippet.divisions)}
    return any(
        _plain(name, snippet.divisions) in {front + label for front in before for label in wanted} for name in names
    )


_SUFFIX = re.compile(r"(?<=..)(?:特别行政区|自治[区州县旗]|地区|新区|[省市区县旗盟州])$")


def _prefixes(divisions: tuple[tuple[str, ...], ...]) -> set[str]:
    """What may stand before a name: the divisions in full or short, alone or one after another."""
    levels = [{form for name in names for form in (name, _SUFFIX.sub("", name))} for names in divisions]
    fronts = {""}
    for level in levels:
        fronts |= {front + form for front in fronts for form in level}
    return fronts


_FORMS = (
    (r"[（）()“”\s]", ""),
    (r"第(?=[一二三四五六七八九十百]+(?:中学|小学|幼儿园|高级中学|中(?!.*学)|小|幼))", ""),
    (r"(?<=[一二三四五六七八九十百])(?:高级中学|高中)", "高"),
    (r"(?<=[一二三四五六七八九十百])中学", "中"),
    (r"(?<=[一二三四五六七八九十百])小学", "小"),
    (r"(?<=[一二三四五六七八九十百])幼儿园", "幼"),
    (r"教育和?体育局", "教体局"),
    (r"教育委员会", "教委"),
    (r"人力资源和?社会保障|人力社保", "人社"),
    (r"市场监督管理", "市场监管"),
    (r"卫生健康委员会|卫生健康委", "卫健委"),
    (r"发展和?改革委员会|发展改革委|发改委", "发改委"),
    (r"发展和?改革局", "发改局"),
    (r"住房和城乡建设", "住建"),
    (r"文化和旅游", "文旅"),
    (r"机构编制委员会办公室", "编办"),
    (r"政法委员会", "政法委"),
    (r"工作委员会", "工委"),
    (r"关心下一代工委", "关工委"),
    (r"妇女联合会", "妇联"),
    (r"残疾人联合会", "残联"),
    (r"人民代表大会常务委员会", "人大常委会"),
    (r"^中国人民政治协商会议(.+?)委员会$|^政协(.+?)委员会$", r"\1\2政协"),
    (r"^中国共产党", "中共"),
    (r"^中国共产主义青年团", "共青团"),
    (r"^((?:中共|共青团).+[省市区县旗盟州])委员会$", r"\1委"),
    (r"^([^团]+)团委$", r"共青团\1委"),
    (r"人民政府", "政府"),
    (r"行政公署", "行署"),
    (r"管理委员会", "管委会"),
    (r"经济技术开发区", "经开区"),
    (r"街道办事处", "街道办"),
    (r"教育科学研究院", "教科院"),
    (r"^(中共|共青团)(.+)$", r"\2·\1"),
)
"""Regular short and long forms of one name, each with the form that stands for both."""


def _plain(name: str, divisions: tuple[tuple[str, ...], ...]) -> str:
    for pattern, form in _FORMS:
        name = re.sub(pattern, form, name)
    for names in divisions:
        if len(names) > 1:
            name = name.replace(names[0], names[1])
    return name
