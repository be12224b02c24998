"""The one way into the engine: bytes of a file become a document."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath

from edugraph.documents.decode import decode
from edugraph.documents.layout import repair
from edugraph.documents.metadata import describe
from edugraph.documents.sections import outline
from edugraph.errors import InputError
from edugraph.lexicon.grammar import Grammar
from edugraph.lexicon.vocabulary import Vocabulary
from edugraph.model import Document, Metadata


def read_document(
    data: bytes, *, source: str, vocabulary: Vocabulary, grammar: Grammar, given: Metadata | None = None
) -> Document:
    """Decode and repair a report.

    Args:
        data: the file's bytes.
        source: its name, for messages and, without ``given``, for the document's id.
        vocabulary: the gazetteer.
        grammar: the language rules.
        given: what the user says of the document; overrides what it says of itself.

    Raises:
        InputError: when the bytes are empty, binary or hold no readable line.
    """
    raw, encoding = decode(data, source)
    layout = repair(raw, grammar.layout)
    if not layout.blocks:
        raise InputError(f"{source} holds no text", "give a file that holds the text of a report")
    shape = outline(layout, grammar.sections)
    given = given or Metadata(id=document_id(source))
    return Document(
        metadata=describe(layout, shape, given, vocabulary, source),
        text=layout.text,
        raw=raw,
        runs=layout.runs,
        blocks=shape.blocks,
        sections=shape.sections,
        sha256=hashlib.sha256(data).hexdigest(),
        source=PurePath(source).name,
        encoding=encoding,
    )


def document_id(source: str) -> str:
    """An id from a file's name: its stem with everything but letters, digits, ``_`` and ``-`` as ``-``."""
    return re.sub(r"[^\w-]+", "-", PurePath(source).stem).strip("-_") or "report"
