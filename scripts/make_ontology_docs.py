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

    graph = _without_blank_nodes(rdflib.Graph().parse(schema))
    # pyLODE joins the labels of several languages without a space and takes any one of them for a link.
    for predicate, between in ((RDFS.label, " "), (RDFS.comment, "\n\n")):
        for subject in sorted(set(graph.subjects(predicate, None))):
            texts = {value.language: str(value) for value in graph.objects(subject, predicate)}
            graph.remove((subject, predicate, None))
            graph.add((subject, predicate, rdflib.Literal(between.join(texts[each] for each in LANGUAGES))))
    # A property of two sorts would stand on the page twice, under one name.
    for more in (OWL.FunctionalProperty, OWL.SymmetricProperty):
        graph.remove((None, RDF.type, more))
    ontology = next(graph.subjects(RDF.type, OWL.Ontology))
    home = f"{ontology}#"
    made = OntPub(graph, sort_subjects=False)
    for subject in sorted({subject for subject in graph.subjects() if isinstance(subject, rdflib.URIRef)}):
        own = subject.startswith(home)
        made.fids[str(subject)] = subject[len(home) :] if own else graph.qname(subject).replace(":", "-")
    return str(made.make_html())


def _without_blank_nodes(graph: Graph) -> Graph:
    """The same graph, with ``schema:domainIncludes`` and ``rangeIncludes`` for unions: pyLODE shuffles those.

    Which classes are disjoint goes, too; the page would not show it.
    """
    import rdflib
    from rdflib import OWL, RDFS, SDO
    from rdflib.collection import Collection

    includes = {RDFS.domain: SDO.domainIncludes, RDFS.range: SDO.rangeIncludes}
    kept: set[tuple[Node, Node, Node]] = set()
    for subject, predicate, value in graph:
        if isinstance(subject, rdflib.URIRef) and isinstance(value, rdflib.BNode):
            members = Collection(graph, graph.value(value, OWL.unionOf))
            kept |= {(subject, includes[rdflib.URIRef(str(predicate))], member) for member in members}
        elif isinstance(subject, rdflib.URIRef):
            kept.add((subject, predicate, value))
    made = rdflib.Graph()
    for prefix, namespace in graph.namespaces():
        made.bind(prefix, namespace)
    for triple in sorted(kept):
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
