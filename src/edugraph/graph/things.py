"""Things, documents and intervals as triples: the part of the mapping that does not depend on any one fact."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from edugraph import __version__
from edugraph.graph import terms
from edugraph.graph.iris import BASE, document_iri, iri
from edugraph.graph.terms import TYPE, Triple, term
from edugraph.model import Reading, Thing, ThingType

LABEL = term("rdfs:label")
ALTERNATIVE = term("skos:altLabel")
MENTIONED = term("edu:mentionedAt")
MINTED = term("edu:minted")
NOTE = term("skos:editorialNote")
TRUE = f'"true"^^{term("xsd:boolean")}'

PART_OF: dict[ThingType, str] = {
    ThingType.SCHOOL: "w3org:unitOf",
    ThingType.UNIVERSITY: "w3org:unitOf",
    ThingType.DEPARTMENT: "w3org:subOrganizationOf",
    ThingType.ORGANIZATION: "w3org:subOrganizationOf",
    ThingType.PLACE: "schema:containedInPlace",
    ThingType.PROGRAMME: "dcterms:isPartOf",
    ThingType.POLICY_DOCUMENT: "dcterms:isPartOf",
    ThingType.INDICATOR: "skos:broader",
}
"""What ``Thing.part_of`` means for each type of thing."""

TIES: dict[str, str] = {
    "campusOf": "w3org:unitOf",
    "unitOf": "w3org:unitOf",
    "subOrganizationOf": "w3org:subOrganizationOf",
    "containedInPlace": "schema:containedInPlace",
    "broader": "skos:broader",
    "isPartOf": "dcterms:isPartOf",
    "publisher": "dcterms:publisher",
}
"""Ties that a standard vocabulary has a word for; every other one is a property of ours."""


def thing_triples(thing: Thing, document: str, base: str = BASE) -> list[Triple]:
    """All that is known of one thing. ``document`` is the IRI of the text that mentions it."""
    subject = f"<{iri(thing.key, base)}>"
    out: list[Triple] = [(subject, TYPE, term(f"edu:{name}")) for name in sorted({thing.type.value, thing.kind})]
    out.append((subject, LABEL, terms.zh(thing.label)))
    out += [(subject, ALTERNATIVE, terms.zh(alias)) for alias in sorted({*thing.aliases} - {thing.label})]
    if thing.identifier:
        out.append((subject, term("dcterms:identifier"), terms.plain(thing.identifier)))
    ties = {(TIES.get(name, f"edu:{name}"), other) for name, other in thing.ties}
    if thing.part_of:
        if thing.type is ThingType.DEPARTMENT and thing.part_of.startswith("place:"):
            ties.add(("edu:place", thing.part_of))
        else:
            ties.add((PART_OF[thing.type], thing.part_of))
    if thing.place and thing.place != thing.key:
        ties.add(("schema:containedInPlace" if thing.type is ThingType.PLACE else "edu:place", thing.place))
    out += [(subject, term(name), f"<{iri(other, base)}>") for name, other in sorted(ties) if other != thing.key]
    if thing.type is ThingType.INDICATOR and not thing.known:
        out.append((subject, MINTED, TRUE))
    out += [(subject, NOTE, terms.plain(note)) for note in thing.notes]
    out += [(subject, MENTIONED, f"<{document}#char={span.begin},{span.end}>") for span in sorted({*thing.mentions})]
    return out


def stage_triples(things: Iterable[Thing], base: str = BASE) -> list[Triple]:
    """The stages of education that schools are tied to; their keys are their names."""
    out: list[Triple] = []
    for key in sorted({other for thing in things for name, other in thing.ties if name == "stage"}):
        subject = f"<{iri(key, base)}>"
        out += [(subject, TYPE, term("skos:Concept")), (subject, LABEL, terms.zh(key.partition(":")[2]))]
    return out


def minted_indicator(key: str, label: str, base: str = BASE) -> list[Triple]:
    """A measure that the vocabulary does not know and nobody described: its printed name is all there is."""
    subject = f"<{iri(key, base)}>"
    return [
        (subject, TYPE, term("edu:Indicator")),
        (subject, LABEL, terms.zh(label)),
        (subject, MINTED, TRUE),
    ]


def interval_triples(periods: Iterable[str], base: str = BASE) -> list[Triple]:
    """The interval resources behind periods such as ``2021/2025``; single years, months and days need none."""
    out: list[Triple] = []
    for text in sorted({period for period in periods if "/" in period}):
        begin, _, end = text.partition("/")
        subject = terms.period(text, base)
        out += [
            (subject, TYPE, term("edu:Interval")),
            (subject, LABEL, terms.zh(f"{begin}—{end}")),
            (subject, term("dcterms:identifier"), terms.plain(text)),
            (subject, term("edu:begins"), terms.period(begin, base)),
            (subject, term("edu:ends"), terms.period(end, base)),
        ]
    return out


def document_triples(reading: Reading, base: str = BASE, *, text: bool = True) -> list[Triple]:
    """The document node: what the report says of itself, its check sums, its text, who read it.

    ``text=False`` leaves the repaired and the raw text out; the check sums stay.
    """
    document, about = reading.document, reading.document.metadata
    subject = f"<{document_iri(about.id, base)}>"
    agent = f"<{base}id/software/edugraph-{__version__}>"
    out: list[Triple] = [
        (subject, TYPE, term("edu:Report")),
        (subject, TYPE, term("nif:Context")),
        (subject, LABEL, terms.zh(about.title or about.id)),
        (subject, term("dcterms:identifier"), terms.plain(about.id)),
    ]
    if about.title:
        out.append((subject, term("dcterms:title"), terms.zh(about.title)))
    if about.publisher:
        out.append((subject, term("edu:publisherName"), terms.zh(about.publisher)))
        publishers = sorted(
            thing.key
            for thing in reading.things
            if thing.label == about.publisher and thing.type in (ThingType.DEPARTMENT, ThingType.ORGANIZATION)
        )
        out += [(subject, term("dcterms:publisher"), f"<{iri(key, base)}>") for key in publishers[:1]]
    if about.date:
        out.append((subject, term("dcterms:issued"), terms.period(about.date, base)))
    if about.place:
        out.append((subject, term("dcterms:spatial"), f"<{iri(f'place:{about.place}', base)}>"))
    if about.year is not None:
        out.append((subject, term("edu:reportYear"), terms.period(f"{about.year:04d}", base)))
    out += [
        (subject, term("edu:encoding"), terms.plain(document.encoding)),
        (subject, term("edu:sha256"), terms.plain(document.sha256)),
        (subject, term("edu:textSha256"), terms.plain(hashlib.sha256(document.text.encode()).hexdigest())),
    ]
    coverage = reading.coverage
    out += [
        (subject, term("edu:numerals"), terms.integer(coverage.numerals)),
        (subject, term("edu:numeralsRead"), terms.integer(coverage.numerals_read)),
        (subject, term("edu:clauses"), terms.integer(coverage.clauses)),
        (subject, term("edu:clausesRead"), terms.integer(coverage.clauses_read)),
        (subject, term("prov:wasAttributedTo"), agent),
    ]
    if text:
        out += [
            (subject, term("nif:isString"), terms.plain(document.text)),
            (subject, term("edu:rawString"), terms.plain(document.raw)),
        ]
    return [
        *out,
        (agent, TYPE, term("prov:SoftwareAgent")),
        (agent, LABEL, terms.zh(f"edugraph {__version__}")),
        (agent, term("schema:softwareVersion"), terms.plain(__version__)),
    ]
