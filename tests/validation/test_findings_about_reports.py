"""A report that contradicts itself is told so, with its sentences; one that nearly does is left in peace."""

from __future__ import annotations

import pytest

from tests.validation.conftest import Validated

WRONG = {
    "named-exceed-count": [
        "推进青溪小学、绿水中学、白石小学、南山中学等3所学校新建工程。",
        "青溪小学、绿水中学、白石小学等2所学校获评县级文明校园。",
    ],
    "rate-over-hundred": [
        "普惠性幼儿园覆盖率达104.5%。",
        "九年义务教育巩固率为100.6%。",
    ],
    "two-values": [
        "普惠性幼儿园覆盖率达92.3%。教师队伍不断壮大。普惠性幼儿园覆盖率达95.1%。",
        "学前三年毛入园率达96.1%。各项工作平稳。学前三年毛入园率为98%。",
    ],
    "jump-said": [
        "普惠性幼儿园覆盖率由上年的42%提升至95%。",
        "公办园在园幼儿占比达88%，比上年提高46个百分点。",
    ],
    "delta-misfits": [
        "学生近视率由52%下降至48%，降低9个百分点。",
    ],
    "part-exceeds-total": [
        "全县有专任教师1200人，其中女教师1300人。",
        "全县有幼儿园60所，其中普惠性幼儿园68所。",
    ],
    "parts-exceed-total": [
        "全县共有学校115所，其中小学80所、初中30所、高中15所。",
        "新增学位2000个（小学1200个、初中900个）。",
        "招聘教师300名，其中小学教师180名、初中教师110名和幼儿教师40名。",
    ],
    "parts-miss-total": [
        "全县有幼儿园60所，其中公办园28所、民办园30所。",
        "现有小学49所、初中20所，合计71所。",
    ],
    "share-misfits": [
        "全县有专任教师4623人，其中研究生学历612人，占23.2%。",
        "全县有教职工5.16万人，其中专任教师4.02万人，占教职工总数的87.9%。",
    ],
    "all-but-not-all": [
        "全县86所学校中，84所建成智慧校园，覆盖率达100%。",
        "全县现有学校86所，其中84所建成智慧校园，实现全覆盖。",
    ],
}

RIGHT = {
    "named-exceed-count": [
        "推进青溪小学、绿水中学、白石小学等3所学校新建工程。",
        "推进青溪小学、绿水中学、白石小学等8所学校新建工程。",
        "青溪小学、绿水中学、白石小学获评县级文明校园2项。",
        "推进青溪小学、绿水中学、白石小学等近3所学校新建工程。",
    ],
    "rate-over-hundred": [
        "普惠性幼儿园覆盖率达100%。",
        "学前三年毛入园率达108%。",
        "投资计划完成率达113%。",
        "教育经费增长120%。",
    ],
    "two-values": [
        "普惠性幼儿园覆盖率达92.3%。教师队伍不断壮大。普惠性幼儿园覆盖率达92.3%。",
        "普惠性幼儿园覆盖率达92.3%。明年力争普惠性幼儿园覆盖率达到95%。",
        "普惠性幼儿园覆盖率达92%以上。教师队伍不断壮大。普惠性幼儿园覆盖率达92.3%。",
        "城市、农村普惠性幼儿园覆盖率分别达92.3%、95.1%。",
        "全年举办活动12场。队伍不断壮大。全年举办活动15场。",
        "城乡居民参保1.36万人。队伍不断壮大。城乡居民参保13582人。",
    ],
    "jump-said": [
        "普惠性幼儿园覆盖率由上年的89.6%提升至95.5%。",
        "五年来，普惠性幼儿园覆盖率由42%提升至95%。",
        "公办园在园幼儿占比达58%，比上年提高6个百分点。",
    ],
    "delta-misfits": [
        "学生近视率由52%下降至48%，降低4个百分点。",
        "学生近视率由52.04%下降至48%，降低4个百分点。",
    ],
    "part-exceeds-total": [
        "全县有专任教师1200人，其中女教师900人。",
        "生均经费8900元，其中初中生均经费12900元。",
        "全县有高中12所，小学49所。",
    ],
    "parts-exceed-total": [
        "全县共有学校125所，其中小学80所、初中30所、高中15所。",
        "全县有教师1200人，其中党员教师800人、女教师900人。",
        "招生3.6万人，其中小学2.15万人、初中1.46万人。",
        "新增学位2000个（上年1200个、前年900个）。",
    ],
    "parts-miss-total": [
        "全县有幼儿园60所，其中公办园28所、民办园32所。",
        "全县共有学校115所，其中小学80所、初中30所。",
        "现有小学49所、初中22所，合计71所。",
        "引进特级教师、正高级教师合计11人。",
    ],
    "share-misfits": [
        "全县有专任教师4623人，其中研究生学历612人，占13.2%。",
        "全县有教职工5.16万人，其中专任教师4.02万人，占教职工总数的77.9%。",
        "全县有在校生4623人，其中随迁子女612人，占全市随迁子女的23.2%。",
        "全县有教职工4623人，其中专任教师612人，参训率达98%。",
    ],
    "all-but-not-all": [
        "全县84所学校中，84所建成智慧校园，覆盖率达100%。",
        "全县现有学校86所，其中小学60所，巩固率达100%。",
        "全县现有学校86所，其中84所实现监控全覆盖。",
        "全县86所学校中，84所建成智慧校园，覆盖率达97.7%。",
    ],
}


@pytest.mark.parametrize(("check", "text"), [(check, text) for check, texts in WRONG.items() for text in texts])
def test_a_contradiction_is_found_and_quoted(check: str, text: str, validated: Validated) -> None:
    found = [each for each in validated(text) if each.check == check]
    assert found, [(each.check, each.messages["zh"]) for each in validated(text)]
    assert {each.severity.value for each in found} == {"warning"}
    for each in found:
        assert each.messages.keys() == {"zh", "en"}
        assert not any("{" in message for message in each.messages.values())
        assert each.sentences
        assert all(sentence in text for sentence in each.sentences)


@pytest.mark.parametrize(("check", "text"), [(check, text) for check, texts in RIGHT.items() for text in texts])
def test_what_may_well_be_true_is_not_doubted(check: str, text: str, validated: Validated) -> None:
    found = [each for each in validated(text) if each.severity.value == "warning"]
    assert not [(each.check, each.messages["zh"]) for each in found], check


def test_a_jump_from_one_report_to_the_next_is_found(validated: Validated) -> None:
    found = validated("普惠性幼儿园覆盖率达52.1%。", "普惠性幼儿园覆盖率达95.1%。")
    assert [each.check for each in found] == ["jump"]
    assert found[0].messages["zh"].endswith("由上年的 52.1 变为 95.1")


@pytest.mark.parametrize("later", ["普惠性幼儿园覆盖率达55.6%。", "教师队伍不断壮大。"])
def test_a_step_from_one_report_to_the_next_is_not(later: str, validated: Validated) -> None:
    assert validated("普惠性幼儿园覆盖率达52.1%。", later) == []


def test_two_years_between_reports_are_no_jump(validated: Validated) -> None:
    assert validated("普惠性幼儿园覆盖率达52.1%。", "教师队伍不断壮大。", "普惠性幼儿园覆盖率达95.1%。") == []


def test_a_finding_tells_its_numbers(validated: Validated) -> None:
    (found,) = validated("全县共有学校115所，其中小学80所、初中30所、高中15所。")
    assert found.messages == {
        "zh": "80所、30所、15所 合计 125，大于总数 115所",
        "en": "80所、30所、15所 add up to 125, more than the total 115所",
    }
    assert [quote.document for quote in found.quotes] == ["doc:r0"] * 4


def test_without_the_text_quotes_are_what_was_read_and_sums_are_not_judged(validated: Validated) -> None:
    found = validated("全县共有学校115所，其中小学180所。普惠性幼儿园覆盖率达104.5%，成效明显。", text=False)
    assert [each.check for each in found] == ["rate-over-hundred"]
    assert found[0].sentences == ["普惠性幼儿园覆盖率达104.5%"]
