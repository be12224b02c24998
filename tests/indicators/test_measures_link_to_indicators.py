"""A measure links to the indicator that it names, level and population apart; what says less or more does not."""

from __future__ import annotations

import pytest

from edugraph.extract import trace
from edugraph.lexicon.grammar import Grammar, load_grammar
from edugraph.lexicon.vocabulary import Vocabulary, load_vocabulary
from edugraph.model import Change, Observation


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="module")
def grammar(vocabulary: Vocabulary) -> Grammar:
    return load_grammar(vocabulary)


def said(sentence: str, vocabulary: Vocabulary, grammar: Grammar) -> list[tuple[str, str | None, str | None]]:
    """Indicator, level and population of every figure of a sentence."""
    facts = trace(sentence, vocabulary, grammar).reading.facts
    return [
        (fact.indicator.removeprefix("indicator:"), fact.level.value if fact.level else None, fact.population)
        for fact in facts
        if isinstance(fact, (Observation, Change))
    ]


LINKED = {
    # a level is no part of the name
    "全市创建市级党建示范校7所。": ("党建示范校", "municipal", None),
    "全市创建党建示范校7所。": ("党建示范校", None, None),
    "现有省级骨干教师46名。": ("骨干教师", "provincial", None),
    "评选区教育系统首批样板支部15个。": ("样板支部", None, None),
    # nor is whom it is said of
    "小学专任教师2714人。": ("专任教师", None, "小学"),
    "全区专任教师4100人。": ("专任教师", None, None),
    "民办小学在校生1830人。": ("在校学生", None, "民办小学"),
    "普通高中招生5210人。": ("招生数", None, "普通高中"),
    "农村幼儿园38所。": ("幼儿园数", None, "农村"),
    "新增普通高中学位1500个。": ("新增学位", None, "普通高中"),
    "小学生师比为16.2:1。": ("生师比", None, "小学"),
    "小学生均公用经费达到720元。": ("生均公用经费", None, "小学"),
    # the usual population of an indicator is none of its own
    "义务教育学校课后服务覆盖率达到100%。": ("课后服务覆盖率", None, None),
    # endings say the same
    "全县在校学生总数达3.2万人。": ("在校学生", None, None),
    "全县在校生人数3.2万人。": ("在校学生", None, None),
    "全县在校（园）学生3.2万人。": ("在校学生", None, None),
    "大班额比重降至1.2%。": ("大班额占比", None, None),
    "“双师型”教师占专业课教师比例达到61%。": ("双师型教师占比", None, None),
    "公办园在园幼儿占56.4%。": ("公办园在园幼儿占比", None, None),
    # a bare kind of school counts the schools there are
    "全区共有各级各类学校142所。": ("学校数", None, None),
    "现有小学36所。": ("小学数", None, None),
    # verbs that belong to the name
    "全年新增学位3200个。": ("新增学位", None, None),
    "整改安全隐患312处。": ("整改隐患", None, None),
    "引进硕士研究生26名。": ("硕士研究生教师", None, None),
    # verbs and prepositions inside a rate
    "随迁子女在公办学校就读比例达到94.1%。": ("随迁子女公办学校就读率", None, None),
    "每百名学生拥有县级以上骨干教师数1.3人。": ("每百名学生拥有骨干教师数", None, None),
    "劳动年龄人口平均受教育年限达11.4年。": ("主要劳动年龄人口平均受教育年限", None, None),
    # changes
    "学前三年毛入园率由95.1%提高到97.3%。": ("学前三年毛入园率", None, None),
    "初中在校生较上年增加462人。": ("在校学生", None, "初中"),
    "专任教师增长3.1%。": ("专任教师", None, None),
}


@pytest.mark.parametrize("sentence", LINKED)
def test_a_measure_links_with_its_level_and_population_apart(
    sentence: str, vocabulary: Vocabulary, grammar: Grammar
) -> None:
    assert said(sentence, vocabulary, grammar) == [LINKED[sentence]]


NOT_LINKED = {
    # a deed to some of them is not how many there are
    "慰问特级教师30名。": "特级教师",
    "新增骨干教师40名。": "骨干教师",
    "更新校车26辆。": "校车",
    "惠及学校50所。": "学校数",
    # a share is no count, a count of persons no count of schools
    "女教师占专任教师的71.2%。": "专任教师",
    "小学就读4300人。": "小学数",
    # two kinds together are neither
    "中小学、幼儿园93所。": "幼儿园数",
    "博士、硕士学位授权点45个。": "硕士学位授权点",
    # kindergartens counted and children counted are two measures
    "普惠园占比达93.1%。": "普惠性幼儿园覆盖率",
}


@pytest.mark.parametrize("sentence", NOT_LINKED)
def test_what_says_less_or_more_does_not_link(sentence: str, vocabulary: Vocabulary, grammar: Grammar) -> None:
    found = said(sentence, vocabulary, grammar)
    assert found
    assert NOT_LINKED[sentence] not in [indicator for indicator, _, _ in found]


def test_a_measure_of_the_words_of_an_indicator_in_another_unit_is_an_indicator_of_its_own(
    vocabulary: Vocabulary, grammar: Grammar
) -> None:
    reading = trace("专任教师占45%。", vocabulary, grammar).reading
    (thing,) = [thing for thing in reading.things if thing.key.startswith("indicator:")]
    assert (thing.known, thing.label) == (False, "专任教师（%）")


def test_an_unknown_measure_is_minted_with_its_verb(vocabulary: Vocabulary, grammar: Grammar) -> None:
    reading = trace("开设陶艺工坊12个。", vocabulary, grammar).reading
    (thing,) = [thing for thing in reading.things if thing.key.startswith("indicator:")]
    assert not thing.known
    assert thing.label == "开设陶艺工坊"
