"""Reading the ontology's Turtle files into plain records, one for each subject.

pyoxigraph's parser does the work; building an rdflib graph of the gazetteer would take as long as a whole build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from edugraph.errors import RuleError

NAMESPACES = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.w3.org/ns/org#": "w3org:",
    "https://schema.org/": "schema:",
    "https://w3id.org/edugraph/ns#": "edu:",
}
THINGS = "https://w3id.org/edugraph/id/"

Record = Mapping[str, list[str]]
"""Predicate (``rdfs:label``, with ``@en`` for English) → values; IRIs as CURIEs."""


def curie(iri: str) -> str:
    """The IRI with the prefix that the project's Turtle uses for it; unknown ones stay as they are."""
    if iri.startswith(THINGS):
        return iri.removeprefix(THINGS).replace("/", ":", 1)
    head, sep, tail = iri.rpartition("#") if "#" in iri else iri.rpartition("/")
    prefix = NAMESPACES.get(head + sep)
    return iri if prefix is None else prefix + tail


def read_records(paths: Iterable[Path]) -> Mapping[str, Record]:
    """Subject → record for every subject of the files, in the order of the files.

    Raises:
        RuleError: when a file is not Turtle; the hint names the line.
    """
    from pyoxigraph import Literal, RdfFormat, parse

    records: dict[str, defaultdict[str, list[str]]] = {}
    names: dict[str, str] = {}
    for path in paths:
        subject, record = "", defaultdict[str, list[str]](list)
        try:
            for quad in parse(path=str(path), format=RdfFormat.TURTLE):
                found = quad.subject.value
                if found != subject:
                    subject, record = found, records.setdefault(curie(found), defaultdict(list))
                predicate = quad.predicate.value
                name = names.get(predicate) or names.setdefault(predicate, curie(predicate))
                term = quad.object
                if isinstance(term, Literal):
                    record[name + "@en" if term.language == "en" else name].append(term.value)
                else:
                    value = term.value
                    record[name].append(names.get(value) or names.setdefault(value, curie(value)))
        except SyntaxError as error:
            raise RuleError(f"{path} is not valid Turtle", str(error)) from error
    return records
