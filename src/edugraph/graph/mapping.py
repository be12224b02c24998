"""The one mapping: a ``Reading`` becomes triples here and nowhere else (DESIGN §4).

Facts are by far the most numerous nodes, so their terms are put together as text, once, without an RDF library.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from edugraph.graph import terms
from edugraph.graph.dataset import report_datasets
from edugraph.graph.evidence import evidence_triples
from edugraph.graph.iris import BASE, document_iri, iri, local_name
from edugraph.graph.points import LEVELS, Points, Slot, mixed_units
from edugraph.graph.terms import TYPE, Triple, term
from edugraph.graph.things import document_triples, interval_triples, minted_indicator, stage_triples, thing_triples
from edugraph.model import (
    Action,
    Change,
    ConstructionProject,
    Fact,
    Observation,
    Origin,
    Qualifier,
    Quantity,
    Reading,
    Recognition,
    Relation,
    Span,
    Status,
    ThingType,
)

STATUS = {status: term(f"edu:{status.value.capitalize()}") for status in Status}
ORIGIN = {origin: term(f"edu:From{origin.value.capitalize()}") for origin in Origin}
QUALIFIER = {
    qualifier: term("edu:" + "".join(word.capitalize() for word in qualifier.value.split("_")))
    for qualifier in Qualifier
}
CLASS: dict[type[Fact], str] = {
    kind: term(f"edu:{kind.__name__}")
    for kind in (Observation, Change, Recognition, ConstructionProject, Action, Relation)
}

# fmt: off
_PROPERTIES = (
    "about", "actual", "agent", "asPrinted", "batch", "count", "delta", "deltaQualifier", "deltaUnit", "edition",
    "from", "grantedBy", "grantorName", "indicator", "level", "lowerBound", "measure", "mentions", "object",
    "period", "periodOrigin", "planned", "point", "programme", "qualifier", "rank", "recipient", "recipientName",
    "rule", "school", "section", "site", "status", "statusOrigin", "title", "to", "unit", "upperBound", "value",
    "verb", "work",
)
# fmt: on
P = {name: term(f"edu:{name}") for name in _PROPERTIES}
LOWER, UPPER = {Qualifier.MORE_THAN, Qualifier.AT_LEAST}, {Qualifier.LESS_THAN, Qualifier.AT_MOST}

_TARGET, _OBSERVATION = term("edu:Target"), term("edu:Observation")
_DERIVED = term("prov:wasDerivedFrom")
_SUBJECT, _PREDICATE, _OBJECT = term("rdf:subject"), term("rdf:predicate"), term("rdf:object")


def triples(reading: Reading, *, base: str = BASE, text: bool = True) -> list[Triple]:
    """The graph of one reading: no triple twice, no blank node, the same list for the same reading.

    The order is that of the Turtle: what describes the graph itself, document, things by key, data points, facts and
    evidence by their place in the text. ``text=False`` leaves the report's own text out of the document node.
    """
    document = document_triples(reading, base, text=text)
    return [*report_datasets(document, base), *document, *_Mapper(reading, base).run()]


class _Mapper:
    """The state of one call of ``triples``: where facts add their triples and what they have in common."""

    def __init__(self, reading: Reading, base: str) -> None:
        about = reading.document.metadata
        self.reading = reading
        self.base = base
        self.document = document_iri(about.id, base)
        self.name = local_name(about.id)
        self.home = f"place:{about.place}" if about.place else f"doc:{self.name}"
        self.out: list[Triple] = []
        self.used: dict[tuple[int, int], int] = {}
        self.quotes: list[Span] = []
        self.minted: dict[str, str] = {}
        self.periods: set[str] = set()
        self.direct: set[Triple] = set()
        things = reading.things
        self.described = {thing.key for thing in things}
        self.write: dict[type[Fact], Callable[[str, Any], None]] = {
            Observation: self._observation,
            Change: self._change,
            Recognition: self._recognition,
            ConstructionProject: self._project,
            Action: self._action,
            Relation: self._relation,
        }
        self.points = Points(
            known=frozenset(thing.key for thing in things if thing.type is ThingType.INDICATOR and thing.known),
            labels={thing.key: thing.label for thing in reversed(things)},
            mixed=mixed_units(
                (fact.indicator, fact.quantity.unit)
                for fact in reading.facts
                if isinstance(fact, Observation | Change) and fact.quantity
            ),
            base=base,
        )

    def run(self) -> list[Triple]:
        """Everything but the document node."""
        for fact in self.reading.facts:
            self._fact(fact)
        things: list[Triple] = []
        seen: set[str] = set()
        for thing in sorted(self.reading.things, key=lambda thing: thing.key):
            if (name := iri(thing.key, self.base)) not in seen:
                seen.add(name)
                things += thing_triples(thing, self.document, self.base)
        for key, label in sorted(self.minted.items()):
            if (name := iri(key, self.base)) not in seen:
                seen.add(name)
                things += minted_indicator(key, label, self.base)
        return [
            *things,
            *sorted(self.direct.difference(things)),
            *stage_triples(self.reading.things, self.base),
            *interval_triples(self.periods, self.base),
            *self.points.triples(),
            *self.out,
            *evidence_triples(self.reading.document, self.quotes, self.base),
        ]

    def _fact(self, fact: Fact) -> None:
        span = fact.quote
        place = span.begin, span.end
        seen = self.used[place] = self.used.get(place, 0) + 1
        if seen == 1:
            self.quotes.append(span)
        again = f"_{seen}" if seen > 1 else ""
        subject = f"<{self.base}id/fact/{self.name}_{span.begin}_{span.end}{again}>"
        add = self.out.append
        add((subject, TYPE, CLASS[type(fact)]))
        if fact.status is Status.PLANNED:
            add((subject, TYPE, _TARGET))
        add((subject, P["status"], STATUS[fact.status]))
        if fact.status_origin is not Origin.SAID:
            add((subject, P["statusOrigin"], ORIGIN[fact.status_origin]))
        if fact.period:
            add((subject, P["period"], self._period(fact.period)))
            if fact.period_origin is not Origin.SAID:
                add((subject, P["periodOrigin"], ORIGIN[fact.period_origin]))
        if fact.about:
            add((subject, P["about"], f"<{iri(fact.about, self.base)}>"))
        self.write[type(fact)](subject, fact)
        if fact.agent:
            add((subject, P["agent"], f"<{iri(fact.agent, self.base)}>"))
        if fact.verb:
            add((subject, P["verb"], terms.zh(fact.verb)))
        if fact.section is not None:
            add((subject, P["section"], terms.zh(self.reading.document.sections[fact.section].title)))
        add((subject, _DERIVED, f"<{self.document}#char={span.begin},{span.end}>"))
        add((subject, P["rule"], terms.plain(fact.rule)))

    def _observation(self, subject: str, fact: Observation) -> None:
        add = self.out.append
        add((subject, P["indicator"], self._indicator(fact)))
        add((subject, P["measure"], terms.zh(fact.measure)))
        add((subject, P["point"], self._point(fact, fact.quantity)))
        self._quantity(subject, fact.quantity, P["value"])
        if fact.level:
            add((subject, P["level"], LEVELS[fact.level]))

    def _change(self, subject: str, fact: Change) -> None:
        add = self.out.append
        add((subject, P["indicator"], self._indicator(fact)))
        add((subject, P["measure"], terms.zh(fact.measure)))
        delta, unit = fact.delta, fact.delta_unit
        if fact.quantity:
            self._end(subject, "to", fact, fact.quantity)
        if fact.earlier:
            self._end(subject, "from", fact, fact.earlier)
        if fact.quantity and fact.earlier and delta is None:
            delta, unit = _difference(fact.earlier, fact.quantity), fact.quantity.unit
        if delta is not None:
            add((subject, P["delta"], terms.decimal(delta)))
            add((subject, P["deltaQualifier"], QUALIFIER[fact.delta_qualifier]))
            if unit:
                add((subject, P["deltaUnit"], terms.plain(unit)))
        if fact.level:
            add((subject, P["level"], LEVELS[fact.level]))

    def _end(self, change: str, side: str, fact: Change, quantity: Quantity) -> None:
        """One end of a change, an observation of its own. The earlier one is a state of affairs; nobody says when."""
        add = self.out.append
        earlier = side == "from"
        status = Status.ACHIEVED if earlier else fact.status
        subject = f"{change[:-1]}_{side}>"
        add((change, P[side], subject))
        add((subject, TYPE, _OBSERVATION))
        if status is Status.PLANNED:
            add((subject, TYPE, _TARGET))
        add((subject, P["status"], STATUS[status]))
        if fact.period and not earlier:
            add((subject, P["period"], terms.period(fact.period, self.base)))
        if fact.about:
            add((subject, P["about"], f"<{iri(fact.about, self.base)}>"))
        add((subject, P["indicator"], f"<{iri(fact.indicator, self.base)}>"))
        add((subject, P["measure"], terms.zh(fact.measure)))
        add((subject, P["point"], self._point(fact, quantity, earlier=earlier)))
        self._quantity(subject, quantity, P["value"])
        add((subject, _DERIVED, f"<{self.document}#char={fact.quote.begin},{fact.quote.end}>"))
        add((subject, P["rule"], terms.plain(fact.rule)))

    def _recognition(self, subject: str, fact: Recognition) -> None:
        add = self.out.append
        add((subject, P["title"], terms.zh(fact.title)))
        for key in sorted({*fact.recipients}):
            add((subject, P["recipient"], f"<{iri(key, self.base)}>"))
        if fact.recipient:
            add((subject, P["recipientName"], terms.zh(fact.recipient)))
        if fact.granted_by:
            add((subject, P["grantedBy"], f"<{iri(fact.granted_by, self.base)}>"))
        if fact.grantor:
            add((subject, P["grantorName"], terms.zh(fact.grantor)))
        if fact.level:
            add((subject, P["level"], LEVELS[fact.level]))
        if fact.batch is not None:
            add((subject, P["batch"], terms.integer(fact.batch)))
        if fact.edition is not None:
            add((subject, P["edition"], terms.integer(fact.edition)))
        if fact.rank:
            add((subject, P["rank"], terms.zh(fact.rank)))
        self._count(subject, fact.measure, fact.count)

    def _project(self, subject: str, fact: ConstructionProject) -> None:
        add = self.out.append
        add((subject, P["work"], terms.zh(fact.work)))
        for key in sorted({*fact.schools}):
            add((subject, P["school"], f"<{iri(key, self.base)}>"))
        for key in sorted({*fact.places}):
            add((subject, P["site"], f"<{iri(key, self.base)}>"))
        self._count(subject, fact.measure, fact.count)

    def _action(self, subject: str, fact: Action) -> None:
        add = self.out.append
        add((subject, P["object"], terms.zh(fact.object)))
        for key in sorted({*fact.objects}):
            add((subject, P["mentions"], f"<{iri(key, self.base)}>"))
        if fact.programme:
            add((subject, P["programme"], f"<{iri(fact.programme, self.base)}>"))

    def _relation(self, subject: str, fact: Relation) -> None:
        add = self.out.append
        tie = (f"<{iri(fact.subject, self.base)}>", term(f"edu:{fact.predicate}"), f"<{iri(fact.object, self.base)}>")
        for predicate, value in zip((_SUBJECT, _PREDICATE, _OBJECT), tie, strict=True):
            add((subject, predicate, value))
        if fact.status is not Status.PLANNED:
            self.direct.add(tie)

    def _count(self, subject: str, measure: str | None, count: Quantity | None) -> None:
        if measure:
            self.out.append((subject, P["measure"], terms.zh(measure)))
        if count:
            self._quantity(subject, count, P["count"])
            if count.unit:
                self.out.append((subject, P["unit"], terms.plain(count.unit)))

    def _quantity(self, subject: str, quantity: Quantity, predicate: str) -> None:
        add = self.out.append
        value = terms.decimal(quantity.value)
        add((subject, predicate, value))
        add((subject, P["qualifier"], QUALIFIER[quantity.qualifier]))
        if quantity.qualifier in LOWER:
            add((subject, P["lowerBound"], value))
        elif quantity.qualifier in UPPER:
            add((subject, P["upperBound"], value))
        add((subject, P["asPrinted"], terms.zh(quantity.as_printed)))

    def _point(self, fact: Observation | Change, quantity: Quantity, *, earlier: bool = False) -> str:
        slot = Slot(
            about=fact.about or self.home,
            indicator=fact.indicator,
            period=fact.period,
            before=earlier,
            level=fact.level,
            population=fact.population,
            unit=quantity.unit,
        )
        planned = fact.status is Status.PLANNED and not earlier
        return self.points.add(slot, P["planned" if planned else "actual"], terms.decimal(quantity.value))

    def _indicator(self, fact: Observation | Change) -> str:
        if fact.indicator not in self.described:
            self.described.add(fact.indicator)
            self.minted[fact.indicator] = fact.measure
            self.points.labels[fact.indicator] = fact.measure
        return f"<{iri(fact.indicator, self.base)}>"

    def _period(self, period: str) -> str:
        self.periods.add(period)
        return terms.period(period, self.base)


def _difference(earlier: Quantity, later: Quantity) -> Decimal | None:
    """What a change amounts to, when both ends are exact and in the same unit."""
    exact = earlier.qualifier is later.qualifier is Qualifier.EXACT
    return later.value - earlier.value if exact and earlier.unit == later.unit else None
