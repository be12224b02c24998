"""Write the HTML page of the ontology with pyLODE: ``make docs``, or ``python scripts/make_ontology_docs.py [FILE]``.

The page is one file that loads nothing; its links lead to the definitions of the other vocabularies. Each of our terms
stands under its own local name (``#DataPoint``), so that the IRI of a term can lead to its paragraph. The same ontology
gives the same bytes with the same pyLODE.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = ROOT / "build" / "docs" / "ontology.html"
LANGUAGES = ("zh", "en")


def page(schema: Path) -> str:
    """The page for the ontology in ``schema``."""
    import rdflib
    from pylode.profiles.ontpub import OntPub  # type: ignore[import-untyped,unused-ignore]
    from rdflib import OWL, RDF, RDFS

    graph = _own_first(rdflib.Graph().parse(schema))
    ontology = next(graph.subjects(RDF.type, OWL.Ontology))
    # It has a title and a description as well, which pyLODE shows beside these.
    for predicate in (RDFS.label, RDFS.comment):
        graph.remove((ontology, predicate, None))
    # pyLODE joins the labels of several languages without a space and takes any one of them for a link.
    for predicate, between in ((RDFS.label, " "), (RDFS.comment, "\n\n")):
        for subject in sorted(set(graph.subjects(predicate, None)), key=str):
            texts = {getattr(value, "language", None): str(value) for value in graph.objects(subject, predicate)}
            graph.remove((subject, predicate, None))
            graph.add((subject, predicate, rdflib.Literal(between.join(texts[each] for each in LANGUAGES))))
    # A property of two sorts would stand on the page twice, under one name.
    for more in (OWL.FunctionalProperty, OWL.SymmetricProperty):
        graph.remove((None, RDF.type, more))
    home = f"{ontology}#"
    made = OntPub(graph, sort_subjects=False)
    for subject in sorted({subject for subject in graph.subjects() if isinstance(subject, rdflib.URIRef)}):
        own = subject.startswith(home)
        made.fids[str(subject)] = subject[len(home) :] if own else graph.qname(subject).replace(":", "-")
    return str(made.make_html())


def _own_first(graph: Graph) -> Graph:
    """The same graph without blank nodes, our own terms first: pyLODE keeps to the order of the triples.

    Unions, whose members pyLODE shuffles, become ``schema:domainIncludes`` and ``rangeIncludes``. Which classes are
    disjoint goes; the page would not show it.
    """
    import rdflib
    from rdflib import OWL, RDFS, SDO
    from rdflib.collection import Collection

    includes = {RDFS.domain: SDO.domainIncludes, RDFS.range: SDO.rangeIncludes}
    kept: set[tuple[Node, Node, Node]] = set()
    for subject, predicate, value in graph:
        if isinstance(subject, rdflib.URIRef) and isinstance(value, rdflib.BNode):
            members = Collection(graph, next(graph.objects(value, OWL.unionOf)))
            kept |= {(subject, includes[rdflib.URIRef(str(predicate))], member) for member in members}
        elif isinstance(subject, rdflib.URIRef):
            kept.add((subject, predicate, value))
    made = rdflib.Graph()
    for prefix, namespace in graph.namespaces():
        made.bind(prefix, namespace)
    home = str(next(graph.subjects(rdflib.RDF.type, OWL.Ontology)))
    for triple in sorted(kept, key=lambda triple: (not str(triple[0]).startswith(home), *map(str, triple))):
        made.add(triple)
    return made


def main() -> None:
    """Write the page; the order of sets must not change between runs, and only a new process can see to that."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page(ROOT / "ontology" / "schema.ttl"), encoding="utf-8")
    print(f"wrote {out}", file=sys.stderr)


if __name__ == "__main__":
    main()
