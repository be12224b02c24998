"""Asking a graph in SPARQL: prefixes bound, parameters bound, nothing that leaves the machine or changes the graph.

A named query is a file of ``queries/`` that starts with ``# title:``, ``# title_zh:`` and one
``# param: NAME MEANING`` line per parameter. It is valid SPARQL as it stands: each parameter is a
``VALUES ?name { … }`` block with an example, or ``UNDEF`` where it may be left out, and binding replaces the block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from edugraph.errors import QueryError
from edugraph.graph import terms
from edugraph.graph.iris import KINDS, VOCABULARIES, XSD, iri, key_of, prefixes
from edugraph.graph.store import base_of, quick_store, term_text
from edugraph.resources import query_files

if TYPE_CHECKING:
    import rdflib

    from edugraph.graph.terms import Triple

Value = str | int | float | bool | None

_HEADER = re.compile(r"#\s*(title|title_zh|param)\s*:\s*(.+)")
_BLOCK = r"\bVALUES\s+\?{name}\s*\{{((?:[^{{}}\"]|\"(?:[^\"\\]|\\.)*\")*)\}}"
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_VARIABLE = re.compile(r"[A-Za-z_]\w*")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_CURIE = re.compile(rf"(?:{'|'.join((*KINDS, *VOCABULARIES))}):[^\s<>\"{{}}|\\^`]+")
_LITERAL = re.compile(r"\"(?:[^\"\\\n\r]|\\.)*\"(?:@[A-Za-z][A-Za-z0-9-]*|\^\^(?:xsd:\w+|<[^\s<>\"{}|\\^`]+>))?")
_TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*"'
    r"|'(?:[^'\\]|\\.)*'|<[^\s<>\"{}|\\^`]*>|#[^\n]*|(?P<template>\bCONSTRUCT\b)"
    r"|(?P<where>\bWHERE\s*)?(?P<open>\{)",
    re.IGNORECASE,
)
_DATATYPE = re.compile(r"\"\^\^(xsd:\w+|<[^>]*>)")
_NUMERIC = {
    f"{XSD}{name}"
    for name in ("decimal", "integer", "double", "float", "int", "long", "nonNegativeInteger", "positiveInteger")
}


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that ships with edugraph. ``params`` are the names of its parameters, ``meanings`` what each one is."""

    name: str
    title: str
    title_zh: str
    params: tuple[str, ...]
    meanings: tuple[str, ...]
    text: str

    @property
    def description(self) -> str:
        """What it answers, in English and Chinese, with its parameters."""
        said = [f"{name}: {meaning}" for name, meaning in zip(self.params, self.meanings, strict=True)]
        return " · ".join([f"{self.title} {self.title_zh}", *said])


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave.

    Keys stand for IRIs (``place:330502``), numbers are numbers, ``None`` is unbound. An ASK has one row of one truth
    value under the column ``answer``; CONSTRUCT and DESCRIBE have the columns subject, predicate and object, and
    ``triples`` besides.
    """

    kind: Literal["select", "ask", "graph"]
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    triples: tuple[Triple, ...] = ()

    @property
    def truth(self) -> bool:
        """The answer of an ASK; for the others, whether there is any row."""
        return bool(self.rows[0][0]) if self.kind == "ask" else bool(self.rows)


def named() -> list[NamedQuery]:
    """The queries that ship with edugraph, by name."""
    found = []
    for path in query_files():
        text = path.read_text(encoding="utf-8")
        lines = (_HEADER.fullmatch(line.strip()) for line in text.splitlines())
        header: list[tuple[str, str]] = [(match[1], match[2]) for match in lines if match]
        titles = dict(header)
        params = [value.partition(" ") for key, value in header if key == "param"]
        found.append(
            NamedQuery(
                name=path.stem,
                title=titles.get("title", path.stem),
                title_zh=titles.get("title_zh", ""),
                params=tuple(name for name, _, _ in params),
                meanings=tuple(meaning.strip() for _, _, meaning in params),
                text=text,
            )
        )
    return sorted(found, key=lambda query: query.name)


def run(graph: rdflib.Graph, text: str, params: Mapping[str, str] | None = None) -> Answer:
    """Ask ``graph``.

    Args:
        graph: any rdflib graph; fastest on one of ``open_graph``.
        text: SPARQL, or the name of a named query.
        params: variable → value: a key (``place:330502``), an IRI, a number, a term in SPARQL's own writing
            (``"2022"^^xsd:gYear``), or any other text, which is then a string.

    Raises:
        QueryError: when the query does not parse, would change the graph or leave the machine (SERVICE, FROM),
            lacks a parameter that it does not have, or fails.
    """
    if _NAME.fullmatch(text.strip()):
        text = _named_text(text.strip())
    base = base_of(graph)
    for name, value in (params or {}).items():
        text = _bound(text, name.removeprefix("?"), value, base)
    kind = _check(text, base)
    try:
        return _ask(graph, text, kind, base)
    except QueryError:
        raise
    except Exception as error:  # the engines raise whatever they like; a user needs one line
        raise QueryError(f"the query failed: {_line(error)}", "check it against the classes and properties") from None


def _named_text(name: str) -> str:
    queries = {query.name: query.text for query in named()}
    if name not in queries:
        raise QueryError(f"no query is named {name}", f"there are {', '.join(queries)}")
    return queries[name]


def _bound(text: str, name: str, value: str, base: str) -> str:
    """The query with a parameter bound: in its own VALUES block where it has one, else in a VALUES at the end."""
    if not _VARIABLE.fullmatch(name):
        raise QueryError(f"{name} cannot be a parameter", "names are letters, digits and _, such as year=2022")
    block = re.compile(_BLOCK.format(name=re.escape(name)), re.IGNORECASE)
    found = block.search(text)
    if found:
        term = _term(value, found[1].strip(), base)
        return block.sub(lambda _: f"VALUES ?{name} {{ {term} }}", text, count=1)
    if not re.search(rf"[?${{]{re.escape(name)}\b", text):
        raise QueryError(
            f"the query has no parameter {name}", "edugraph query --list shows the parameters of each query"
        )
    values = f"VALUES ?{name} {{ {_term(value, '', base)} }}"
    at = _pattern_begin(text)
    return f"{text}\n{values}" if at is None else f"{text[:at]} {values} {text[at:]}"


def _pattern_begin(text: str) -> int | None:
    """Where the outermost pattern of the query begins, behind its brace; a template has no such place.

    A VALUES there binds before filters and counts are worked out; at the end of the query it would come after them.
    """
    template = False
    for token in _TOKEN.finditer(text):
        if token["template"]:
            template = True
        elif token["open"] and (token["where"] or not template):
            return token.end()
    return None


def _term(value: str, example: str, base: str) -> str:
    """``value`` as SPARQL writes it, of the same sort as the example where there is one."""
    datatype = _DATATYPE.search(example)
    if datatype:
        term = f"{terms.plain(value)}^^{datatype[1]}"
    elif example.startswith('"'):
        term = terms.plain(value)
    elif _NUMBER.fullmatch(example) and not _NUMBER.fullmatch(value):
        raise QueryError(f"{value} is not a number", "write digits, such as 95.56")
    elif _NUMBER.fullmatch(value):
        term = f'"{value}"^^<{XSD}decimal>'
    elif _IRI.fullmatch(value):
        term = f"<{value}>"
    elif _CURIE.fullmatch(value):
        term = f"<{iri(value, base)}>"
    else:
        term = value if _LITERAL.fullmatch(value) else terms.plain(value)
    return term


def _check(text: str, base: str) -> Literal["select", "ask", "graph"]:
    """Parse, refuse what reads from elsewhere, and say which sort of query it is."""
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        prologue, query = parseQuery(text)
    except RecursionError:
        raise QueryError("the query is nested too deeply", "write it flatter") from None
    except Exception as error:
        if re.search(r"\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b", text):
            raise QueryError("a query cannot change the graph", "build the graph again instead") from None
        raise QueryError(
            f"not SPARQL: {_line(error)}", "the usual prefixes are bound; see --list for queries"
        ) from None
    for part in _parts(query):
        if part.name == "ServiceGraphPattern":
            raise QueryError("SERVICE is refused: a query never leaves this machine", "leave the SERVICE block out")
        if part.name == "DatasetClause":
            raise QueryError("FROM is refused: a query asks the given graph alone", "leave the FROM clause out")
    bound = {*prefixes(base), *(part.prefix for part in prologue if part.name == "PrefixDecl")}
    for part in _parts(query):
        if part.name == "pname" and (part.prefix or "") not in bound:
            raise QueryError(f"the prefix {part.prefix or ''}: is not bound", "add a PREFIX line for it")
    names: dict[str, Literal["select", "ask"]] = {"SelectQuery": "select", "AskQuery": "ask"}
    return names.get(query.name, "graph")


def _parts(node: Any) -> list[Any]:
    """Every named node of rdflib's parse tree, wherever it hangs."""
    from rdflib.plugins.sparql.parserutils import CompValue

    found, waiting = [], [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str | int | float | None):
            continue
        if isinstance(part, CompValue):
            found.append(part)
            waiting += part.values()
        elif hasattr(part, "__iter__"):
            waiting += list(part)
    return found


def _ask(graph: rdflib.Graph, text: str, kind: Literal["select", "ask", "graph"], base: str) -> Answer:
    quick = quick_store(graph)
    if kind == "select" and quick is not None:
        found: Any = quick.query(text, prefixes=prefixes(base), use_default_graph_as_union=graph.default_union)
        rows = tuple(tuple([_quick_value(term, base) for term in row]) for row in found)
        return Answer(kind, tuple(variable.value for variable in found.variables), rows)
    result = graph.query(text, initNs=prefixes(base))
    if kind == "ask":
        return Answer(kind, ("answer",), ((bool(result.askAnswer),),))
    if kind == "graph":
        triples = sorted({(term_text(one), term_text(two), term_text(three)) for one, two, three in result.graph or ()})
        keyed = ((_value(one, base), _value(two, base), _value(three, base)) for one, two, three in result.graph or ())
        return Answer(kind, ("subject", "predicate", "object"), tuple(sorted(keyed, key=str)), tuple(triples))
    columns = tuple(str(variable) for variable in result.vars or ())
    rows = tuple(tuple(_value(binding.get(name), base) for name in result.vars or ()) for binding in result.bindings)
    return Answer(kind, columns, rows)


def _quick_value(term: Any, base: str) -> Value:
    if term is None:
        return None
    datatype = getattr(term, "datatype", None)
    if datatype is not None:
        return _plain_value(term.value, datatype.value)
    return key_of(term.value, base)


def _value(term: Any, base: str) -> Value:
    from rdflib import Literal as RdfLiteral

    if term is None:
        return None
    if isinstance(term, RdfLiteral):
        return _plain_value(str(term), str(term.datatype))
    return key_of(str(term), base)


def _plain_value(text: str, datatype: str) -> Value:
    """A literal as a value of Python: numbers and truth values as such, everything else as its text."""
    if datatype in _NUMERIC:
        try:
            number = Decimal(text)
            return int(number) if number == number.to_integral_value() else float(number)
        except (ArithmeticError, ValueError):
            return text
    if datatype == f"{XSD}boolean":
        return text in {"true", "1"}
    return text


def _line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
