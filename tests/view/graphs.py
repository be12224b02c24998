"""Graphs for the page: an invented report, and the same with text that would do harm if a page ran it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from edugraph.graph import triples
from edugraph.graph.store import from_triples
from edugraph.model import Action, Observation, Reading, Span, Thing
from tests.graph.factory import reading

if TYPE_CHECKING:
    import rdflib

IMAGE = "<img src=x onerror=alert(1)>"
CLOSING = "</script><script>alert(2)</script>"
SEPARATOR = "行\u2028分\u2029隔"


def invented() -> rdflib.Graph:
    """A report of an invented county."""
    return from_triples(triples(reading()))


def hostile() -> rdflib.Graph:
    """The same, with hostile text as label, alias, title, measure, quote and object."""
    plain = reading()
    text = plain.document.text + IMAGE + CLOSING + SEPARATOR
    begin = len(plain.document.text)
    metadata = replace(plain.document.metadata, title=CLOSING + IMAGE, publisher=f"{IMAGE}局")
    document = replace(
        plain.document,
        metadata=metadata,
        text=text,
        raw=text,
        runs=((0, 0, len(text)),),
        sections=tuple(replace(section, title=section.title + IMAGE) for section in plain.document.sections),
    )
    facts = tuple(
        replace(fact, measure=IMAGE, quote=Span(begin, len(text)))
        if isinstance(fact, Observation)
        else replace(fact, object=CLOSING)
        if isinstance(fact, Action)
        else fact
        for fact in plain.facts
    )
    things = tuple(_spoiled(thing) for thing in plain.things)
    return from_triples(triples(Reading(document, things, facts)))


def _spoiled(thing: Thing) -> Thing:
    if thing.label == "青山小学":
        return replace(thing, label=IMAGE, aliases=(CLOSING, SEPARATOR), mentions=())
    return replace(thing, mentions=())
