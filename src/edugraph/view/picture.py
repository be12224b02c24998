"""What the page draws: things as nodes, facts and ties between things as edges, every fact as a card to read.

Not every triple becomes a line. A figure is an edge that carries its number, from whom it is said of to its
indicator; an honour, a building project, a chapter of the report is a node of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from edugraph.graph.iris import key_of
from edugraph.graph.rows import Row, entities, facts
from edugraph.graph.store import base_of, select
from edugraph.model import ThingType
from edugraph.view.mentions import naming
from edugraph.view.words import STATUSES, figure, heading, terms

if TYPE_CHECKING:
    import rdflib

_LABEL_LIMIT = 3
_LINKS = """SELECT ?s ?p ?o WHERE { ?s prov:wasDerivedFrom ?e ; ?p ?o
  VALUES ?p { edu:recipient edu:grantedBy edu:school edu:site edu:agent edu:mentions edu:programme
    rdf:subject rdf:object } }"""
_TIES = """SELECT ?s ?p ?o WHERE { ?s a ?a ; ?p ?o ; rdfs:label ?sl . ?o a ?b
  VALUES ?a { %(types)s } VALUES ?b { %(types)s } }"""
_REPORTS = """SELECT ?s ?title ?name ?publisher ?place ?year WHERE { ?s a edu:Report ; rdfs:label ?title
  OPTIONAL { ?s edu:publisherName ?name } OPTIONAL { ?s dcterms:publisher ?publisher }
  OPTIONAL { ?s dcterms:spatial ?place } OPTIONAL { ?s edu:reportYear ?year } }"""
_CLASSES = """SELECT ?s ?o WHERE { ?s a ?o ; rdfs:label ?l VALUES ?t { %(types)s } ?s a ?t FILTER (?o != ?t) }"""
_TYPES = {"types": " ".join(f"edu:{name}" for name in ThingType)}


@dataclass(slots=True)
class Node:
    """A thing on the page. ``group`` is its class.

    ``figures`` stand under its label; ``cards`` are the indexes of the facts that its panel shows.
    """

    key: str
    label: str
    group: str
    figures: list[str] = field(default_factory=list)
    detail: list[tuple[str, str]] = field(default_factory=list)
    cards: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Edge:
    """A line on the page. ``status`` is that of its facts, ``None`` for a tie that is always there."""

    source: str
    target: str
    labels: list[str]
    status: str | None
    cards: list[int] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Its labels in one, at most a few."""
        shown = list(dict.fromkeys(label for label in self.labels if label))
        more = "…" if len(shown) > _LABEL_LIMIT else ""
        return "\n".join(shown[:_LABEL_LIMIT]) + more


@dataclass(slots=True)
class Picture:
    """Everything that one page shows."""

    title: str
    subtitle: str
    centre: str | None
    nodes: dict[str, Node]
    edges: dict[tuple[str, str, str | None], Edge]
    cards: list[dict[str, Any]]


def picture(graph: rdflib.Graph, title: str | None = None) -> Picture:
    """What is to be drawn of a graph.

    Args:
        graph: the graph of one or more reports.
        title: the heading of the page; else the title of the report.
    """
    reports = select(graph, _REPORTS)
    one_each = {each[0]: tuple(cell or "" for cell in each) for each in sorted(reports, key=str, reverse=True)}
    return _Drawing(graph, sorted(one_each.values()), title).picture


class _Drawing:
    """The state of one call of ``picture``."""

    def __init__(self, graph: rdflib.Graph, reports: list[tuple[str, ...]], title: str | None) -> None:
        self.base = base_of(graph)
        self.terms = terms()
        rows = facts(graph)
        self.picture = Picture(
            title=title or (reports[0][1] if len(reports) == 1 else f"{len(reports)} 份报告"),
            subtitle="",
            centre=None,
            nodes={},
            edges={},
            cards=[],
        )
        self._things(graph)
        self.hubs = {self._key(report[0]).removeprefix("doc:"): self._hub(report) for report in reports}
        self.homes = {self._key(report[0]).removeprefix("doc:"): self._key(report[4]) for report in reports}
        self.picture.centre = next(iter(self.hubs.values()), None)
        links: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in select(graph, _LINKS):
            links[self._key(subject)][self._key(predicate)].append(self._key(value))
        for row in rows:
            self._fact(row, {name: sorted(set(keys)) for name, keys in links.get(row["id"], {}).items()})
        self._ties(graph)
        self._mentions(naming(graph, rows), rows)
        said = [each for report in reports[:1] for each in (report[2], report[5]) if each]
        counts = f"{len(rows)} 条事实 · {len(self.picture.nodes)} 个节点"
        self.picture.subtitle = " · ".join([*said, counts] if len(reports) == 1 else [counts])
        for node in self.picture.nodes.values():
            node.cards = sorted(set(node.cards))

    def _key(self, iri: str | None) -> str:
        return key_of(iri or "", self.base)

    def _things(self, graph: rdflib.Graph) -> None:
        kinds: dict[str, str] = {}
        for subject, kind in sorted(select(graph, _CLASSES % _TYPES), key=str):
            kinds[self._key(subject)] = self._key(kind)
        for row in entities(graph):
            detail = [("别名", "、".join(row["aliases"]))] if row["aliases"] else []
            kind = kinds.get(row["id"], "")
            if kind in self.terms:
                detail.insert(0, ("类别", self.terms[kind]))
            self.picture.nodes[row["id"]] = Node(row["id"], row["label"], row["type"], detail=detail)

    def _hub(self, report: tuple[str, ...]) -> str:
        """The node in the middle of a report: who issued it, or the report itself when that is not known."""
        publisher = self._key(report[3])
        if publisher in self.picture.nodes:
            return publisher
        key = self._key(report[0])
        self.picture.nodes[key] = Node(key, report[2] or report[1], "Report")
        return key

    def _ties(self, graph: rdflib.Graph) -> None:
        for subject, predicate, value in sorted(select(graph, _TIES % _TYPES), key=str):
            source, name, target = self._key(subject), self._key(predicate), self._key(value)
            label = self.terms.get(name)
            stated = any(label in edge.labels for edge in self._between(source, target))
            if label and not stated and source in self.picture.nodes and target in self.picture.nodes:
                self._edge(source, target, label, None)
        for document, hub in self.hubs.items():
            home = self.homes[document]
            if (
                home in self.picture.nodes
                and home != hub
                and not self._between(hub, home)
                and not self._between(home, hub)
            ):
                self._edge(hub, home, "所在地", None)

    def _mentions(self, named: Mapping[str, list[int]], rows: list[Row]) -> None:
        """Let things show the facts that name them, and join those that nothing else joins to the first of these."""
        joined = {end for edge in self.picture.edges.values() for end in (edge.source, edge.target)}
        for key, node in list(self.picture.nodes.items()):
            numbers = named.get(key, [])
            node.cards += numbers
            if numbers and key not in joined:
                self._edge(self._start(rows[numbers[0]]), key, "提及", None)

    def _between(self, source: str, target: str) -> list[Edge]:
        edges = (self.picture.edges.get((source, target, status)) for status in (None, *STATUSES))
        return [edge for edge in edges if edge is not None]

    def _edge(self, source: str, target: str, label: str, status: str | None, card: int | None = None) -> None:
        if source == target:
            return
        edge = self.picture.edges.setdefault((source, target, status), Edge(source, target, [], status))
        edge.labels.append(label)
        if card is not None:
            edge.cards.append(card)

    def _node(self, key: str, label: str, group: str) -> str:
        self.picture.nodes.setdefault(key, Node(key, label, group))
        return key

    def _fact(self, row: Row, links: Mapping[str, list[str]]) -> None:
        number = len(self.picture.cards)
        self.picture.cards.append(
            {
                "kind": row["kind"],
                "head": heading(row, self._verb(row)),
                "status": row["status"],
                "period": row["period"],
                "quote": row["quote"],
                "section": row["section"],
                "about": row["about"],
                "rule": row["rule"],
            }
        )
        start = self._start(row)
        touched = {"indicator": self._figure, "recognition": self._honour, "project": self._project}
        draw = touched.get("indicator" if row["indicator"] else row["kind"], self._deed)
        shown = [start, row["about_id"], *draw(row, links, start, number)]
        for key in dict.fromkeys(shown):
            if key in self.picture.nodes:
                self.picture.nodes[key].cards.append(number)

    def _verb(self, row: Row) -> str:
        """What is done; a relation's is a property of the ontology."""
        verb = row["verb"] or ""
        return self.terms.get(f"edu:{verb}", verb) if row["kind"] == "relation" else verb

    def _start(self, row: Row) -> str:
        """Where the edge of a fact begins: at its chapter when it is said of the whole place, else at whom it names."""
        document = row["document"] or ""
        hub = self.hubs.get(document) or self.picture.centre or self._node("report", "报告", "Report")
        about = row["about_id"]
        if about in self.picture.nodes and about != self.homes.get(document) and about != hub:
            return str(about)
        if row["section"]:
            key = f"section:{document}:{row['section']}"
            if key not in self.picture.nodes:
                self._node(key, row["section"], "Section")
                self._edge(hub, key, "", None)
            return key
        return hub

    def _figure(self, row: Row, _: Mapping[str, list[str]], start: str, number: int) -> Iterable[str]:
        key = self._node(row["indicator"], row["indicator_label"] or row["measure"] or "", "Indicator")
        planned = row["status"] == "planned"
        when = " ".join(part for part in (row["period"], STATUSES["planned"] if planned else "") if part)
        self._edge(start, key, when, row["status"], number)
        said = figure(row)
        self.picture.nodes[key].figures.append(f"{when} {said}" if planned and said else said)
        return [key]

    def _honour(self, row: Row, links: Mapping[str, list[str]], start: str, number: int) -> Iterable[str]:
        key = self._node(f"honour:{row['title']}", row["title"] or "荣誉", "Honour")
        verb = "争创" if row["status"] == "planned" else "获评"
        label = " ".join(part for part in (verb, row["rank"], figure(row)) if part)
        recipients = [each for each in links.get("edu:recipient", ()) if each in self.picture.nodes]
        home = self.homes.get(row["document"] or "")
        sources = [start if each == home else each for each in recipients] or [start]
        for source in sources:
            self._edge(source, key, label, row["status"], number)
        grantors = links.get("edu:grantedBy", [])
        for grantor in grantors:
            if grantor in self.picture.nodes:
                self._edge(grantor, key, "授予", row["status"], number)
        return [key, *recipients, *grantors]

    def _project(self, row: Row, links: Mapping[str, list[str]], start: str, number: int) -> Iterable[str]:
        label = " ".join(part for part in (row["work"], figure(row)) if part)
        key = self._node(f"project:{row['id']}", label or "建设工程", "Project")
        self._edge(start, key, STATUSES[row["status"]], row["status"], number)
        named = [*links.get("edu:school", ()), *links.get("edu:site", ())]
        for each in named:
            if each in self.picture.nodes:
                self._edge(key, each, row["work"] or "建设", row["status"], number)
        return [key, *named]

    def _deed(self, row: Row, links: Mapping[str, list[str]], start: str, number: int) -> Iterable[str]:
        agents = [
            each for each in (*links.get("edu:agent", ()), *links.get("rdf:subject", ())) if each in self.picture.nodes
        ]
        things = [
            each
            for name in ("edu:mentions", "edu:programme", "rdf:object")
            for each in links.get(name, ())
            if each in self.picture.nodes and each not in agents
        ]
        for source in agents or [start]:
            for thing in dict.fromkeys(things):
                self._edge(source, thing, self._verb(row), row["status"], number)
        return [*agents, *things]
