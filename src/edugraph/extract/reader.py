"""The composition of the extraction: every sentence of a document is read once, from honours to deeds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from edugraph.extract.context import Context, Standing
from edugraph.extract.coverage import account
from edugraph.extract.deeds import Deeds
from edugraph.extract.figures import Figure, Figures
from edugraph.extract.honours import Honour, Honours, default_recipient
from edugraph.extract.names import SchoolName, Schools, gazetteer
from edugraph.extract.programmes import Programmes
from edugraph.extract.things import Things
from edugraph.extract.tokens import Lexed, Token, lex
from edugraph.extract.works import Work, Works
from edugraph.lexicon.bodies import LocalBody
from edugraph.lexicon.grammar import CLASSES, Grammar
from edugraph.lexicon.vocabulary import Place, Term, Vocabulary
from edugraph.model import (
    Action,
    BlockKind,
    Change,
    ConstructionProject,
    Document,
    Fact,
    Key,
    Level,
    Metadata,
    Observation,
    Origin,
    Reading,
    Recognition,
    Relation,
    Span,
    Status,
)
from edugraph.text.fold import fold

_PAIR = re.compile(r"[“]([\u4e00-\u9fff]{2,6})[-—~·]+([\u4e00-\u9fff]{2,6})[”]")
_COMMUNITY = re.compile(r"(?:未来|智慧|国际)社区|社区(?![教服活工治干居民学老书])")
_INVESTMENT = re.compile(r"(?:概算|计划|预算|项目)?总投资(?:额)?")
# Over the classes of tokens: a sentence, a clause, what ends one.
_SENTENCE = re.compile("[^.]+")
_CLAUSE = re.compile("[^,;]+")
_STOP = re.compile("[,;.]")
_LONGEST = 600
"""As many tokens as are read as one sentence: a text without full stops must not make every look-back long."""
_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})


@dataclass(frozen=True, slots=True)
class Trace:
    """How a sentence was read: its tokens as (text, class, span) and what came of them."""

    tokens: tuple[tuple[str, str, Span], ...]
    reading: Reading


def read(document: Document, vocabulary: Vocabulary, grammar: Grammar) -> Reading:
    """Read a document into things and facts.

    Args:
        document: the repaired report.
        vocabulary: the published vocabulary as a gazetteer.
        grammar: the language rules.
    """
    return _Reader(document, vocabulary, grammar).read()


def trace(sentence: str, vocabulary: Vocabulary, grammar: Grammar) -> Trace:
    """Read one sentence by itself, without section, place or year, and show its tokens."""
    text = sentence.strip()
    from edugraph.model import Block

    document = Document(
        metadata=Metadata(id="sentence"),
        text=text,
        raw=text,
        runs=((0, 0, len(text)),),
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),),
        sections=(),
        sha256="",
        source="sentence",
        encoding="utf-8",
    )
    reader = _Reader(document, vocabulary, grammar)
    reading = reader.read()
    names = {code: name for name, code in reversed(CLASSES.items())}
    tokens = tuple(
        (text[t.begin : t.end], names.get(t.code, "text"), Span(t.begin, t.end)) for t in reader.lexed.tokens
    )
    return Trace(tokens, reading)


def _in_reading_order(fact: Fact) -> tuple[int, int, str]:
    return fact.quote.begin, fact.quote.end, type(fact).__name__


class _Reader:
    """The state of reading one document."""

    def __init__(self, document: Document, vocabulary: Vocabulary, grammar: Grammar) -> None:
        self.document = document
        self.vocabulary = vocabulary
        self.grammar = grammar
        self.folded = fold(document.text)
        code = document.metadata.place
        self.home = vocabulary.places.get(code) if code else None
        names = gazetteer(self.folded, document.text, self.home, vocabulary, grammar)
        self.lexed: Lexed = Schools(grammar).merge(lex(document.text, self.folded, grammar, vocabulary, names))
        self.tokens: tuple[Token, ...] = self.lexed.tokens
        self.codes = self.lexed.codes
        self.begins = [token.begin for token in self.tokens]
        self.things = Things(self.home, vocabulary, grammar)
        self.context = Context(document, self.lexed)
        self.facts: list[Fact] = []
        self.keys: dict[int, Key] = {}
        self.campaigns: list[tuple[int, int, Key]] = []

    def read(self) -> Reading:
        """Run every stage."""
        about = self.things.place(self.home) if self.home else None
        self.publisher = self.things.publisher(self.document.metadata.publisher)
        self._note_names()
        figures = Figures(self.tokens, self.codes, self.folded, dict(self.grammar.figures))
        honours, works = (
            Honours(self.tokens, self.codes, self.folded, self._levels()),
            Works(self.tokens, self.codes, self.folded),
        )
        deeds = Deeds(self.tokens, self.codes, self.folded)
        for low, high in self._sentences():
            used: set[int] = set()
            start = len(self.facts)
            for honour in honours.read(low, high, used):
                self._recognition(honour, low, high, about)
            for work in works.read(low, high, used):
                self._project(work, low, high, about)
            for figure in figures.read(low, high, used):
                self._figure(figure, low, high, start, about)
            self._deeds(deeds, low, high, start, about)
        facts = tuple(sorted(self.facts, key=_in_reading_order))
        nonfacts, unread, coverage = account(self.document, self.lexed, facts)
        return Reading(self.document, self.things.finish(), facts, nonfacts, unread, coverage)

    def _levels(self) -> dict[str, Level]:
        """The names of the report's own places, with the level that a title which opens with one is of."""
        chain = (self.home, *self.vocabulary.ancestors(self.home.code)) if self.home else ()
        return {name: place.level for place in chain for name in (place.label, *place.shorts)}

    def _note_names(self) -> None:
        for i, token in enumerate(self.tokens):
            if token.code == "E":
                printed = self.document.text[token.begin : token.end]
                self.keys[i] = self.things.add(token.payload, printed, Span(token.begin, token.end))
        programmes = Programmes(self.tokens, self.codes, self.document.text, self.folded, self.grammar.names)
        quoted, plain = programmes.note(self.things)
        self.campaigns = sorted((offset, rank, key) for rank, (offset, key) in enumerate(plain.items()))
        self.keys |= quoted
        for match in _COMMUNITY.finditer(self.folded):
            if (begin := self._community(match)) is not None:
                self.things.local_place(self.folded[begin : match.end()], Span(begin, match.end()))

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

    def _span(self, first: int, last: int) -> Span:
        begin, end = self.tokens[first].begin, self.tokens[last - 1].end
        text = self.document.text
        while begin < end and text[begin] in " \u3000\n":
            begin += 1
        while end > begin and text[end - 1] in " \u3000\n":
            end -= 1
        return Span(begin, end)

    def _clause_end(self, first: int, high: int) -> int:
        stop = _STOP.search(self.codes, first, high)
        return stop.start() if stop else max(first, high)

    def _standing(self, first: int, low: int, high: int) -> Standing:
        return self.context.standing(first, low, self._clause_end(first, high))

    def _common(self, standing: Standing, quote: Span, about: Key | None, rule: str, first: int) -> dict[str, object]:
        return {
            "quote": quote,
            "status": standing.status,
            "status_origin": standing.status_origin,
            "period": standing.period,
            "period_origin": standing.period_origin,
            "about": about,
            "rule": rule,
            "section": self.context.section_of(first),
        }

    def _figure(self, figure: Figure, low: int, high: int, start: int, about: Key | None) -> None:
        measure = figure.measure
        anchor = next(
            (k for k in range(figure.last - 1, figure.first - 1, -1) if self.codes[k] in "qpomyrRn"), figure.first
        )
        standing = self._standing(anchor if figure.earlier is None else figure.first, low, high)
        if figure.earlier is not None and (period := self._arrival(figure)) is not None:
            standing = Standing(standing.status, standing.status_origin, period, Origin.SAID)
        if _INVESTMENT.fullmatch(measure.text) and standing.status is Status.ACHIEVED and self._under_way(start):
            standing = Standing(Status.ONGOING, Origin.SAID, standing.period, standing.period_origin)
        subject, text = self._subject(figure)
        text = text + figure.predicate
        population = figure.population
        if population is None and not any(
            stage in text for stage in ("小学", "初中", "高中", "幼儿园", "学前", "中职", "义务教育", "特殊教育")
        ):
            population = self.context.population(self.context.section_of(figure.first))
        if population is not None and population in text:
            population = None
        verb = measure.verb
        named = self.vocabulary.indicator_names.get(text)
        indicator = self.things.indicator(
            text if named or not verb or verb in text or figure.predicate else verb + text
        )
        common = self._common(
            standing, self._span(figure.first, figure.last), subject or about, figure.rule, figure.first
        )
        common |= {
            "measure": text,
            "level": figure.level,
            "population": population,
            "indicator": indicator,
            "verb": verb,
        }
        if figure.earlier is None and figure.delta is None:
            if figure.quantity is not None:
                self.facts.append(Observation(quantity=figure.quantity, **common))  # type: ignore[arg-type]
            return
        self.facts.append(
            Change(
                quantity=figure.quantity,
                earlier=figure.earlier,
                delta=figure.delta,
                delta_unit=figure.delta_unit,
                delta_qualifier=figure.delta_qualifier,
                **common,  # type: ignore[arg-type]
            )
        )

    def _arrival(self, figure: Figure) -> str | None:
        """The year that a change arrives in: 由2017年的35%提高到2022年的52%. The year that it starts from is none of it."""
        amounts = [k for k in range(figure.first, figure.last) if self.codes[k] in "qpomyrRn"]
        times = [k for k in range(amounts[0], amounts[-1]) if self.codes[k] == "t"] if amounts else []
        return self.context.period_at(times[-1]) if times else None

    def _under_way(self, start: int) -> bool:
        """Whether the sentence, whose facts begin at ``start``, speaks of works that go on: their investment does so too."""
        return any(
            isinstance(fact, ConstructionProject) and fact.status is Status.ONGOING for fact in self.facts[start:]
        )

    def _subject(self, figure: Figure) -> tuple[Key | None, str]:
        """A measure that opens with one school, body or place is about it: 吴兴二小学生1200人."""
        measure = figure.measure
        first = measure.first
        if (
            measure.last - first > 1
            and first in self.keys
            and self.codes[first] == "E"
            and self.codes[first + 1] not in "+"
        ):
            payload = self.tokens[first].payload
            if isinstance(payload, (Place, SchoolName, LocalBody)) and measure.placed == "before":
                begin = self.tokens[first + 1].begin
                rest = measure.text[begin - self.tokens[first].begin :].lstrip("的")
                if len(rest) >= 2:
                    return self.keys[first], rest
        return None, measure.text

    def _recognition(self, honour: Honour, low: int, high: int, about: Key | None) -> None:
        standing = self._standing(honour.first, low, high)
        if honour.striven:
            planned = standing.status is Status.PLANNED
            standing = (
                standing if planned else Standing(Status.ONGOING, Origin.SAID, standing.period, standing.period_origin)
            )
        recipients = tuple(self.keys[k] for k in honour.recipient_tokens if k in self.keys)
        recipient = honour.recipient
        if recipient is None and not honour.counted_subject:
            recipients = self._default(honour, about)
            recipient = self.things.label(recipients[0]) if recipients else None
        elif recipient is not None and recipients:
            if self._is_list(recipient, honour.recipient_tokens):
                recipient = "、".join(self.things.label(key) for key in recipients)
            else:
                recipients = ()  # things are named in it, but it is none of them: 吴兴区“双减”特色化改革
        granted_by, grantor = self._grantor(honour)
        quote = self._span(honour.first, honour.last)
        self.facts.append(
            Recognition(
                title=honour.title,
                recipient=recipient,
                recipients=recipients,
                grantor=grantor,
                granted_by=granted_by,
                level=honour.level,
                batch=honour.batch,
                edition=honour.edition,
                rank=honour.rank,
                measure=honour.measure,
                count=honour.count,
                verb=honour.verb,
                **self._common(standing, quote, about, honour.rule, honour.first),  # type: ignore[arg-type]
            )
        )

    def _is_list(self, recipient: str, names: tuple[int, ...]) -> bool:
        """Whether a recipient is nothing but names and the joints between them."""
        return (
            all(self.codes[k] in "EQ+" for k in range(names[0], names[-1] + 1))
            and len(recipient) == self.tokens[names[-1]].end - self.tokens[names[0]].begin
        )

    def _default(self, honour: Honour, about: Key | None) -> tuple[Key, ...]:
        key = self.publisher if default_recipient(honour.title) == "publisher" else about
        return (key,) if key else ()

    def _grantor(self, honour: Honour) -> tuple[Key | None, str | None]:
        meaning = honour.grantor_meaning
        if isinstance(meaning, Level):
            place = self.vocabulary.at_level(self.home.code, meaning) if self.home and honour.grantor else None
            return (self.things.place(place), place.label) if place else (None, None)
        if isinstance(meaning, (Place, Term, LocalBody, SchoolName)):
            key = self.things.add(meaning, "", None)
            return key, self.things.label(key)
        return None, honour.grantor

    def _project(self, work: Work, low: int, high: int, about: Key | None) -> None:
        anchor = work.count_token if work.count_token is not None else work.schools[0] if work.schools else work.first
        standing = self._standing(anchor, low, high)
        if standing.status is not Status.PLANNED:
            said = work.status or (
                Status.ONGOING if work.verb in {"推进", "加快推进", "推动", "加快", "实施推进"} else None
            )
            if said is not None:
                standing = Standing(said, Origin.SAID, standing.period, standing.period_origin)
        self.facts.append(
            ConstructionProject(
                work=work.work,
                schools=tuple(dict.fromkeys(self.keys[k] for k in work.schools)),
                places=tuple(self.things.local_place(self.document.text[b:e], Span(b, e)) for b, e in work.plots),
                measure=work.measure,
                count=work.count,
                verb=work.verb,
                **self._common(standing, self._span(work.first, work.last), about, work.rule, work.first),  # type: ignore[arg-type]
            )
        )

    def _deeds(self, deeds: Deeds, low: int, high: int, start: int, about: Key | None) -> None:
        """Actions and ties of the clauses of a sentence that say no figure."""
        figures = [fact.quote for fact in self.facts[start:]]
        head: Key | None = None
        for clause in _CLAUSE.finditer(self.codes, low, high):
            begin, end = clause.span()
            ties = deeds.ties(begin, end)
            for tie in ties:
                self._tie(tie.first, tie.last, tie.predicate, tie.subjects, tie.rule, low, high, about)
            heads = deeds.heads(begin, end)
            head = self.keys.get(heads[0], head) if heads else head
            if ties:
                continue
            span = self._span(begin, end)
            if not any(quote.begin < span.end and span.begin < quote.end for quote in figures):
                self._action(deeds, begin, end, low, high, about, head)
        for match in _PAIR.finditer(self.folded, self.tokens[low].begin, self.tokens[high - 1].end):
            self._pair(match, low, about)

    def _action(
        self, deeds: Deeds, begin: int, end: int, low: int, high: int, about: Key | None, head: Key | None
    ) -> None:
        deed = deeds.deed(begin, end, lambda: self._standing(begin, low, high).status is Status.PLANNED)
        if deed is None:
            return
        standing = self._standing(deed.object_begin if deed.object_begin < end else deed.first, low, high)
        objects = tuple(dict.fromkeys(self.keys[k] for k in range(deed.object_begin, end) if k in self.keys))
        agent = next((self.keys[k] for k in deed.agents), head or (None if deed.subject else self.publisher))
        text = self.document.text
        begins = self.tokens[deed.object_begin].begin if deed.object_begin < end else self.tokens[end - 1].end
        said = text[begins : self.tokens[end - 1].end].strip()
        if not said:
            said = text[self.tokens[deed.first].begin : self.tokens[end - 1].end].strip()
        common = self._common(standing, self._span(deed.first, end), about, "action.clause", deed.first)
        programme = self._campaign(begin)
        self.facts.append(
            Action(object=said, objects=objects, verb=deed.verb, agent=agent, programme=programme, **common)
        )  # type: ignore[arg-type]
        if deed.verb in {"出台", "印发", "制定", "发布", "下发", "颁布", "修订", "制订"} and self.publisher:
            for key in objects:
                if key.startswith("policy:"):
                    self._relate(
                        self.publisher,
                        "issues",
                        key,
                        "relation.issues",
                        standing,
                        self._span(deed.first, end),
                        about,
                        deed.first,
                    )

    def _campaign(self, i: int) -> Key | None:
        """The 行动 or 工程 that the paragraph of token ``i`` opens with: its actions are steps of that programme."""
        block = self.context.block(self.tokens[i].begin)
        lead = self.folded.find("。", block.span.begin, block.span.begin + 40)
        lead = self.folded.find("；", block.span.begin, block.span.begin + 40) if lead < 0 else lead
        if self.tokens[i].begin <= lead:
            return None
        first = bisect_left(self.campaigns, (block.span.begin,))
        within = takewhile(lambda campaign: campaign[0] < lead, self.campaigns[first : first + lead - block.span.begin])
        return min(((rank, key) for _, rank, key in within), default=(0, None))[1]

    def _tie(
        self,
        first: int,
        last: int,
        predicate: str,
        subjects: tuple[int, ...],
        rule: str,
        low: int,
        high: int,
        about: Key | None,
    ) -> None:
        if self.publisher is None:
            return
        standing = self._standing(first, low, high)
        for k in subjects:
            if k in self.keys and self.keys[k] != self.publisher:
                self._relate(
                    self.keys[k], predicate, self.publisher, rule, standing, self._span(first, last), about, first
                )

    def _relate(
        self,
        subject: Key,
        predicate: str,
        other: Key,
        rule: str,
        standing: Standing,
        quote: Span,
        about: Key | None,
        first: int,
    ) -> None:
        common = self._common(standing, quote, about, rule, first)
        self.facts.append(Relation(subject=subject, predicate=predicate, object=other, **common))  # type: ignore[arg-type]

    def _pair(self, match: re.Match[str], low: int, about: Key | None) -> None:
        """“吴兴—遂昌”: two places that work together."""
        near = self.home.code if self.home else None
        places = [self.vocabulary.find_place(name, near) for name in match.groups()]
        if any(place is None for place in places):
            return
        keys = [
            self.things.add(place, name, Span(*match.span(n + 1)))
            for n, (place, name) in enumerate(zip(places, match.groups(), strict=True))
            if place is not None
        ]
        standing = self._standing(low, low, low + 1)
        self._relate(
            keys[0], "pairsWith", keys[1], "relation.pair", standing, Span(match.start(), match.end()), about, low
        )
