"""Printed lines, and the groups of raw ranges that blocks are put together from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from edugraph.model import BlockKind, Span
from edugraph.text.fold import fold

_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029\x85]+")
# A page that ends behind a line's end leaves no blank line.
_BREAK = re.compile(r"\r?\n\f|\r\n|[\n\r\f\v\u2028\u2029\x85]")
_GAP = re.compile(r"[ \t\u3000\u00a0\u200b\u2060\ufeff\u00ad]")
_STOPS = frozenset("。！？；!?;…")
_CLOSERS = "”’」』）)】"
# A space is an artefact of typesetting unless Latin letters or two separate numbers stand on both its sides.
_CJK = r"[^\x00-\x7f]"
_ARTEFACT = re.compile(
    rf"(?<={_CJK})[ \t\u3000\u00a0]+|(?<![ \t\u3000\u00a0])[ \t\u3000\u00a0]+(?={_CJK})"
    r"|(?<=\d)[ \u00a0](?=\d{3}(?!\d))|(?<=\d)[ \u00a0]+(?=[%.:,])|(?<=[.:])[ \u00a0]+(?=\d)"
    r"|[\u200b\u2060\ufeff\u00ad]+"
)
_WHITE = " \t\u3000\u00a0\ufeff\u200b\u2060\u00ad"

Piece = Span | str
"""A range of the raw text, or characters that the repair puts in."""


class Line(NamedTuple):
    """A printed line without the white space around it; offsets are raw. ``closed``: a sentence ends with it."""

    begin: int
    end: int
    text: str
    folded: str
    indented: bool
    blank_before: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A block before it has its place in the repaired text. ``level`` is 0 where the format tells none."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    level: int = 0

    def text(self, seen: str) -> str:
        """The characters of the block."""
        return "".join([seen[p.begin : p.end] if isinstance(p, Span) else p for p in self.pieces])


def lines_of(seen: str) -> list[Line]:
    """The lines of a raw text that hold more than white space."""
    lines: list[Line] = []
    folded = fold(seen)
    previous_end = 0
    for match in _LINE.finditer(seen):
        whole = match.group()
        rest = whole.lstrip(_WHITE)
        text = rest.rstrip(_WHITE)
        if not text:
            continue
        indent = len(whole) - len(rest)
        begin = match.start() + indent
        end = begin + len(text)
        indented = indent >= 2 or "\u3000" in whole[:indent]
        between = seen[previous_end : match.start()]
        blank = len(between) > 1 and len(_BREAK.findall(between)) > 1
        lines.append(Line(begin, end, text, folded[begin:end], indented, blank or not lines, _closes(text)))
        previous_end = match.end()
    return lines


def trim(begin: int, text: str) -> list[Piece]:
    """The raw ranges of ``text``, which stands at ``begin``, without spaces that are artefacts of typesetting."""
    if not _GAP.search(text):
        return [Span(begin, begin + len(text))] if text else []
    pieces: list[Piece] = []
    start = 0
    for gap in _ARTEFACT.finditer(text):
        if gap.start() > start:
            pieces.append(Span(begin + start, begin + gap.start()))
        start = gap.end()
    if len(text) > start:
        pieces.append(Span(begin + start, begin + len(text)))
    return pieces


def _closes(text: str) -> bool:
    """Whether a sentence ends with ``text``: with a stop, or with one behind which brackets and quotations close."""
    if text[-1] in _STOPS:
        return True
    inner = text.rstrip(_CLOSERS)
    return inner != text and inner[-1:] not in "；;" and inner[-1:] in _STOPS
