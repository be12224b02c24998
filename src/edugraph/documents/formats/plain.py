"""Plain text and markdown. The raw text is the file's own, character for character."""

from __future__ import annotations

import re

from edugraph.documents.decode import decode
from edugraph.documents.formats.sniff import MARKDOWN, TEXT
from edugraph.documents.source import Part, Source, Told
from edugraph.model import BlockKind, Span

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<body>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_FIELD = re.compile(
    r"^(?P<name>title|date|author|publisher|source)[ \t]*:[ \t]*[\"']?(?P<value>[^\r\n]*?)[\"']?[ \t]*$", re.M
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_HEADING = re.compile(r"^ {0,3}(?P<mark>#{1,6})[ \t]+(?P<text>[^\r\n]*)", re.M)
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?", re.M)
_BULLET = re.compile(r"[-*+]|\[")
# Marks that print nothing: emphasis, code, quotation, rules, comments, the addresses of links and pictures.
_MARKS = re.compile(
    r"^[ \t]{0,3}>[ \t]?|^ {0,3}(?:[-*_][ \t]*){3,}$|^ {0,3}(?:```|~~~)[^\r\n]*$|<!--[^>]{0,2000}-->|\*{1,3}|__|~~|`"
    r"|!\[[^\]\r\n]{0,200}\]\([^)\r\n]{0,500}\)|(?<=\])\([^)\r\n]{0,500}\)",
    re.M,
)
_LINK = re.compile(r"\[(?P<text>[^\[\]\r\n]{1,200})\](?=\()")
_UNSEEN = "\u200b"


def read_text(data: bytes, name: str) -> Source:
    """Plain text in any encoding that Chinese reports come in.

    Raises:
        InputError: when it is empty, binary or in no such encoding.
    """
    raw, encoding = decode(data, name)
    return Source(raw=raw, seen=raw, encoding=encoding, media_type=TEXT)


def read_markdown(data: bytes, name: str) -> Source:
    """Markdown: headings and list items are told; marks stay in the raw text and are not seen.

    Raises:
        InputError: as :func:`read_text`.
    """
    raw, encoding = decode(data, name)
    hidden: list[tuple[int, int]] = []
    parts: list[Part] = []
    told = Told()
    if front := _FRONT.match(raw):
        hidden.append(front.span())
        told = _told(front.group("body"))
    for match in _HEADING.finditer(raw):
        text = match.group("text").rstrip(" \t#")
        end = match.start("text") + len(text)
        hidden += [match.span("mark"), (end, match.end())]
        if text:
            parts.append(Part(Span(match.start("text"), end), BlockKind.HEADING, len(match.group("mark"))))
    for match in _ITEM.finditer(raw):
        hidden += [mark.span() for mark in _BULLET.finditer(raw, match.start(), match.end())]
    for match in _LINK.finditer(raw):
        hidden += [(match.start(), match.start() + 1), (match.end() - 1, match.end())]
    hidden += [match.span() for match in _MARKS.finditer(raw)]
    return Source(
        raw=raw, seen=_without(raw, hidden), encoding=encoding, media_type=MARKDOWN, parts=tuple(parts), told=told
    )


def _without(raw: str, hidden: list[tuple[int, int]]) -> str:
    """The text with the hidden stretches as characters that print nothing; line ends stay."""
    chars = list(raw)
    for begin, end in hidden:
        for i in range(max(begin, 0), end):
            if chars[i] not in "\r\n":
                chars[i] = _UNSEEN
    return "".join(chars)


def _told(front: str) -> Told:
    fields = {match.group("name"): match.group("value") for match in _FIELD.finditer(front)}
    date = _DATE.match(fields.get("date", ""))
    return Told(
        title=fields.get("title") or None,
        publisher=fields.get("publisher") or fields.get("source") or None,
        date=date.group() if date else None,
    )
