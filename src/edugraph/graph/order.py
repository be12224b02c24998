"""The order in which Turtle shows the predicates of a subject: names first, then what, how much, who, whence."""

from __future__ import annotations

from edugraph.graph.terms import TYPE, term

# fmt: off
_FIRST = (
    "rdfs:label", "skos:altLabel", "dcterms:identifier", "dcterms:title", "dcterms:publisher", "edu:publisherName",
    "dcterms:issued", "dcterms:spatial", "edu:reportYear", "edu:encoding", "edu:sha256", "edu:textSha256",
    "edu:status", "edu:statusOrigin", "edu:indicator", "edu:measure", "edu:about", "edu:period", "edu:before",
    "edu:periodOrigin", "edu:begins", "edu:ends", "edu:level", "edu:population", "edu:point", "edu:value",
    "edu:count", "edu:unit", "edu:actual", "edu:planned", "edu:qualifier", "edu:lowerBound", "edu:upperBound",
    "edu:asPrinted", "edu:from", "edu:to", "edu:delta", "edu:deltaQualifier", "edu:deltaUnit", "edu:title",
    "edu:recipient", "edu:recipientName", "edu:grantedBy", "edu:grantorName", "edu:batch", "edu:edition",
    "edu:rank", "edu:work", "edu:school", "edu:site", "rdf:subject", "rdf:predicate", "rdf:object", "edu:agent",
    "edu:verb", "edu:object", "edu:mentions", "edu:programme", "edu:place", "schema:containedInPlace",
    "edu:stage", "edu:memberOfGroup", "skos:editorialNote",
    "w3org:subOrganizationOf", "w3org:unitOf", "edu:guidedBy", "skos:broader", "edu:minted", "nif:referenceContext",
    "nif:beginIndex", "nif:endIndex", "nif:anchorOf", "edu:rawRanges", "edu:locator", "edu:section",
    "prov:wasDerivedFrom", "edu:rule", "edu:numerals", "edu:numeralsRead", "edu:clauses", "edu:clausesRead",
)
# fmt: on
_LAST = ("edu:mentionedAt", "nif:isString", "edu:rawString")

RANK: dict[str, int] = (
    {TYPE: 0}
    | {term(name): rank for rank, name in enumerate(_FIRST, 1)}
    | {term(name): 1000 + rank for rank, name in enumerate(_LAST)}
)
"""Predicate (N-Triples text) → its place; the long lists and texts come last."""

OTHER = 999
"""The place of a predicate that is not listed: after those of the project, by name."""
