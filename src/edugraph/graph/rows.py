"""The flat rows of a graph: one for each fact, one for each thing, read from the graph by SPARQL (DESIGN §6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from edugraph.graph.iris import key_of
from edugraph.graph.mapping import QUALIFIER, STATUS
from edugraph.graph.points import LEVELS
from edugraph.graph.store import Cell, base_of, select
from edugraph.model import ThingType

if TYPE_CHECKING:
    import rdflib

Row = dict[str, Any]
Node = dict[str, list[str]]
"""One subject: property (CURIE) → values as text."""

# fmt: off
FACT_COLUMNS: tuple[str, ...] = (
    "id", "kind", "status", "measure", "indicator", "indicator_label", "value", "value_from", "delta", "unit",
    "qualifier", "as_printed", "period", "about", "about_id", "level", "title", "recipient", "grantor", "rank",
    "batch", "edition", "count", "work", "schools", "agent", "verb", "object", "section", "document", "quote",
    "start", "end", "raw_ranges", "rule",
)
# fmt: on
"""The keys of a row of ``facts``, in their order."""

ENTITY_COLUMNS: tuple[str, ...] = ("id", "type", "label", "aliases", "place", "part_of", "mentions")
"""The keys of a row of ``entities``, in their order."""

KINDS: dict[str, str] = {
    "edu:Observation": "observation",
    "edu:Change": "change",
    "edu:Recognition": "recognition",
    "edu:ConstructionProject": "project",
    "edu:Action": "action",
    "edu:Relation": "relation",
}
PARENTS = ("w3org:unitOf", "w3org:subOrganizationOf", "schema:containedInPlace", "dcterms:isPartOf", "skos:broader")

_WORDS: dict[str, str] = {
    key_of(name[1:-1]): word.value for names in (STATUS, QUALIFIER, LEVELS) for word, name in names.items()
}
_FACTS = "SELECT ?s ?p ?o WHERE { ?s prov:wasDerivedFrom ?e ; ?p ?o }"
_POINTS = "SELECT ?s ?p ?o WHERE { ?s a edu:DataPoint ; edu:unit ?o BIND (edu:unit AS ?p) }"
_EVIDENCE = """SELECT ?s ?p ?o WHERE { ?s nif:referenceContext ?d ; ?p ?o
  VALUES ?p { nif:referenceContext nif:beginIndex nif:endIndex nif:anchorOf edu:rawRanges } }"""
_LABELS = "SELECT ?s ?o WHERE { ?s rdfs:label ?o FILTER NOT EXISTS { ?s a edu:DataPoint } }"
_INTERVALS = "SELECT ?s ?o WHERE { ?s a edu:Interval ; dcterms:identifier ?o }"
_THINGS = """SELECT ?s ?p ?o WHERE { ?s a ?type ; ?p ?o
  VALUES ?type { edu:School edu:University edu:Department edu:Place edu:Programme edu:PolicyDocument edu:Organization
    edu:Indicator } }"""


def facts(graph: rdflib.Graph) -> list[Row]:
    """One row per fact, by document and place in the text, with exactly the keys of ``FACT_COLUMNS``.

    The two ends of a change are columns of its row, not rows.
    """
    names = _Names(base_of(graph))
    read = _Facts(
        nodes=_nodes(graph, _FACTS, names),
        points=_nodes(graph, _POINTS, names),
        evidence=_nodes(graph, _EVIDENCE, names),
        labels=_pairs(graph, _LABELS, names),
        periods=_pairs(graph, _INTERVALS, names),
    )
    rows = list(read.rows())
    rows.sort(key=lambda row: (row["document"] or "", row["start"] or 0, row["end"] or 0, len(row["id"]), row["id"]))
    return rows


@dataclass(frozen=True, slots=True)
class _Facts:
    """All that the rows of facts are put together from, by key."""

    nodes: dict[str, Node]
    points: dict[str, Node]
    evidence: dict[str, Node]
    labels: dict[str, str]
    periods: dict[str, str]

    def rows(self) -> Iterator[Row]:
        """A row for every fact that is not the end of a change."""
        sides = ("edu:from", "edu:to")
        ends = {end for node in self.nodes.values() for side in sides for end in node.get(side, ())}
        for key, node in self.nodes.items():
            kind = next((KINDS[name] for name in node["rdf:type"] if name in KINDS), None)
            if kind is not None and key not in ends:
                yield self._row(key, kind, node)

    def _row(self, key: str, kind: str, node: Node) -> Row:
        row: Row = dict.fromkeys(FACT_COLUMNS)

        def one(name: str) -> Cell:
            return _one(node, name)

        def label(name: str) -> str | None:
            keys = node.get(name)
            return "、".join(self.labels.get(key, key) for key in sorted(keys)) if keys else None

        quote = self.evidence.get(one("prov:wasDerivedFrom") or "", {})
        now = _end(node, "edu:to", self.nodes) if kind == "change" else node
        before = _end(node, "edu:from", self.nodes)
        period = one("edu:period")
        indicator = one("edu:indicator")
        unit = one("edu:unit") or _one(self.points.get(_one(now or before, "edu:point") or "", {}), "edu:unit")
        if kind == "change" and not (now or before):
            unit = one("edu:deltaUnit")
        row.update(
            id=key,
            kind=kind,
            status=_word(one("edu:status")),
            measure=one("edu:measure"),
            indicator=indicator,
            indicator_label=self.labels.get(indicator, indicator) if indicator else None,
            value=_number(_one(now, "edu:value")),
            value_from=_number(_one(before, "edu:value")),
            delta=_number(one("edu:delta")),
            unit=unit,
            qualifier=_word(_one(now or before, "edu:qualifier") or one("edu:deltaQualifier")),
            as_printed=_one(now or before, "edu:asPrinted"),
            period=self.periods.get(period, period) if period else None,
            about=label("edu:about"),
            about_id=one("edu:about"),
            level=_word(one("edu:level")),
            title=one("edu:title"),
            recipient=label("edu:recipient") or one("edu:recipientName"),
            grantor=label("edu:grantedBy") or one("edu:grantorName"),
            rank=one("edu:rank"),
            batch=_number(one("edu:batch")),
            edition=_number(one("edu:edition")),
            count=_number(one("edu:count")),
            work=one("edu:work"),
            schools=[self.labels.get(school, school) for school in sorted(node.get("edu:school", ()))],
            agent=label("edu:agent"),
            verb=one("edu:verb"),
            object=one("edu:object"),
            section=one("edu:section"),
            document=(_one(quote, "nif:referenceContext") or "").removeprefix("doc:") or None,
            quote=_one(quote, "nif:anchorOf"),
            start=_number(_one(quote, "nif:beginIndex")),
            end=_number(_one(quote, "nif:endIndex")),
            raw_ranges=[[int(end) for end in pair.split(",")] for pair in (_one(quote, "edu:rawRanges") or "").split()],
            rule=one("edu:rule"),
        )
        if kind == "relation":
            predicate = one("rdf:predicate") or ""
            row.update(
                agent=row["agent"] or label("rdf:subject"),
                verb=row["verb"] or self.labels.get(predicate, predicate.removeprefix("edu:")),
                object=label("rdf:object"),
            )
        return row


def entities(graph: rdflib.Graph) -> list[Row]:
    """One row per thing, by type and key, with exactly the keys of ``ENTITY_COLUMNS``.

    ``mentions`` counts the places of texts that name it.
    """
    names = _Names(base_of(graph))
    labels = _pairs(graph, _LABELS, names)
    rows: list[Row] = []
    for key, node in _nodes(graph, _THINGS, names).items():
        types = [kind for kind in ThingType if f"edu:{kind}" in node["rdf:type"]]
        parents = [parent for name in PARENTS for parent in sorted(node.get(name, ()))]
        place = _one(node, "edu:place") or _one(node, "schema:containedInPlace")
        rows.append(
            {
                "id": key,
                "type": types[0].value,
                "label": labels.get(key, key),
                "aliases": sorted(node.get("skos:altLabel", ())),
                "place": labels.get(place, place) if place else None,
                "part_of": labels.get(parents[0], parents[0]) if parents else None,
                "mentions": len(node.get("edu:mentionedAt", ())),
            }
        )
    order = [kind.value for kind in ThingType]
    rows.sort(key=lambda row: (order.index(row["type"]), row["id"]))
    return rows


class _Names(dict[str, str]):
    """IRI → CURIE, found out once for each IRI."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base

    def __missing__(self, iri: str) -> str:
        key = self[iri] = key_of(iri, self.base) if iri.startswith("http") else iri
        return key


def _nodes(graph: rdflib.Graph, query: str, names: _Names) -> dict[str, Node]:
    nodes: dict[str, Node] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in select(graph, query):
        if subject is not None and predicate is not None and value is not None:
            held = nodes[names[subject]][names[predicate]]
            text = names[value] if value.startswith("http") else value
            if text not in held:
                held.append(text)
    return nodes


def _pairs(graph: rdflib.Graph, query: str, names: _Names) -> dict[str, str]:
    found = sorted({(names[subject], value) for subject, value in select(graph, query) if subject and value})
    return dict(reversed(found))


def _end(node: Node, side: str, nodes: dict[str, Node]) -> Node:
    return nodes.get(_one(node, side) or "", {})


def _one(node: Node, name: str) -> Cell:
    values = node.get(name)
    return None if not values else values[0] if len(values) == 1 else min(values)


def _number(text: Cell) -> int | float | None:
    if text is None:
        return None
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


@cache
def _word(name: Cell) -> str | None:
    return None if name is None else _WORDS.get(name, name)
