"""Places and bodies in a report: which one a name means, what is none, and what stays open."""

from __future__ import annotations

import re

import pytest

from edugraph.documents import read_document
from edugraph.extract import read
from edugraph.model import Metadata, Reading, Thing
from tests.golden.corpus import knowledge

VOCABULARY, GRAMMAR = knowledge()
RULES = {name: examples for name, examples in GRAMMAR.places.examples.items() if name != "township"}


def reading(text: str, place: str | None = "330502", year: int = 2022, publisher: str | None = None) -> Reading:
    given = Metadata("r", title="工作总结", publisher=publisher, place=place, year=year)
    document = read_document(
        f"工作总结\n{text}\n".encode(), source="r.txt", vocabulary=VOCABULARY, grammar=GRAMMAR, given=given
    )
    return read(document, VOCABULARY, GRAMMAR)


def named(found: Reading, *prefixes: str) -> dict[str, str]:
    """Printed name → key of what is mentioned."""
    return {
        found.quote(span): thing.key
        for thing in found.things
        if thing.key.startswith(prefixes or ("place:", "org:"))
        for span in sorted(thing.mentions)
    }


def ambiguous(found: Reading) -> list[str]:
    return [item.shape for item in found.unread if item.what == "ambiguous-place"]


def thing(found: Reading, key: str) -> Thing:
    return found.thing(key)


def bracketed(example: str) -> tuple[str, list[str]]:
    return re.sub(r"[\[\]]", "", example), re.findall(r"\[(.*?)\]", example)


@pytest.mark.parametrize("example", GRAMMAR.places.examples["township"][0])
@pytest.mark.parametrize("place", ["330502", None])
def test_towns_and_streets_are_read_as_the_examples_mark_them(example: str, place: str | None) -> None:
    text, names = bracketed(example)
    found = reading(text, place)
    towns = {name: key for name, key in named(found, "place:").items() if not key[6:].isdigit()}
    assert list(towns) == sorted(names, key=text.index) or set(towns) == set(names)
    for name, key in towns.items():
        around = thing(found, key).place
        assert key.startswith(f"{around}_{name}" if around else f"place:{name}")
        assert around in {f"place:{place}" if place else None, "place:150802"}


def test_a_town_right_behind_a_district_lies_in_that_district() -> None:
    found = reading("临河区柳岸街道和永昌镇建成社区学校。", "330502")
    assert {key for key in named(found, "place:").values() if not key[6:].isdigit()} == {
        "place:150802_柳岸街道",
        "place:330502_永昌镇",
    }
    assert thing(found, "place:150802_柳岸街道").place == "place:150802"


def test_a_zone_that_is_called_after_a_division_lies_in_it() -> None:
    found = reading("湖州经开区和滨湖度假区新增学位300个。", "330502")
    assert thing(found, "place:330500_湖州经开区").place == "place:330500"
    assert thing(found, "place:330502_滨湖度假区").place == "place:330502"


@pytest.mark.parametrize("example", GRAMMAR.places.examples["township"][1])
def test_what_only_sounds_like_a_town_is_none(example: str) -> None:
    assert not [key for key in named(reading(example), "place:").values() if not key[6:].isdigit()]


@pytest.mark.parametrize(("table", "example"), [(n, e) for n, (positive, _) in RULES.items() for e in positive])
def test_names_that_the_rules_mark_are_read(table: str, example: str) -> None:
    text, names = bracketed(example)
    assert list(named(reading(text))) == sorted(names, key=text.index) or set(named(reading(text))) == set(names)


@pytest.mark.parametrize(("table", "example"), [(n, e) for n, (_, negative) in RULES.items() for e in negative])
def test_ordinary_words_are_no_names(table: str, example: str) -> None:
    assert named(reading(example)) == {}


@pytest.mark.parametrize(
    ("text", "place", "year", "name", "code"),
    [
        ("江干区新增学位300个。", "330100", 2018, "江干区", "330104"),
        ("上城区新增学位300个。", "330100", 2022, "上城区", "330102"),
        ("三元区新增学位300个。", "350400", 2019, "三元区", "350403"),
        ("三元区新增学位300个。", "350400", 2022, "三元区", "350404"),
        ("嘉黎县新增学位300个。", "540000", 2015, "嘉黎县", "542422"),
        ("嘉黎县新增学位300个。", "540000", 2020, "嘉黎县", "540621"),
        ("余杭市新增学位300个。", "330100", 2000, "余杭市", "330184"),
        ("余杭新增学位300个。", "330100", 2000, "余杭", "330184"),
        ("余杭新增学位300个。", "330100", 2020, "余杭", "330110"),
        ("襄樊市新增学位300个。", "420000", 2008, "襄樊市", "420600"),
        ("桥东区新增学位300个。", "130500", 2018, "桥东区", "130502"),
        ("桥东区新增学位300个。", "130000", 2023, "桥东区", "130702"),
        ("和安县新增学位300个。", "653200", 2025, "和安县", "653229"),
    ],
)
def test_of_places_of_one_name_the_one_of_the_year_is_meant(
    text: str, place: str, year: int, name: str, code: str
) -> None:
    assert named(reading(text, place, year))[name] == f"place:{code}"


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("与南京市鼓楼区结对。", "330502", {"南京市": "place:320100", "鼓楼区": "place:320106"}),
        ("到徐州市鼓楼区学习。", "320100", {"徐州市": "place:320300", "鼓楼区": "place:320302"}),
        ("鼓楼区建成小学2所。", "320100", {"鼓楼区": "place:320106"}),
        ("新城区建成小学2所。", "610100", {"新城区": "place:610102"}),
        ("朝阳区建成小学2所。", "110108", {"朝阳区": "place:110105"}),
        ("朝阳区建成小学2所。", "220100", {"朝阳区": "place:220104"}),
        ("选派教师赴遂昌、北川等地支教。", "330502", {"遂昌": "place:331123", "北川": "place:510726"}),
        ("和田地区和阿克苏地区选派教师。", "650000", {"和田地区": "place:653200", "阿克苏地区": "place:652900"}),
        ("西湖区新建小学2所。", "360100", {"西湖区": "place:360103"}),
    ],
)
def test_a_name_of_several_places_means_the_near_one_or_the_one_in_the_place_before_it(
    text: str, place: str, expected: dict[str, str]
) -> None:
    found = reading(text, place)
    assert {name: key for name, key in named(found, "place:").items() if name in expected} == expected
    assert not ambiguous(found)


@pytest.mark.parametrize(
    ("text", "place", "open_"),
    [
        ("与鼓楼区签订协议。", "330502", ["鼓楼区"]),
        ("鼓楼区建成小学2所。", None, ["鼓楼区"]),
        ("组织校长赴朝阳考察。", "330502", ["朝阳"]),
        ("选派教师赴西湖、朝阳等地跟岗。", "650000", ["西湖", "朝阳"]),
    ],
)
def test_what_several_places_are_called_is_listed_when_nothing_tells_which(
    text: str, place: str | None, open_: list[str]
) -> None:
    found = reading(text, place)
    assert ambiguous(found) == open_
    assert not set(open_) & set(named(found, "place:"))


def test_listing_an_ambiguous_place_lowers_no_coverage() -> None:
    open_, plain = reading("与鼓楼区共建学校3所。"), reading("与南浔区共建学校3所。")
    assert ambiguous(open_) == ["鼓楼区"]
    assert open_.coverage == plain.coverage


@pytest.mark.parametrize(
    "text",
    [
        "大力发展朝阳产业。", "坚持和平发展。", "建设长安幸福家园。", "统筹教育资源配置。", "推动合作共赢。",
        "解放思想、东方欲晓。", "加强友谊和团结。", "新城区建设加快。", "加快城区学校建设。", "教师朝阳被评为先进。",
        "提高学习水平。", "安定团结的局面。",
    ],
)  # fmt: skip
def test_ordinary_words_never_become_places(text: str) -> None:
    found = reading(text)
    assert named(found) == {}
    assert not ambiguous(found)


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("市、区教育局联合开展督导。", "330502", ["吴兴区教育局", "湖州市教育局"]),
        ("省、市、区教育局三级联动。", "330502", ["吴兴区教育局", "浙江省教育厅", "湖州市教育局"]),
        ("区委区政府高度重视。", "330502", ["中共吴兴区委", "吴兴区人民政府"]),
        ("市委、市政府高度重视。", "330500", ["中共湖州市委", "湖州市人民政府"]),
        ("教育厅印发通知。", "330000", ["浙江省教育厅"]),
        ("自治区教育厅印发通知。", "650100", ["新疆维吾尔自治区教育厅"]),
        ("市教委印发通知。", "310104", ["上海市教育委员会"]),
        ("州教育局和县教体局共同推进。", "422825", ["宣恩县教育体育局", "恩施土家族苗族自治州教育局"]),
        ("地区教育局统一部署。", "653101", ["喀什地区教育局"]),
        ("行署高度重视。", "653100", ["喀什地区行政公署"]),
        ("盟教育局统一部署。", "152501", ["锡林郭勒盟教育局"]),
        ("旗教体局统一部署。", "152523", ["苏尼特左旗教育体育局"]),
        ("丽水市教育局来访。", "330502", ["丽水市教育局"]),
        ("市公安局吴兴分局和区交警大队参加。", "330502", ["吴兴区公安分局", "吴兴区公安局交通警察大队"]),
        ("区编办、区文明办和团区委参加。", "330502", [
            "中共吴兴区委机构编制委员会办公室", "中共吴兴区委精神文明建设指导委员会办公室", "共青团吴兴区委",
        ]),
        ("省消防救援总队和省关工委参加。", "330502", ["浙江省关心下一代工作委员会", "浙江省消防救援总队"]),
        ("湖州开发区社会事业局参加。", "330502", ["湖州经济技术开发区社会事业局"]),
        ("师市教育局和兵团教育局印发通知。", "659001", ["新疆生产建设兵团教育局", "石河子市教育局"]),
        ("师市党委召开会议。", "659001", ["中共石河子市委"]),
        ("第八师教育局来访。", "650100", ["石河子市教育局"]),
        ("省市教育行政部门指导。", "330502", []),
        ("教师教育局面良好。", "659001", []),
        ("各区教育局落实责任。", "330500", []),
    ],
)  # fmt: skip
def test_bodies_are_those_of_the_right_level(text: str, place: str, expected: list[str]) -> None:
    found = reading(text, place)
    keys = set(named(found, "org:").values())
    assert sorted(each.label for each in found.things if each.key in keys) == expected


def test_towns_that_share_their_ending_are_each_called_by_it() -> None:
    found = reading("清水、白石两个镇和龙泉、望江等街道扩建幼儿园。")
    assert {label for label in (each.label for each in found.things) if label.endswith(("镇", "街道"))} == {
        "清水镇", "白石镇", "龙泉街道", "望江街道",
    }  # fmt: skip


def test_the_offices_of_a_town_are_departments_at_that_town() -> None:
    found = reading("清溪镇政府和龙泉街道办、龙泉街道党委协助选址，镇办小学开学。")
    offices = {each.label: each.place for each in found.things if each.key.startswith("org:")}
    assert offices == {
        "清溪镇人民政府": "place:330502_清溪镇",
        "龙泉街道办事处": "place:330502_龙泉街道",
        "龙泉街道党委": "place:330502_龙泉街道",
    }


def test_the_committee_of_an_authority_is_a_body_in_it() -> None:
    found = reading("局党委召开会议，区教育局党组作部署。", publisher="吴兴区教育局")
    committee = thing(found, "org:330502_吴兴区教育局党委")
    assert committee.part_of == "org:330502_吴兴区教育局"
    assert named(found, "org:")["区教育局党组"] == "org:330502_吴兴区教育局党组"


def test_an_authority_goes_by_its_bare_name_only_where_no_other_can_be_meant() -> None:
    text = "吴兴区教育体育局成立专班，{}负总责。"
    assert named(reading(text.format("教体局")), "org:")["教体局"] == "org:330502_吴兴区教育体育局"
    for other in ("兄弟教体局", "各县教体局"):
        assert list(named(reading(text.format(other)), "org:")) == ["吴兴区教育体育局"]


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        (
            "宁远、道县、江华随后达标。",
            "431100",
            {"宁远": "place:431126", "道县": "place:431124", "江华": "place:431129"},
        ),
        ("与福建、广东两省签订协议。", "360000", {"福建": "place:350000", "广东": "place:440000"}),
        ("义县县委审定，义县属锦州市。", "210727", {"义县": "place:210727", "锦州市": "place:210700"}),
        ("襄樊列全省第二。", "420600", {"襄樊": "place:420600"}),
        ("科右中旗与突泉县同批迎接检查。", "152222", {"科右中旗": "place:152222", "突泉县": "place:152224"}),
    ],
)
def test_short_names_beside_a_place_are_places(text: str, place: str, expected: dict[str, str]) -> None:
    assert named(reading(text, place), "place:") == expected


@pytest.mark.parametrize(
    "text",
    [
        "师德清正。",
        "学生成长兴趣盎然。",
        "校园平安吉祥。",
        "校长陈余杭受到表彰。",
        "德清路学校开学。",
        "坚持立德兴校。",
    ],
)
def test_short_names_inside_other_words_are_none(text: str) -> None:
    assert named(reading(text, "330500"), "place:") == {}


def test_a_body_that_speaks_of_itself_is_the_one_that_signs() -> None:
    found = reading("我局召开会议，局机关全员参加。", publisher="吴兴区教育局")
    assert named(found, "org:") == dict.fromkeys(["我局", "局机关"], "org:330502_吴兴区教育局")
    assert thing(found, "org:330502_吴兴区教育局").aliases == ()
    assert named(reading("我局召开会议。"), "org:") == {}


def test_the_corps_guides_the_authorities_of_its_cities() -> None:
    found = reading("师市教育局召开会议。", "659001")
    assert thing(found, "org:659001_石河子市教育局").ties == (("guidedBy", "org:新疆生产建设兵团教育局"),)


@pytest.mark.parametrize(
    ("place", "own", "guide"),
    [
        ("110108", "海淀区教育委员会", "org:110000_北京市教育委员会"),
        ("500156", "武隆区教育委员会", "org:500000_重庆市教育委员会"),
        ("450722", "浦北县教育局", "org:450700_钦州市教育局"),
        ("422825", "宣恩县教育局", "org:422800_恩施土家族苗族自治州教育局"),
        ("653121", "疏附县教育局", "org:653100_喀什地区教育局"),
        ("152523", "苏尼特左旗教育局", "org:152500_锡林郭勒盟教育局"),
        ("419001", "济源市教育局", "org:410000_河南省教育厅"),
    ],
)
def test_each_authority_is_guided_by_the_next_level(place: str, own: str, guide: str) -> None:
    found = reading(f"{own}召开会议。", place)
    assert ("guidedBy", guide) in thing(found, f"org:{place}_{own}").ties


def test_bodies_hang_together_within_a_level_and_between_levels() -> None:
    found = reading("区教育局和区考试院召开会议。")
    bureau = thing(found, "org:330502_吴兴区教育局")
    assert bureau.part_of == "org:330502_吴兴区人民政府"
    assert ("guidedBy", "org:330500_湖州市教育局") in bureau.ties
    assert ("guidedBy", "org:330000_浙江省教育厅") in thing(found, "org:330500_湖州市教育局").ties
    assert ("guidedBy", "org:教育部") in thing(found, "org:330000_浙江省教育厅").ties
    assert thing(found, "org:330502_吴兴区教育考试院").part_of == bureau.key
