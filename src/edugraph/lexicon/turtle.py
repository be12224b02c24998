"""Reading the ontology's Turtle files into plain records, one for each subject.

pyoxigraph's parser does the work; building an rdflib graph of the gazetteer would take as long as a whole build.
"""

from __future__ import annotations

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
        return iri[len(THINGS) :].replace("/", ":", 1)
    head, sep, tail = iri.rpartition("#") if "#" in iri else iri.rpartition("/")
    prefix = NAMESPACES.get(head + sep)
    return iri if prefix is None else prefix + tail


class _Curies(dict[str, str]):
    """IRI → CURIE, worked out once for each IRI: a file of thousands of lines has a handful of predicates."""

    def __missing__(self, iri: str) -> str:
        self[iri] = found = curie(iri)
        return found


def read_records(paths: Iterable[Path]) -> Mapping[str, Record]:
    """Subject → record for every subject of the files, in the order of the files.

    Raises:
        RuleError: when a file is not Turtle; the hint names the line.
    """
    from pyoxigraph import Literal, RdfFormat, parse

    records: dict[str, dict[str, list[str]]] = {}
    curies = _Curies()
    for path in paths:
        subject, record = "", dict[str, list[str]]()
        try:
            for quad in parse(path=str(path), format=RdfFormat.TURTLE):
                found = quad.subject.value
                if found != subject:
                    subject, record = found, records.setdefault(curie(found), {})
                name = curies[quad.predicate.value]
                term = quad.object
                value = term.value
                if not isinstance(term, Literal):
                    value = curies[value]
                elif term.language == "en":
                    name += "@en"
                if name in record:
                    record[name].append(value)
                else:
                    record[name] = [value]
        except SyntaxError as error:
            raise RuleError(f"{path} is not valid Turtle", str(error)) from error
    return records
