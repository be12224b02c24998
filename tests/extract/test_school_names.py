"""Names of schools are found whole, with their kind and stage; common words for schools and persons are none."""

from __future__ import annotations

import pytest

from tests.extract.invented import read, schools


@pytest.mark.parametrize(
    ("text", "kind", "stage"),
    [
        ("青溪小学扩建。", "PrimarySchool", ["小学教育"]),
        ("青溪中心幼儿园扩建。", "Kindergarten", ["学前教育"]),
        ("青溪初级中学扩建。", "MiddleSchool", ["初中教育"]),
        ("青溪高级中学扩建。", "HighSchool", ["普通高中教育"]),
        ("青溪中学扩建。", "SecondarySchool", []),
        ("青溪九年一贯制学校扩建。", "NineYearSchool", ["初中教育", "小学教育"]),
        ("吴兴区特殊教育学校扩建。", "SpecialSchool", ["特殊教育"]),
        ("吴兴区职业教育中心扩建。", "VocationalSchool", ["中等职业教育"]),
        ("湖州师范学院扩建。", "University", ["高等教育"]),
        ("吴兴二小扩建。", "PrimarySchool", ["小学教育"]),
        ("湖师附小云溪校区扩建。", "Campus", ["小学教育"]),
        ("青溪小学教育集团成立。", "EducationGroup", []),
        ("青溪教学点撤销。", "School", []),
    ],
)
def test_a_name_tells_the_kind_of_school_and_the_stages_taught(text: str, kind: str, stage: list[str]) -> None:
    ((_, school),) = schools(read(text)).items()
    assert school.kind == kind
    assert [key for name, key in school.ties if name == "stage"] == [f"stage:{each}" for each in stage]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("城东、城西小学扩建。", ["城东小学", "城西小学"]),
        ("城东和城西小学扩建。", ["城东小学", "城西小学"]),
        ("一中、二中、三中扩建。", ["一中", "二中", "三中"]),
        ("第一、第二幼儿园竣工。", ["第一幼儿园", "第二幼儿园"]),
        ("东林镇、道场乡中心幼儿园扩建。", ["东林镇中心幼儿园", "道场乡中心幼儿园"]),
        ("青溪、白鹭小学扩建，其中青溪小学竣工。", ["青溪小学", "白鹭小学"]),
        ("吴兴、德清实验小学扩建。", ["吴兴实验小学", "德清实验小学"]),
        ("教育、白鹭小学扩建。", ["白鹭小学"]),
        ("白鹭四中和市实验小学联动搬迁。", ["白鹭四中", "湖州市实验小学"]),
        ("白鹭六中和平校区竣工。", ["白鹭六中和平校区"]),
        ("组建了市艺术学校。", ["湖州市艺术学校"]),
        ("新开德清县第三幼儿园。", ["德清县第三幼儿园"]),
        ("上海财经大学浙江学院开工建设。", ["上海财经大学浙江学院"]),
        ("青溪小学托管东林镇中心小学。", ["青溪小学", "东林镇中心小学"]),
        ("区直机关幼儿园、区教师进修学校扩建。", ["区直机关幼儿园"]),
        ("支持青溪学院更名青溪大学。", ["青溪学院", "青溪大学"]),
    ],
)
def test_names_are_cut_where_they_begin_and_end(text: str, names: list[str]) -> None:
    assert sorted(schools(read(text))) == sorted(names)


@pytest.mark.parametrize(
    "text",
    [
        "全区中小学、民办学校、未来学校和6所学校参加。",
        "各级各类学校、学校党组织、农村小学、薄弱学校受益。",
        "创建示范高中，办好老年大学和现代产业学院。",
        "张校长与李小学老师座谈，何学院教授受聘。",
        "改造后的校舍可供附近中学使用，该小学另行安置。",
        "在实践中学到本领，一小部分场地开放。",
        "贯彻党的二十届二中三中全会精神，整治九小场所。",
        "初中升高中比例提高，面对经济走势前高中低的态势。",
        "完善浙中专业市场体系，建设大学城、大学科技园。",
        "获评省级示范学校，创成清廉学校。",
        "每所初中配齐实验员，完全中学分设初中部。",
        "随迁子女学校、外来务工人员子女学校、职业院校现代产业学院和网络学院。",
    ],
)
def test_common_words_persons_and_honours_are_no_schools(text: str) -> None:
    assert schools(read(text)) == {}


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("青溪教育集团（含双桥小学、南皋小学）成立。", {"双桥小学", "南皋小学"}),
        ("双桥小学、南皋小学加入青溪教育集团。", {"双桥小学", "南皋小学"}),
        ("由双桥小学、南皋小学组建青溪教育集团。", {"双桥小学", "南皋小学"}),
        ("青溪小学教育集团成立，青溪小学牵头，白鹭小学祝贺。", {"青溪小学"}),
        ("青溪教育集团与双桥小学结对。", set()),
    ],
)
def test_a_group_has_the_schools_that_the_report_puts_in_it(text: str, members: set[str]) -> None:
    found = schools(read(text))
    (group,) = [each for each in found.values() if each.kind == "EducationGroup"]
    assert {each.label for each in found.values() if ("memberOfGroup", group.key) in each.ties} == members
