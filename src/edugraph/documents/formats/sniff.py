"""What kind of file it is: told by its first bytes, and by its name where bytes leave it open."""

from __future__ import annotations

import re
from pathlib import PurePath

TEXT, MARKDOWN, HTML = "text/plain", "text/markdown", "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"
MAGIC = {
    b"PK\x03\x04": ZIP,
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"GIF8": "image/gif",
}
REFUSED = {
    b"\xd0\xcf\x11\xe0": ("an old Word, Excel or WPS file", "save it as .docx and try again"),
    b"{\\rtf": ("an RTF file", "save it as .docx and try again"),
    b"\x1f\x8b": ("packed with gzip", "unpack it and try again"),
    b"7z\xbc\xaf": ("packed with 7-Zip", "unpack it and try again"),
    b"Rar!": ("packed with RAR", "unpack it and try again"),
}
"""Files that are known and not read: what they are, and what to do."""

_HTML_NAMES = frozenset({".html", ".htm", ".shtml", ".xhtml"})
_TEXT_NAMES = frozenset({".txt", ".md", ".markdown"})
_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|p|table|article|section|meta|h1)(?:\s[^<>]*)?>", re.I
)
_HEADING = re.compile(rb"^#{1,6} +\S", re.M)
_PIPES = re.compile(rb"^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+(?:[ \t]*:?-{3,}:?[ \t]*)?\r?$", re.M)


def media_type(data: bytes, name: str) -> str:
    """The media type of a file.

    Args:
        data: its bytes.
        name: its name; that of standard input has no suffix.
    """
    return _by_magic(data) or _of_text(data, PurePath(name).suffix.lower())


def _by_magic(data: bytes) -> str | None:
    if b"%PDF-" in data[:1024]:
        return PDF
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[:2] == b"BM" and data[6:10] == b"\x00\x00\x00\x00":
        return "image/bmp"
    return next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), None)


def _of_text(data: bytes, suffix: str) -> str:
    # UTF-16 has a zero beside each character of a tag.
    head = data[:4096].replace(b"\x00", b"")
    tagged = _HTML.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n"))
    if suffix in _HTML_NAMES or tagged or (suffix not in _TEXT_NAMES and len(_HTML.findall(head)) > 2):
        return HTML
    marked = suffix != ".txt" and (len(_HEADING.findall(data)) > 1 or _PIPES.search(data))
    return MARKDOWN if suffix in {".md", ".markdown"} or marked else TEXT
