"""Short and long names mean one school where the report gives evidence, and are kept apart where it gives none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.invented import named, read, schools

ONE = [
    # the long name first, and last
    ("湖师附小云溪校区扩建。附小云溪校区竣工。", {"湖师附小云溪校区", "附小云溪校区"}),
    ("附小云溪校区竣工。湖师附小云溪校区扩建。", {"湖师附小云溪校区", "附小云溪校区"}),
    ("湖州师范学院附属小学扩建，湖师附小获评省级示范校。", {"湖州师范学院附属小学", "湖师附小"}),
    ("湖师附小扩建，附小获评省级示范校。", {"湖师附小", "附小"}),
    ("高新区青溪中学扩建，青溪中学竣工。", {"高新区青溪中学", "青溪中学"}),
    ("织东镇中心小学扩建，织东中心小学竣工。", {"织东镇中心小学", "织东中心小学"}),
    ("吴兴实验小学扩建，实验小学竣工，区实验小学启用。", {"吴兴实验小学", "实验小学", "区实验小学"}),
    (
        "湖州市第一中学扩建，湖州一中竣工，市一中启用，一中获评省级示范校。",
        {"湖州市第一中学", "湖州一中", "市一中", "一中"},
    ),
    ("湖州市第六高级中学扩建，市六中竣工。", {"湖州市第六高级中学", "市六中"}),
    ("湖州市第十六中学滨湖校区扩建，十六中滨湖校区竣工。", {"湖州市第十六中学滨湖校区", "十六中滨湖校区"}),
    ("吴兴区特殊教育学校扩建，区特校竣工。", {"吴兴区特殊教育学校", "区特校"}),
    ("浙江省湖州市吴兴区青溪小学扩建，青溪小学竣工。", {"浙江省湖州市吴兴区青溪小学", "青溪小学"}),
    ("与北京师范大学共建，北师大专家到校指导。", {"北京师范大学", "北师大"}),
    ("吴兴二小扩建，二小新校区竣工。", {"吴兴二小", "二小新校区"}),
]


@pytest.mark.parametrize(("text", "names"), ONE)
def test_names_of_one_school_are_one_thing(text: str, names: set[str]) -> None:
    assert list(named(read(text)).values()) == [names]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        # two schools fit
        ("吴兴区第一中学扩建，湖州市第一中学竣工，一中启用。", 3),
        ("织东实验小学、龙溪实验小学扩建，实验小学竣工。", 3),
        ("湖州市第六中学扩建，湖州市第六高级中学竣工，市六中启用。", 3),
        ("一小城东校区、五中城东校区扩建，城东校区竣工。", 3),
        # another district's school, or one character more
        ("杭州市学府小学扩建，学府小学竣工。", 2),
        ("杭州学府小学扩建，学府小学竣工。", 2),
        ("大青溪小学扩建，青溪小学竣工。", 2),
        ("与北京师范大学共建，北华师大附中来访。", 2),
        # nothing in common but the type
        ("双桥小学扩建，南皋小学竣工。", 2),
        ("第二小学扩建，第十二小学竣工。", 2),
    ],
)
def test_names_that_may_mean_several_schools_stay_apart(text: str, things: int) -> None:
    assert len(named(read(text))) == things


def test_one_name_is_never_concluded_from_a_third() -> None:
    found = named(read("东湖师大附小扩建，东附小竣工，附小启用，西湖师大附小落成。"))
    assert all(len(names) == 1 for names in found.values())


def test_a_school_of_another_place_has_the_key_and_the_place_of_that_place() -> None:
    reading = read("青溪小学与杭州市学府小学、衢州市柯城区白鹭小学、德清县实验小学结对。")
    places = {label: (school.key, school.place) for label, school in schools(reading).items()}
    assert places == {
        "青溪小学": ("school:330502_青溪小学", "place:330502"),
        "杭州市学府小学": ("school:330100_学府小学", "place:330100"),
        "衢州市柯城区白鹭小学": ("school:330802_白鹭小学", "place:330802"),
        "德清县实验小学": ("school:330521_德清县实验小学", "place:330521"),
    }


@pytest.mark.parametrize("name", ["南京路小学", "北京东路小学", "杭州湾小学", "长安小学", "朝阳小学"])
def test_a_street_or_a_common_word_takes_no_school_elsewhere(name: str) -> None:
    assert list(named(read(f"{name}扩建。"))) == [f"school:330502_{name}"]


def test_the_same_school_has_one_key_however_its_district_writes_it() -> None:
    names = ["吴兴二小", "吴兴第二小学", "吴兴区第二小学", "区二小", "湖州市吴兴区第二小学"]
    assert {key for name in names for key in named(read(f"{name}扩建。"))} == {"school:330502_吴兴区第二小学"}


def test_universities_are_the_same_everywhere() -> None:
    assert {key for place in ("330502", "440100") for key in named(read("与北京师范大学共建。", place))} == {
        "school:北京师范大学"
    }


def test_reports_whose_place_nobody_knows_share_no_school_but_universities() -> None:
    first, second = (named(read("青溪小学与北京师范大学共建。", None, name=name)) for name in ("first-1", "second-2"))
    assert set(first) & set(second) == {"school:北京师范大学"}
    assert "school:first1_青溪小学" in first


def test_a_campus_is_tied_to_its_school_where_the_report_names_it() -> None:
    found = schools(read("湖州五中牵头，五中云溪校区扩建，六中云溪校区竣工。"))
    assert found["五中云溪校区"].part_of == found["湖州五中"].key
    assert found["六中云溪校区"].part_of is None


NAMES = [
    "湖州市第一中学",
    "湖州一中",
    "市一中",
    "一中",
    "吴兴区第一中学",
    "青溪小学",
    "高新区青溪小学",
    "湖师附小",
    "附小",
]


@settings(deadline=None, max_examples=60)
@given(st.permutations(NAMES), st.integers(1, len(NAMES)))
def test_what_names_mean_does_not_depend_on_their_order(names: list[str], size: int) -> None:
    chosen = names[:size]
    forwards, backwards = ("".join(f"推进{name}扩建。" for name in order) for order in (chosen, chosen[::-1]))
    assert named(read(forwards)) == named(read(backwards))
