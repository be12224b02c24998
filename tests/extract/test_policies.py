"""Policy documents: titles of documents and of other works, numbers, trial status, issuers, short and long titles."""

from __future__ import annotations

import pytest

from edugraph.build import graph_text
from edugraph.model import Reading, Relation, Thing, ThingType
from tests.extract.test_programmes import LUOJIANG, read


def documents(*sentences: str) -> list[Thing]:
    return [thing for thing in read(*sentences).things if thing.type is ThingType.POLICY_DOCUMENT]


def publishers(reading: Reading) -> list[str]:
    labels = {thing.key: thing.label for thing in reading.things}
    return sorted(
        labels[other]
        for thing in reading.things
        if thing.type is ThingType.POLICY_DOCUMENT
        for name, other in thing.ties
        if name == "publisher"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "经验在《清溪教育报》刊发。",
        "组织学生收看《开学第一课》。",
        "排演话剧《春到清溪》。",
        "论文《让课堂慢下来》获一等奖。",
        "发放《告家长书》9万份。",
        "按照《意见》推进。",
    ],
)
def test_works_and_kinds_of_documents_are_no_policy(sentence: str) -> None:
    assert documents(sentence) == []


@pytest.mark.parametrize(
    "title",
    ["洛江区校车管理办法", "中华人民共和国教育法", "关于加强学校食堂管理的通知", "教师减负清单", "“护苗”行动方案"],
)
def test_what_ends_as_documents_do_is_one(title: str) -> None:
    (document,) = documents(f"落实《{title}》。")
    assert document.label == f"《{title}》"
    assert document.kind == "PolicyDocument"


def test_what_is_issued_is_a_document_whatever_it_ends_in() -> None:
    assert [thing.label for thing in documents("印发《校园安全三十六问》。")] == ["《校园安全三十六问》"]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("印发《洛江区校车管理办法》（洛教〔2021〕12号）。", "洛教〔2021〕12号"),
        ("印发《洛江区校车管理办法》(洛教[2021] 12 号)。", None),
        ("落实《关于深化教育改革的意见》（国办发〔2020〕8号）精神。", "国办发〔2020〕8号"),
        ("根据国发〔2020〕5号《关于深化教育改革的意见》，完善机制。", "国发〔2020〕5号"),
        ("执行《学校食品安全规定》（教育部令第45号）。", "教育部令第45号"),
        ("印发《洛江区校车管理办法》。", None),
    ],
)
def test_the_document_number_is_its_identifier(sentence: str, number: str | None) -> None:
    (document,) = documents(sentence)
    if number is not None or "号" not in sentence:
        assert document.identifier == number
    else:  # other brackets, and blanks inside
        assert document.identifier is not None
        assert " " not in document.identifier


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("洛江区校车管理办法（试行）", "TrialDocument"),
        ("洛江区校车管理暂行规定", "TrialDocument"),
        ("洛江区校车管理办法（征求意见稿）", "DraftDocument"),
        ("洛江区教育发展规划（草案）", "DraftDocument"),
        ("洛江区校车管理办法（2022年修订）", "PolicyDocument"),
    ],
)
def test_what_is_on_trial_or_a_draft_says_so(title: str, kind: str) -> None:
    (document,) = documents(f"出台《{title}》。")
    assert document.kind == kind


@pytest.mark.parametrize(
    ("sentence", "issuers"),
    [
        ("区教育局印发《校车管理办法》。", ["洛江区教育局"]),
        ("区教育局联合区财政局印发《校车管理办法》。", ["洛江区教育局", "洛江区财政局"]),
        ("区委、区政府出台《关于教育优先发展的意见》。", ["中共洛江区委", "洛江区人民政府"]),
        ("教育部等八部门印发《关于规范办学的意见》。", ["教育部"]),
        ("落实教育部《学校章程建设指南》。", ["教育部"]),
        ("市教育局先后制定了《招生办法》《学籍管理规定》。", ["泉州市教育局", "泉州市教育局"]),
        ("出台《校车管理办法》。", []),
        ("区教育局认真落实《校车管理办法》。", []),
        ("区教育局推动出台《校车管理条例》。", []),
        ("区教育局召开会议。印发《校车管理办法》。", []),
        ("印发《校车管理办法》（洛教〔2021〕12号）。", []),
    ],
)
def test_the_issuer_is_who_is_said_to_put_it_out(sentence: str, issuers: list[str]) -> None:
    assert publishers(read(sentence)) == sorted(issuers)


@pytest.mark.parametrize(
    "sentences",
    [
        ["出台《洛江区校车管理办法（试行）》。", "落实《洛江区校车管理办法》。"],
        ["出台《洛江区中小学幼儿园校车管理办法》。", "落实《中小学幼儿园校车管理办法》。"],
        ["印发《关于加强校车管理的意见》（以下简称《意见》）。", "《意见》明确了责任。"],
        ["印发《洛江区学前教育发展规划（2021—2025年）》。", "实施《洛江区学前教育发展规划》。"],
    ],
)
def test_longer_and_shorter_titles_are_one_document(sentences: list[str]) -> None:
    (document,) = documents(*sentences)
    assert len(document.mentions) >= 2
    assert len(document.label) == max(len(thing) for thing in (document.label, *document.aliases))


def test_titles_that_could_mean_two_documents_stay_apart() -> None:
    found = documents(
        "印发《洛江区中小学幼儿园校车管理办法》。",
        "印发《泉州市中小学幼儿园校车管理办法》。",
        "落实《中小学幼儿园校车管理办法》。",
    )
    assert len(found) == 3
    assert len(documents("印发《校车管理意见》《食堂管理意见》。", "落实《意见》。")) == 2
    assert len(documents("印发《幼儿园食堂安全管理办法》《中小学食堂安全管理办法》。")) == 2


def test_programmes_in_titles_are_named_too() -> None:
    things = read("印发《“清源育才”人才引进办法》。").things
    assert {thing.key for thing in things if thing.type is ThingType.PROGRAMME} == {f"programme:{LUOJIANG}_清源育才"}


@pytest.mark.parametrize(
    ("sentence", "issuers"),
    [
        ("教育部印发《关于规范办学的意见》。", {"org:教育部"}),
        ("区教育局印发《校车管理办法》。", {"org:350504_洛江区教育局"}),
        ("清溪乡中心小学编写组印发《校车管理办法》。", set()),
    ],
)
def test_the_report_does_not_issue_what_another_body_issues(sentence: str, issuers: set[str]) -> None:
    relations = [fact for fact in read(sentence).facts if isinstance(fact, Relation)]
    assert {fact.subject for fact in relations if fact.predicate == "issues"} == issuers


def test_number_kind_and_issuer_reach_the_graph() -> None:
    text = graph_text([read("区教育局印发《洛江区校车管理办法（试行）》（洛教〔2021〕12号）。")])
    block = next(part for part in text.split("\n\n") if part.startswith("policy:洛江区校车管理办法试行 a "))
    assert "edu:TrialDocument" in block
    assert 'dcterms:identifier "洛教〔2021〕12号"' in block
    assert "dcterms:publisher org:350504_洛江区教育局" in block
