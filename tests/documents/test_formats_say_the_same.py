"""A report gives the same facts whatever kind of file it comes in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from edugraph.graph import triples
from edugraph.graph.rows import entities, facts
from edugraph.graph.store import from_triples
from tests.documents.conftest import Built
from tests.documents.files import as_docx, as_html, as_html_with_breaks, as_pdf, gold

OFFSETS = {"id", "start", "end", "raw_ranges", "document"}
FORMS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "utf-8 with byte order mark": ("txt", lambda text: text.encode("utf-8-sig")),
    "gb18030": ("txt", lambda text: text.encode("gb18030")),
    "utf-16": ("txt", lambda text: text.encode("utf-16")),
    "windows line ends": ("txt", lambda text: text.replace("\n", "\r\n").encode()),
    "markdown": ("md", lambda text: text.encode()),
    "html": ("html", as_html),
    "html with line breaks": ("html", as_html_with_breaks),
    "docx": ("docx", as_docx),
    "pdf": ("pdf", as_pdf),
    "pdf in large print": ("pdf", lambda text: as_pdf(text, size=15)),
}


def rows(data: bytes, name: str, built: Built) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of facts and entities as they are printed, without what tells where in the file they stand."""
    graph = from_triples(triples(built(data, name)))
    said = [{key: value for key, value in row.items() if key not in OFFSETS} for row in facts(graph)]
    return said, entities(graph)


@pytest.fixture(scope="session")
def as_text(built: Built) -> Callable[[str], tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """The rows of a development report as plain text, read once."""
    known: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {}

    def rows_of(name: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        if name not in known:
            known[name] = rows(gold(name).encode(), f"{name}.txt", built)
        return known[name]

    return rows_of


@pytest.mark.parametrize("name", ["e2", "e3", "e4", "e6"])
@pytest.mark.parametrize("form", FORMS)
def test_every_format_gives_the_facts_of_the_text(
    form: str, name: str, built: Built, as_text: Callable[[str], tuple[list[Any], list[Any]]]
) -> None:
    suffix, made = FORMS[form]
    said, things = rows(made(gold(name)), f"{name}.{suffix}", built)
    expected, known = as_text(name)
    assert said == expected
    assert len(said) > 20
    assert things == known


@pytest.mark.parametrize("form", ["gb18030", "html", "html with line breaks", "docx"])
def test_a_newspaper_page_gives_the_facts_of_its_broken_lines(
    form: str, built: Built, as_text: Callable[[str], tuple[list[Any], list[Any]]]
) -> None:
    suffix, made = FORMS[form]
    assert rows(made(gold("e1")), f"e1.{suffix}", built)[0] == as_text("e1")[0]


def test_standard_input_needs_no_name_to_be_understood(built: Built) -> None:
    for made in (as_html, as_docx, as_pdf):
        assert len(built(made(gold("e2")), "standard input").facts) > 20


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_every_fact_knows_its_place_in_the_file(form: str, built: Built) -> None:
    suffix, made = FORMS[form]
    reading = built(made(gold("e2")), f"e2.{suffix}")
    places = [str(reading.document.locator(fact.quote)) for fact in reading.facts]
    assert all(place.startswith("page " if form == "pdf" else "paragraph ") for place in places)
    assert places[0] != places[-1] or form == "pdf"
    said = {value for _, predicate, value in triples(reading) if predicate.endswith("#locator>")}
    assert said == {f'"{place}"' for place in places}


def test_a_plain_text_has_offsets_and_no_other_places(built: Built) -> None:
    reading = built(gold("e2"), "e2.txt")
    assert all(reading.document.locator(fact.quote) is None for fact in reading.facts)
    assert not any(predicate.endswith("#locator>") for _, predicate, _ in triples(reading))
