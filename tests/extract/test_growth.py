"""Reading takes time in proportion to the length of a text, whatever the text repeats."""

from __future__ import annotations

import time

import pytest

from edugraph.build import Report, build_reports, graph_text
from edugraph.lexicon.grammar import Grammar, load_grammar
from edugraph.lexicon.vocabulary import Vocabulary, load_vocabulary
from edugraph.model import Metadata
from tests.rewriting.rewrite import rewrite

HEAD = "吴兴区教育局2022年工作总结\n2022年，"
SIZE = 12_000
"""Characters of the shorter text; the longer one has four times as many."""

REPEATED = {
    "prose": "",
    "prose without punctuation": "",
    "opening quotation marks": "“",
    "opening brackets": "（",
    "closing brackets": "）比上年增加5个",
    "enumeration commas": "、",
    "ordinal signs": "第",
    "Chinese numerals": "一",
    "large numerals": "万",
    "digits": "7",
    "fractions": "1/",
    "counted things": "12个",
    "letters": "a",
    "spaces between letters": "a                    ",
    "spaces": " ",
    "empty lines": "\n\n",
    "numbered lines": "一、\n",
    "closed quotations": "。”",
    "quotations": "“党建”",
    "titles": "《意见》",
    "schools": "新建双溪小学",
    "a list of schools": "蜀山小学、",
    "honours": "获评",
    "prizes": "大赛中荣获一等奖",
    "counted prizes": "在获奖5项",
    "assessments": "通过",
    "works": "实施工程5个",
    "changes": "由5%提升至6%",
    "ranges": "3至",
    "times": "2022年",
    "bodies": "区教育局",
    "programmes": "实施行动",
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="module")
def grammar(vocabulary: Vocabulary) -> Grammar:
    return load_grammar(vocabulary)


@pytest.fixture(scope="module")
def prose() -> str:
    return "\n".join(rewrite(seed).text for seed in range(16))


@pytest.mark.parametrize("name", REPEATED)
def test_four_times_the_text_takes_about_four_times_the_time(
    name: str, prose: str, vocabulary: Vocabulary, grammar: Grammar
) -> None:
    unit = REPEATED[name] or (prose if name == "prose" else "".join(filter(str.isalnum, prose)))

    def seconds(size: int) -> float:
        text = HEAD + (unit * (size // len(unit) + 1))[:size] + "\n"
        report = Report(text.encode(), "text.txt", Metadata(id="text"))
        started = time.process_time()
        graph_text(build_reports([report], vocabulary=vocabulary, grammar=grammar))
        return time.process_time() - started

    def growth() -> float:
        return min(seconds(4 * SIZE) for _ in range(2)) / max(0.02, min(seconds(SIZE) for _ in range(2)))

    # Quadratic growth gives 16. A busy machine may disturb one measurement, hardly three.
    assert any(growth() < 8 for _ in range(3))


def test_a_megabyte_without_punctuation_is_read(prose: str, vocabulary: Vocabulary, grammar: Grammar) -> None:
    line = "".join(filter(str.isalnum, prose))
    text = HEAD + (line * (350_000 // len(line) + 1))[:350_000]
    assert len(text.encode()) > 1_000_000
    (reading,) = build_reports(
        [Report(text.encode(), "line.txt", Metadata(id="line"))], vocabulary=vocabulary, grammar=grammar
    )
    assert all(text.count(reading.quote(fact.quote)[:8]) for fact in reading.facts[:100])
