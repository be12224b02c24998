"""Every statement of a report becomes a node with its evidence, and every number stands on a data point."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from edugraph.graph import BASE, Triple, triples
from edugraph.graph.terms import TYPE, canonical, decimal, period, plain, term, zh
from edugraph.model import Change, Fact, Level, Observation, Qualifier, Reading, Relation, Span, Status
from tests.graph.factory import SENTENCES, reading

FACT, POINT = f"<{BASE}id/fact/xian-2031", f"<{BASE}id/point/990001"


def about(subject: str, found: list[Triple]) -> dict[str, set[str]]:
    """The predicates (local names) of a subject with their objects."""
    said: dict[str, set[str]] = {}
    for one, predicate, value in found:
        if one == subject:
            said.setdefault(predicate.strip("<>").replace("#", "/").rpartition("/")[2], set()).add(value)
    assert said, f"nothing is said of {subject}"
    return said


def only(*facts: Fact) -> Reading:
    return replace(reading(), facts=facts)


def first(kind: type[Fact]) -> Fact:
    return next(iter(reading().facts_of(kind)))


def test_no_triple_stands_twice_and_no_node_is_blank() -> None:
    found = triples(reading(copies=3))
    assert len(found) == len(set(found))
    assert not [triple for triple in found if any(part.startswith("_:") for part in triple)]


def test_the_same_reading_gives_the_same_list() -> None:
    assert triples(reading(copies=3)) == triples(reading(copies=3))


def test_every_quote_is_the_characters_at_its_place() -> None:
    text = reading().document.text
    found = triples(reading())
    quoted = 0
    for subject, predicate, value in found:
        if predicate == term("nif:anchorOf"):
            begin, end = (int(part) for part in subject.strip("<>").partition("#char=")[2].split(","))
            assert value == zh(text[begin:end])
            said = about(subject, found)
            assert said["beginIndex"] == {f'"{begin}"^^{term("xsd:integer")}'}
            assert said["endIndex"] == {f'"{end}"^^{term("xsd:integer")}'}
            quoted += 1
    assert quoted == len(SENTENCES)


def test_the_raw_ranges_of_a_quote_put_its_characters_together_again() -> None:
    document = reading().document
    found = triples(reading())
    ranges = {subject: value for subject, predicate, value in found if predicate == term("edu:rawRanges")}
    broken = 0
    for subject, value in ranges.items():
        begin, end = (int(part) for part in subject.strip("<>").partition("#char=")[2].split(","))
        pairs = [tuple(map(int, pair.split(","))) for pair in value.strip('"').split()]
        assert "".join(document.raw[low:high] for low, high in pairs) == document.text[begin:end]
        broken += len(pairs) > 1
    assert broken == 1


def test_every_thing_has_one_label() -> None:
    found = triples(reading())
    subjects = {subject for subject, predicate, _ in found if predicate == TYPE and "/id/fact/" not in subject}
    for subject in subjects - {subject for subject in subjects if "#char=" in subject}:
        assert len(about(subject, found)["label"]) == 1, subject


def test_an_observation_stands_on_its_point() -> None:
    found = triples(reading())
    said = about(f"{FACT}_0_11>", found)
    assert said["type"] == {term("edu:Observation")}
    assert said["point"] == {f"{POINT}_书香校园_2031_district_所>"}
    assert said["value"] == {decimal(Decimal(12))}
    assert said["qualifier"] == {term("edu:Exact")}
    point = about(f"{POINT}_书香校园_2031_district_所>", found)
    assert point["actual"] == {decimal(Decimal(12))}
    assert "planned" not in point
    assert point["unit"] == {plain("所")}
    assert point["level"] == {term("edu:District")}


def test_a_planned_number_is_a_target_and_is_not_called_actual() -> None:
    found = triples(reading())
    assert about(f"{FACT}_128_139>", found)["type"] == {term("edu:Observation"), term("edu:Target")}
    point = about(f"{POINT}_普惠率_2032>", found)
    assert point["planned"] == {decimal(Decimal(95))}
    assert "actual" not in point


def test_what_a_later_report_reached_stands_beside_what_was_planned() -> None:
    both = {*triples(reading(2031, "a")), *triples(reading(2032, "b"))}
    point = about(f"{POINT}_普惠率_2032>", sorted(both))
    assert point["planned"] == {decimal(Decimal(95))}
    assert point["actual"] == {decimal(Decimal(90))}


def test_a_change_keeps_both_ends_and_does_not_make_up_when_the_first_was() -> None:
    found = triples(reading())
    said = about(f"{FACT}_12_27>", found)
    assert said["delta"] == {decimal(Decimal("8.5"))}
    earlier, later = about(f"{FACT}_12_27_from>", found), about(f"{FACT}_12_27_to>", found)
    assert earlier["value"] == {decimal(Decimal("81.5"))}
    assert later["value"] == {decimal(Decimal(90))}
    assert "period" not in earlier
    baseline = about(f"{POINT}_普惠率_before_2031>", found)
    assert baseline["before"] == {period("2031")}
    assert "period" not in baseline


def test_the_earlier_end_of_a_planned_change_is_no_target() -> None:
    change = first(Change)
    found = triples(only(replace(change, status=Status.PLANNED)))
    assert term("edu:Target") in about(f"{FACT}_12_27_to>", found)["type"]
    assert about(f"{FACT}_12_27_from>", found)["type"] == {term("edu:Observation")}
    assert "actual" in about(f"{POINT}_普惠率_before_2031>", found)


def test_a_bare_change_has_no_point() -> None:
    said = about(f"{FACT}_28_38>", triples(reading()))
    assert said["delta"] == {decimal(Decimal(30))}
    assert said["deltaUnit"] == {plain("名")}
    assert not {"from", "to", "point", "value"} & said.keys()


def test_hedged_ends_give_no_difference() -> None:
    change = first(Change)
    assert isinstance(change, Change)
    assert change.earlier is not None
    hedged = replace(change, earlier=replace(change.earlier, qualifier=Qualifier.ABOUT))
    assert "delta" not in about(f"{FACT}_12_27>", triples(only(hedged)))


@pytest.mark.parametrize(
    ("qualifier", "bound"),
    [
        (Qualifier.MORE_THAN, "lowerBound"),
        (Qualifier.AT_LEAST, "lowerBound"),
        (Qualifier.LESS_THAN, "upperBound"),
        (Qualifier.AT_MOST, "upperBound"),
        (Qualifier.ABOUT, None),
        (Qualifier.EXACT, None),
    ],
)
def test_a_hedge_bounds_the_number(qualifier: Qualifier, bound: str | None) -> None:
    fact = first(Observation)
    assert isinstance(fact, Observation)
    said = about(f"{FACT}_0_11>", triples(only(replace(fact, quantity=replace(fact.quantity, qualifier=qualifier)))))
    assert {"lowerBound", "upperBound"} & said.keys() == ({bound} if bound else set())


def test_inherited_values_say_where_they_come_from() -> None:
    found = triples(reading())
    said = about(f"{FACT}_0_11>", found)
    assert said["statusOrigin"] == {term("edu:FromSection")}
    assert said["periodOrigin"] == {term("edu:FromReport")}
    assert "periodOrigin" not in about(f"{FACT}_116_127>", found)


def test_an_honour_keeps_its_batch_rank_and_grantor() -> None:
    said = about(f"{FACT}_72_88>", triples(reading()))
    assert said["title"] == {zh("“书香”示范县")}
    assert said["batch"] == {f'"2"^^{term("xsd:integer")}'}
    assert said["rank"] == {zh("一等奖")}
    assert said["grantorName"] == {zh("省")}
    assert said["recipient"] == {f"<{BASE}id/place/990001>"}


def test_a_tie_is_said_of_its_things_unless_it_is_only_planned() -> None:
    tie = (f"<{BASE}id/org/某县教育局>", term("edu:guides"), f"<{BASE}id/school/990001_绿水中学>")
    relation = first(Relation)
    assert tie in triples(only(relation))
    assert tie not in triples(only(replace(relation, status=Status.PLANNED)))


def test_a_school_is_a_school_and_a_primary_school() -> None:
    found = triples(reading())
    assert about(f"<{BASE}id/school/990001_青山小学>", found)["type"] == {term("edu:School"), term("edu:PrimarySchool")}
    assert about(f"<{BASE}id/school/990001_绿水中学东校区>", found)["unitOf"] == {f"<{BASE}id/school/990001_绿水中学>"}


def test_only_measures_outside_the_vocabulary_are_minted() -> None:
    found = triples(reading())
    minted = {subject for subject, predicate, _ in found if predicate == term("edu:minted")}
    assert minted == {f"<{BASE}id/indicator/{name}>" for name in ("书香校园", "惠及居民", "教师")}


def test_facts_of_one_sentence_have_names_of_their_own() -> None:
    fact = first(Observation)
    found = triples(only(fact, replace(fact, rule="other"), replace(fact, rule="third")))
    subjects = {subject for subject, predicate, _ in found if predicate == term("edu:rule")}
    assert subjects == {f"{FACT}_0_11>", f"{FACT}_0_11_2>", f"{FACT}_0_11_3>"}


def test_a_known_indicator_in_two_units_keeps_two_points() -> None:
    fact = next(fact for fact in reading().facts_of(Observation) if fact.quote == Span(128, 139))
    assert isinstance(fact, Observation)
    other = replace(fact, quantity=replace(fact.quantity, unit="所", value=Decimal(7)))
    found = triples(only(fact, other))
    assert about(f"{POINT}_普惠率_2032_percent>", found)["unit"] == {plain("%")}
    assert about(f"{POINT}_普惠率_2032_所>", found)["unit"] == {plain("所")}


def test_two_numbers_for_one_point_both_stand() -> None:
    fact = first(Observation)
    assert isinstance(fact, Observation)
    found = triples(only(fact, replace(fact, quantity=replace(fact.quantity, value=Decimal(13)))))
    assert about(f"{POINT}_书香校园_2031_district_所>", found)["actual"] == {decimal(Decimal(12)), decimal(Decimal(13))}


def test_the_level_of_a_school_is_not_the_class_of_schools() -> None:
    fact = first(Observation)
    assert isinstance(fact, Observation)
    said = about(f"{FACT}_0_11>", triples(only(replace(fact, level=Level.SCHOOL))))
    assert said["level"] == {term("edu:SchoolLevel")}


def test_a_range_of_years_is_an_interval() -> None:
    found = triples(only(replace(first(Observation), period="2031/2035")))
    interval = about(f"<{BASE}id/period/2031_2035>", found)
    assert interval["begins"] == {period("2031")}
    assert interval["ends"] == {period("2035")}
    assert about(f"{FACT}_0_11>", found)["period"] == {f"<{BASE}id/period/2031_2035>"}


def test_the_document_explains_itself() -> None:
    said = about(f"<{BASE}id/doc/xian-2031>", triples(reading()))
    assert said["isString"] == {plain(reading().document.text)}
    assert said["rawString"] == {plain(reading().document.raw)}
    assert said["reportYear"] == {period("2031")}
    assert said["issued"] == {f'"2032-02-25"^^{term("xsd:date")}'}
    assert said["publisher"] == {f"<{BASE}id/org/某县教育局>"}
    assert said["sha256"] == {plain("0" * 64)}


def test_a_graph_without_text_keeps_the_check_sums() -> None:
    said = about(f"<{BASE}id/doc/xian-2031>", triples(reading(), text=False))
    assert not {"isString", "rawString"} & said.keys()
    assert {"sha256", "textSha256"} <= said.keys()


def test_where_the_file_lay_leaves_no_trace() -> None:
    assert not [triple for triple in triples(reading()) if "somewhere" in triple[2]]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("95.50", "95.5"),
        ("7.0", "7"),
        ("7.8E+4", "78000"),
        ("0.00", "0"),
        ("-0", "0"),
        ("-12", "-12"),
        ("1E-3", "0.001"),
    ],
)
def test_numbers_have_one_form(value: str, written: str) -> None:
    assert canonical(Decimal(value)) == written
