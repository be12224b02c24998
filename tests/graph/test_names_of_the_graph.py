"""Keys, data points and quotes become IRIs that abbreviate and can be read."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edugraph.graph.iris import evidence_iri, iri, key_of, local_name, point_name, slug
from edugraph.model import Span


def test_a_key_resolves_under_its_kind_and_back() -> None:
    assert iri("school:330502_蜀山小学") == "https://w3id.org/edugraph/id/school/330502_蜀山小学"
    assert key_of(iri("school:330502_蜀山小学")) == "school:330502_蜀山小学"
    assert iri("edu:National") == "https://w3id.org/edugraph/ns#National"
    assert key_of("https://w3id.org/edugraph/ns#National") == "edu:National"


def test_another_base_moves_things_but_not_the_vocabulary() -> None:
    assert iri("place:330502", "https://example.org/") == "https://example.org/id/place/330502"
    assert iri("edu:National", "https://example.org/") == "https://w3id.org/edugraph/ns#National"


@pytest.mark.parametrize("key", ["", "place", "place:", ":330502"])
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        iri(key)


def test_a_slug_keeps_letters_and_digits_alone() -> None:
    assert slug("“四有”标杆·好党员（2022）") == "四有标杆好党员2022"
    assert slug("①《》") == "_"


@given(st.text(max_size=30))
@example("ªµº⁔①Ⅷ〇々ー·\u0301é－．１Ａ\U00020000\U000e0100")
@example("-.a.-")
def test_every_slug_and_local_name_is_a_local_name_of_turtle(text: str) -> None:
    from pyoxigraph import RdfFormat, parse

    for name in (slug(text), local_name(text)):
        turtle = f"@prefix x: <https://example.org/> . x:{name} a x:{name} ."
        (quad,) = parse(turtle.encode(), format=RdfFormat.TURTLE)
        assert quad.subject.value == f"https://example.org/{name}"


@given(st.text(max_size=30))
def test_making_a_name_twice_changes_nothing(text: str) -> None:
    assert slug(slug(text)) == slug(text)
    assert local_name(local_name(text)) == local_name(text)


def test_evidence_is_a_range_of_the_repaired_text() -> None:
    found = evidence_iri("wuxing-2022", Span(1264, 1296))
    assert found == "https://w3id.org/edugraph/id/doc/wuxing-2022#char=1264,1296"
    assert re.fullmatch(r".*#char=\d+,\d+", found)


def test_the_name_of_a_point_says_no_more_than_it_must() -> None:
    assert point_name("330502", "普惠园占比", "2022") == "330502_普惠园占比_2022"
    assert point_name("330502", "清廉学校", "2022", level="district", unit="所") == "330502_清廉学校_2022_district_所"
    assert point_name("330502", "优秀率", "2021/2025", unit="%") == "330502_优秀率_2021_2025_percent"
    assert point_name("330502", "优秀率", "2022", before=True) == "330502_优秀率_before_2022"
