"""One node of a graph and what stands around it: of a fact its sentence and data point, of a thing the facts of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from edugraph.errors import UsageError
from edugraph.graph import terms
from edugraph.graph.iris import KINDS, key_of, prefixes
from edugraph.graph.order import OTHER, RANK
from edugraph.graph.store import base_of, select, term_text
from edugraph.graph.terms import Triple
from edugraph.model import Key, Span

if TYPE_CHECKING:
    import rdflib

_NOT_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_FACT = re.compile(r"(?P<document>.+?)_(?P<begin>\d+)_(?P<end>\d+)", re.ASCII)
_HINTED = 2
_STOPS = re.compile(r"[。！？；\n]")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote in its sentence: the characters before it, itself, those after it, and where it stands.

    ``before`` and ``after`` are ``None`` when the graph holds no text of the report.
    """

    document: Key
    title: str
    text: str
    span: Span
    raw_ranges: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a node by its CURIE, with its values: each the key of a thing or ``None``, and its text."""

    name: Key
    values: tuple[tuple[Key | None, str], ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One subject of a graph: its key, its properties in the order of the Turtle, and its triples."""

    key: Key
    properties: tuple[Property, ...]
    triples: tuple[Triple, ...]

    def values(self, name: Key) -> tuple[tuple[Key | None, str], ...]:
        """The values of one property."""
        return next((each.values for each in self.properties if each.name == name), ())

    def text(self, name: Key) -> str | None:
        """The first value of one property as text."""
        values = self.values(name)
        return values[0][1] if values else None


@dataclass(frozen=True, slots=True)
class Naming:
    """A fact that names a thing: with which property, and how it was printed."""

    fact: Key
    properties: tuple[Key, ...]
    status: str
    quote: str


@dataclass(frozen=True, slots=True)
class Description:
    """A node with its surroundings.

    ``quotes`` are its evidence, ``parts`` the ends and data points of a fact, ``named_by`` the facts that name a thing,
    ``end_of`` the change of which it is an end.
    """

    node: Node
    quotes: tuple[Quote, ...]
    parts: tuple[Node, ...]
    named_by: tuple[Naming, ...]
    end_of: Key | None = None


def find(graph: rdflib.Graph, said: str) -> str:
    """The IRI in this graph that ``said`` means: a CURIE, an IRI with or without ``<>``, or one relative to the base.

    Raises:
        UsageError: when the graph says nothing of it; the hint names what it may have been.
    """
    base = base_of(graph)
    said = said.strip().removeprefix("<").removesuffix(">")
    kind, _, rest = said.partition(":")
    if said.startswith(tuple(f"{kind}/" for kind in KINDS)):
        iri = f"{base}id/{said}"
    else:
        namespace = prefixes(base).get(kind)
        iri = said if namespace is None else namespace + rest
    if not _NOT_IRI.search(iri) and ":" in iri and select(graph, f"SELECT ?p WHERE {{ <{iri}> ?p ?o }} LIMIT 1"):
        return iri
    near = _near(graph, key_of(iri, base), base)
    raise UsageError(
        f"the graph says nothing of {said}",
        f"did you mean {' or '.join(near)}"
        if near
        else "edugraph facts and edugraph entities print the ids of a graph",
    )


def describe(graph: rdflib.Graph, iri: str) -> Description:
    """What a graph says of one of its subjects.

    Args:
        graph: the graph.
        iri: the subject, as ``find`` gives it.
    """
    read = _Reader(graph)
    node = read.node(iri)
    parts = [read.node(each) for each in read.iris(node, "edu:from", "edu:to")]
    points = dict.fromkeys(each for one in (node, *parts) for each in read.iris(one, "edu:point"))
    is_fact = bool(node.values("edu:status"))
    quotes = [iri] if node.text("nif:beginIndex") else read.iris(node, "prov:wasDerivedFrom") if is_fact else []
    return Description(
        node=node,
        quotes=tuple(read.quote(each) for each in quotes),
        parts=(*parts, *(read.node(each) for each in points)),
        named_by=() if is_fact else read.named_by(iri),
        end_of=read.change_with(iri),
    )


class _Reader:
    """Reads nodes from one graph, with the labels of what they point to."""

    def __init__(self, graph: rdflib.Graph) -> None:
        self.graph = graph
        self.base = base_of(graph)

    def node(self, iri: str) -> Node:
        """One subject."""
        import rdflib

        named = f"SELECT ?o ?l WHERE {{ <{iri}> ?p ?o . ?o rdfs:label ?l }} ORDER BY ?o DESC(?l)"
        labels = {value: label for value, label in select(self.graph, named) if value and label}
        found = [
            (f"<{predicate}>", term_text(value), value)
            for _, predicate, value in self.graph.triples((rdflib.URIRef(iri), None, None))
        ]
        found.sort(key=lambda each: (RANK.get(each[0], OTHER), *each[:2]))
        held: dict[Key, list[tuple[Key | None, str]]] = {}
        for predicate, _, value in found:
            values = held.setdefault(key_of(predicate[1:-1], self.base), [])
            if isinstance(value, rdflib.URIRef):
                key = key_of(value, self.base)
                values.append((key, labels.get(str(value)) or key))
            else:
                values.append((None, str(value)))
        return Node(
            key_of(iri, self.base),
            tuple(Property(name, tuple(values)) for name, values in held.items()),
            tuple((f"<{iri}>", predicate, text) for predicate, text, _ in found),
        )

    def iris(self, node: Node, *names: Key) -> list[str]:
        """The IRIs that a node points to with these properties."""
        wanted = {terms.term(name) for name in names}
        return [value[1:-1] for _, predicate, value in node.triples if predicate in wanted and value.startswith("<")]

    def quote(self, evidence: str) -> Quote:
        """A quote with the rest of its sentence."""
        node = self.node(evidence)
        (document, title), *_ = node.values("nif:referenceContext") or ((None, ""),)
        span = Span(int(node.text("nif:beginIndex") or 0), int(node.text("nif:endIndex") or 0))
        texts = select(self.graph, f"SELECT ?t WHERE {{ <{evidence}> nif:referenceContext ?d . ?d nif:isString ?t }}")
        text = texts[0][0] if texts else None
        return Quote(
            document=document or "",
            title=title,
            text=node.text("nif:anchorOf") or "",
            span=span,
            raw_ranges=node.text("edu:rawRanges") or "",
            before=None if text is None else text[_sentence_begin(text, span.begin) : span.begin],
            after=None if text is None else text[span.end : _sentence_end(text, span.end)],
        )

    def change_with(self, iri: str) -> Key | None:
        """The change that has this fact as an end."""
        found = select(self.graph, f"SELECT ?c WHERE {{ ?c edu:from|edu:to <{iri}> }}")
        return key_of(found[0][0], self.base) if found and found[0][0] else None

    def named_by(self, iri: str) -> tuple[Naming, ...]:
        """The facts that point to a node, in the order of their texts; the ends of a change stand for the change."""
        found = select(
            self.graph,
            f"""SELECT DISTINCT ?f ?p ?s ?d ?b ?q WHERE {{
              {{ ?f ?p <{iri}> }} UNION {{ ?end ?p <{iri}> . ?f edu:from|edu:to ?end }}
              UNION {{ ?f prov:wasDerivedFrom/nif:referenceContext <{iri}> BIND (nif:referenceContext AS ?p) }}
              ?f edu:status ?s ; prov:wasDerivedFrom ?e .
              ?e nif:referenceContext ?d ; nif:beginIndex ?b ; nif:anchorOf ?q
              FILTER NOT EXISTS {{ ?c edu:from|edu:to ?f }} }}""",
        )
        groups: dict[tuple[str, int, str], list[tuple[Key, str, str]]] = {}
        for fact, predicate, status, document, begin, quote in found:
            place = (document or "", int(begin or 0), key_of(fact or "", self.base))
            groups.setdefault(place, []).append((key_of(predicate or "", self.base), status or "", quote or ""))
        return tuple(
            Naming(fact, tuple(sorted({name for name, _, _ in said})), key_of(said[0][1], self.base), said[0][2])
            for (_, _, fact), said in sorted(groups.items())
        )


def _sentence_begin(text: str, at: int) -> int:
    return max((match.end() for match in _STOPS.finditer(text, 0, at)), default=0)


def _sentence_end(text: str, at: int) -> int:
    match = _STOPS.search(text, at)
    return match.end() if match and match[0] != "\n" else match.start() if match else len(text)


def _near(graph: rdflib.Graph, key: Key, base: str) -> Sequence[Key]:
    """Keys of the same kind that look like ``key``; of facts, those read from the places nearest to it."""
    kind, _, name = key.partition(":")
    if kind not in KINDS:
        return []
    home = f"{base}id/{kind}/"
    found = select(graph, f'SELECT DISTINCT ?s WHERE {{ ?s a ?t FILTER STRSTARTS(STR(?s), "{home}") }}')
    names = sorted(iri[len(home) :] for (iri,) in found if iri)
    wanted = _FACT.fullmatch(name)
    if kind == "fact" and wanted:
        facts = [each for each in map(_FACT.fullmatch, names) if each and each["document"] == wanted["document"]]
        facts.sort(key=lambda each: sum(abs(int(each[end]) - int(wanted[end])) for end in ("begin", "end")))
        near = [each[0] for each in facts[:_HINTED]]
    else:
        near = get_close_matches(name, names, _HINTED)
    return [f"{kind}:{each}" for each in near]
