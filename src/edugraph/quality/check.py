"""Every language rule against its own examples, and what stands oddly among the rules.

An example of a word or numeral rule marks the stretch that is meant in ``[brackets]``. A word of the class must be
read there (or must not), a numeral rule must take exactly that stretch (or match nowhere). An example of a figure rule
is read as a sentence of its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from edugraph.documents.layout import lines_of
from edugraph.extract import trace
from edugraph.extract.names import Schools, is_school
from edugraph.extract.tokens import Lexed, lex
from edugraph.lexicon.grammar import Grammar, NumeralRule, WordClass
from edugraph.lexicon.patterns import PatternRule, failing_examples
from edugraph.lexicon.vocabulary import Vocabulary
from edugraph.model import BlockKind, Document, Reading
from edugraph.text.fold import fold

_MARK = re.compile(r"\[([^\[\]]+)\]")
_CODE_KINDS = {"furniture", "metadata", "marker", "slogan", "outlook"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its examples. ``wrong`` gives one line for each example that it fails."""

    file: str
    name: str
    examples: int
    wrong: Callable[[], list[str]]


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the rules that is no fault by itself; ``kind`` groups alike ones."""

    kind: str
    text: str


class Checker:
    """The rules of one grammar, ready to be run on their examples."""

    def __init__(self, grammar: Grammar, vocabulary: Vocabulary) -> None:
        self.grammar = grammar
        self.vocabulary = vocabulary

    def rules(self) -> tuple[Rule, ...]:
        """Every rule that has examples, in the order of the files."""
        grammar = self.grammar
        found = [_rule("words.toml", each, self._word(each)) for each in grammar.classes]
        found += [_rule("numerals.toml", each, self._numeral(each)) for each in grammar.numeral_rules]
        found += [_rule("figures.toml", each, self._figure(each)) for each in grammar.figures.values()]
        for file, rules in self._patterns():
            found += [_rule(file, each, _pattern(each)) for each in rules]
        names = grammar.names
        found.append(Rule("names.toml", "school", len(names.positive) + len(names.negative), self._school))
        return tuple(found)

    def notes(self) -> tuple[Note, ...]:
        """Words of two classes, words that can never be read, numeral rules that only their order keeps apart."""
        return (*self._twice(), *self._shadowed(), *self._overlaps())

    def idle(self, documents: Iterable[Document], readings: Iterable[Reading]) -> tuple[Note, ...]:
        """The rules that nothing in a corpus calls for.

        Args:
            documents: the corpus.
            readings: the same documents read.
        """
        fired: Counter[str] = Counter()
        seen: set[str] = set()
        hidden: set[str] = set()
        for document in documents:
            self._count(document, fired)
            self._words(document, seen, hidden)
        for reading in readings:
            fired.update(fact.rule for fact in reading.facts)
            # A claim of several tokens may end in a fact that names the rule of its level.
            fired.update(name for name in self.grammar.figures if any(fact.rule.startswith(name) for fact in reading.facts))
        notes = [Note("idle", f"{rule.file} {rule.name} never fires") for rule in self.rules() if not fired[f"{rule.file} {rule.name}"] and not fired[rule.name]]
        codes = {each.code: each.name for each in self.grammar.classes}
        for word, code in zip(self.grammar.words, self.grammar.codes, strict=True):
            if word in hidden - seen and code in codes:
                notes.append(Note("hidden", f"{codes[code]} {word} stands in the texts, but always inside a longer word"))
        return tuple(notes)

    def _patterns(self) -> Iterator[tuple[str, tuple[PatternRule, ...]]]:
        yield "layout.toml", self.grammar.layout
        yield "sections.toml", self.grammar.sections
        yield "sections.toml", self.grammar.leanings

    def _lex(self, text: str) -> Lexed:
        return lex(text, fold(text), self.grammar, self.vocabulary)

    def _word(self, rule: WordClass) -> Callable[[], list[str]]:
        def reads(example: str) -> bool | None:
            marked = _marked(example)
            if marked is None:
                return None
            text, begin, end = marked
            return any((t.begin, t.end, t.code) == (begin, end, rule.code) for t in self._lex(text).tokens)

        return lambda: _verdicts(rule, reads, f"read as {rule.name}")

    def _numeral(self, rule: NumeralRule) -> Callable[[], list[str]]:
        def takes(example: str) -> bool | None:
            marked = _marked(example)
            if marked is None:
                return None
            text, begin, end = marked
            took = any(t.begin == begin and t.end == end for t in self._lex(text).tokens)
            return took and (begin, end) in self._matches(text)[rule.name]

        def matches(example: str) -> bool | None:
            return bool(self._matches(example)[rule.name])

        return lambda: _verdicts(rule, takes, "matched as marked", matches)

    def _matches(self, text: str) -> Mapping[str, list[tuple[int, int]]]:
        """Where each numeral rule takes characters of a text."""
        found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        rules = self.grammar.numeral_rules
        for match in self.grammar.numerals.finditer(fold(text)):
            name = next(rule.name for i, rule in enumerate(rules) if match.group(f"n{i}") is not None)
            found[name].append(match.span())
        return found

    def _figure(self, rule: object) -> Callable[[], list[str]]:
        name: str = getattr(rule, "name", "")

        def fires(example: str) -> bool | None:
            reading = trace(example, self.vocabulary, self.grammar).reading
            return any(fact.rule == name for fact in reading.facts)

        return lambda: _verdicts(rule, fires, "read by this rule")

    def _school(self) -> list[str]:
        def names(example: str) -> bool | None:
            return any(is_school(token) for token in Schools(self.grammar).merge(self._lex(example)).tokens)

        return _verdicts(self.grammar.names, names, "found to name a school")

    def _twice(self) -> Iterator[Note]:
        classes: defaultdict[str, list[str]] = defaultdict(list)
        for each in self.grammar.classes:
            for word in dict.fromkeys(each.words):
                classes[word].append(each.name)
        for word, names in classes.items():
            if len(names) > 1:
                yield Note("twice", f"{word} stands in {', '.join(names)}; the last one counts")

    def _shadowed(self) -> Iterator[Note]:
        known = dict(zip(self.grammar.words, self.grammar.codes, strict=True))
        for each in self.grammar.classes:
            for word in each.words:
                tokens = self._lex(word).tokens
                if known[word] == each.code and [t.code for t in tokens] != [each.code]:
                    taken = " ".join(word[t.begin : t.end] for t in tokens)
                    yield Note("shadowed", f"{each.name} {word} is never read: numerals and marks come first ({taken})")

    def _overlaps(self) -> Iterator[Note]:
        """Pairs of numeral rules that both match an example where it is marked: the earlier one wins by its place."""
        rules = self.grammar.numeral_rules
        pairs: dict[tuple[str, str], str] = {}
        for index, rule in enumerate(rules):
            for marked in filter(None, map(_marked, rule.positive)):
                text, begin, _ = marked
                for other in rules[index + 1 :]:
                    if other.nonfact != rule.nonfact and (match := other.regex.match(fold(text), begin)) and match.end() > begin:
                        pairs.setdefault((rule.name, other.name), text[begin : match.end()])
        for (first, second), shown in pairs.items():
            yield Note("overlap", f"{first} stands before {second}, which would take {shown} otherwise")

    def _count(self, document: Document, fired: Counter[str]) -> None:
        folded = fold(document.text)
        tokens = self._lex(document.text)
        fired.update(f"numerals.toml {name}" for name, spans in self._matches(document.text).items() if spans)
        classes = {each.code: each.name for each in self.grammar.classes}
        fired.update(f"words.toml {classes[code]}" for code in set(tokens.codes) if code in classes)
        if any(is_school(token) for token in Schools(self.grammar).merge(tokens).tokens):
            fired["names.toml school"] += 1
        lines = [line.folded for line in lines_of(document.raw)]
        headings = [folded[b.span.begin : b.span.end] for b in document.blocks if b.kind is BlockKind.HEADING]
        for (file, rules), texts in zip(self._patterns(), (lines, headings, [folded]), strict=True):
            fired.update(f"{file} {rule.name}" for rule in rules if any(rule.match(text) for text in texts))

    def _words(self, document: Document, seen: set[str], hidden: set[str]) -> None:
        """Note which words were read as such and which only occur as characters."""
        folded = fold(document.text)
        tokens = self._lex(document.text).tokens
        seen.update(folded[token.begin : token.end] for token in tokens)
        hidden.update(word for word in self.grammar.words if word in folded)


def _rule(file: str, rule: object, wrong: Callable[[], list[str]]) -> Rule:
    positive, negative = getattr(rule, "positive", ()), getattr(rule, "negative", ())
    return Rule(file, getattr(rule, "name", file), len(positive) + len(negative), wrong)


def _pattern(rule: PatternRule) -> Callable[[], list[str]]:
    return lambda: failing_examples(rule)


def _marked(example: str) -> tuple[str, int, int] | None:
    """An example without its brackets, and where the bracketed stretch stands; ``None`` when not one is marked."""
    marks = list(_MARK.finditer(example))
    if len(marks) != 1:
        return None
    begin, end = marks[0].span()
    return example[:begin] + marks[0].group(1) + example[end:], begin, end - 2
