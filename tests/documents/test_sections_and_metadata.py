"""What a report says of itself, and which heading governs which paragraph."""

from __future__ import annotations

import pytest

from edugraph.model import BlockKind, Metadata, Status
from tests.documents.conftest import Read
from tests.documents.files import gold

REPORT = """洛江区教育局2021年工作总结和2022年工作思路
发布时间：2022-01-14 16:32　　来源：洛江区教育局

　　2021年，在区委、区政府的坚强领导下，全区教育高质量发展。
　　一、2021年工作总结
　　（一）优化资源布局
　　全年完成投资4.36亿元，新增公办学位5580个。
　　二、2022年工作思路
　　（一）坚持党建领航
　　打造党建品牌校10所。
"""


def section_of(text: str, read: Read, words: str) -> tuple[str, Status | None]:
    document = read(text)
    begin = document.text.index(words)
    block = next(block for block in document.blocks if block.span.begin <= begin < block.span.end)
    assert block.section is not None
    section = document.sections[block.section]
    return section.title, section.status


def test_a_heading_governs_what_stands_under_it(read: Read) -> None:
    assert section_of(REPORT, read, "新增公办学位") == ("（一）优化资源布局", Status.ACHIEVED)
    assert section_of(REPORT, read, "打造党建品牌校") == ("（一）坚持党建领航", Status.PLANNED)


def test_a_heading_within_another_knows_its_parent(read: Read) -> None:
    sections = read(REPORT).sections
    assert [(section.title, section.parent) for section in sections] == [
        ("一、2021年工作总结", None),
        ("（一）优化资源布局", 0),
        ("二、2022年工作思路", None),
        ("（一）坚持党建领航", 2),
    ]


def test_a_slogan_behind_its_text_governs_what_stands_before_it(read: Read) -> None:
    assert section_of(gold("e1"), read, "重点项目添动力")[0] == "项目攻坚 夯实办学之基"
    assert section_of(gold("e1"), read, "聚焦“优质均衡、争先进位”")[1] is Status.PLANNED


def test_the_report_says_who_wrote_it_about_where_and_when(read: Read) -> None:
    about = read(REPORT, "d1.txt").metadata
    assert about == Metadata(
        id="d1",
        title="洛江区教育局2021年工作总结和2022年工作思路",
        publisher="洛江区教育局",
        place="350504",
        year=2021,
        date="2022-01-14",
    )
    assert [block.kind for block in read(REPORT).blocks][:1] == [BlockKind.TITLE]


@pytest.mark.parametrize(
    ("field", "value"), [("title", "年报"), ("publisher", "某局"), ("year", 2020), ("date", "2021-03-04")]
)
def test_what_the_user_says_stands_above_what_the_report_says(field: str, value: object, read: Read) -> None:
    given = Metadata(id="mine", **{field: value})  # type: ignore[arg-type]
    about = read(REPORT, given=given).metadata
    assert getattr(about, field) == value
    assert about.id == "mine"


def test_what_nobody_says_is_left_open(read: Read) -> None:
    about = read("新增学位6480个。\n").metadata
    assert (about.title, about.publisher, about.place, about.year, about.date) == (None, None, None, None, None)


@pytest.mark.parametrize(
    ("name", "year", "place"),
    [("e1", 2022, "511722"), ("e2", 2023, "450700"), ("e3", 2024, "370811"), ("e4", 2022, "620000")],
)
def test_year_and_place_of_reports_of_many_kinds(name: str, year: int, place: str, read: Read) -> None:
    about = read(gold(name), f"{name}.txt").metadata
    assert (about.year, about.place) == (year, place)
