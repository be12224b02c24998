"""The published shapes are SHACL: pyshacl alone, asked node by node, finds what edugraph finds."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
import rdflib

from edugraph import resources
from edugraph.graph import shacl
from edugraph.lexicon.grammar import Grammar
from tests.validation.conftest import Graphed
from tests.validation.test_findings_about_reports import RIGHT, WRONG

_SH = rdflib.Namespace(shacl.SH)
_BROKEN = ["九年义务教育巩固率由99.2%提升至98.7%。", "教师数为1。", "小学生师比17.8:1。"]


def everything(graph: rdflib.Graph) -> rdflib.Graph:
    """Data and ontology in rdflib's memory store; of the gazetteer, which no shape looks at, nothing."""
    whole = rdflib.Graph(bind_namespaces="none")
    quick = shacl.quick_store(graph)
    assert quick is not None
    lines = pyoxigraph.serialize((quad.triple for quad in quick), format=pyoxigraph.RdfFormat.N_TRIPLES)
    whole.parse(data=lines, format="nt")
    for path in resources.ontology_files():
        if path.name != "places.ttl":
            whole.parse(path)
    return whole


def test_pyshacl_alone_finds_the_same(graphed: Graphed) -> None:
    # rdflib takes a tenth of a second for each data point, so: of each check one sentence that is wrong and one right.
    checks = [each.check for each in shacl.constraints() if each.check in WRONG]
    texts = [*_BROKEN, *(text for check in checks for text in (WRONG[check][0], RIGHT[check][0]))]
    graph = graphed("\n".join(texts), "普惠性幼儿园覆盖率达20.3%。")
    ours = {(each.check, each.node) for each in shacl.results(graph)}
    _, report, _ = pyshacl.validate(everything(graph), shacl_graph=shacl.shapes_graph(), inference="none")
    assert isinstance(report, rdflib.Graph)
    theirs = {
        (
            shacl.check_name(str(report.value(each, _SH.sourceConstraint) or report.value(each, _SH.sourceShape))),
            str(report.value(each, _SH.focusNode)),
        )
        for each in report.objects(None, _SH.result)
    }
    assert theirs == ours
    assert {check for check, _ in ours} >= {"named-exceed-count", "two-values", "change-direction", "jump"}


def test_the_shapes_are_well_formed() -> None:
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shacl.shapes_graph(), meta_shacl=True)
    assert conforms, text


@pytest.mark.parametrize("name", shacl.SHAPE_FILES)
def test_every_message_is_in_two_languages(name: str) -> None:
    shapes = rdflib.Graph().parse(resources.ontology_file(name))
    said = set(shapes.subjects(_SH.message))
    assert said
    for subject in said:
        languages = sorted(str(getattr(each, "language", None)) for each in shapes.objects(subject, _SH.message))
        assert languages == ["en", "zh"], subject


def test_the_graph_itself_is_left_as_it_is(graphed: Graphed) -> None:
    graph = graphed("普惠性幼儿园覆盖率达104.5%。")
    before = len(graph)
    assert shacl.results(graph)
    assert len(graph) == before


def test_a_graph_of_another_store_is_judged_alike(graphed: Graphed, tmp_path: Path) -> None:
    graph = graphed("普惠性幼儿园覆盖率达104.5%。")
    memory = rdflib.Graph()
    for triple in graph:
        memory.add(triple)
    assert shacl.results(memory) == shacl.results(graph)


def test_words_of_movement_are_those_of_the_grammar(grammar: Grammar) -> None:
    shapes = rdflib.Graph().parse(resources.ontology_file("findings.ttl"))
    alt = rdflib.URIRef("http://www.w3.org/2004/02/skos/core#altLabel")
    for name, kind in (("Rise", "rise"), ("Fall", "fall")):
        words = {str(word) for word in shapes.objects(rdflib.URIRef(shacl.SHAPES + name), alt)}
        known = {word for each in grammar.classes if each.name == kind for word in each.words}
        assert sorted(words - known) == []
