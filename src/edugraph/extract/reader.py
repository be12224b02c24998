"""The composition of the extraction: every sentence of a document is read once, from honours to deeds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from edugraph.extract import townships
from edugraph.extract.aliasing import aliased
from edugraph.extract.context import Context
from edugraph.extract.coverage import account
from edugraph.extract.deeds import Deeds
from edugraph.extract.figures import Figures
from edugraph.extract.groups import memberships
from edugraph.extract.honours import Honours
from edugraph.extract.names import gazetteer
from edugraph.extract.place_names import Surroundings
from edugraph.extract.policies import Policies
from edugraph.extract.programmes import Programmes
from edugraph.extract.schools import Schools
from edugraph.extract.statements import Statements
from edugraph.extract.things import Things
from edugraph.extract.tokens import Lexed, Token, lex
from edugraph.extract.works import Works
from edugraph.lexicon.aliases import NO_ALIASES, Aliases
from edugraph.lexicon.grammar import CLASSES, Grammar
from edugraph.lexicon.vocabulary import Vocabulary
from edugraph.model import (
    BlockKind,
    Document,
    Fact,
    Key,
    Level,
    Metadata,
    Reading,
    Span,
)
from edugraph.text.fold import fold

_COMMUNITY = re.compile(r"(?:未来|智慧|国际)社区|社区(?![教服活工治干居民学老书])")
# Over the classes of tokens: a sentence, a clause, what ends one.
_SENTENCE = re.compile("[^.]+")
_LONGEST = 600
"""As many tokens as are read as one sentence: a text without full stops must not make every look-back long."""
_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})


@dataclass(frozen=True, slots=True)
class Trace:
    """How a sentence was read: its tokens as (text, class, span) and what came of them."""

    tokens: tuple[tuple[str, str, Span], ...]
    reading: Reading


def read(document: Document, vocabulary: Vocabulary, grammar: Grammar, aliases: Aliases = NO_ALIASES) -> Reading:
    """Read a document into things and facts.

    Args:
        document: the repaired report.
        vocabulary: the published vocabulary as a gazetteer.
        grammar: the language rules.
        aliases: what a person decided about identities.
    """
    return aliased(_Reader(document, vocabulary, grammar, aliases).read(), aliases)


def trace(
    sentence: str,
    vocabulary: Vocabulary,
    grammar: Grammar,
    aliases: Aliases = NO_ALIASES,
    *,
    place: str | None = None,
) -> Trace:
    """Read one sentence by itself, without section or year, and show its tokens; ``place`` is a code, if it has one."""
    text = sentence.strip()
    from edugraph.model import Block

    document = Document(
        metadata=Metadata(id="sentence", place=place),
        text=text,
        raw=text,
        runs=((0, 0, len(text)),),
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),),
        sections=(),
        sha256="",
        source="sentence",
        encoding="utf-8",
    )
    reader = _Reader(document, vocabulary, grammar, aliases)
    reading = aliased(reader.read(), aliases)
    names = {code: name for name, code in reversed(CLASSES.items())}
    tokens = tuple(
        (text[t.begin : t.end], names.get(t.code, "text"), Span(t.begin, t.end)) for t in reader.lexed.tokens
    )
    return Trace(tokens, reading)


def _in_reading_order(fact: Fact) -> tuple[int, int, str]:
    return fact.quote.begin, fact.quote.end, type(fact).__name__


class _Reader:
    """The state of reading one document."""

    def __init__(self, document: Document, vocabulary: Vocabulary, grammar: Grammar, aliases: Aliases) -> None:
        self.document = document
        self.vocabulary = vocabulary
        self.grammar = grammar
        self.folded = fold(document.matched)
        code = document.metadata.place
        self.home = vocabulary.places.get(code) if code else None
        about = Surroundings(self.home, document.metadata.year, document.metadata.publisher)
        names = gazetteer(self.folded, document.text, about, vocabulary, grammar)
        self.lexed: Lexed = Schools(grammar).merge(lex(document.text, self.folded, grammar, vocabulary, names.tokens))
        self.ambiguous, self.unnamed = names.ambiguous, names.unnamed
        self.tokens: tuple[Token, ...] = self.lexed.tokens
        self.codes = self.lexed.codes
        self.begins = [token.begin for token in self.tokens]
        self.things = Things(
            self.home,
            vocabulary,
            grammar,
            aliases.splits_in(document.metadata.id, document.metadata.year),
            document.metadata.id,
        )
        self.context = Context(document, self.lexed)
        self.keys: dict[int, Key] = {}
        self.campaigns: list[tuple[int, int, Key]] = []

    def read(self) -> Reading:
        """Run every stage."""
        about = self.things.place(self.home) if self.home else None
        publisher = self.things.publisher(self.document.metadata.publisher)
        self._note_names()
        statements = Statements(self.context, self.things, self.keys, self.campaigns, publisher)
        figures = Figures(self.tokens, self.codes, self.folded, dict(self.grammar.figures))
        honours, works = (
            Honours(self.tokens, self.codes, self.folded, self._levels()),
            Works(self.tokens, self.codes, self.folded),
        )
        deeds = Deeds(self.tokens, self.codes, self.folded)
        for low, high in self._sentences():
            used: set[int] = set()
            start = len(statements.facts)
            for honour in honours.read(low, high, used):
                statements.recognition(honour, low, high, about)
            for work in works.read(low, high, used):
                statements.project(work, low, high, about)
            for figure in figures.read(low, high, used):
                statements.figure(figure, low, high, start, about)
            statements.deeds(deeds, low, high, start, about)
        facts = tuple(sorted(statements.facts, key=_in_reading_order))
        nonfacts, unread, coverage = account(self.document, self.lexed, facts, self.ambiguous)
        return Reading(self.document, self.things.finish(), facts, nonfacts, unread, coverage)

    def _levels(self) -> dict[str, Level]:
        """The names of the report's own places, with the level that a title which opens with one is of."""
        chain = (self.home, *self.vocabulary.ancestors(self.home.code)) if self.home else ()
        return {name: place.level for place in chain for name in (place.label, *place.shorts)}

    def _note_names(self) -> None:
        self.things.hear(self.tokens)
        for i, token in enumerate(self.tokens):
            if token.code == "E":
                span = Span(token.begin, token.end)
                self.keys[i] = self.things.add(token.payload, self._printed(token), span)
        for school, group in memberships(self.folded, self.tokens, self.codes):
            self.things.tie(self.keys[school], "memberOfGroup", self.keys[group])
        rules, text = self.grammar.programmes, self.document.text
        policies = Policies(self.tokens, self.codes, text, self.folded, rules.policy).note(self.things, self.keys)
        programmes = Programmes(self.tokens, self.codes, text, self.folded, rules)
        quoted, plain = programmes.note(self.things, tuple(policies))
        self.campaigns = sorted((offset, rank, key) for rank, (offset, key) in enumerate(plain.items()))
        self.keys |= policies | quoted
        for town in townships.find(self.lexed, self.grammar.places, self.grammar.names.lead):
            key = self.things.local_place(town.name, town.span, within=town.within)
            if town.office is not None:
                self.things.office(town.office, key, town.office_span)
        for match in _COMMUNITY.finditer(self.folded):
            if (begin := self._community(match)) is not None:
                self.things.local_place(self.folded[begin : match.end()], Span(begin, match.end()))

    def _printed(self, token: Token) -> str:
        """The name of a thing as it is printed; 我局 and the 市 of 市、区教育局 are no names of it."""
        printed = self.document.text[token.begin : token.end]
        return "" if token.begin in self.unnamed else printed

    def _community(self, match: re.Match[str]) -> int | None:
        """Where the name of a residential community begins: 红树湾未来社区, but not 首批未来社区 or 农村社区."""
        i = bisect_right(self.begins, match.start()) - 1
        if self.tokens[i].begin == match.start():
            i -= 1
        if i < 0 or self.codes[i] != "X" or self.tokens[i].end < match.start():
            return None
        core = self.folded[self.tokens[i].begin : match.start()]
        named = 2 <= len(core) <= 4 and core.isalpha() and not self.grammar.names.generic.fullmatch(core)
        return self.tokens[i].begin if named else None

    def _sentences(self) -> Iterator[tuple[int, int]]:
        for match in _SENTENCE.finditer(self.codes):
            low, high = match.span()
            if self.context.block(self.tokens[low].begin).kind in _READ:
                while high - low > _LONGEST:
                    cut = self.codes.rfind(";", low, low + _LONGEST)
                    cut = cut if cut > low else low + _LONGEST
                    yield low, cut
                    low = cut
                yield low, high
