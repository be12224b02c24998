"""The year that a report tells of, from the heads that such reports have. A wrong year makes every period wrong."""

from __future__ import annotations

import pytest

from edugraph.documents import read_document
from edugraph.lexicon.grammar import load_grammar
from edugraph.lexicon.vocabulary import load_vocabulary

BODY = "全区新增学位1200个，招聘教师80名。普惠性幼儿园覆盖率达92.1%，较上年提高1.2个百分点。\n"

HEADS = {
    "信州区教育局\n2022年工作总结和2023年工作计划\n"
    "发布日期：2023-01-05 来源：本站\n2022年，我局坚持以人民为中心。": 2022,
    "上饶日报\n2023年1月12日 星期四 第5版 教育\n乘势而上谱新篇\n"
    "——信州区教育高质量发展综述\n过去一年，信州区教育系统": 2022,
    "信州区2022年教育工作亮点\n时间：2023年02月01日 作者：办公室 点击：33次\n": 2022,
    "关于2023年度教育工作情况的报告\n信州区教育体育局\n（2024年1月8日）\n区政府：\n"
    "现将2023年教育工作情况报告如下：\n": 2023,
    "信州区“十四五”开局之年教育工作回顾\n2021年是“十四五”开局之年。2022年，我们将新建学校3所。": 2021,
    "今年以来信州教育新变化\n来源：信州发布 发布时间：2024-09-10\n今年以来，信州区": 2024,
    "信州区教育局二〇二〇年工作总结\n": 2020,
    "2022-2023学年信州区教育事业统计公报\n": 2022,
    "信州区教育工作总结（2019年度）\n信州区教育局  2020年1月3日\n": 2019,
    "A3 专版 2024.1.16 星期二\n主编：张三 美编：李四\n信州：办好人民满意的教育\n2023年，信州区教育局扩容提质。": 2023,
    "信州区教育局2024年工作要点\n": 2023,
    "2025年江西省政府工作报告\n——2025年1月14日在江西省第十四届人民代表大会第三次会议上\n": 2024,
}


@pytest.mark.parametrize(("head", "year"), HEADS.items(), ids=[head.split("\n")[0] for head in HEADS])
def test_the_year_is_the_one_that_the_report_tells_of(head: str, year: int) -> None:
    vocabulary = load_vocabulary()
    text = (head + BODY).encode("utf-8")
    document = read_document(text, source="report.txt", vocabulary=vocabulary, grammar=load_grammar(vocabulary))
    assert document.metadata.year == year


def test_a_report_that_tells_no_year_has_none() -> None:
    vocabulary = load_vocabulary()
    grammar = load_grammar(vocabulary)
    document = read_document(BODY.encode("utf-8"), source="report.txt", vocabulary=vocabulary, grammar=grammar)
    assert document.metadata.year is None
