"""Triples as JSON-LD with the project's prefixes as its context, written so that equal graphs give equal bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from edugraph.graph.iris import BASE, prefixes
from edugraph.graph.terms import TYPE, Triple
from edugraph.graph.turtle import in_order

_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}

Parts = tuple[str, str | None, str | None]


def to_jsonld(triples: Iterable[Triple], base: str = BASE) -> str:
    """JSON-LD for these triples, which may come in any order; subjects and properties stand as in the Turtle."""
    context = {"@base": f"{base}id/", **prefixes(base)}
    namespaces = [(namespace, prefix) for prefix, namespace in prefixes(base).items()]
    short: dict[str, str] = {}

    def name(term: str) -> str:
        held = short.get(term)
        if held is None:
            held = short[term] = _name(term, namespaces)
        return held

    nodes = []
    for subject, pairs in in_order(triples, base):
        node: dict[str, Any] = {"@id": name(subject)}
        for predicate, value in pairs:
            if predicate == TYPE:
                node.setdefault("@type", []).append(name(value))
            else:
                node.setdefault(name(predicate), []).append(_value(value, name))
        nodes.append(
            {key: held[0] if isinstance(held, list) and len(held) == 1 else held for key, held in node.items()}
        )
    lines = ",\n".join(json.dumps(node, ensure_ascii=False, indent=1) for node in nodes)
    return f'{{"@context": {json.dumps(context, ensure_ascii=False, indent=1)},\n"@graph": [\n{lines}\n]}}\n'


def literal_parts(term: str) -> Parts:
    """Text, language and datatype of a literal in N-Triples text.

    Raises:
        ValueError: when it is none.
    """
    match = _LITERAL.fullmatch(term)
    if match is None:
        raise ValueError(f"not a literal: {term}")
    text = match[1]
    return (_ESCAPE.sub(_unescaped, text) if "\\" in text else text, match[2], match[3])


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _LETTERS.get(match[3], match[3])


def _name(term: str, namespaces: list[tuple[str, str]]) -> str:
    iri = term if term.startswith("_:") else term[1:-1]
    for namespace, prefix in namespaces:
        rest = iri[len(namespace) :]
        if iri.startswith(namespace) and rest and "#" not in rest and "/" not in rest:
            return f"{prefix}:{rest}"
    return iri


def _value(term: str, name: Any) -> Any:
    if term[0] != '"':
        return {"@id": name(term)}
    text, language, datatype = literal_parts(term)
    if language:
        return {"@value": text, "@language": language}
    return {"@value": text, "@type": name(f"<{datatype}>")} if datatype else text
