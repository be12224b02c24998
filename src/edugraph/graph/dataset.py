"""What a graph says of itself as a publication: one DCAT dataset per report, and by PROV how it came to be.

All of it follows from the document node, so that a build and an export say the same, an export of an export says
nothing twice, and the union of several graphs holds one dataset for each of its reports. There is no time in it
but the one that a user passes to an export.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from edugraph.graph import terms
from edugraph.graph.iris import BASE, DESCRIPTION
from edugraph.graph.jsonld import literal_parts
from edugraph.graph.terms import TYPE, Triple, term

VERSION_IRI = "https://w3id.org/edugraph/ns/0.1.0"
"""The version of the ontology (``owl:versionIRI``) that graphs conform to."""

MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"

LABEL, TITLE = term("rdfs:label"), term("dcterms:title")
DATASET, DISTRIBUTION, DISTRIBUTED = term("dcat:Dataset"), term("dcat:Distribution"), term("dcat:distribution")
CREATOR, CONFORMS, DERIVED = term("dcterms:creator"), term("dcterms:conformsTo"), term("prov:wasDerivedFrom")
_REPORT, _SHA256, _MADE_BY = term("edu:Report"), term("edu:sha256"), term("prov:wasAttributedTo")
_GENERATED, _SPATIAL, _YEAR = term("prov:wasGeneratedBy"), term("dcterms:spatial"), term("edu:reportYear")

_SAID = term("dcterms:description")
_ENGLISH = "Things, figures and facts read from one work report on education; every fact quotes its source."

Values = Mapping[str, Sequence[str]]


def report_datasets(triples: Iterable[Triple], base: str = BASE) -> list[Triple]:
    """The description of every report that these triples have a document node of.

    A dataset with its title, its place and year, the ontology it conforms to and the document it was derived from; the
    activity that made both, the software that did it, and the file (by the SHA-256 of its bytes) that it used.
    """
    nodes = _nodes(triples)
    out: list[Triple] = []
    for document, held in sorted(nodes.items()):
        if _REPORT in held[TYPE]:
            out += _described(document, held, base)
    return out


def _described(document: str, held: Values, base: str) -> list[Triple]:
    name = document[1:-1].removeprefix(f"{base}id/doc/")
    title = literal_parts(held[LABEL][0])[0] if held[LABEL] else name
    dataset, activity = f"<{base}id/dataset/{name}>", f"<{base}id/activity/{name}>"
    out: list[Triple] = [
        (dataset, TYPE, DATASET),
        (dataset, LABEL, terms.zh(f"知识图谱：{title}")),
        (dataset, TITLE, terms.zh(f"知识图谱：{title}")),
        (dataset, TITLE, f'"{terms.escape(f"Knowledge graph: {title}")}"@en'),
        (dataset, _SAID, terms.zh("从一份教育工作报告中读出的事物、数据与事实，每一事实都注明原文出处。")),
        (dataset, _SAID, f'"{_ENGLISH}"@en'),
        *[(dataset, predicate, value) for predicate in (_SPATIAL, _YEAR) for value in held[predicate]],
        *[(dataset, CREATOR, agent) for agent in held[_MADE_BY]],
        (dataset, CONFORMS, f"<{VERSION_IRI}>"),
        (dataset, DERIVED, document),
        (dataset, _GENERATED, activity),
        (document, _GENERATED, activity),
        (activity, TYPE, term("prov:Activity")),
        (activity, LABEL, terms.zh(f"读取：{title}")),
        *[(activity, term("prov:wasAssociatedWith"), agent) for agent in held[_MADE_BY]],
    ]
    for check_sum in held[_SHA256]:
        digits = literal_parts(check_sum)[0]
        file = f"<{base}id/file/{digits}>"
        out += [
            (activity, term("prov:used"), file),
            (document, DERIVED, file),
            (file, TYPE, term("prov:Entity")),
            (file, LABEL, terms.zh(f"原文件 {digits[:12]}")),
            (file, _SHA256, check_sum),
        ]
    return out


def described(triples: Sequence[Triple], base: str = BASE) -> list[Triple]:
    """The triples with the description of each of their reports: what a graph already says of itself stays as it is."""
    said = {subject for subject, predicate, value in triples if (predicate, value) == (TYPE, DATASET)}
    nodes: dict[str, list[Triple]] = defaultdict(list)
    for triple in triples:
        nodes[triple[0]].append(triple)
    out = list(triples)
    for document in sorted(subject for subject, predicate, value in triples if (predicate, value) == (TYPE, _REPORT)):
        made = report_datasets(nodes[document], base)
        if made and made[0][0] not in said:
            out += made
    return out


def distributed(
    triples: Iterable[Triple],
    form: str,
    media_type: str,
    base: str = BASE,
    issued: str | None = None,
    *,
    only: str | None = None,
) -> list[Triple]:
    """The triples with one distribution for each dataset: the form that is being written, and no other.

    Args:
        triples: a graph with its datasets; distributions of former exports give way.
        form: the name of the form, such as ``ttl``.
        media_type: its IANA media type, such as ``text/turtle``.
        base: the IRI under which the graph names its things.
        issued: the ISO 8601 date of publication, when the user says one.
        only: the one dataset that is being written, when the others are but named as its sources.
    """
    held = list(triples)
    former = {subject for subject, predicate, value in held if (predicate, value) == (TYPE, DISTRIBUTION)}
    out = [triple for triple in held if triple[0] not in former and triple[1] != DISTRIBUTED]
    datasets = {subject for subject, predicate, value in out if (predicate, value) == (TYPE, DATASET)}
    for dataset in sorted(datasets if only is None else {only}):
        name = dataset[1:-1].removeprefix(f"{base}id/dataset/")
        node = f"<{base}id/distribution/{name}.{form}>"
        out += [
            (dataset, DISTRIBUTED, node),
            (node, TYPE, DISTRIBUTION),
            (node, LABEL, terms.zh(f"{name}.{form}")),
            (node, term("dcat:mediaType"), f"<{MEDIA_TYPES}{media_type}>"),
        ]
        if issued:
            out.append((node, term("dcterms:issued"), terms.period(issued, base)))
    return out


def of_description(subject: str, base: str = BASE) -> bool:
    """Whether a node describes the graph rather than what reports say: a dataset, activity, file …."""
    return subject.removeprefix(f"<{base}id/").partition("/")[0] in DESCRIPTION


def summary(triples: Iterable[Triple], base: str = BASE) -> dict[str, str]:
    """The description in a few named texts, for forms that have room for no more.

    ``title`` and ``sources`` hold one part per report, separated by semicolons; a source is its id and the SHA-256
    of its bytes.
    """
    nodes = _nodes(triples)
    datasets = [(name, held) for name, held in sorted(nodes.items()) if DATASET in held[TYPE]]
    documents = [(name, held) for name, held in sorted(nodes.items()) if _REPORT in held[TYPE]]
    if not documents:
        return {}
    agents = sorted({agent for _, held in datasets for agent in held[CREATOR]})
    return {
        "title": "; ".join(literal_parts(value)[0] for _, held in datasets for value in sorted(held[LABEL])),
        "creator": "; ".join(literal_parts(value)[0] for agent in agents for value in nodes[agent][LABEL]),
        "conformsTo": "; ".join(sorted({value[1:-1] for _, held in datasets for value in held[CONFORMS]})),
        "sources": "; ".join(
            f"{name[1:-1].removeprefix(f'{base}id/doc/')} sha256:{literal_parts(value)[0]}"
            for name, held in documents
            for value in held[_SHA256]
        ),
    }


def _nodes(triples: Iterable[Triple]) -> dict[str, defaultdict[str, list[str]]]:
    nodes: dict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in triples:
        nodes[subject][predicate].append(value)
    return nodes
