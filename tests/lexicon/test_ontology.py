"""The ontology's files: every parser reads them alike, and the vocabulary holds what they say."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
import rdflib

from edugraph import resources
from edugraph.errors import RuleError
from edugraph.lexicon.turtle import curie, read_records
from edugraph.lexicon.vocabulary import Vocabulary, load_vocabulary
from edugraph.model import ThingType

FILES = [path for path in resources.ontology_files() if path.name not in {"schema.ttl", "shapes.ttl"}]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rdflib_reads_the_same_subjects_and_finds_no_blank_node(path: Path) -> None:
    graph = rdflib.Graph().parse(path, format="turtle")
    assert not [node for triple in graph for node in triple if isinstance(node, rdflib.BNode)]
    assert {curie(str(subject)) for subject in graph.subjects()} == set(read_records([path]))


@pytest.mark.skipif(shutil.which("rapper") is None, reason="raptor2-utils is not installed")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rapper_accepts_every_file(path: Path) -> None:
    subprocess.run(["rapper", "-q", "-c", "-i", "turtle", str(path)], check=True)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_entry_has_one_chinese_label(path: Path) -> None:
    for key, record in read_records([path]).items():
        if not key.startswith("edu:"):
            assert len(record["rdfs:label"]) == 1, key


@pytest.mark.parametrize("kind", ["unit", "programme", "org", "indicator"])
def test_a_name_means_one_thing_of_its_kind(kind: str) -> None:
    names: Counter[str] = Counter()
    for key, record in read_records(FILES).items():
        if key.startswith(f"{kind}:"):
            names.update([*record["rdfs:label"], *record.get("skos:altLabel", [])])
    assert [name for name, count in names.items() if count > 1] == []


def test_every_reference_leads_to_an_entry() -> None:
    records = read_records(FILES)
    for key, record in records.items():
        for name in ("skos:broader", "w3org:subOrganizationOf", "schema:containedInPlace"):
            assert set(record.get(name, [])) <= set(records), key


def test_units_tell_counts_from_dates_and_ages(vocabulary: Vocabulary) -> None:
    kinds = {
        name: vocabulary.units[vocabulary.unit_names[name]].kind for name in ("所", "人/次", "㎡", "％", "月", "岁")
    }
    assert kinds == {"所": "count", "人/次": "person-time", "㎡": "area", "％": "ratio", "月": "calendar", "岁": "age"}
    assert vocabulary.unit_names["百分点"] == "个百分点"


def test_synonyms_of_an_indicator_lead_to_it_and_near_misses_do_not(vocabulary: Vocabulary) -> None:
    names = vocabulary.indicator_names
    assert names["普惠性学前教育覆盖率"] == names["普惠性幼儿园覆盖率"] == "indicator:普惠性幼儿园覆盖率"
    assert names["普惠园占比"] != names["普惠性幼儿园覆盖率"]
    assert names["普职比"] != names["职普比"]
    retention = vocabulary.indicators[names["义务教育巩固率"]]
    assert (retention.label, retention.unit, retention.direction) == ("九年义务教育巩固率", "%", "up")


def test_every_indicator_has_a_definition_and_an_english_label(vocabulary: Vocabulary) -> None:
    records = read_records(FILES)
    for key, term in vocabulary.indicators.items():
        assert term.label_en, key
        assert len(records[key]["skos:definition"]) == 1, key
        assert term.unit is None or term.unit in vocabulary.unit_names, key


def test_national_bodies_are_departments_and_societies_are_organizations(vocabulary: Vocabulary) -> None:
    def named(name: str) -> tuple[str, ThingType]:
        term = vocabulary.organizations[vocabulary.organization_names[name]]
        return term.label, term.type

    assert named("国家发改委") == ("国家发展和改革委员会", ThingType.DEPARTMENT)
    assert named("教育部") == ("教育部", ThingType.DEPARTMENT)
    assert named("团中央") == ("中国共产主义青年团中央委员会", ThingType.ORGANIZATION)


def test_programmes_are_known_by_their_short_and_long_names(vocabulary: Vocabulary) -> None:
    names = vocabulary.programme_names
    assert names["城乡义务教育共同体"] == names["教共体"] == "programme:教共体"
    assert vocabulary.programmes[names["双减政策"]].label == "双减"
    assert {term.nature for term in vocabulary.programmes.values()} == {
        "programme",
        "policy",
        "system",
        "pilot",
        "campaign",
        "notion",
    }


def test_school_names_lead_to_classes_and_common_words_name_no_school(vocabulary: Vocabulary) -> None:
    suffixes = vocabulary.school_suffixes
    assert [suffixes[name] for name in ("幼儿园", "小学", "附中", "特殊教育学校", "大学", "学校")] == [
        "Kindergarten",
        "PrimarySchool",
        "SecondarySchool",
        "SpecialSchool",
        "University",
        "School",
    ]
    assert {"公办", "普惠性", "清廉", "义务教育"} <= vocabulary.generic_modifiers
    assert vocabulary.stage_names["初中段"] == "初中教育"


def test_classes_of_schools_are_classes_of_the_schema(vocabulary: Vocabulary) -> None:
    schema = set(read_records([resources.ontology_file("schema.ttl")]))
    assert {f"edu:{name}" for name in vocabulary.school_suffixes.values()} <= schema


def test_a_file_that_is_no_turtle_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "units.ttl"
    path.write_text("@prefix edu: <https://w3id.org/edugraph/ns#> .\nedu:A edu:b\n", encoding="utf-8")
    with pytest.raises(RuleError, match="not valid Turtle") as caught:
        read_records([path])
    assert "line" in caught.value.hint
