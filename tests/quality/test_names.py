"""The test set of names: it is what it promises, its judge is just, and edugraph holds its floors."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.name_set import TRAPS, Decision, Found, Snippet, Tally, judge, load_names
from benchmarks.names import FLOORS, KINDS, floors_text, load_floors, raised
from benchmarks.taggers import JIEBA, edugraph_tally, placed, tagger_tally

SNIPPETS = load_names()
DECISIONS = tuple(decision for snippet in SNIPPETS for decision in snippet.decisions)


def answer(decision: Decision, number: int) -> Found:
    """What a reader without a fault finds for an expected mention."""
    label = decision.labels[0]
    key = decision.mark or f"{number}:{decision.begin}:{label}"
    return Found(decision.begin, decision.end, decision.types[0], (label,), decision.code, key)


def tally_of(reader) -> Tally:
    tally, marks = Tally(), dict[str, str]()
    for number, snippet in enumerate(SNIPPETS):
        judge(snippet, reader(number, snippet), marks, tally)
    return tally


def perfect(number: int, snippet: Snippet) -> list[Found]:
    return [answer(decision, number) for decision in snippet.decisions if not decision.is_trap]


def test_edugraph_reads_names_as_well_as_its_floors_ask() -> None:
    shares = edugraph_tally(SNIPPETS).shares()
    assert {kind: shares[kind] for kind, floor in load_floors().items() if shares[kind] < floor - 1e-9} == {}


def test_the_set_is_large_and_varied() -> None:
    assert sum(not decision.is_trap for decision in DECISIONS) >= 400
    assert sum(decision.is_trap for decision in DECISIONS) >= 80
    assert len({snippet.code for snippet in SNIPPETS}) >= 12
    kinds = {snippet.divisions[-1][0][-1] for snippet in SNIPPETS} | {
        snippet.divisions[-1][0][-2:] for snippet in SNIPPETS
    }
    assert {"省", "市", "区", "县", "旗", "盟", "州", "地区", "治区", "治县"} <= kinds


def test_a_reader_without_a_fault_is_right_everywhere() -> None:
    tally = tally_of(perfect)
    assert tally.misses == []
    assert tally.shares() == dict.fromkeys(KINDS, 1.0)


def test_a_reader_that_finds_nothing_is_right_about_traps_alone() -> None:
    shares = tally_of(lambda number, snippet: []).shares()
    assert shares["traps"] == 1.0
    assert shares["schools"] == shares["departments"] == shares["places"] == 0.0


def test_a_reader_that_takes_every_trap_for_a_name_is_wrong_about_all_of_them() -> None:
    def fooled(number: int, snippet: Snippet) -> list[Found]:
        traps = [decision for decision in snippet.decisions if decision.is_trap]
        return [Found(each.begin, each.end, sorted(TRAPS[each.types[0]])[0], ("x",), "1") for each in traps]

    assert tally_of(fooled).shares()["traps"] == 0.0


def test_a_reader_that_merges_what_shares_a_name_is_wrong_about_the_later_one() -> None:
    def merging(number: int, snippet: Snippet) -> list[Found]:
        return [
            Found(one.begin, one.end, one.type, one.names, one.code, one.names[0]) for one in perfect(number, snippet)
        ]

    missed = {decision.mark for _, decision, _ in tally_of(merging).misses}
    assert {"德清实小", "安吉实小"} & missed
    assert {"德清三中", "安吉三中"} & missed


def test_a_reader_that_splits_what_is_one_is_wrong_about_the_later_mention() -> None:
    def splitting(number: int, snippet: Snippet) -> list[Found]:
        return [
            Found(one.begin, one.end, one.type, one.names, one.code, f"{number}:{one.begin}")
            for one in perfect(number, snippet)
        ]

    again = {mark: count for mark, count in Counter(each.mark for each in DECISIONS if each.mark).items() if count > 1}
    missed = [decision.mark for _, decision, _ in tally_of(splitting).misses]
    assert len(missed) == sum(again.values()) - len(again)


def test_regular_forms_of_one_name_are_one_and_other_names_are_not() -> None:
    for decision, said, right in (
        ("- 市教育局 → Department → 湖州市教育局", "浙江省湖州市教育局", True),
        ("- 市教育局 → Department → 湖州市教育局", "吴兴区教育局", False),
        ("- 市教育局 → Department → 湖州市教育局", "市教育局", False),
        ("- 区教体局 → Department → 吴兴区教育体育局", "湖州市吴兴区教育和体育局", True),
        ("- 团区委 → Department → 共青团吴兴区委", "中国共产主义青年团吴兴区委员会", True),
        ("- 区委 → Department → 中共吴兴区委", "中国共产党湖州市吴兴区委员会", True),
        ("- 区委 → Department → 中共吴兴区委", "中共吴兴区委宣传部", False),
        ("- 市一中 → School", "湖州市第一中学", True),
        ("- 一中 → School", "湖州市第一中学新校区", False),
    ):
        text = decision[2:].split(" → ")[0]
        snippet = one_text(text, decision)
        tally = Tally()
        judge(snippet, [Found(0, len(text), snippet.decisions[0].types[0], (said,))], {}, tally)
        assert (tally.misses == []) is right, (decision, said)


def one_text(text: str, *decisions: str) -> Snippet:
    return read_set("## 330502 浙江省 湖州市 吴兴区 2022", "", text, *decisions)[0]


def read_set(*lines: str) -> tuple[Snippet, ...]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "set.md").write_text("\n".join(lines), encoding="utf-8")
        return load_names(Path(folder))


@pytest.mark.parametrize(
    "decision", ["- 三中 → School", "- 一中 → Shcool", "- 一中", "- 二中 → School\n- 一中 → School", "- 一中 → "]
)
def test_a_line_that_is_not_of_the_format_is_refused(decision: str) -> None:
    with pytest.raises(ValueError, match=r"set\.md"):
        one_text("一中和二中", *decision.splitlines())


def test_the_same_form_again_is_its_next_occurrence() -> None:
    first, second = one_text("一中带一中分校", "- 一中 → School", "- 一中分校 → School").decisions
    assert (first.begin, second.begin) == (0, 3)


def test_a_tagger_is_asked_for_span_and_coarse_type_alone() -> None:
    snippet = one_text("月河小学在湖州市，中小学6所", "- 月河小学 → School", "- 湖州市 → Place", "- 中小学 → no School")
    words = placed(
        [("月河", "ns"), ("小学", "n"), ("在", "p"), ("湖州市", "ns"), ("，", "x"), ("中小学", "n"), ("6所", "m")]
    )
    strict = tagger_tally([snippet], [words], JIEBA, joined=False)
    kind = tagger_tally([snippet], [words], JIEBA, joined=True)
    assert strict.shares() == pytest.approx({"schools": 0, "places": 1, "traps": 1, "accuracy": 2 / 3})
    assert kind.shares()["accuracy"] == 1.0


def test_the_file_of_the_floors_is_as_it_is_written_and_only_rises() -> None:
    floors = load_floors()
    assert FLOORS.read_text(encoding="utf-8") == floors_text(floors)
    assert raised(floors, dict.fromkeys(KINDS, 0.0)) == floors
    assert raised(floors, dict.fromkeys(KINDS, 1.0)) == dict.fromkeys(KINDS, 1.0)
