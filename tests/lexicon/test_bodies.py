"""Local bodies: short names in a report become the full names of the bodies of its place."""

from __future__ import annotations

import pytest

from edugraph.lexicon.vocabulary import Vocabulary, load_vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.mark.parametrize(
    ("code", "written", "full"),
    [
        ("330502", "区委", "中共吴兴区委"),
        ("330502", "区政府", "吴兴区人民政府"),
        ("330502", "市教育局", "湖州市教育局"),
        ("330502", "市局", "湖州市教育局"),
        ("330502", "省厅", "浙江省教育厅"),
        ("330502", "区委政法委", "中共吴兴区委政法委"),
        ("330502", "区委教育工委", "中共吴兴区委教育工委"),
        ("330502", "区人社局", "吴兴区人力资源和社会保障局"),
        ("330502", "区纪委", "中共吴兴区纪律检查委员会"),
        ("330502", "团区委", "共青团吴兴区委"),
        ("330502", "湖州市吴兴区教育局", "吴兴区教育局"),
        ("330502", "浙江教育厅", "浙江省教育厅"),
        ("330281", "市委", "中共余姚市委"),
        ("330281", "宁波市委", "中共宁波市委"),
        ("500112", "市教委", "重庆市教育委员会"),
        ("500112", "区教委", "渝北区教育委员会"),
        ("450722", "自治区教育厅", "广西壮族自治区教育厅"),
        ("450722", "自治区党委", "中共广西壮族自治区委员会"),
        ("422825", "州教育局", "恩施土家族苗族自治州教育局"),
        ("422825", "恩施州委", "中共恩施土家族苗族自治州委"),
        ("653121", "地委", "中共喀什地委"),
    ],
)
def test_a_short_name_is_the_body_of_the_nearest_place_that_fits(
    vocabulary: Vocabulary, code: str, written: str, full: str
) -> None:
    assert vocabulary.bodies_around(code)[written].label == full


def test_of_bodies_that_share_a_short_name_the_one_spelled_out_is_meant(vocabulary: Vocabulary) -> None:
    silent = vocabulary.bodies_around("370811")
    assert silent["区教体局"].label == "任城区教育体育局"
    assert silent["区局"].label == "任城区教育局"
    spoken = vocabulary.bodies_around("370811", "任城区教育和体育局2022年工作总结")
    assert spoken["区教体局"].label == "任城区教育和体育局"
    assert spoken["区局"].label == "任城区教育和体育局"


def test_the_beginning_of_a_verb_is_no_committee(vocabulary: Vocabulary) -> None:
    assert "湖州委" not in vocabulary.bodies_around("330502")


def test_bodies_of_other_places_are_read_after_the_name_of_the_place(vocabulary: Vocabulary) -> None:
    text = "与遂昌县教育局合作"
    found = vocabulary.body_at("331123", text, text.index("县") + 1)
    assert found is not None
    body, end = found
    assert (body.label, text[:end]) == ("遂昌县教育局", "与遂昌县教育局")
    assert vocabulary.body_at("331123", "遂昌县域", 3) is None
    longest = vocabulary.body_at("330500", "湖州市委政法委牵头", 3)
    assert longest is not None
    assert longest[0].label == "中共湖州市委政法委"


def test_the_usual_body_of_a_function_depends_on_the_place(vocabulary: Vocabulary) -> None:
    usual = {code: vocabulary.body_of(code, "education") for code in ("330000", "110000", "450000", "330500")}
    assert [body.label for body in usual.values() if body] == [
        "浙江省教育厅",
        "北京市教育委员会",
        "广西壮族自治区教育厅",
        "湖州市教育局",
    ]


def test_bodies_of_places_of_one_name_have_different_keys(vocabulary: Vocabulary) -> None:
    keys = {vocabulary.bodies_around(code)["区教育局"].key for code in ("110105", "220104")}
    assert keys == {"org:110105_朝阳区教育局", "org:220104_朝阳区教育局"}


def test_each_body_belongs_to_a_function_that_its_place_has(vocabulary: Vocabulary) -> None:
    functions = {body.function for body in vocabulary.bodies}
    assert {body.part_of for body in vocabulary.bodies if body.part_of} <= functions
