"""The Turtle has one order, abbreviates everything, and says the same as the triples to every parser."""

from __future__ import annotations

import random
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.graph import Triple, to_turtle, triples
from edugraph.graph.store import all_triples, from_triples
from edugraph.graph.terms import plain, term, zh
from edugraph.model import Action, Span
from tests.graph.factory import reading

NASTY = '<img src=x onerror=alert(1)> "引" \\n \\ \t \r\n \u3000 \U00020000 \x7f \x01 \'\'\' """'


def parsed(turtle: str) -> set[Triple]:
    """The triples of a text as rdflib reads it."""
    import rdflib

    return set(all_triples(rdflib.Graph().parse(data=turtle, format="turtle")))


def test_rdflib_reads_the_triples_that_were_written() -> None:
    assert parsed(to_turtle(triples(reading(copies=2)))) == set(triples(reading(copies=2)))


def test_oxigraph_reads_the_triples_that_were_written(tmp_path: Path) -> None:
    from edugraph.graph import open_graph

    (tmp_path / "graph.ttl").write_text(to_turtle(triples(reading())), encoding="utf-8")
    assert set(all_triples(open_graph(tmp_path / "graph.ttl"))) == set(triples(reading()))


@pytest.mark.skipif(shutil.which("rapper") is None, reason="raptor2-utils is not installed")
def test_rapper_reads_the_triples_that_were_written(tmp_path: Path) -> None:
    import rdflib

    (tmp_path / "graph.ttl").write_text(to_turtle(triples(reading())), encoding="utf-8")
    command = ["rapper", "-q", "-i", "turtle", "-o", "ntriples", str(tmp_path / "graph.ttl")]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    assert done.stderr == ""
    assert set(all_triples(rdflib.Graph().parse(data=done.stdout, format="nt"))) == set(triples(reading()))


def test_the_order_of_the_triples_does_not_matter() -> None:
    found = triples(reading(copies=2))
    mixed = found * 2
    random.Random(7).shuffle(mixed)
    assert to_turtle(mixed) == to_turtle(found)


def test_things_come_before_points_before_facts_before_evidence() -> None:
    text = to_turtle(triples(reading()))
    starts = ("\ndoc:xian", "\nplace:", "\norg:", "\nschool:", "\nindicator:", "\npoint:", "\nfact:", "\n<doc/xian")
    assert sorted(starts, key=text.index) == list(starts)


def test_facts_stand_in_the_order_of_the_text() -> None:
    lines = [line for line in to_turtle(triples(reading())).splitlines() if line.startswith("fact:")]
    begins = [int(line.split("_")[1]) for line in lines]
    assert begins == sorted(begins)
    assert begins[-1] > 99 > begins[1]


def test_the_places_that_name_a_thing_stand_in_the_order_of_the_text_line_by_line() -> None:
    school = next(thing for thing in reading().things if thing.label == "青山小学")
    spans = tuple(Span(begin, begin + 2) for begin in (1000, 85, 999, 9))
    text = to_turtle(triples(replace(reading(), things=(replace(school, mentions=spans),))))
    ranges = ",\n        ".join(f"<doc/xian-2031#char={begin},{begin + 2}>" for begin in (9, 85, 999, 1000))
    assert f"    edu:mentionedAt {ranges} .\n" in text


def test_names_are_abbreviated_and_types_are_said_first() -> None:
    text = to_turtle(triples(reading()))
    assert "\nschool:990001_青山小学 a edu:PrimarySchool, edu:School ;\n" in text
    assert '\n    edu:period "2031"^^xsd:gYear ;\n' in text
    assert "\n    edu:actual 81.5 .\n" in text
    assert "\n    prov:wasDerivedFrom <doc/xian-2031#char=12,27> ;\n" in text
    body = "\n".join(line for line in text.splitlines() if not line.startswith("@"))
    assert "https://w3id.org/edugraph/id/place" not in body


def test_the_report_stands_in_it_line_by_line() -> None:
    assert '"""全年培育书香校园12所，' in to_turtle(triples(reading()))
    assert "教师比\n上年增加30名" in to_turtle(triples(reading()))


def test_another_base_is_written_and_read_back() -> None:
    found = triples(reading(), base="https://example.org/reports/")
    text = to_turtle(found, base="https://example.org/reports/")
    assert parsed(text) == set(found)
    assert "\nplace:990001 a edu:Place ;" in text


def test_markup_and_quotation_marks_come_through() -> None:
    strange = replace(reading(), facts=tuple(_with_object(NASTY)))
    found = triples(strange)
    assert parsed(to_turtle(found)) == set(found)


def _with_object(text: str) -> list[Action]:
    return [replace(fact, object=text) for fact in reading().facts if isinstance(fact, Action)]


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=40))
def test_any_text_comes_through(text: str) -> None:
    subject = "<https://w3id.org/edugraph/id/doc/x>"
    found = [
        (subject, term("rdfs:label"), zh(text)),
        (subject, term("nif:isString"), plain(text + "\n" + text)),
    ]
    assert set(all_triples(from_triples(found))) == set(found)
    (tags,) = {value for _, predicate, value in parsed(to_turtle(found)) if predicate == term("rdfs:label")}
    assert tags == zh(text)
    assert parsed(to_turtle(found)) == set(found)


def test_writing_turtle_needs_no_rdf_library() -> None:
    code = (
        "import sys, edugraph.graph; print(sorted({'rdflib', 'oxrdflib', 'networkx', 'pyoxigraph'} & set(sys.modules)))"
    )
    import sys

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
