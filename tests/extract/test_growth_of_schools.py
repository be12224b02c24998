"""Finding out which schools are meant takes time in proportion to the number of names, however alike they are."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import product

import pytest

from tests.extract.invented import read

FEW = 1500
"""Names in the shorter text; the longer one has four times as many."""
_CHARACTERS = "溪桥湖山林泉竹松梅兰菊荷柳桑桃杏枫榆槐桂"
STEMS = ["".join(each) for each in product(_CHARACTERS, repeat=3)]

LISTS: dict[str, Callable[[int, str], str]] = {
    "names of their own": lambda i, stem: f"{stem}小学",
    "a long and a short name": lambda i, stem: f"湖州{stem}小学、{stem}小学",
    "one ending for all": lambda i, stem: f"{stem}实验小学、{stem}镇实验小学",
    "initials": lambda i, stem: f"湖{stem}师范学院附属小学、湖{stem[0]}附小",
    "campuses of one school": lambda i, stem: f"第一中学{stem}校区",
    "towns": lambda i, stem: f"{stem}镇中心小学、{stem}中心小学",
    "groups": lambda i, stem: f"{stem}教育集团（含{stem}小学）",
    "one name again and again": lambda i, stem: "青溪小学",
}


@pytest.mark.parametrize("name", LISTS)
def test_four_times_the_names_take_about_four_times_the_time(name: str) -> None:
    def seconds(size: int) -> float:
        said = "".join(f"推进{LISTS[name](i, stem)}扩建。" for i, stem in enumerate(STEMS[:size]))
        started = time.process_time()
        read(said)
        return time.process_time() - started

    def growth() -> float:
        return min(seconds(4 * FEW) for _ in range(2)) / max(0.02, min(seconds(FEW) for _ in range(2)))

    # Quadratic growth gives 16. A busy machine may disturb one measurement, hardly three.
    assert any(growth() < 8 for _ in range(3))
