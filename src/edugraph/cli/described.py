"""What a graph says of one fact or thing, as text for a person that ends in Turtle."""

from __future__ import annotations

import re
from pathlib import Path

from edugraph.cli.explain import short_turtle, table
from edugraph.cli.inputs import opened
from edugraph.graph import to_turtle
from edugraph.graph.describe import Description, Naming, Node, Property, Quote, describe, find
from edugraph.graph.store import base_of

_NAMED = 20
_MENTIONED = 5
_TEXTS = {"nif:isString", "edu:rawString"}
# Said in lines of their own, or only a technical detail of what is said there.
_APART = {
    "rdf:type",
    "rdfs:label",
    "skos:altLabel",
    "edu:status",
    "edu:statusOrigin",
    "edu:period",
    "edu:periodOrigin",
    "edu:from",
    "edu:to",
    "edu:point",
    "edu:section",
    "edu:rule",
    "edu:mentionedAt",
    "prov:wasDerivedFrom",
    "nif:referenceContext",
    "nif:beginIndex",
    "nif:endIndex",
    "nif:anchorOf",
    "edu:rawRanges",
}
_ORIGINS = {"edu:FromSection": "from its section", "edu:FromReport": "from the report"}
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def description(path: Path, said: str) -> str:
    """What the graph at ``path`` says of the fact or thing that ``said`` names.

    Raises:
        InputError: when there is no graph at ``path``.
        UsageError: when the graph says nothing of it.
    """
    graph = opened(path)
    found = describe(graph, find(graph, said))
    node = found.node
    types = [key for key, _ in node.values("rdf:type") if key]
    heading = "fact" if node.values("edu:status") else "quote" if found.quotes else "thing"
    rows = [("is", node.key), ("kind", ", ".join(key.partition(":")[2] for key in types))]
    rows += [("label", text) for _, text in node.values("rdfs:label")]
    if aliases := [text for _, text in node.values("skos:altLabel")]:
        rows.append(("aliases", ", ".join(aliases)))
    for quote in found.quotes:
        rows += _quote(quote)
    rows += [(_words(name), text) for name in ("edu:section", "edu:rule") if (text := node.text(name))]
    if found.end_of:
        rows.append(("end of", found.end_of))
    rows += _said(node, origins=heading == "fact" and found.end_of is None)
    rows += [row for each in node.properties if (row := _property(each))]
    rows += _ends(found)
    rows += _points(found)
    rows += _mentions(node)
    lines = table(heading, list(rows))
    if heading != "fact":
        lines += ["", *_naming(found.named_by)]
    shown = [triple for each in (node, *found.parts) for triple in each.triples if _is_short(triple[1])]
    return "\n".join(lines) + "\n\n" + short_turtle(to_turtle(shown, base_of(graph)))


def _quote(quote: Quote) -> list[tuple[str, str]]:
    rows = [("report", f"{quote.title}  ({quote.document})")]
    if quote.before is not None and quote.after is not None:
        rows.append(("sentence", f"{quote.before}⟦{quote.text}⟧{quote.after}"))
    raw = ", ".join(pair.replace(",", "–") for pair in quote.raw_ranges.split())
    rows.append(("quote", f"{quote.text}  ({quote.span.begin}–{quote.span.end}; in the file {raw})"))
    return rows


def _said(node: Node, *, origins: bool) -> list[tuple[str, str]]:
    """Status and period with where they come from; what has no origin written was said in the clause."""
    rows = []
    for name in ("edu:status", "edu:period"):
        if values := node.values(name):
            origin = node.values(f"{name}Origin")
            come = _ORIGINS.get(origin[0][0] or "", "said") if origin else "said"
            rows.append((_words(name), f"{_value(*values[0])}{f'  ({come})' if origins else ''}"))
    return rows


def _property(each: Property) -> tuple[str, str] | None:
    if each.name in _APART or each.name in _TEXTS:
        return None
    return _words(each.name), "; ".join(_value(key, text) for key, text in each.values)


def _ends(found: Description) -> list[tuple[str, str]]:
    """The two ends of a change: its numbers as they were read and printed."""
    rows = []
    parts = {part.key: part for part in found.parts}
    for name in ("edu:from", "edu:to"):
        for key, _ in found.node.values(name):
            if key in parts:
                end = parts[key]
                how = ", ".join(_value(*value) for value in end.values("edu:qualifier"))
                rows.append((_words(name), f"{end.text('edu:value')}  ({how}, printed {end.text('edu:asPrinted')})"))
    return rows


def _points(found: Description) -> list[tuple[str, str]]:
    rows = []
    for part in found.parts:
        if part.key.startswith("point:"):
            numbers = [
                f"{_words(name)} {' and '.join(text for _, text in values)} {part.text('edu:unit') or ''}".strip()
                for name in ("edu:actual", "edu:planned")
                if (values := part.values(name))
            ]
            rows.append(("point", f"{part.text('rdfs:label')}: {', '.join(numbers)}  ({part.key})"))
    return rows


def _mentions(node: Node) -> list[tuple[str, str]]:
    found = (text.rpartition("/")[2] for _, text in node.values("edu:mentionedAt"))
    places = [each.replace("#char=", " ").replace(",", "–") for each in found]
    if not places:
        return []
    more = f" and {len(places) - _MENTIONED} more" if len(places) > _MENTIONED else ""
    return [("mentioned", ", ".join(places[:_MENTIONED]) + more)]


def _naming(named: tuple[Naming, ...]) -> list[str]:
    rows: list[tuple[str, ...]] = [
        (each.fact, ", ".join(map(_words, each.properties)), f"{_words(each.status)}  {each.quote}")
        for each in named[:_NAMED]
    ]
    lines = table("named by", rows)
    if len(named) > _NAMED:
        lines.append(f"{'':<10}… and {len(named) - _NAMED} more facts")
    return lines


def _value(key: str | None, text: str) -> str:
    if key is None:
        return text
    if text == key:
        return _words(key) if key.startswith("edu:") else key
    return f"{text}  ({key})"


def _words(name: str) -> str:
    """``edu:asPrinted`` as words: ``as printed``."""
    return _HUMP.sub(" ", name.rpartition(":")[2]).lower()


def _is_short(predicate: str) -> bool:
    return not predicate.endswith(("#isString>", "#rawString>"))
