"""What an alias file does to a reading: once is enough, and the order of its entries means nothing."""

from __future__ import annotations

from dataclasses import fields
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from edugraph.extract.aliasing import aliased, idle
from edugraph.graph import triples
from edugraph.lexicon.aliases import AliasEntry, Merge, Rename, Split, checked
from edugraph.model import ConstructionProject, Reading, Recognition
from tests.extract.invented import named, read, schools

TEXT = "推进青溪小学、白鹭小学扩建，双桥小学竣工。青溪小学获评浙江省示范学校。湖师附小云溪校区扩建，附小云溪校区竣工。"
KEYS = [f"school:330502_{name}" for name in ("青溪小学", "白鹭小学", "双桥小学", "南皋小学", "湖师附属小学云溪校区")]


def entries(keys: list[str], sizes: list[int], labels: list[str]) -> list[AliasEntry]:
    """Merges of keys as they come, in groups of these sizes, and a new label for what stays of each."""
    found: list[AliasEntry] = []
    for number, size in enumerate(sizes, 1):
        group, keys = keys[:size], keys[size:]
        if len(group) > 1:
            found.append(Merge(group[0], tuple(group[1:]), None, "own.toml", number))
        if group and number <= len(labels):
            found.append(Rename(group[0], labels[number - 1], "why not", "own.toml", number))
    return found


DECISIONS = st.builds(
    entries,
    st.permutations(KEYS),
    st.lists(st.integers(1, 3), max_size=4),
    st.lists(st.sampled_from(["甲小学", "乙小学", "青溪小学", "双桥小学"]), max_size=4, unique=True),
)


def said(reading: Reading) -> set[tuple[str, str, str]]:
    return set(triples(reading))


@settings(deadline=None, max_examples=50)
@given(DECISIONS)
def test_doing_it_twice_is_doing_it_once(decided: list[AliasEntry]) -> None:
    aliases = checked(decided)
    once = aliased(read(TEXT), aliases)
    assert aliased(once, aliases) == once


@settings(deadline=None, max_examples=50)
@given(DECISIONS, st.randoms(use_true_random=False))
def test_the_order_of_entries_means_nothing(decided: list[AliasEntry], random: Random) -> None:
    turned = list(decided)
    random.shuffle(turned)
    assert said(aliased(read(TEXT), checked(decided))) == said(aliased(read(TEXT), checked(turned)))


@settings(deadline=None, max_examples=50)
@given(DECISIONS)
def test_every_key_of_a_fact_is_a_thing_and_no_mention_is_lost(decided: list[AliasEntry]) -> None:
    before, after = read(TEXT), aliased(read(TEXT), checked(decided))
    keys = {thing.key for thing in after.things}
    assert len(keys) == len(after.things)
    for fact in after.facts:
        held = [
            getattr(fact, each.name)
            for each in fields(fact)
            if each.name in {"about", "agent", "recipients", "schools"}
        ]
        assert {key for value in held for key in ([value] if isinstance(value, str) else value or ())} <= keys
    assert {span for thing in before.things for span in thing.mentions} == {
        span for thing in after.things for span in thing.mentions
    }


def test_a_merge_moves_facts_names_and_mentions() -> None:
    stays, gone = KEYS[0], KEYS[1]
    reading = aliased(read(TEXT), checked([Merge(stays, (gone,), "the list of schools", "own.toml", 1)]))
    thing = reading.thing(stays)
    assert (thing.label, thing.aliases) == ("青溪小学", ("白鹭小学",))
    assert thing.notes == (f"merged by own.toml: {gone} is {stays} (the list of schools)",)
    (project,) = [fact for fact in reading.facts_of(ConstructionProject) if stays in getattr(fact, "schools", ())]
    assert isinstance(project, ConstructionProject)
    assert project.schools == (stays,)


def test_a_merge_into_a_school_that_the_report_does_not_name_keeps_what_is_known() -> None:
    reading = aliased(read(TEXT), checked([Merge("school:330502_南皋小学", (KEYS[0],), None, "own.toml", 1)]))
    thing = reading.thing("school:330502_南皋小学")
    assert (thing.label, thing.kind, thing.place) == ("青溪小学", "PrimarySchool", "place:330502")
    (honour,) = reading.facts_of(Recognition)
    assert isinstance(honour, Recognition)
    assert honour.recipients == ("school:330502_南皋小学",)


def test_a_split_takes_a_printed_name_from_the_thing_that_the_rules_give_it_to() -> None:
    split = Split(KEYS[4], ("附小云溪校区",), "school:330502_师附", "师附", (), (2022,), None, "own.toml", 1)
    kept, taken = KEYS[4], "school:330502_师附"
    reading = read(TEXT, aliases=checked([split]))
    assert named(reading)[kept] == {"湖师附小云溪校区"}
    assert named(reading)[taken] == {"附小云溪校区"}
    assert schools(reading)["师附"].notes == (f"split by own.toml: 附小云溪校区 is {taken}, not {kept}",)
    assert {key for fact in reading.facts_of(ConstructionProject) for key in getattr(fact, "schools", ())} >= {
        kept,
        taken,
    }
    assert taken not in named(read(TEXT, year=2021, aliases=checked([split])))


def test_a_thing_of_which_everything_is_split_off_is_gone() -> None:
    split = Split(KEYS[0], (), "school:330502_新青溪小学", None, ("report",), (), None, "own.toml", 1)
    assert KEYS[0] not in named(read(TEXT, aliases=checked([split])))
    assert KEYS[0] in named(read(TEXT, name="another", aliases=checked([split])))


def test_entries_that_no_report_speaks_of_are_told() -> None:
    known = Rename(KEYS[0], "湖州市青溪小学", None, "own.toml", 1)
    already = Rename(KEYS[1], "白鹭小学", None, "own.toml", 2)
    unknown = Rename("school:330502_无此小学", "无", None, "own.toml", 3)
    absent = Merge("school:330502_无此小学", ("school:330502_亦无小学",), None, "own.toml", 1)
    aliases = checked([known, already, unknown, absent])
    assert idle(aliases, [aliased(read(TEXT), aliases)]) == (absent, unknown)
