"""The one way into the engine: bytes of a file become a document."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import PurePath

from edugraph.documents.formats import open_source
from edugraph.documents.layout import Layout, repair
from edugraph.documents.metadata import describe
from edugraph.documents.sections import outline
from edugraph.documents.simplify import simplify
from edugraph.documents.source import Source, Told
from edugraph.errors import InputError
from edugraph.files import DEFAULT_LIMITS, Limits
from edugraph.lexicon.grammar import Grammar
from edugraph.lexicon.vocabulary import Vocabulary
from edugraph.model import Document, Metadata, Section


def read_document(
    data: bytes,
    *,
    source: str,
    vocabulary: Vocabulary,
    grammar: Grammar,
    given: Metadata | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """Open, decode and repair a report.

    Args:
        data: the file's bytes: text, markdown, HTML, DOCX, PDF or an image.
        source: its name, for messages and, without ``given``, for the document's id.
        vocabulary: the gazetteer.
        grammar: the language rules.
        given: what the user says of the document; overrides what it says of itself.
        limits: how much of a file is worked with.

    Raises:
        InputError: when the file is empty, broken, beyond a limit, of a kind that is not read or whose extra is not
            installed, or holds no readable line.
    """
    file = open_source(data, source, limits)
    seen = simplify(file.seen, source)
    layout = repair(seen, grammar.layout, file.parts)
    if not layout.blocks:
        raise InputError(f"{source} holds no text", "give a file that holds the text of a report")
    shape = outline(layout, grammar.sections)
    given = given or Metadata(id=document_id(source))
    metadata = describe(layout, shape, given, vocabulary, source)
    if (known := _filled(given, metadata, file.told)) != given:
        metadata = describe(layout, shape, known, vocabulary, source)
    text = _as_printed(layout, seen, file)
    sections = shape.sections
    if text != layout.text:
        sections = tuple(_printed_title(section, text) for section in sections)
        if shape.title is not None and given.title is None:
            span = layout.blocks[shape.title].span
            metadata = replace(metadata, title=text[span.begin : span.end].strip())
    return Document(
        metadata=metadata,
        text=text,
        raw=file.raw,
        runs=layout.runs,
        blocks=shape.blocks,
        sections=sections,
        sha256=hashlib.sha256(data).hexdigest(),
        source=PurePath(source).name,
        encoding=file.encoding,
        media_type=file.media_type,
        locators=file.locators,
        simplified=layout.text if text != layout.text else None,
        notes=file.notes,
    )


def document_id(source: str) -> str:
    """An id from a file's name: its stem with everything but letters, digits, ``_`` and ``-`` as ``-``."""
    return re.sub(r"[^\w-]+", "-", PurePath(source).stem).strip("-_") or "report"


def _filled(given: Metadata, said: Metadata, told: Told) -> Metadata:
    """What the user says, and what the file tells where neither the user nor the text says anything."""
    return replace(
        given,
        title=given.title or (None if said.title else told.title),
        publisher=given.publisher or (None if said.publisher else told.publisher),
        date=given.date or (None if said.date else told.date),
    )


def _as_printed(layout: Layout, seen: str, file: Source) -> str:
    """The repaired text with the characters of the file in place of those that it was matched with."""
    if seen == file.raw:
        return layout.text
    pieces: list[str] = []
    end = 0
    for begin, raw_begin, length in layout.runs:
        pieces += [layout.text[end:begin], file.raw[raw_begin : raw_begin + length]]
        end = begin + length
    return "".join([*pieces, layout.text[end:]])


def _printed_title(section: Section, text: str) -> Section:
    heading = text[section.heading.begin : section.heading.end]
    return replace(section, title=heading.strip().rstrip("。"))
