"""The rewriter itself: what it gives is a report of the same kind with gold that fits."""

from __future__ import annotations

import pytest

from edugraph.lexicon.vocabulary import load_vocabulary
from tests.rewriting.names import REGIONS
from tests.rewriting.numbers import values
from tests.rewriting.report import SHIPPED, shipped_page, squeeze
from tests.rewriting.rewrite import Variant, rewrite

SEEDS = range(24)


@pytest.fixture(params=SEEDS, ids=lambda seed: f"seed{seed}", scope="module")
def variant(request: pytest.FixtureRequest) -> Variant:
    return rewrite(request.param)


def test_the_logical_page_holds_every_character_of_the_shipped_report() -> None:
    whole = squeeze(SHIPPED.read_text(encoding="utf-8"))
    furniture = "责任编辑：汤若静版式设计：张佳悦AA06062023年2月25日星期六"
    assert sorted(shipped_page().characters() + furniture) == sorted(whole)


def test_every_gold_quote_occurs_in_the_rewritten_text(variant: Variant) -> None:
    text = squeeze(variant.text)
    # Furniture set between two paragraphs never cuts a quote, so each one is found whole.
    for name in ("facts", "recognitions", "projects", "goals"):
        for row in variant.gold[name]:
            assert row["quote"] in text, (name, row)


def test_gold_numbers_are_said_in_their_quotes(variant: Variant) -> None:
    for row in variant.gold["facts"]:
        said = [float(value) for value in values(row["quote"])]
        assert float(row["value"]) in said
        assert "value_from" not in row or float(row["value_from"]) in said


def test_changes_keep_their_direction(variant: Variant) -> None:
    rising = {
        row["measure"][0]: row["value"] > row["value_from"] for row in variant.gold["facts"] if "value_from" in row
    }
    assert rising == {"普惠园占比": True, "民办学校数量占比": False, "民办学校学生数占比": False}


def test_nothing_of_the_old_district_stays(variant: Variant) -> None:
    old = ["吴兴", "湖州", "蜀山小学", "湖师附小", "织北", "道场乡"]
    old += ["浙江"] if variant.region.province != "浙江" else []
    assert not [name for name in old if name in squeeze(variant.text)]
    assert not [name for name in old for rows in variant.gold.values() for row in rows if name in str(row)]


def test_every_period_of_the_gold_moves_with_the_year(variant: Variant) -> None:
    periods = {row["period"] for name in ("facts", "recognitions", "projects", "goals") for row in variant.gold[name]}
    assert periods == {str(variant.year), str(variant.year + 1)}


def test_a_county_calls_its_committee_a_county_committee() -> None:
    county = next(rewrite(seed) for seed in SEEDS if rewrite(seed).region.district.endswith("县"))
    text = squeeze(county.text)
    assert "在县委、县政府的坚强领导" in text
    assert "区委" not in text
    assert {"label": f"中共{county.region.district}委", "type": "Department", "aliases": ["县委"]} in county.gold[
        "entities"
    ]


def test_the_same_seed_gives_the_same_characters() -> None:
    assert rewrite(3) == rewrite(3)


def test_variants_differ_in_columns_order_and_place_of_the_plan() -> None:
    styles = [rewrite(seed).style for seed in SEEDS]
    assert len({style.width for style in styles}) >= 6
    assert len({style.order for style in styles}) >= 20
    assert len({style.plan_at for style in styles}) >= 4
    assert {style.typeset for style in styles} == {style.headings_after for style in styles} == {True, False}


def test_every_region_of_the_rewriter_is_a_real_one_with_its_city_and_province() -> None:
    vocabulary = load_vocabulary()
    for region in REGIONS:
        place = vocabulary.place(region.code)
        above = [each.label for each in vocabulary.ancestors(region.code)]
        assert (place.label, above) == (region.district, [f"{region.city}市", f"{region.province}省"])
        other = vocabulary.find_place(region.other, near=region.code)
        assert other is not None
        assert f"{region.province}省" in [each.label for each in vocabulary.ancestors(other.code)]
