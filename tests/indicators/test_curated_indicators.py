"""The curated indicators say all that is asked of them, no two share a name, and every example reads as it says."""

from __future__ import annotations

import importlib.util
from decimal import Decimal
from types import ModuleType

import pytest

from edugraph import resources
from edugraph.extract.entries import Entries
from edugraph.extract.indicators import Indicators
from edugraph.lexicon.grammar import load_grammar
from edugraph.lexicon.turtle import read_records
from edugraph.lexicon.vocabulary import load_vocabulary
from edugraph.model import Level
from edugraph.quality.indicator_examples import Example, examples
from tests.conftest import ROOT

VOCABULARY = load_vocabulary()
GRAMMAR = load_grammar(VOCABULARY)
FILES = {path.stem: path for path in resources.ontology_files() if path.parent.name == "indicators"}
RECORDS = read_records(FILES.values())
INDICATORS = {key: record for key, record in RECORDS.items() if key.startswith("indicator:")}
FAMILIES = (
    "preschool compulsory senior vocational special teachers finance construction health-safety digital party-building "
    "after-school private"
)
NATIONAL = (
    "学前三年毛入园率 普惠性幼儿园覆盖率 公办园在园幼儿占比 九年义务教育巩固率 义务教育优质均衡发展县比例 大班额占比 "
    "随迁子女公办学校就读率 残疾儿童少年义务教育入学率 高中阶段毛入学率 生师比 财政性教育经费 学生体质健康优良率 近视率"
)


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_indicator_docs", ROOT / "scripts" / "make_indicator_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("family", FAMILIES.split())
def test_a_family_is_a_scheme_with_a_file_of_its_own(family: str) -> None:
    scheme = RECORDS[f"family:{family}"]
    assert scheme["rdf:type"] == ["skos:ConceptScheme"]
    assert scheme["rdfs:label"] and scheme["rdfs:label@en"]
    members = [key for key in read_records([FILES[family]]) if key.startswith("indicator:")]
    assert len(members) >= 8
    assert all(INDICATORS[key]["skos:inScheme"] == [f"family:{family}"] for key in members)


@pytest.mark.parametrize("key", INDICATORS)
def test_an_indicator_says_all_that_is_asked(key: str) -> None:
    record = INDICATORS[key]
    for name in ("rdfs:label", "rdfs:label@en", "skos:definition", "skos:definition@en", "edu:population"):
        assert len(record[name]) == 1 and record[name][0].strip(), name
    assert record["edu:direction"][0] in {"up", "down", "neutral"}
    assert record["skos:example"] and Decimal(record["edu:exampleValue"][0]).is_finite()
    assert {*record.get("edu:unit", []), *record.get("edu:exampleUnit", [])} <= VOCABULARY.unit_names.keys()
    assert {*record.get("edu:exampleLevel", [])} <= {level.value for level in Level}


def test_only_ratios_have_no_unit() -> None:
    bare = {INDICATORS[key]["rdfs:label"][0] for key, term in VOCABULARY.indicators.items() if term.unit is None}
    assert bare == {"生机比", "师幼比", "职普比", "普职比", "生师比", "师生比", "校际差异系数"}


@pytest.mark.parametrize("label", NATIONAL.split())
def test_national_indicators_name_the_document_that_defines_them(label: str) -> None:
    sources = INDICATORS[f"indicator:{label}"]["dcterms:source"]
    assert all(RECORDS[source]["rdfs:label"][0].startswith("《") for source in sources)


def test_every_reference_leads_to_an_entry_and_nothing_is_broader_than_itself() -> None:
    for key, record in INDICATORS.items():
        assert {*record["skos:inScheme"], *record.get("dcterms:source", [])} <= RECORDS.keys(), key
        seen, broader = {key}, record.get("skos:broader", [])
        while broader:
            assert not seen & {*broader}, key
            seen |= {*broader}
            broader = [each for parent in broader for each in INDICATORS[parent].get("skos:broader", [])]


def test_a_name_leads_to_its_indicator_however_its_ending_is_written() -> None:
    indicators = Indicators(Entries(), VOCABULARY)
    for name, key in VOCABULARY.indicator_names.items():
        unit = VOCABULARY.indicators[key].unit
        assert indicators.link(name, None, unit).key == key, name


def test_there_is_an_example_for_every_indicator() -> None:
    assert {example.wanted.indicator for example in examples()} == INDICATORS.keys()


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.sentence)
def test_an_example_is_read_as_it_says(example: Example) -> None:
    assert example.wrong(VOCABULARY, GRAMMAR) is None


def test_an_example_that_is_misread_is_named_with_what_it_says() -> None:
    (example,) = [each for each in examples() if each.wanted.indicator == "indicator:普惠园占比"]
    wrong = Example(example.file, "普惠园占比达到90%。", example.wanted).wrong(VOCABULARY, GRAMMAR)
    assert wrong == (
        "indicators/preschool.ttl 普惠园占比达到90%。 should be read as 普惠园占比 = 93.5 %: it says 普惠园占比 = 90 %"
    )


def test_the_page_of_the_indicators_is_current() -> None:
    made = generator()
    assert made.DOCS.read_text(encoding="utf-8") == made.page()
