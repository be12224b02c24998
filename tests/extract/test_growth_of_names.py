"""Finding names takes time in proportion to the length of a text, whatever names it repeats."""

from __future__ import annotations

import time

import pytest

from edugraph.extract import townships
from edugraph.extract.names import gazetteer
from edugraph.extract.place_names import Surroundings
from edugraph.extract.tokens import lex
from edugraph.lexicon.vocabulary import load_vocabulary
from tests.golden.corpus import knowledge

VOCABULARY, GRAMMAR = knowledge()
SIZE = 20_000
"""Characters of the shorter text; the longer one has four times as many."""

REPEATED = {
    "bodies": "区教育局",
    "bodies of several levels": "省、市、区教育局",
    "heads of bodies": "市、",
    "bodies that split": "区委托",
    "bodies of other places": "遂昌县教育局",
    "branches": "市公安局吴兴分局",
    "own bodies": "我局、",
    "ambiguous places": "鼓楼区、",
    "places in their parents": "南京市鼓楼区",
    "former places": "江干区",
    "places that are words": "新城区",
    "expected places": "赴遂昌、",
    "towns": "清溪镇、",
    "towns without boundary": "清溪镇",
    "endings of towns": "镇",
    "one long stem": "清溪",
    "streets": "街道",
    "zones": "经开区",
}


@pytest.mark.parametrize("name", REPEATED)
def test_four_times_the_names_take_about_four_times_the_time(name: str) -> None:
    about = Surroundings(VOCABULARY.place("330502"), 2022, "吴兴区教育局")

    def seconds(size: int) -> float:
        text = (REPEATED[name] * (size // len(REPEATED[name]) + 1))[:size]
        started = time.process_time()
        found = gazetteer(text, text, about, VOCABULARY, GRAMMAR)
        lexed = lex(text, text, GRAMMAR, VOCABULARY, found.tokens)
        list(townships.find(lexed, GRAMMAR.places, GRAMMAR.names.lead))
        return time.process_time() - started

    def growth() -> float:
        return min(seconds(4 * SIZE) for _ in range(2)) / max(0.02, min(seconds(SIZE) for _ in range(2)))

    # Quadratic growth gives 16. A busy machine may disturb one measurement, hardly three.
    assert any(growth() < 8 for _ in range(3))


def test_the_vocabulary_loads_in_a_fraction_of_a_second() -> None:
    load_vocabulary()
    started = time.process_time()
    load_vocabulary()
    assert time.process_time() - started < 0.25
