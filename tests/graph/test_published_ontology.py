"""Every term that a graph, a query or the gazetteer uses is published with its meaning in two languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edugraph import resources
from edugraph.graph import triples
from edugraph.graph.iris import EDU
from edugraph.graph.order import RANK
from edugraph.lexicon.vocabulary import load_vocabulary
from edugraph.model import ThingType
from tests.graph.factory import reading

Said = dict[str, dict[str, list[tuple[str, str | None]]]]
RDFS = "http://www.w3.org/2000/01/rdf-schema#"


@pytest.fixture(scope="module")
def said() -> Said:
    """Term → predicate → values with their languages."""
    from pyoxigraph import parse

    found: Said = {}
    for path in resources.ontology_files():
        for quad in parse(path=str(path)):
            if quad.subject.value.startswith(EDU[:-1]) and path.name != "shapes.ttl":
                held = found.setdefault(quad.subject.value, {})
                value = (quad.object.value, getattr(quad.object, "language", None))
                held.setdefault(quad.predicate.value, []).append(value)
    return found


def test_every_term_has_label_and_comment_in_chinese_and_english(said: Said) -> None:
    for term, predicates in said.items():
        for name in ("label", "comment"):
            languages = sorted(str(language) for _, language in predicates.get(RDFS + name, []))
            assert languages == ["en", "zh"], f"{term} {name}"


def test_every_class_has_a_parent(said: Said) -> None:
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    classes = [term for term, held in said.items() if ("http://www.w3.org/2002/07/owl#Class", None) in held[kind]]
    assert len(classes) > 25
    assert [term for term in classes if RDFS + "subClassOf" not in said[term]] == []


def test_every_term_of_a_graph_is_published(said: Said) -> None:
    used = {part[1:-1] for triple in triples(reading()) for part in triple if part.startswith(f"<{EDU}")}
    used |= {predicate[1:-1] for predicate in RANK if predicate.startswith(f"<{EDU}")}
    used |= {EDU + kind.value for kind in ThingType}
    assert len(used) > 70
    assert sorted(used - said.keys()) == []


@pytest.mark.parametrize("path", [*resources.ontology_files(), *resources.query_files()], ids=lambda path: path.name)
def test_every_term_of_a_file_is_published(path: Path, said: Said) -> None:
    lines = (re.sub(r'"(?:[^"\\]|\\.)*"', "", line) for line in path.read_text(encoding="utf-8").splitlines())
    used = {name for line in lines if not line.startswith("#") for name in re.findall(r"\bedu:(\w+)", line)}
    if path.name == "shapes.ttl":
        used -= set(re.findall(r"^edu:(\w+) a sh:", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert sorted(name for name in used if EDU + name not in said) == []


def test_every_class_that_a_name_gives_is_published(said: Said) -> None:
    classes = set(load_vocabulary().school_suffixes.values())
    assert "PrimarySchool" in classes
    assert sorted(name for name in classes if EDU + name not in said) == []


def test_the_ontology_says_its_version_and_licence(said: Said) -> None:
    header = said["https://w3id.org/edugraph/ns"]
    assert header["http://www.w3.org/2002/07/owl#versionIRI"]
    assert header["http://purl.org/dc/terms/license"]
