"""Places: the divisions of GB/T 2260, their short names, and which of several a name means."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from edugraph import resources
from edugraph.lexicon.turtle import Record, read_records
from edugraph.lexicon.vocabulary import Vocabulary, load_vocabulary
from edugraph.model import Level


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.mark.parametrize(
    ("code", "label", "short", "above"),
    [
        ("330502", "吴兴区", "吴兴", ["湖州市", "浙江省"]),
        ("350504", "洛江区", "洛江", ["泉州市", "福建省"]),
        ("361123", "玉山县", "玉山", ["上饶市", "江西省"]),
        ("420506", "夷陵区", "夷陵", ["宜昌市", "湖北省"]),
        ("331123", "遂昌县", "遂昌", ["丽水市", "浙江省"]),
        ("110108", "海淀区", "海淀", ["北京市"]),
        ("500156", "武隆区", "武隆", ["重庆市"]),
        ("500229", "城口县", "城口", ["重庆市"]),
        ("419001", "济源市", "济源", ["河南省"]),
        ("429021", "神农架林区", "神农架", ["湖北省"]),
        ("469025", "白沙黎族自治县", "白沙", ["海南省"]),
        ("659001", "石河子市", "石河子", ["新疆维吾尔自治区"]),
        ("441900", "东莞市", "东莞", ["广东省"]),
        ("442000", "中山市", "中山", ["广东省"]),
        ("460300", "三沙市", "三沙", ["海南省"]),
        ("460400", "儋州市", "儋州", ["海南省"]),
        ("422800", "恩施土家族苗族自治州", "恩施州", ["湖北省"]),
        ("520203", "六枝特区", "六枝", ["六盘水市", "贵州省"]),
        ("310115", "浦东新区", "浦东", ["上海市"]),
        ("622926", "东乡族自治县", "东乡", ["临夏回族自治州", "甘肃省"]),
        ("810000", "香港特别行政区", "香港", []),
    ],
)
def test_well_known_divisions_have_their_names_and_lie_where_they_lie(
    vocabulary: Vocabulary, code: str, label: str, short: str, above: list[str]
) -> None:
    place = vocabulary.place(code)
    assert place.label == label
    assert short in place.shorts
    assert [each.label for each in vocabulary.ancestors(code)] == above


def test_there_are_34_divisions_of_the_provincial_level_with_the_names_that_people_use(vocabulary: Vocabulary) -> None:
    provinces = [place for place in vocabulary.places.values() if place.level is Level.PROVINCIAL]
    assert len(provinces) == 34
    assert {"内蒙古", "广西", "西藏", "宁夏", "新疆", "台湾", "澳门", "北京"} <= {place.stem for place in provinces}


def test_each_parent_is_a_division_one_level_up_or_a_province(vocabulary: Vocabulary) -> None:
    for place in vocabulary.places.values():
        if place.level is not Level.PROVINCIAL:
            parent = vocabulary.place(place.parent or "")
            assert place.code.startswith(parent.code.rstrip("0")[:4])
            assert parent.level is Level.PROVINCIAL or place.level is Level.DISTRICT


def test_no_grouping_row_and_no_development_zone_is_a_place(vocabulary: Vocabulary) -> None:
    labels = {place.label for place in vocabulary.places.values()}
    assert not {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"} & labels
    assert not [label for label in labels if re.search("开发区|产业园|工业园|管理区", label)]


def test_every_name_is_at_least_two_characters_long(vocabulary: Vocabulary) -> None:
    assert min(map(len, [*vocabulary.place_names, *vocabulary.place_words])) == 2


def test_names_that_are_ordinary_words_are_kept_apart(vocabulary: Vocabulary) -> None:
    for word in ("资源", "合作", "全州", "城区", "兴国", "新建", "习水", "和硕"):
        assert word not in vocabulary.place_names
        assert word in vocabulary.place_words


def test_a_name_that_is_an_ordinary_word_means_a_place_only_in_its_own_province(vocabulary: Vocabulary) -> None:
    assert vocabulary.find_place("资源", near="330502") is None
    found = vocabulary.find_place("资源", near="450300")
    assert found is not None
    assert found.label == "资源县"


def test_of_places_of_one_name_the_near_one_is_meant(vocabulary: Vocabulary) -> None:
    def label(name: str, near: str | None) -> str | None:
        place = vocabulary.find_place(name, near)
        return None if place is None else f"{place.code} {place.label}"

    assert label("朝阳区", "110108") == "110105 朝阳区"
    assert label("朝阳区", "220102") == "220104 朝阳区"
    assert label("鼓楼区", None) is None
    assert label("海南", None) == "460000 海南省"
    assert label("海南", "630000") == "632500 海南藏族自治州"
    assert label("无此县", None) is None


def test_the_division_of_a_level_is_found_from_below(vocabulary: Vocabulary) -> None:
    city = vocabulary.at_level("330502", Level.MUNICIPAL)
    assert city is not None
    assert city.label == "湖州市"
    assert vocabulary.at_level("110108", Level.MUNICIPAL) is None


@pytest.fixture(scope="module")
def entries() -> Mapping[str, Record]:
    return read_records([resources.ontology_file("places.ttl")])


@pytest.mark.parametrize(
    ("code", "label", "since", "until"),
    [
        ("330104", "江干区", None, 2020),
        ("330113", "临平区", 2021, None),
        ("330185", "临安市", None, 2016),
        ("330112", "临安区", 2017, None),
        ("110103", "崇文区", None, 2009),
        ("310119", "南汇区", 2001, 2008),
        ("371200", "莱芜市", None, 2017),
        ("540581", "错那市", 2023, None),
        ("653229", "和安县", 2024, None),
        ("330502", "吴兴区", 2003, None),
        ("110108", "海淀区", None, None),
    ],
)
def test_divisions_are_valid_from_their_first_to_their_last_full_year(
    vocabulary: Vocabulary, code: str, label: str, since: int | None, until: int | None
) -> None:
    place = vocabulary.place(code)
    assert (place.label, place.since, place.until) == (label, since, until)


@pytest.mark.parametrize(
    ("old", "new"),
    [("350403", "350404"), ("350427", "350405"), ("542422", "540621"), ("450127", "450181"), ("652923", "652902")],
)
def test_a_division_that_ended_leads_to_the_one_in_its_place(entries: Mapping[str, Record], old: str, new: str) -> None:
    assert entries[f"place:{old}"]["dcterms:isReplacedBy"] == [f"place:{new}"]


def test_successors_begin_when_the_ones_they_replace_have_ended(
    vocabulary: Vocabulary, entries: Mapping[str, Record]
) -> None:
    replaced = {
        key: record["dcterms:isReplacedBy"] for key, record in entries.items() if "dcterms:isReplacedBy" in record
    }
    assert len(replaced) > 500
    for key, (heir,) in replaced.items():
        old, new = vocabulary.place(key[6:]), vocabulary.place(heir[6:])
        assert old.until is not None
        assert old.until + 1 in {new.since, new.renamed}
        assert old.code[:2] == new.code[:2]


def test_nothing_ends_before_it_begins(vocabulary: Vocabulary) -> None:
    for place in vocabulary.places.values():
        assert place.since is None or place.until is None or place.since <= place.until, place
        assert (place.renamed is None) == (not place.former), place


def test_a_renamed_division_goes_by_its_old_name_in_old_reports(vocabulary: Vocabulary) -> None:
    def code(name: str, near: str | None, year: int | None) -> str | None:
        place = vocabulary.find_place(name, near, year)
        return None if place is None else place.code

    assert code("襄樊市", None, 2008) == code("襄阳市", None, 2015) == "420600"
    assert code("桥东区", None, 2023) == "130702"
    assert code("桥东区", None, 2012) is None
    assert code("襄阳区", None, 2008) == "420607"


def test_without_a_year_what_is_valid_today_comes_first(vocabulary: Vocabulary) -> None:
    assert [place.code for place in vocabulary.places_named("嘉黎县")] == ["540621"]
    assert [place.code for place in vocabulary.places_named("嘉黎县", 2010)] == ["542422"]
    assert [place.code for place in vocabulary.places_named("江干区")] == ["330104"]
    assert vocabulary.places_named("无此县") == ()


def test_a_short_name_of_a_city_and_of_other_districts_stays_open(vocabulary: Vocabulary) -> None:
    assert vocabulary.find_place("朝阳") is None
    found = vocabulary.find_place("塔城")
    assert found is not None
    assert found.label == "塔城地区"
