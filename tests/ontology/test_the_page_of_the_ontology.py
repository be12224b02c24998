"""``make docs`` writes the ontology as one page: the same bytes each time, and nothing that a browser must fetch."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import OWL, RDF, URIRef

from tests.conftest import ROOT
from tests.ontology.graphs import EDU, schema

pytest.importorskip("pylode", reason="pyLODE comes with the dependency group docs: make docs")
pytestmark = pytest.mark.slow


def written(path: Path, seed: str) -> str:
    """The page, written by a process of its own."""
    script = ROOT / "scripts" / "make_ontology_docs.py"
    done = subprocess.run(
        [sys.executable, script, path],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(tmp_path_factory.mktemp("page") / "ontology.html", "1")


def test_it_has_the_same_bytes_every_time(page: str, tmp_path: Path) -> None:
    assert written(tmp_path / "ontology.html", "2") == page


def test_every_term_of_ours_stands_under_its_own_name_once(page: str) -> None:
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    terms = {each for kind in kinds for each in schema().subjects(RDF.type, kind) if isinstance(each, URIRef)}
    assert {str(term).removeprefix(EDU) for term in terms if term.startswith(EDU)} <= set(ids)


def test_links_within_the_page_lead_somewhere(page: str) -> None:
    ids = set(re.findall(r'\bid="([^"]*)"', page))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= ids


def test_it_says_everything_in_chinese_and_english(page: str) -> None:
    assert "数据点 data point" in page
    assert "某指标在某对象" in page
    assert "One indicator of one subject in one period" in page


def test_a_browser_fetches_nothing(page: str) -> None:
    assert not re.search(r'<(?:script|img|iframe)[^>]*\bsrc="(?!data:)', page)
    assert not re.search(r'<link[^>]*\bhref="(?!data:)', page)
    assert not re.search(r"@import|url\((?!['\"]?data:)", page)
