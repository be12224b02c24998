"""Sets a page the way a newspaper's text extraction prints it: columns, cuts, blank lines, stray spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from random import Random

from tests.rewriting.report import Page

_NOT_FIRST = "，。、；：？！”’）》%"
_NOT_LAST = "“‘（《"
_UNBROKEN = re.compile(r"[0-9A-Za-z.+%-]+|.", re.DOTALL)


@dataclass(frozen=True)
class Style:
    """How a page is set.

    ``width`` and ``front_width`` are characters per line; with ``typeset`` numbers and Latin words stay whole and
    punctuation keeps off line starts, otherwise lines are cut at exactly the width. ``blanks`` and ``spaces`` are
    the shares of line ends inside sentences that get a blank line, and of numbers and brackets that get a space.
    ``order`` lists the sections; the plan stands after ``plan_at`` of them; ``furniture`` is a place in the page.
    """

    width: int
    front_width: int
    typeset: bool
    blanks: float
    spaces: float
    indent: str
    order: tuple[int, ...]
    plan_at: int
    furniture: str
    headings_after: bool
    published: date
    people: tuple[str, str]
    page_mark: str


def _sprinkle(text: str, style: Style, rng: Random) -> str:
    def number(match: re.Match[str]) -> str:
        left = " " if rng.random() < style.spaces else ""
        right = " " if rng.random() < style.spaces else ""
        return f"{left}{match.group()}{right}"

    text = re.sub(r"(?<![A-Za-z])\d+(?:\.\d+)?(?![\d.A-Za-z%\-—+])", number, text)
    return re.sub("（", lambda match: " （" if rng.random() < style.spaces else "（", text)


def _cells(piece: str) -> float:
    return sum(0.5 if ord(character) < 128 else 1.0 for character in piece)


def wrap(text: str, width: int, *, typeset: bool) -> list[str]:
    """The lines of a column of ``width`` characters."""
    if not typeset:
        return [text[at : at + width] for at in range(0, len(text), width)]
    lines: list[str] = []
    line = ""
    for piece in _UNBROKEN.findall(text):
        full = _cells(line) + _cells(piece) > width
        if line and full and piece not in _NOT_FIRST and line[-1] not in _NOT_LAST:
            lines.append(line)
            line = ""
        line += piece
    return [*lines, line] if line else lines


def _paragraph(text: str, width: int, style: Style, rng: Random) -> list[str]:
    lines = wrap(style.indent + _sprinkle(text, style, rng), width, typeset=style.typeset)
    out: list[str] = []
    for place, line in enumerate(lines):
        out.append(line)
        # A blank line goes only inside a sentence, and not after a first line without any mark of punctuation: the
        # one would be an honest paragraph break, the other an honest heading.
        sentence_ends = line.rstrip().endswith(("。", "；", "！"))
        heading_like = place == 0 and not any(mark in line for mark in "，。、；：")
        if place < len(lines) - 1 and not sentence_ends and not heading_like and rng.random() < style.blanks:
            out.append("")
    return out


def _furniture(style: Style) -> list[str]:
    day = style.published
    weekday = "一二三四五六日"[day.weekday()]
    return [
        "",
        f"责任编辑：{style.people[0]} 版式设计：{style.people[1]}",
        style.page_mark,
        f"{day.year}年{day.month}月{day.day}日 星期{weekday}",
        "",
    ]


def _body(page: Page, style: Style, rng: Random) -> list[str]:
    lines: list[str] = []
    plan = ["", page.plan_heading]
    for paragraph in page.plan:
        plan += [*_paragraph(paragraph, style.width, style, rng), ""]
    for place, index in enumerate(style.order):
        if place == style.plan_at:
            lines += plan
        section = page.sections[index]
        heading = ["", section.heading, ""]
        text = [line for paragraph in section.paragraphs for line in _paragraph(paragraph, style.width, style, rng)]
        lines += [*text, *heading] if style.headings_after else [*heading, *text]
        if style.furniture == "inside" and place == 2:
            lines += _furniture(style)
    return lines + plan if style.plan_at >= len(style.order) else lines


def typeset(page: Page, style: Style, rng: Random) -> str:
    """The page as broken text."""
    front: list[str] = [""]
    for paragraph in page.front:
        front += [*_paragraph(paragraph, style.front_width, style, rng), *([""] if rng.random() < 0.5 else [])]
    middle = _furniture(style) if style.furniture == "front" else [""]
    masthead = [page.publisher, "", page.title, ""]
    end = _furniture(style) if style.furniture == "end" else [""]
    top = _furniture(style) if style.furniture == "top" else []
    return "\n".join([*top, *front, *middle, *masthead, *_body(page, style, rng), *end])
