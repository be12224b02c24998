"""Every rule is right about the examples that stand beside it, and no rule goes without."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from edugraph import resources
from edugraph.errors import RuleError
from edugraph.lexicon import chunks, grammar, names, patterns
from edugraph.lexicon.grammar import load_grammar
from edugraph.lexicon.vocabulary import load_vocabulary
from edugraph.quality.check import Checker, Rule
from tests.conftest import Run

VOCABULARY = load_vocabulary()
CHECKER = Checker(load_grammar(VOCABULARY), VOCABULARY)
RULES = CHECKER.rules()

Change = Callable[[str, str, str], None]


@pytest.fixture
def change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Change:
    """``change(file, old, new)``: the shipped rules with one change, as the loader sees them."""
    rules = tmp_path / "rules"
    shutil.copytree(resources.folder("rules"), rules)
    for module in (grammar, chunks, patterns, names):
        monkeypatch.setattr(module, "folder", lambda name: rules if name == "rules" else resources.folder(name))

    def apply(file: str, old: str, new: str) -> None:
        text = (rules / file).read_text(encoding="utf-8")
        assert old in text
        (rules / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return apply


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.file}:{rule.name}")
def test_a_rule_is_right_about_its_examples(rule: Rule) -> None:
    assert not rule.wrong()
    assert rule.positive
    assert rule.negative


def test_names_of_rules_are_unique_within_their_file() -> None:
    named = [(rule.file, rule.name) for rule in RULES]
    assert len(set(named)) == len(named)


def test_positive_examples_of_words_and_numerals_mark_the_stretch_they_mean() -> None:
    for rule in (each for each in RULES if each.file in {"words.toml", "numerals.toml"}):
        for example in rule.positive:
            assert example.count("[") == example.count("]") == 1, f"{rule.name}: {example}"


def test_no_word_stands_where_it_is_never_read() -> None:
    assert not [note.text for note in CHECKER.notes() if note.kind == "shadowed"]


@pytest.mark.parametrize(
    ("file", "examples"),
    [
        ("numerals.toml", 'positive = ["生师比为[17.8:1]"]\n'),
        ("figures.toml", 'negative = ["选树党建示范校7所"]'),
        ("words.toml", 'negative = ["[通过]率"]'),
        ("layout.toml", 'positive = ["AA0606", "A04 专版", "第3页 共12页", "— 7 —", "3/12", "12"]\n'),
        ("sections.toml", 'negative = ["解决群众急难愁盼问题"]'),
    ],
)
def test_a_rule_without_examples_is_refused(change: Change, file: str, examples: str) -> None:
    change(file, examples, "")
    with pytest.raises(RuleError) as refused:
        load_grammar(VOCABULARY)
    assert "lacks positive" in refused.value.message or "lacks negative" in refused.value.message
    assert "examples" in refused.value.hint


def test_a_pattern_that_is_no_pattern_is_refused_by_name(change: Change) -> None:
    change("numerals.toml", "翻(?P<doubling>[一两二三四])番", "翻(")
    with pytest.raises(RuleError, match=r"quantity\.doubling"):
        load_grammar(VOCABULARY)


def test_an_unknown_class_in_a_figure_rule_is_refused_by_name(change: Change) -> None:
    change("figures.toml", "EACH (BE|TO", "EVERY (BE|TO")
    with pytest.raises(RuleError, match=r"observation\.each"):
        load_grammar(VOCABULARY)


def test_a_wrong_example_is_found(change: Change) -> None:
    change("words.toml", 'negative = ["[通过]率"]', 'negative = ["[初步通过]验收"]')
    wrong = [line for rule in Checker(load_grammar(VOCABULARY), VOCABULARY).rules() for line in rule.wrong()]
    assert "words.toml pass should not be read: [初步通过]验收" in wrong


def test_a_word_of_two_classes_is_noted(change: Change) -> None:
    change("words.toml", 'words = "通过 ', 'words = "选树 通过 ')
    notes = [note.text for note in Checker(load_grammar(VOCABULARY), VOCABULARY).notes() if note.kind == "twice"]
    assert any(text.startswith("words.toml 选树 stands in verb, pass") for text in notes)


def test_check_says_that_all_is_well(edugraph: Run, tmp_path: Path) -> None:
    done = edugraph("check", cwd=tmp_path)
    assert done.stdout == b""
    assert "none wrong" in done.stderr.decode()


def test_check_names_rules_that_a_corpus_never_calls_for(edugraph: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("新建学校3所。\n普惠园占比由89.68%提升至95.56%。\n", encoding="utf-8")
    lines = edugraph("check", "--corpus", ".", cwd=tmp_path).stdout.decode().splitlines()
    assert "note: figures.toml observation.each never fires" in lines
    assert not any("figures.toml change.from-to" in line for line in lines)


def test_check_refuses_a_folder_without_texts(edugraph: Run, tmp_path: Path) -> None:
    done = edugraph("check", "--corpus", "nowhere", cwd=tmp_path, check=False)
    assert done.returncode == 3
    assert done.stderr.decode().splitlines() == [
        "error: nowhere is no folder with texts",
        "hint: name a folder that holds *.txt files",
    ]
