"""The shipped newspaper page as logical parts: paragraphs and headings, white space removed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "data" / "reports" / "wuxing-2022.txt"
GOLD = ROOT / "data" / "gold" / "wuxing-2022"

# The first characters of every part of the page in printed order, by what the part is.
# A section is printed as its paragraphs and then its heading.
_PARTS: tuple[tuple[str, str], ...] = (
    ("front", "百年大计"),
    ("front", "在新时代湖州"),
    ("front", "过去的一年"),
    ("front", "这一年，初步"),
    ("front", "这一年，获评"),
    ("front", "这一年，区内"),
    ("front", "……"),
    ("front", "一项项"),
    ("furniture", "责任编辑"),
    ("furniture", "AA0606"),
    ("furniture", "2023年2月25日"),
    ("publisher", "吴兴区教育局踔厉"),
    ("title", "踔厉奋发"),
    ("paragraph", "筑牢政治堡垒"),
    ("heading", "党建工作开创新局面"),
    ("paragraph", "聚力师资建设"),
    ("paragraph", "加快新一轮优秀年轻"),
    ("heading", "师资队伍呈现新格局"),
    ("paragraph", "着力优质均衡"),
    ("heading", "各类教育实现新发展"),
    ("paragraph", "把握改革机遇"),
    ("heading", "创新服务达到新高度"),
    ("plan-heading", "展望2023年"),
    ("plan", "2023年，吴兴区教育系统将"),
    ("plan", "着力深化党建引领"),
    ("plan", "着力深化教育布局"),
    ("plan", "着力深化师资队伍"),
    ("plan", "着力深化教育品牌"),
    ("plan", "着力深化改革赋能"),
    ("paragraph", "着力防范风险"),
    ("heading", "安全教育探索新模式"),
    ("paragraph", "紧扣群众关切"),
    ("heading", "教育公平实现新跨越"),
)


@dataclass(frozen=True)
class Section:
    """A block of achievements: its paragraphs, and the slogan that is its heading."""

    paragraphs: tuple[str, ...]
    heading: str


@dataclass(frozen=True)
class Page:
    """The report as its author meant it, before the newspaper broke it into columns."""

    front: tuple[str, ...]
    publisher: str
    title: str
    sections: tuple[Section, ...]
    plan_heading: str
    plan: tuple[str, ...]

    def characters(self) -> str:
        """All characters of the page except furniture, in logical order."""
        body = "".join("".join(section.paragraphs) + section.heading for section in self.sections)
        return "".join(self.front) + self.publisher + self.title + body + self.plan_heading + "".join(self.plan)


def squeeze(text: str) -> str:
    """The text without white space: how gold quotes are compared."""
    return re.sub(r"\s+", "", text)


def shipped_page() -> Page:
    """The shipped report in its logical form.

    Raises:
        ValueError: when the shipped text no longer has the parts named above.
    """
    text = squeeze(SHIPPED.read_text(encoding="utf-8"))
    starts: list[int] = []
    at = 0
    for _, opening in _PARTS:
        at = text.index(opening, at)
        starts.append(at)
        at += 1
    pieces = [
        (kind, text[begin:end]) for (kind, _), begin, end in zip(_PARTS, starts, [*starts[1:], len(text)], strict=True)
    ]
    sections: list[Section] = []
    pending: list[str] = []
    for kind, piece in pieces:
        if kind == "paragraph":
            pending.append(piece)
        elif kind == "heading":
            sections.append(Section(tuple(pending), piece))
            pending = []

    def of(kind: str) -> tuple[str, ...]:
        return tuple(piece for name, piece in pieces if name == kind)

    return Page(of("front"), of("publisher")[0], of("title")[0], tuple(sections), of("plan-heading")[0], of("plan"))
