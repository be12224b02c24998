"""The alias file: what it can say, and how it is told what it cannot say."""

from __future__ import annotations

from pathlib import Path

import pytest

from edugraph.errors import InputError
from edugraph.lexicon.aliases import Merge, Rename, Split, load_aliases

GOOD = """
[[merge]]
same = ["school:330502_甲小学", "school:330502_乙小学", "school:330502_丙小学"]
why = "one school"

[[split]]
thing = "school:330502_丁小学"
names = ["丁小"]
into = "school:330502_戊小学"
years = [2021]

[[rename]]
thing = "school:330502_甲小学"
label = "湖州市甲小学"
"""


def written(tmp_path: Path, text: str, name: str = "own.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_alias_file_merges_splits_and_renames(tmp_path: Path) -> None:
    merge, split, rename = load_aliases(written(tmp_path, GOOD))
    assert isinstance(merge, Merge) and isinstance(split, Split) and isinstance(rename, Rename)
    assert (merge.stays, merge.others) == (
        "school:330502_甲小学",
        ("school:330502_乙小学", "school:330502_丙小学"),
    )
    assert (merge.file, merge.number, merge.why) == ("own.toml", 1, "one school")
    assert (split.names, split.into, split.years, split.reports) == (("丁小",), "school:330502_戊小学", (2021,), ())
    assert (rename.thing, rename.label) == ("school:330502_甲小学", "湖州市甲小学")


def test_the_shipped_file_is_read_and_says_nothing_yet() -> None:
    assert not load_aliases()


def test_two_files_count_as_one(tmp_path: Path) -> None:
    first = written(tmp_path, '[[merge]]\nsame = ["school:a", "school:b"]\n', "first.toml")
    second = written(tmp_path, '[[merge]]\nsame = ["school:b", "school:c"]\n', "second.toml")
    with pytest.raises(InputError, match=r"second\.toml, merge 1: school:b stands in first\.toml, merge 1 as well"):
        load_aliases(first, second)


BAD = {
    "no toml": ("[[merge]", "own.toml is not TOML"),
    "another table": ('[[alias]]\nx = "y"\n', "own.toml says alias"),
    "one bracket": ('[merge]\nsame = ["school:a", "school:b"]\n', "merge is no table"),
    "another field": ('[[merge]]\nnames = ["school:a", "school:b"]\n', "merge 1 says names"),
    "one key": ('[[merge]]\nsame = ["school:a"]\n', "merge 1: same needs two keys"),
    "a key twice": ('[[merge]]\nsame = ["school:a", "school:a"]\n', "merge 1: same needs two keys"),
    "no list": ('[[merge]]\nsame = "school:a"\n', "merge 1: same is not a list"),
    "no key": ('[[merge]]\nsame = ["甲小学", "school:b"]\n', "merge 1: 甲小学 is not the key of a thing"),
    "two kinds": ('[[merge]]\nsame = ["school:a", "org:b"]\n', "merge 1: school and org are things of different kinds"),
    "a division": ('[[rename]]\nthing = "place:330502"\nlabel = "x"\n', "rename 1: place:330502 is a division"),
    "no label": ('[[rename]]\nthing = "school:a"\n', "rename 1 does not say label"),
    "a label that is a number": ('[[rename]]\nthing = "school:a"\nlabel = 5\n', "rename 1: label is not a text"),
    "a split of nothing": (
        '[[split]]\nthing = "school:a"\ninto = "school:b"\n',
        "split 1 does not say what is split off",
    ),
    "a split into itself": (
        '[[split]]\nthing = "school:a"\ninto = "school:a"\nyears = [2021]\n',
        "split 1: into is the thing itself",
    ),
    "years as text": (
        '[[split]]\nthing = "school:a"\ninto = "school:b"\nyears = ["2021"]\n',
        "split 1: years is not a list of years",
    ),
    "a cycle": (
        '[[merge]]\nsame = ["school:a", "school:b"]\n[[merge]]\nsame = ["school:b", "school:a"]\n',
        "merge 2: school:b stands in own.toml, merge 1 as well",
    ),
    "a chain": (
        '[[merge]]\nsame = ["school:a", "school:b"]\n[[merge]]\nsame = ["school:b", "school:c"]\n',
        "merge 2: school:b stands in own.toml, merge 1 as well",
    ),
    "two labels": (
        '[[rename]]\nthing = "school:a"\nlabel = "x"\n[[rename]]\nthing = "school:a"\nlabel = "y"\n',
        "rename 2: own.toml, rename 1 gives school:a another label",
    ),
    "a new label for what is gone": (
        '[[merge]]\nsame = ["school:a", "school:b"]\n[[rename]]\nthing = "school:b"\nlabel = "y"\n',
        "rename 1: school:b is school:a by own.toml, merge 1",
    ),
    "a split that a merge undoes": (
        '[[merge]]\nsame = ["school:a", "school:b"]\n'
        '[[split]]\nthing = "school:a"\ninto = "school:b"\nyears = [2021]\n',
        "split 1: own.toml, merge 1 makes one thing of both again",
    ),
    "two splits of one name": (
        '[[split]]\nthing = "school:a"\ninto = "school:b"\nnames = ["甲"]\n'
        '[[split]]\nthing = "school:a"\ninto = "school:c"\nyears = [2021]\n',
        "split 1: own.toml, split 2 says the same name of school:a is something else",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_meant_is_told_with_its_entry_and_a_hint(name: str, tmp_path: Path) -> None:
    text, message = BAD[name]
    with pytest.raises(InputError, match=message) as caught:
        load_aliases(written(tmp_path, text))
    assert caught.value.hint
    assert "\n" not in f"{caught.value.message}{caught.value.hint}".replace("\\n", "")


def test_splits_of_different_reports_or_names_go_together(tmp_path: Path) -> None:
    text = "".join(
        f'[[split]]\nthing = "school:a"\ninto = "school:{into}"\n{said}\n'
        for into, said in (("b", "years = [2021]"), ("c", "years = [2022]"), ("d", 'years = [2023]\nnames = ["甲"]'))
    )
    aliases = load_aliases(written(tmp_path, text))
    assert [split.into for split in aliases.splits_in("any", 2022)] == ["school:c"]
    assert aliases.splits_in("any", None) == ()
