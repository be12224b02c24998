"""Every term that anything of ours uses is declared with its meaning, and nothing is declared that nothing uses."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, URIRef
from rdflib.collection import Collection

import edugraph
from edugraph import resources
from edugraph.graph import mapping
from edugraph.graph.dataset import VERSION_IRI
from edugraph.graph.iris import VOCABULARIES
from edugraph.graph.order import RANK
from edugraph.graph.points import LEVELS
from edugraph.graph.things import PART_OF, TIES
from edugraph.model import ThingType
from tests.ontology.graphs import BUILT_IN, CONSTRUCTED, EDU, Use, exported, invented, opened, parsed, schema, used

DECLARATIONS = {
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.NamedIndividual,
}
ONTOLOGY = URIRef(EDU[:-1])
SHAPES = {"shapes.ttl", "findings.ttl"}


def declared() -> dict[str, set[URIRef]]:
    """Term → the sorts of entity that it is declared as."""
    found: dict[str, set[URIRef]] = {}
    for subject, kind in schema().subject_objects(RDF.type):
        if isinstance(subject, URIRef) and kind in DECLARATIONS:
            found.setdefault(str(subject), set()).add(URIRef(str(kind)))
    return found


@pytest.fixture(scope="module")
def use(shipped_graph: Path) -> Use:
    """What graphs, exports, gazetteer and indicators use."""
    files = [path for path in resources.ontology_files() if path.name not in {"schema.ttl", *SHAPES}]
    exports = [exported(path, form) for path in (None, shipped_graph) for form in (*CONSTRUCTED, "ttl")]
    return used([parsed(*files), *map(parsed, exports), invented(), opened(shipped_graph)])


def test_every_term_in_use_is_declared(use: Use) -> None:
    assert len(use.terms) > 150
    assert sorted(term for term in use.terms - declared().keys() if not term.startswith(BUILT_IN)) == []


def test_every_declared_term_is_used(use: Use) -> None:
    terms = {*mapping.P.values(), *mapping.STATUS.values(), *mapping.QUALIFIER.values(), *LEVELS.values(), *RANK}
    in_use = set(use.terms) | use.nodes | {term[1:-1] for term in terms} | {EDU + kind.value for kind in ThingType}
    for curie in (*PART_OF.values(), *TIES.values()):
        prefix, _, name = curie.partition(":")
        in_use.add(VOCABULARIES[prefix] + name)
    # The relations that rules make, and the classes that the reader gives to what only some reports have.
    sources = [*resources.rule_files(), *(Path(edugraph.__file__).parent / "extract").glob("*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    in_use |= {term for term in declared() if f'"{term.removeprefix(EDU)}"' in text}
    in_use |= {str(predicate) for predicate in schema().predicates(ONTOLOGY)}
    waiting = [URIRef(term) for term in in_use]
    while waiting:
        term = waiting.pop()
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf, RDF.type):
            for above in schema().objects(term, predicate):
                members = list(Collection(schema(), schema().value(above, OWL.unionOf))) or [above]
                new = [URIRef(str(each)) for each in members if str(each) not in in_use]
                in_use |= {str(each) for each in new}
                waiting += new
    assert sorted(declared().keys() - in_use) == []


def test_every_term_has_a_label_and_a_comment_in_chinese_and_english() -> None:
    for term in [ONTOLOGY, *map(URIRef, declared())]:
        for predicate in (RDFS.label, RDFS.comment):
            languages = sorted(str(value.language) for value in schema().objects(term, predicate))  # type: ignore[attr-defined]
            assert languages == ["en", "zh"], (term, predicate)


def test_every_property_of_ours_has_a_domain_and_a_range_unless_it_takes_several_sorts() -> None:
    properties = {term for term, kinds in declared().items() if any("Property" in str(kind) for kind in kinds)}
    own = sorted(term for term in properties if term.startswith(EDU))
    assert len(own) > 80
    free = {EDU + name for name in ("period", "before", "begins", "ends", "reportYear")}
    for term in own:
        if term not in free:
            assert (URIRef(term), RDFS.domain, None) in schema(), term
            assert (URIRef(term), RDFS.range, None) in schema(), term


def test_every_class_of_ours_leads_to_a_class_of_a_standard() -> None:
    for term, kinds in declared().items():
        if OWL.Class in kinds and term.startswith(EDU):
            above = {str(each) for each in schema().transitive_objects(URIRef(term), RDFS.subClassOf)}
            assert [each for each in above if not each.startswith(EDU)], term


def test_every_term_of_another_vocabulary_says_which() -> None:
    for term in declared():
        if not term.startswith(EDU):
            home = schema().value(URIRef(term), RDFS.isDefinedBy)
            assert home is not None, term
            assert term.startswith(str(home)), term


def test_the_ontology_says_its_version_licence_author_and_prefix() -> None:
    said = {str(predicate): str(value) for predicate, value in schema().predicate_objects(ONTOLOGY)}
    assert said[str(OWL.versionIRI)] == VERSION_IRI == f"{ONTOLOGY}/{said[str(OWL.versionInfo)]}"
    assert said["http://purl.org/dc/terms/license"] == "https://spdx.org/licenses/MIT"
    assert said["http://purl.org/dc/terms/creator"]
    assert said["http://purl.org/vocab/vann/preferredNamespacePrefix"] == "edu"
    assert said["http://purl.org/vocab/vann/preferredNamespaceUri"] == EDU


def test_words_of_code_lists_are_concepts_of_one_list() -> None:
    for term, kinds in declared().items():
        if OWL.NamedIndividual in kinds and term.startswith(EDU):
            types = set(schema().objects(URIRef(term), RDF.type)) - {OWL.NamedIndividual, SKOS.Concept}
            assert len(types) == 1, term


def test_properties_take_the_values_that_they_are_declared_for(use: Use) -> None:
    for term, sorts in use.properties.items():
        kinds = declared().get(term, set())
        if OWL.ObjectProperty in kinds:
            assert sorts == {"iri"}, term
        elif OWL.DatatypeProperty in kinds:
            assert sorts == {"literal"}, term


def test_no_term_is_two_sorts_of_entity() -> None:
    assert [term for term, kinds in declared().items() if len(kinds) != 1] == []


def test_properties_stand_under_properties_of_their_sort_and_classes_under_classes() -> None:
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, OWL.inverseOf):
        for one, two in schema().subject_objects(predicate):
            assert declared()[str(one)] == declared()[str(two)], (one, two)


def test_domains_and_ranges_are_classes_or_datatypes_that_owl_knows() -> None:
    # The datatypes of the OWL 2 datatype map that graphs of ours use; years and dates are not among them.
    known = {str(rdflib.XSD[name]) for name in ("string", "integer", "decimal", "boolean")} | {str(RDF.langString)}
    for predicate in (RDFS.domain, RDFS.range):
        for term, value in schema().subject_objects(predicate):
            members = list(Collection(schema(), schema().value(value, OWL.unionOf))) or [value]
            kinds = declared()[str(term)]
            for member in members:
                if predicate == RDFS.range and OWL.DatatypeProperty in kinds:
                    assert str(member) in known, term
                elif OWL.AnnotationProperty not in kinds:
                    assert declared()[str(member)] == {OWL.Class}, (term, member)
                else:
                    assert isinstance(member, URIRef), term


def test_every_statement_of_the_ontology_is_about_a_declared_term() -> None:
    mine = {str(subject) for subject in schema().subjects() if isinstance(subject, URIRef)} - {str(ONTOLOGY)}
    assert sorted(mine - declared().keys()) == []


def test_the_gazetteer_says_nothing_of_classes_but_names() -> None:
    for path in resources.ontology_files():
        if path.name not in {"schema.ttl", *SHAPES}:
            for subject, predicate, _ in parsed(path):
                if str(subject).startswith(EDU) and predicate != RDFS.seeAlso:
                    assert declared().get(str(predicate)) == {OWL.AnnotationProperty}, (path.name, subject, predicate)
