"""Programmes: which names are one, which quotations are none, and what keeps the programmes of two districts apart."""

from __future__ import annotations

import pytest

from edugraph.build import Report, build_reports, graph_triples
from edugraph.model import Metadata, Reading, Thing, ThingType
from tests.scoring import knowledge

LUOJIANG, WUXING = "350504", "330502"


def read(*sentences: str, place: str | None = LUOJIANG) -> Reading:
    """The reading of an invented report of a place."""
    vocabulary, grammar = knowledge()
    text = "教育工作总结\n" + "\n".join(sentences) + "\n"
    report = Report(text.encode(), "report.txt", Metadata(id="report", place=place, year=2022))
    (reading,) = build_reports([report], vocabulary=vocabulary, grammar=grammar)
    return reading


def programmes(*sentences: str) -> list[Thing]:
    return [thing for thing in read(*sentences).things if thing.type is ThingType.PROGRAMME]


def labels(*sentences: str) -> set[str]:
    return {thing.label for thing in programmes(*sentences)}


@pytest.mark.parametrize(
    "sentence",
    [
        "王敏老师被评为“全省最美教师”。",
        "荣获“中国书法之乡”称号。",
        "坚持“德育为先、全面发展”原则。",
        "实现“大起来、强起来”的目标。",
        "“三点半”难题得到缓解。",
        "家长们说“孩子变了”，老师们也说“孩子变了”。",
        "“十四五”时期，教育事业稳步发展。",
        "招商引资是“头号工程”。",
        "打通服务群众“最后一公里”。",
        "开展了多个专项行动。",
        "推进重点工程建设，实施一系列行动。",
    ],
)
def test_a_saying_an_honour_or_an_aim_is_no_programme(sentence: str) -> None:
    assert labels(sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("实施“清源”计划。", "“清源”"),
        ("“民呼我应”工作机制更加完善。", "“民呼我应”"),
        ("举办“百川杯”中小学生艺术大赛。", "“百川杯”"),
        ("农村学校“班班通”设备全部更新。", "“班班通”"),
        ("各校推行“一班一案”，效果良好。", "“一班一案”"),
        ("「清源」计划全面推开。", "「清源」"),
        ("推广‘清源’模式。", "‘清源’"),
        ("深入实施校园强基行动。", "校园强基行动"),
        ("推进职业院校校长任期制改革试点。", "职业院校校长任期制改革试点"),
        ("上线入学一件事服务平台，群众满意。", "入学一件事服务平台"),
        ("举办第三届清江青少年编程大赛。", "清江青少年编程大赛"),
    ],
)
def test_what_a_noun_a_verb_or_its_shape_proves_is_a_programme(sentence: str, label: str) -> None:
    assert label in labels(sentence)


def test_programmes_in_a_list_are_each_one() -> None:
    found = labels("实施校园强基行动、名师引领工程和书香润校计划。")
    assert found == {"校园强基行动", "名师引领工程", "书香润校计划"}


@pytest.mark.parametrize(
    "sentences",
    [
        ["落实“双减”政策。", "推进“双减”工作，深化双减改革。"],
        ["实施“清源育才”计划。", "“清源育才计划”惠及教师30人。", "清源育才计划成效明显。"],
        ["实施“清源育才”。", "深化清源育才行动计划。"],
        ["启动县域学校强基提质行动。", "推进学校强基提质行动。"],
        ["启动校园强基行动。", "推进校园强基行动计划。"],
        ["实施乡村小规模学校温暖守护工程（以下简称“守护工程”）。", "守护工程投入200万元。"],
        ["开展“1+X”证书试点。", "落实1+X证书制度。"],
    ],
)
def test_longer_and_shorter_forms_are_one_programme(sentences: list[str]) -> None:
    (programme,) = programmes(*sentences)
    assert len(programme.mentions) >= len(sentences)
    assert programme.label not in programme.aliases


@pytest.mark.parametrize(
    "sentences",
    [
        ["实施校园强基工程。", "开展校园强基行动。"],
        ["启动城区学校强基提质行动。", "启动乡镇学校强基提质行动。", "推进学校强基提质行动。"],
        ["推进“三个一”工程。", "开展“三个一”活动。"],
    ],
)
def test_names_that_could_mean_two_programmes_stay_apart(sentences: list[str]) -> None:
    assert len(programmes(*sentences)) == len(sentences)


def test_all_printed_forms_are_kept_under_one_label() -> None:
    reading = read("实施“清源育才”计划。", "清源育才计划成效明显。")
    (programme,) = [thing for thing in reading.things if thing.type is ThingType.PROGRAMME]
    triples = [triple for triple in graph_triples([reading]) if triple[0].endswith("清源育才>")]
    assert {"“清源育才”计划", "清源育才计划"} <= set(programme.aliases)
    assert sum("rdf-schema#label" in predicate for _, predicate, _ in triples) == 1
    assert sum("altLabel" in predicate for _, predicate, _ in triples) == len(programme.aliases)


def test_two_districts_with_programmes_of_one_name_keep_them_apart() -> None:
    def key(place: str) -> str:
        things = read("实施“清源育才”计划。", place=place).things
        return next(thing.key for thing in things if thing.type is ThingType.PROGRAMME)

    assert key(LUOJIANG) != key(WUXING)
    assert key(LUOJIANG) == "programme:350504_清源育才"


def test_two_years_of_one_district_share_a_programme_and_a_national_one_is_shared_by_all() -> None:
    def keys(sentence: str, place: str) -> set[str]:
        return {thing.key for thing in read(sentence, place=place).things if thing.type is ThingType.PROGRAMME}

    assert keys("实施“清源育才”计划。", LUOJIANG) == keys("深化“清源育才”行动。", LUOJIANG)
    assert keys("落实“双减”政策。", LUOJIANG) == keys("推进“双减”工作。", WUXING) == {"programme:双减"}
