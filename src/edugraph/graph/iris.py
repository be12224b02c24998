"""Names of the graph: namespaces, prefixes, and how keys, facts, data points and quotes become IRIs.

Local names are letters, digits and ``_`` (with ``-`` for documents and dates), so that every one of them
abbreviates in Turtle, Chinese ones included: ``school:330502_蜀山小学``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from edugraph.model import Key, Span

BASE = "https://w3id.org/edugraph/"
"""Where the things live: ``{BASE}id/<kind>/<name>``. The only constant of its sort; every writer takes another."""

EDU = "https://w3id.org/edugraph/ns#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"

VOCABULARIES: dict[str, str] = {
    "edu": EDU,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "w3org": "http://www.w3.org/ns/org#",
    "xsd": XSD,
}
"""Prefixes of the vocabularies in use. W3C ORG is ``w3org`` because ``org:`` names the organisations themselves."""

KINDS: tuple[str, ...] = (
    "doc",
    "place",
    "org",
    "school",
    "programme",
    "policy",
    "indicator",
    "stage",
    "period",
    "point",
    "fact",
)
"""The kinds of things, one prefix each, in the order in which Turtle shows them."""

DESCRIPTION: tuple[str, ...] = ("dataset", "distribution", "activity", "file", "software")
"""The kinds of nodes that describe the graph itself, in the order in which Turtle shows them, ahead of the others."""

# Letters that Python takes for part of a name and Turtle does not.
_ODD = re.compile("[\u00aa\u00b5\u00ba\u2054]")


def prefixes(base: str = BASE) -> dict[str, str]:
    """Every prefix of the graph with its namespace, the vocabularies first, then one per kind of thing."""
    return {**VOCABULARIES, **{kind: f"{base}id/{kind}/" for kind in KINDS}}


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """A local name for ``text``: NFC, letters and digits and ``_``; everything else is left out.

    Returns ``_`` when nothing is left, so that a name is never empty.
    """
    return "".join([char for char in unicodedata.normalize("NFC", text) if _belongs(char)]) or "_"


def abbreviates(name: str) -> bool:
    """Whether ``name`` can follow a prefix in Turtle as it is."""
    if not name or not (name[0].isalnum() or name[0] == "_") or name[-1] == ".":
        return False
    plain = name.replace("-", "_").replace(".", "_")
    return f"_{plain}".isidentifier() and not _ODD.search(plain)


@lru_cache(maxsize=65536)
def local_name(text: str) -> str:
    """``text`` itself when it abbreviates in Turtle, else with the offending characters left out.

    Unlike ``slug`` this keeps ``-`` and ``.`` inside a name: identifiers of documents and dates use them.
    """
    if abbreviates(text):
        return text
    parts = (slug(part) for part in re.split(r"([-.])", text) if part)
    joined = "".join("-" if part == "_" else part for part in parts).strip("-.")
    return joined or "_"


@lru_cache(maxsize=65536)
def iri(key: Key, base: str = BASE) -> str:
    """The IRI of a key, without angle brackets: ``place:330502`` → ``…/id/place/330502``.

    Keys of the ontology itself (``edu:National``, ``skos:Concept``) resolve to their vocabulary.

    Raises:
        ValueError: when ``key`` is not ``prefix:name``.
    """
    prefix, colon, name = key.partition(":")
    if not (prefix and colon and name):
        raise ValueError(f"not a key of the graph: {key!r}")
    if prefix in VOCABULARIES:
        return VOCABULARIES[prefix] + name
    return f"{base}id/{prefix}/{local_name(name)}"


def key_of(iri: str, base: str = BASE) -> Key:
    """The key of an IRI, the inverse of ``iri``; an IRI of no known namespace comes back unchanged."""
    home = f"{base}id/"
    if iri.startswith(home):
        kind, slash, name = iri[len(home) :].partition("/")
        if slash and "#" not in name:
            return f"{kind}:{name}"
    for prefix, namespace in VOCABULARIES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def document_iri(document: str, base: str = BASE) -> str:
    """The IRI of the document with this id."""
    return f"{base}id/doc/{local_name(document)}"


def evidence_iri(document: str, span: Span, base: str = BASE) -> str:
    """The RFC 5147 fragment of a document's repaired text: ``…/id/doc/wuxing-2022#char=1264,1296``."""
    return f"{document_iri(document, base)}#char={span.begin},{span.end}"


def point_name(
    about: str,
    indicator: str,
    period: str | None,
    *,
    before: bool = False,
    level: str | None = None,
    population: str | None = None,
    unit: str | None = None,
) -> str:
    """The local name of a data point: ``330502_普惠园占比_2022``.

    ``about`` and ``indicator`` are local names; level, population and unit stand at the end where they are given.
    """
    name = f"{about}_{indicator}" if about else indicator
    if before:
        name += "_before"
    if period:
        name += "_" + period.replace("/", "_")
    for part in (level, population, unit):
        if part:
            name += "_" + _measured(part)
    return local_name(name)


def _measured(part: str) -> str:
    return "percent" if part == "%" else slug(part)


def _belongs(char: str) -> bool:
    return char == "_" or (char.isalnum() and f"_{char}".isidentifier() and not _ODD.match(char))
