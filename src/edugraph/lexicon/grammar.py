"""The language rules as one frozen value: word classes, numeral rules, chunk rules, layout and section rules."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from edugraph.errors import RuleError
from edugraph.lexicon.chunks import ChunkRule, load_chunks
from edugraph.lexicon.indicator_words import indicator_words
from edugraph.lexicon.names import NameRules, load_name_rules
from edugraph.lexicon.patterns import PatternRule, load_patterns, one_of
from edugraph.lexicon.placing import PlaceRules, load_place_rules
from edugraph.lexicon.programmes import ProgrammeRules, load_programme_rules
from edugraph.lexicon.vocabulary import Term, Vocabulary
from edugraph.memory import no_collection
from edugraph.resources import folder

CLASSES = {
    "word": "W", "nominal": "W", "verb": "v", "soft-verb": "V", "honour": "h", "pass": "H", "work": "w",
    "finished": "F", "underway": "U", "rise": "u", "fall": "f", "to": "a", "reach": "K", "from": "g", "than": "c",
    "each": "e", "among": "i", "be": "b", "etc": "x",
    "of": "d", "and": "+", "adverb": "j", "preposition": "P", "plan": "L", "aim": "A", "ongoing": "G", "done": "O",
    "not": "N", "scope": "S", "level": "l", "time": "t", "ordinal": "z", "rank": "k", "quantity": "q", "percent": "p",
    "points": "o", "money": "m", "times": "y", "ratio": "r", "fraction": "p", "range": "R", "number": "n",
    "name": "E", "quote": "Q", "title": "T", "text": "X", "comma": ",", "semicolon": ";", "stop": ".", "colon": ":",
    "open": "(", "close": ")", "suffix": "s", "body": "B",
}  # fmt: skip
"""One character for each token class, so that chunk rules are regular expressions over a string of them."""

_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:\.\d+)?"
# What the rules of numerals.toml can begin with, a first character and what follows it: a look-ahead for both spares
# the engine every other place of the text.
_OPENINGS = (
    (r"\d零一二两三四五六七八九十百千万亿半第首数几若近约超逾每比较与", ""),
    ('“‘"', "[一七八九十]"),
    ("〔（", r"\d"),
    ("A-Za-z", r"(?<![A-Za-z\d.][A-Za-z])[A-Za-z]*[-—]?\d"),
    (
        "分连翻不至最将接",
        "(?:(?<=分)别|(?<=连)续|(?<=翻)|(?<=不)[足到少低小超高多]|(?<=至)[少多]|(?<=最)[少多佳]|(?<=[将接])近)",
    ),
    ("大突达特单", "(?:(?<=大)约|(?<=突)破|(?<=达)到?[一二三四五六七八九]成|(?<=特)等|(?<=单)项)"),
    ("金银铜", "[奖牌]"),
    ("优", "[胜秀]"),
    ("冠亚季", "军"),
    ("全", "[国省市区县]第"),
    ("春秋", "季"),
    ("上下前新", "(?:(?<=上)[半一]|(?<=下)半|(?<=前)[\\d一二两三四五六七八九十百]|(?<=新)一)"),
    ("高", "[于出]"),
    ("低好优", "于"),
    ("好", "几"),
)
_OPENING = "(?=[{}])(?={})".format(
    "".join(first for first, _ in _OPENINGS), "|".join(f"[{first}]{rest}" for first, rest in _OPENINGS)
)
_RISKY_COUNTERS = frozenset(
    "口道句字首款样面堂步方点股封页则版顶回出味眼线路具段幕副卷包层类种级等"
    "流届成分度里对双只部集块组队轮批会天年月日号时岁克斤元桶%‰角升校园片"
)
_PUNCTUATION = {
    "，": ",",
    ",": ",",
    "；": ";",
    ";": ";",
    "。": ".",
    "！": ".",
    "？": ".",
    "!": ".",
    "?": ".",
    "\n": ".",
    "：": ":",
    ":": ":",
    "（": "(",
    "）": ")",
    "…": ".",
}


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class of words with the examples that its file gives."""

    name: str
    code: str
    words: tuple[str, ...]
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumeralRule:
    """A numeral rule: the class of the token it makes and whether it says that there is no fact."""

    name: str
    code: str
    nonfact: bool
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All language rules. ``words`` and ``codes`` run parallel: the automaton's patterns and their token classes.

    ``numerals`` is one regular expression whose group ``n<i>`` tells which of ``numeral_rules`` matched.
    """

    layout: tuple[PatternRule, ...]
    sections: tuple[PatternRule, ...]
    classes: tuple[WordClass, ...]
    words: tuple[str, ...]
    codes: tuple[str, ...]
    known_words: frozenset[str]
    automaton: AhoCorasick
    numerals: re.Pattern[str]
    numeral_rules: tuple[NumeralRule, ...]
    figures: Mapping[str, ChunkRule]
    names: NameRules
    programmes: ProgrammeRules
    places: PlaceRules
    world: AhoCorasick
    world_meanings: tuple[str | Term, ...]


@no_collection()
def load_grammar(vocabulary: Vocabulary) -> Grammar:
    """Read the shipped rules.

    Raises:
        RuleError: when a rule file is not well formed or a rule lacks examples.
    """
    classes = tuple(_word_class(row) for row in _table("words.toml", "class"))
    codes: dict[str, str] = dict.fromkeys(indicator_words(vocabulary), CLASSES["word"])
    for word_class in classes:
        codes |= dict.fromkeys(word_class.words, word_class.code)
    codes |= _PUNCTUATION
    names = load_name_rules(vocabulary)
    codes |= dict.fromkeys(names.endings, CLASSES["suffix"])
    world = _world(vocabulary)
    rules = tuple(_numeral_rule(row) for row in _table("numerals.toml", "numeral"))
    words = tuple(codes)
    return Grammar(
        layout=load_patterns("layout.toml", "line", mode="full", kind_key="kind"),
        sections=load_patterns("sections.toml", "section", mode="search", kind_key="status"),
        classes=classes,
        words=words,
        codes=tuple(codes[word] for word in words),
        known_words=frozenset(words),
        automaton=AhoCorasick(words, matchkind=MatchKind.LeftmostLongest),
        numerals=_compile(rules, vocabulary),
        numeral_rules=rules,
        figures=load_chunks("figures.toml", "figure", CLASSES),
        names=names,
        programmes=load_programme_rules(),
        places=load_place_rules(),
        world=AhoCorasick(tuple(world), matchkind=MatchKind.LeftmostLongest),
        world_meanings=tuple(world.values()),
    )


def _world(vocabulary: Vocabulary) -> dict[str, str | Term]:
    """Every name that means the same in each report; a place's name stands for itself, for which place may depend."""
    world: dict[str, str | Term] = {
        name: name for name in (*vocabulary.place_names, *vocabulary.place_words) if len(name) > 2
    }
    for term in (*vocabulary.programmes.values(), *vocabulary.organizations.values()):
        world |= dict.fromkeys(term.names, term)
    return world


def _table(file: str, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((folder("rules") / file).read_text(encoding="utf-8"))[table]
    for row in rows:
        missing = [key for key in ("name", "positive", "negative") if not row.get(key)]
        if missing:
            raise RuleError(
                f"{table} {row.get('name', '?')} of {file} lacks {', '.join(missing)}",
                "every rule carries its own examples",
            )
    return rows


def _word_class(row: dict[str, Any]) -> WordClass:
    return WordClass(
        row["name"], CLASSES[row["name"]], tuple(row["words"].split()), tuple(row["positive"]), tuple(row["negative"])
    )


def _numeral_rule(row: dict[str, Any]) -> NumeralRule:
    return NumeralRule(
        row["name"],
        CLASSES[row["class"]],
        bool(row.get("nonfact")),
        row["pattern"],
        tuple(row["positive"]),
        tuple(row["negative"]),
    )


def _compile(rules: tuple[NumeralRule, ...], vocabulary: Vocabulary) -> re.Pattern[str]:
    units = sorted(vocabulary.unit_names)
    counters = [
        unit
        for unit in units
        if unit not in _RISKY_COUNTERS
        and (
            vocabulary.units[vocabulary.unit_names[unit]].kind not in {"calendar", "duration", "age", "rank", "ratio"}
            or unit == "倍"
        )
    ]
    parts = {
        "{ARABIC}": _ARABIC,
        "{UNIT}": one_of(units),
        "{COUNTER}": one_of([*counters, "元", "万元", "亿元"]),
    }
    sources = []
    for index, rule in enumerate(rules):
        source = rule.source
        for name, part in parts.items():
            source = source.replace(name, part)
        sources.append(f"(?P<n{index}>{source})")
    try:
        return re.compile(f"{_OPENING}(?:" + "|".join(sources) + ")")
    except re.error:
        for rule, source in zip(rules, sources, strict=True):
            try:
                re.compile(source)
            except re.error as error:
                raise RuleError(f"numeral {rule.name}: {error}", "mend its pattern") from None
        raise
