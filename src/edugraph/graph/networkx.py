"""The graph as a networkx multigraph: things, data points and facts as nodes, properties as edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from edugraph.graph.dataset import of_description
from edugraph.graph.iris import key_of
from edugraph.graph.jsonld import literal_parts
from edugraph.graph.store import all_triples, base_of
from edugraph.graph.terms import TYPE, term

if TYPE_CHECKING:
    import networkx  # type: ignore[import-untyped,unused-ignore]
    import rdflib

_LABEL = term("rdfs:label")
_ANCHOR = term("nif:anchorOf")
_DERIVED = term("prov:wasDerivedFrom")
_MENTIONED = term("edu:mentionedAt")
_GENERAL = {term("edu:Target"), term("nif:Context"), term("edu:School")}
_TEXTS = {term("nif:isString"), term("edu:rawString")}
_QUOTE = {_ANCHOR: "quote", term("nif:beginIndex"): "start", term("nif:endIndex"): "end", term("edu:rawRanges"): "raw"}


def to_networkx(graph: rdflib.Graph) -> networkx.MultiDiGraph[str]:
    """One node per thing, data point, fact and document, named by its key, in the order of the keys.

    Nodes have ``label`` and ``kind`` (the local name of the most specific class) and every literal as an attribute
    under its property's local name; facts have their evidence as ``quote``, ``start`` and ``end``. Things say how
    often texts mention them (``mentions``). Edges have the property's local name as ``label`` and its CURIE as key;
    a property whose object is a term of the vocabulary (a status, a level) is an attribute instead. What describes the
    graph itself (datasets, the software) is left out.
    """
    import networkx

    base = base_of(graph)
    triples = all_triples(graph)
    evidence: dict[str, dict[str, Any]] = {}
    for subject, predicate, value in triples:
        if predicate in _QUOTE:
            evidence.setdefault(subject, {})[_QUOTE[predicate]] = _scalar(value)
    classes: dict[str, list[str]] = {}
    for subject, predicate, value in triples:
        if predicate == TYPE and subject not in evidence and not of_description(subject, base):
            classes.setdefault(subject, []).append(value)
    keys = {subject: key_of(subject[1:-1], base) for subject in classes}
    made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for subject in sorted(classes, key=keys.__getitem__):
        made.add_node(keys[subject], kind=_kind(classes[subject]), label=keys[subject])
    for subject, predicate, value in triples:
        if subject in keys and predicate != TYPE and predicate not in _TEXTS and not of_description(value, base):
            _put(made, keys, evidence, (subject, predicate, value), base)
    for _, attributes in made.nodes(data=True):
        if "quote" in attributes:
            attributes["label"] = attributes["quote"]
    return made


def _put(
    made: networkx.MultiDiGraph[str],
    keys: dict[str, str],
    evidence: dict[str, dict[str, Any]],
    triple: tuple[str, str, str],
    base: str,
) -> None:
    """One triple as an attribute of its subject, or as an edge."""
    subject, predicate, value = triple
    node = made.nodes[keys[subject]]
    curie = key_of(predicate[1:-1], base)
    name = curie.partition(":")[2]
    if predicate == _LABEL:
        node["label"] = _scalar(value)
    elif predicate == _MENTIONED:
        node["mentions"] = node.get("mentions", 0) + 1
    elif predicate == _DERIVED:
        node.update(evidence.get(value, {}))
    elif value in keys:
        made.add_edge(keys[subject], keys[value], key=curie, label=name)
    else:
        said = _scalar(value) if value[0] == '"' else key_of(value[1:-1], base).removeprefix("edu:")
        node[name] = f"{node[name]}、{said}" if name in node else said


def _kind(classes: list[str]) -> str:
    special = [name for name in classes if name not in _GENERAL] or classes
    return key_of(special[0][1:-1]).partition(":")[2]


def _scalar(term: str) -> str | int | float | bool:
    """A literal as a value that GraphML and Python both know."""
    text, _, datatype = literal_parts(term)
    kind = (datatype or "").rpartition("#")[2]
    if kind in {"integer", "nonNegativeInteger"}:
        return int(text)
    if kind == "decimal":
        return float(text)
    return text == "true" if kind == "boolean" else text
