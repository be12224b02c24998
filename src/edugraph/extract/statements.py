"""Statements: what was found in a sentence becomes facts, each with its standing, its quote and whom it is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import takewhile
from typing import TypedDict

from edugraph.extract.context import Context, Standing
from edugraph.extract.deeds import Deeds
from edugraph.extract.figures import Figure
from edugraph.extract.honours import default_recipient
from edugraph.extract.indicators import ANY_UNIT
from edugraph.extract.schools import SchoolName
from edugraph.extract.things import Things
from edugraph.extract.titles import Honour
from edugraph.extract.works import Work
from edugraph.lexicon.bodies import LocalBody
from edugraph.lexicon.vocabulary import Place, Term
from edugraph.model import (
    Action,
    Change,
    ConstructionProject,
    Fact,
    Key,
    Level,
    Observation,
    Origin,
    Recognition,
    Relation,
    Span,
    Status,
)

_NAMED = re.compile("[EQT]")
_PAIR = re.compile(r"[“]([\u4e00-\u9fff]{2,6})[-—~·]+([\u4e00-\u9fff]{2,6})[”]")
_INVESTMENT = re.compile(r"(?:概算|计划|预算|项目)?总投资(?:额)?")
_CLAUSE = re.compile("[^,;]+")
_STOP = re.compile("[,;.]")


def _unit(figure: Figure) -> str | None:
    """The unit that a figure's measure is counted in; of a relative change it is not known."""
    quantity = figure.quantity or figure.earlier
    if quantity is not None:
        return quantity.unit
    return ANY_UNIT if figure.delta_unit in ("%", "‰", "倍") else figure.delta_unit


class _Common(TypedDict):
    """The fields that every fact has (:class:`edugraph.model.Fact`)."""

    quote: Span
    status: Status
    status_origin: Origin
    period: str | None
    period_origin: Origin
    about: Key | None
    rule: str
    section: int | None


class Statements:
    """Collects the facts of one document.

    ``keys`` are the things that tokens name, ``campaigns`` the programmes that paragraphs may open with: offset, rank
    among those found, key.
    """

    def __init__(
        self,
        context: Context,
        things: Things,
        keys: dict[int, Key],
        campaigns: list[tuple[int, int, Key]],
        publisher: Key | None,
    ) -> None:
        self.context = context
        self.document = context.document
        self.tokens = context.lexed.tokens
        self.codes = context.lexed.codes
        self.folded = context.lexed.folded
        self.things = things
        self.vocabulary = things.vocabulary
        self.home = things.home
        self.keys = keys
        self.campaigns = campaigns
        self.publisher = publisher
        self.facts: list[Fact] = []

    def _span(self, first: int, last: int) -> Span:
        return Span(*self._edges(first, last))

    def _edges(self, first: int, last: int) -> tuple[int, int]:
        """Where tokens ``first`` up to ``last`` begin and end, without the white space around them."""
        begin, end = self.tokens[first].begin, self.tokens[last - 1].end
        text = self.document.text
        while begin < end and text[begin] in " \u3000\n":
            begin += 1
        while end > begin and text[end - 1] in " \u3000\n":
            end -= 1
        return begin, end

    def _clause_end(self, first: int, high: int) -> int:
        stop = _STOP.search(self.codes, first, high)
        return stop.start() if stop else max(first, high)

    def _standing(self, first: int, low: int, high: int) -> Standing:
        return self.context.standing(first, low, self._clause_end(first, high))

    def _common(self, standing: Standing, quote: Span, about: Key | None, rule: str, first: int) -> _Common:
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

    def figure(self, figure: Figure, low: int, high: int, start: int, about: Key | None) -> None:
        """Note a figure of the sentence of tokens ``low`` up to ``high``, whose facts begin at ``start``."""
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
        indicator, population = self.things.indicators.add(
            text, None if figure.predicate else verb, _unit(figure), population
        )
        common = self._common(
            standing, self._span(figure.first, figure.last), subject or about, figure.rule, figure.first
        )
        if figure.earlier is None and figure.delta is None:
            if figure.quantity is not None:
                self.facts.append(
                    Observation(
                        quantity=figure.quantity,
                        measure=text,
                        level=figure.level,
                        population=population,
                        indicator=indicator,
                        verb=verb,
                        **common,
                    )
                )
            return
        self.facts.append(
            Change(
                measure=text,
                level=figure.level,
                population=population,
                indicator=indicator,
                verb=verb,
                quantity=figure.quantity,
                earlier=figure.earlier,
                delta=figure.delta,
                delta_unit=figure.delta_unit,
                delta_qualifier=figure.delta_qualifier,
                **common,
            )
        )

    def _arrival(self, figure: Figure) -> str | None:
        """The year that a change arrives in: 由2017年的35%提高到2022年的52%. Not the year it starts from."""
        amounts = [k for k in range(figure.first, figure.last) if self.codes[k] in "qpomyrRn"]
        times = [k for k in range(amounts[0], amounts[-1]) if self.codes[k] == "t"] if amounts else []
        return self.context.period_at(times[-1]) if times else None

    def _under_way(self, start: int) -> bool:
        """Whether works go on in the sentence whose facts begin at ``start``: their investment does too."""
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

    def recognition(self, honour: Honour, low: int, high: int, about: Key | None) -> None:
        """Note an honour of the sentence of tokens ``low`` up to ``high``."""
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
                **self._common(standing, quote, about, honour.rule, honour.first),
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

    def project(self, work: Work, low: int, high: int, about: Key | None) -> None:
        """Note building works of the sentence of tokens ``low`` up to ``high``."""
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
                **self._common(standing, self._span(work.first, work.last), about, work.rule, work.first),
            )
        )

    def deeds(self, deeds: Deeds, low: int, high: int, start: int, about: Key | None) -> None:
        """Actions and ties of the clauses of a sentence that say no figure."""
        figures = [(fact.quote.begin, fact.quote.end) for fact in self.facts[start:]]
        head: Key | None = None
        for clause in _CLAUSE.finditer(self.codes, low, high):
            begin, end = clause.span()
            if self.codes.find("E", begin, end) >= 0:  # a tie binds bodies, and only bodies are put in charge
                ties = deeds.ties(begin, end)
                for tie in ties:
                    self._tie(tie.first, tie.last, tie.predicate, tie.subjects, tie.rule, low, high, about)
                heads = deeds.heads(begin, end)
                head = self.keys.get(heads[0], head) if heads else head
                if ties:
                    continue
            first, last = self._edges(begin, end)
            if not any(low_edge < last and first < high_edge for low_edge, high_edge in figures):
                self._action(deeds, begin, end, low, high, about, head)
        if self.codes.find("Q", low, high) >= 0:
            for match in _PAIR.finditer(self.folded, self.tokens[low].begin, self.tokens[high - 1].end):
                self._pair(match, low, about)

    def _action(
        self, deeds: Deeds, begin: int, end: int, low: int, high: int, about: Key | None, head: Key | None
    ) -> None:
        deed = deeds.deed(begin, end, lambda: self._standing(begin, low, high).status is Status.PLANNED)
        if deed is None:
            return
        standing = self._standing(deed.object_begin if deed.object_begin < end else deed.first, low, high)
        named = _NAMED.finditer(self.codes, deed.object_begin, end)
        objects = tuple(dict.fromkeys(self.keys[m.start()] for m in named if m.start() in self.keys))
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
        )
        if (
            deed.verb in {"出台", "印发", "制定", "发布", "下发", "颁布", "修订", "制订"}
            and agent
            and agent.startswith("org:")
        ):
            for key in objects:
                if key.startswith("policy:"):
                    self._relate(
                        agent,
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
        if not self.campaigns:
            return None
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
        self.facts.append(Relation(subject=subject, predicate=predicate, object=other, **common))

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
