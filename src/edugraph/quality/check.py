"""Every language rule against its own examples, and what stands oddly among the rules.

An example of a word or numeral rule marks the stretch that is meant in ``[brackets]``: a word of the class must be read
there (or must not), a numeral rule must take exactly that stretch (or match nowhere). An example of a figure rule is
read as a sentence of its own, one of a layout or section rule as a line.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edugraph.documents.lines import lines_of
from edugraph.extract import trace
from edugraph.extract.schools import Schools, is_school
from edugraph.extract.tokens import Lexed, lex
from edugraph.lexicon.grammar import Grammar
from edugraph.lexicon.patterns import PatternRule
from edugraph.lexicon.vocabulary import Vocabulary
from edugraph.model import BlockKind, Document, Reading, ThingType
from edugraph.text.fold import fold

_MARK = re.compile(r"\[([^\[\]]+)\]")
_SETTLED = {"V": "v"}  # soft verbs are verbs where their neighbours let them be
_RULE_START = re.compile(r"\|?\(\?P<n\d+>")

Holds = Callable[[str], bool]
"""Whether an example, marked as it stands in the rule file, is read by its rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its examples and the question that they are put to."""

    file: str
    name: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    holds: Holds

    def wrong(self) -> list[str]:
        """One line for each example that the rule fails; empty when all is well."""
        should = [f"should be read: {example}" for example in self.positive if not self.holds(example)]
        should += [f"should not be read: {example}" for example in self.negative if self.holds(example)]
        return [f"{self.file} {self.name} {each}" for each in should]


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the rules that is no fault by itself; ``kind`` groups alike ones."""

    kind: str
    text: str


class Checker:
    """The rules of one grammar, ready to be run on their examples and on a corpus."""

    def __init__(self, grammar: Grammar, vocabulary: Vocabulary) -> None:
        self.grammar = grammar
        self.vocabulary = vocabulary

    def rules(self) -> tuple[Rule, ...]:
        """Every rule that has examples, in the order of the files."""
        grammar = self.grammar
        found = [
            Rule("words.toml", each.name, each.positive, each.negative, self._is_word(each.code))
            for each in grammar.classes
        ]
        found += [
            Rule("numerals.toml", each.name, each.positive, each.negative, self._is_numeral(each.name))
            for each in grammar.numeral_rules
        ]
        found += [
            Rule("figures.toml", each.name, each.positive, each.negative, self._is_figure(each.name))
            for each in grammar.figures.values()
        ]
        for file, patterns in self._patterns():
            found += [Rule(file, each.name, each.positive, each.negative, _is_match(each)) for each in patterns]
        names = grammar.names
        found.append(Rule("names.toml", "school", names.positive, names.negative, self._has_school))
        found += self._named()
        return tuple(found)

    def notes(self) -> tuple[Note, ...]:
        """Words of two classes, words that can never be read, numeral rules that only their order keeps apart."""
        return (*self._twice(), *self._shadowed(), *self._overlaps())

    def unused(self, readings: Sequence[Reading]) -> tuple[Note, ...]:
        """The rules that nothing in a corpus calls for, and the words that longer words always hide in it."""
        fired: set[str] = set()
        read: Counter[str] = Counter()
        present: set[str] = set()
        for reading in readings:
            document = reading.document
            lexed = self._lex(document.text)
            fired.update(fact.rule for fact in reading.facts)
            fired.update(self._fired(document, lexed))
            read.update(lexed.folded[token.begin : token.end] for token in lexed.tokens)
            present.update(word for word in self.grammar.words if word in lexed.folded)
        notes = [
            Note("idle", f"{rule.file} {rule.name} never fires")
            for rule in self.rules()
            if rule.name not in fired and f"{rule.file} {rule.name}" not in fired
        ]
        for each in self.grammar.classes:
            notes += [
                Note("hidden", f"words.toml {each.name} {word} only ever stands inside a longer word")
                for word in dict.fromkeys(each.words)
                if word in present and not read[word]
            ]
        return tuple(notes)

    def _patterns(self) -> tuple[tuple[str, tuple[PatternRule, ...]], ...]:
        grammar = self.grammar
        return ("layout.toml", grammar.layout), ("sections.toml", grammar.sections)

    def _lex(self, text: str) -> Lexed:
        return lex(text, fold(text), self.grammar, self.vocabulary)

    def _is_word(self, code: str) -> Holds:
        """A marked stretch must be the word; without a mark any word of the class counts."""
        code = _SETTLED.get(code, code)

        def holds(example: str) -> bool:
            text, begin, end = _marked(example)
            tokens = [token for token in self._lex(text).tokens if token.code == code]
            return any(begin == end or (token.begin, token.end) == (begin, end) for token in tokens)

        return holds

    def _is_numeral(self, name: str) -> Holds:
        """A marked stretch must be taken whole and survive as a token; without a mark any match counts."""

        def holds(example: str) -> bool:
            if not _MARK.search(example):
                return bool(self._matches(example)[name])
            text, begin, end = _marked(example)
            lexed = self._lex(text)
            whole = any(token.begin == begin and token.end == end for token in lexed.tokens)
            # A quantity whose unit turns out to be one of time is named after the rule for times.
            named = any((each.span.begin, each.span.end, each.rule) == (begin, end, name) for each in lexed.nonfacts)
            return whole and (named or (begin, end) in self._matches(text)[name])

        return holds

    def _matches(self, text: str) -> Mapping[str, list[tuple[int, int]]]:
        """Where each numeral rule takes characters of a text."""
        found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for match in self.grammar.numerals.finditer(fold(text)):
            index = next(i for i in range(len(self.grammar.numeral_rules)) if match.group(f"n{i}") is not None)
            found[self.grammar.numeral_rules[index].name].append(match.span())
        return found

    def _is_figure(self, name: str) -> Holds:
        def holds(example: str) -> bool:
            return any(fact.rule == name for fact in trace(example, self.vocabulary, self.grammar).reading.facts)

        return holds

    def _has_school(self, example: str) -> bool:
        return any(is_school(token) for token in Schools(self.grammar).merge(self._lex(example)).tokens)

    def _named(self) -> Iterator[Rule]:
        """The rules for programmes and documents: a marked stretch must be named as one, or must not."""
        rules, programme = self.grammar.programmes, self._is_named(ThingType.PROGRAMME)
        yield Rule("programmes.toml", "quoted", rules.quoted.positive, rules.quoted.negative, programme)
        for each in rules.unquoted:
            yield Rule("programmes.toml", each.name, each.positive, each.negative, programme)
        document = self._is_named(ThingType.POLICY_DOCUMENT)
        yield Rule("programmes.toml", "policy", rules.policy.positive, rules.policy.negative, document)

    def _is_named(self, named: ThingType) -> Holds:
        def holds(example: str) -> bool:
            text, begin, end = _marked(example)
            things = trace(text, self.vocabulary, self.grammar).reading.things
            # A noun behind the quotation may belong to the name: “登峰”计划.
            return any(
                thing.type is named and any(span.begin == begin and span.end >= end for span in thing.mentions)
                for thing in things
            )

        return holds

    def _twice(self) -> Iterator[Note]:
        classes: defaultdict[str, list[str]] = defaultdict(list)
        for each in self.grammar.classes:
            for word in dict.fromkeys(each.words):
                classes[word].append(each.name)
        for word, names in classes.items():
            if len(names) > 1:
                yield Note("twice", f"words.toml {word} stands in {', '.join(names)}; the last one counts")

    def _shadowed(self) -> Iterator[Note]:
        known = dict(zip(self.grammar.words, self.grammar.codes, strict=True))
        for each in self.grammar.classes:
            for word in dict.fromkeys(each.words):
                lexed = self._lex(word)
                if known[word] == each.code and _SETTLED.get(each.code, each.code) != lexed.codes:
                    taken = "|".join(word[token.begin : token.end] for token in lexed.tokens)
                    yield Note("shadowed", f"words.toml {each.name} {word} is never read: something else takes {taken}")

    def _overlaps(self) -> Iterator[Note]:
        """Numeral rules of which one says that there is a fact and the other not, and that match the same example."""
        rules = self.grammar.numeral_rules
        sources = [source.rstrip("|")[:-1] for source in _RULE_START.split(self.grammar.numerals.pattern)[1:]]
        sources[-1] = sources[-1][:-1]
        for index, rule in enumerate(rules):
            places = [_marked(example)[:2] for example in rule.positive]
            later = [
                other.name
                for other, source in zip(rules[index + 1 :], sources[index + 1 :], strict=True)
                if other.nonfact != rule.nonfact
                and any(re.compile(source).match(fold(text), at) for text, at in places)
            ]
            if later:
                yield Note("overlap", f"numerals.toml {rule.name} counts because it stands before {', '.join(later)}")

    def _fired(self, document: Document, lexed: Lexed) -> Iterator[str]:
        """The rules, with their files, that one document calls for; those that facts name left out."""
        words = {lexed.folded[token.begin : token.end] for token in lexed.tokens}
        yield from (f"words.toml {each.name}" for each in self.grammar.classes if not words.isdisjoint(each.words))
        yield from (
            f"numerals.toml {name}" for name in (*self._matches(document.text), *(n.rule for n in lexed.nonfacts))
        )
        if any(map(is_school, Schools(self.grammar).merge(lexed).tokens)):
            yield "names.toml school"
        headings = [lexed.folded[b.span.begin : b.span.end] for b in document.blocks if b.kind is BlockKind.HEADING]
        lines = [line.folded for line in lines_of(document.raw)]
        for (file, patterns), texts in zip(self._patterns(), (lines, headings), strict=True):
            yield from (f"{file} {rule.name}" for rule in patterns if any(rule.match(text) for text in texts))


def _is_match(rule: PatternRule) -> Holds:
    return lambda example: rule.match(fold(example.strip())) is not None


def _marked(example: str) -> tuple[str, int, int]:
    """An example without its brackets, and where the bracketed stretch stands; an empty stretch when none is marked."""
    mark = _MARK.search(example)
    if mark is None:
        return example, 0, 0
    return example[: mark.start()] + mark.group(1) + example[mark.end() :], mark.start(), mark.end() - 2


def count(rules: Iterable[Rule]) -> int:
    """How many examples these rules carry."""
    return sum(len(rule.positive) + len(rule.negative) for rule in rules)
