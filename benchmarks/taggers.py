"""Readers of names for the test set: edugraph through its public interface, and general Chinese taggers beside it.

A tagger knows words and coarse types, no things: it gets credit for the span and the type alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.name_set import TRAPS, Decision, Found, Snippet, Tally, judge
from edugraph.build import build_reports
from edugraph.lexicon.grammar import load_grammar
from edugraph.lexicon.vocabulary import load_vocabulary
from edugraph.model import Metadata
from edugraph.reports import Report

ORGANISATIONS = frozenset({"School", "University", "Department", "Organization"})


@dataclass(frozen=True)
class Word:
    """A word of a tagger with its place in the text and its tag."""

    begin: int
    end: int
    tag: str


def edugraph_tally(snippets: Iterable[Snippet]) -> Tally:
    """Every text built as a report of its own, told its place and year as a manifest would."""
    vocabulary = load_vocabulary()
    grammar = load_grammar(vocabulary)
    tally, marks = Tally(), dict[str, str]()
    for number, snippet in enumerate(snippets):
        title = f"{snippet.divisions[-1][0]}{snippet.year}年教育工作总结"
        given = Metadata(id=f"names-{number}", title=title, place=snippet.code, year=snippet.year)
        report = Report(f"{title}\n\n{snippet.text}\n".encode(), f"names-{number}.txt", given)
        (reading,) = build_reports([report], vocabulary=vocabulary, grammar=grammar)
        start = reading.document.text.rindex(snippet.text)
        found = [
            Found(
                span.begin - start,
                span.end - start,
                thing.type,
                (thing.label, *thing.aliases),
                thing.identifier,
                thing.key,
            )
            for thing in reading.things
            for span in thing.mentions
        ]
        judge(snippet, found, marks, tally)
    return tally


def jieba_words(snippets: Iterable[Snippet]) -> list[list[Word]] | None:
    """The words of jieba.posseg; ``None`` when it is not installed."""
    try:
        import jieba
        import jieba.posseg
    except ImportError:
        return None
    jieba.setLogLevel(60)
    return [placed((word.word, word.flag) for word in jieba.posseg.cut(snippet.text)) for snippet in snippets]


_LAC = """
import json, sys, types
try:
    import paddle.fluid
except ImportError:
    # LAC asks for names that PaddlePaddle has moved since.
    import paddle
    from paddle.base import core
    fluid = types.ModuleType("paddle.fluid")
    fluid.core, fluid.CPUPlace, fluid.Executor = core, core.CPUPlace, lambda place: None
    paddle.fluid = sys.modules["paddle.fluid"] = fluid
    sys.modules["paddle.fluid.core"] = core
from LAC import LAC
lac = LAC(mode="lac")
json.dump([lac.run(text) for text in json.load(sys.stdin)], sys.stdout)
"""


def lac_words(snippets: Sequence[Snippet], python: str = sys.executable) -> list[list[Word]] | None:
    """The words of Baidu's LAC, run by an interpreter that has it; ``None`` when it has not."""
    texts = json.dumps([snippet.text for snippet in snippets])
    done = subprocess.run([python, "-c", _LAC], input=texts, capture_output=True, text=True, check=False)
    if done.returncode:
        return None
    said = json.loads(done.stdout.splitlines()[-1])
    return [placed(zip(words, tags, strict=True)) for words, tags in said]


def placed(words: Iterable[tuple[str, str]]) -> list[Word]:
    """Words one after another with the places where they stand."""
    row: list[Word] = []
    for word, tag in words:
        begin = row[-1].end if row else 0
        row.append(Word(begin, begin + len(word), tag))
    return row


@dataclass(frozen=True)
class Tags:
    """Which tags of a tagger say that a word is a name of an organisation, a place, any name, or may be part of one."""

    organisation: frozenset[str]
    place: frozenset[str]
    name: frozenset[str]
    part: frozenset[str]

    def of(self, types: Iterable[str]) -> frozenset[str]:
        """The tags that fit one of ``types``."""
        return frozenset().union(*(self.organisation if each in ORGANISATIONS else self.place for each in types))


JIEBA = Tags(
    organisation=frozenset({"nt", "nz"}),
    place=frozenset({"ns"}),
    name=frozenset({"nt", "nz", "ns", "nr", "nrfg", "nrt"}),
    part=frozenset(
        {"n", "nt", "nz", "ns", "nr", "nrfg", "nrt", "ng", "j", "m", "a", "b", "f", "s", "l", "x", "vn", "an", "i"}
    ),
)
LAC_TAGS = Tags(
    organisation=frozenset({"ORG", "nt", "nz"}),
    place=frozenset({"LOC", "ns"}),
    name=frozenset({"ORG", "LOC", "PER", "nt", "ns", "nr", "nz", "nw"}),
    part=frozenset({"ORG", "LOC", "PER", "n", "nt", "ns", "nr", "nz", "nw", "m", "a", "an", "f", "s", "vn", "w"}),
)


def tagger_tally(snippets: Iterable[Snippet], texts: Iterable[Sequence[Word]], tags: Tags, *, joined: bool) -> Tally:
    """Decisions by words and tags.

    A mention is right when one word is exactly the printed form and has a tag of the type. ``joined`` is kinder: the
    printed form may be several words on end that can be parts of a name, one of them tagged as some name; for a place,
    one tagged as a place. A trap is right when no word that touches it has a tag of the type. Division, full name and
    identity are not asked.
    """
    tally = Tally()
    for snippet, words in zip(snippets, texts, strict=True):
        for decision in snippet.decisions:
            touching = [word for word in words if word.begin < decision.end and decision.begin < word.end]
            said = " ".join(f"{snippet.text[word.begin : word.end]}/{word.tag}" for word in touching)
            if decision.is_trap:
                types = TRAPS[decision.types[0]]
                # nz is any other name: no claim that something is a school or an office.
                claims = tags.of(types) - {"nz"} if decision.types[0] != "no coded Place" else frozenset()
                right = not any(word.tag in claims for word in touching)
            else:
                right = _hit(decision, touching, tags, joined)
            tally.count(snippet, decision, None if right else said)
    return tally


def _hit(decision: Decision, touching: Sequence[Word], tags: Tags, joined: bool) -> bool:
    if (touching[0].begin, touching[-1].end) != (decision.begin, decision.end):
        return False
    fitting = tags.of(decision.types)
    if len(touching) == 1 or not joined:
        return len(touching) == 1 and touching[0].tag in fitting
    named = tags.place if decision.kind == "places" else tags.name
    return all(word.tag in tags.part for word in touching) and any(word.tag in named for word in touching)
