"""DOCX: paragraphs, text boxes and tables in the order of the document."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from edugraph.documents.formats.sniff import DOCX
from edugraph.documents.formats.writer import Writer
from edugraph.documents.source import Source
from edugraph.errors import InputError
from edugraph.files import Limits
from edugraph.model import BlockKind, Locator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.I)
_TITLE = re.compile(r"title|标题|文章标题|大标题", re.I)
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
_NOT_SHOWN = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}txbxContent", _FALLBACK})
_OTHERS = {
    "xl/workbook.xml": ("an Excel file", "save it as text and try again"),
    "ppt/presentation.xml": ("a PowerPoint file", "save it as text and try again"),
    "OFD.xml": ("an OFD file", "export it as PDF and try again"),
    "content.xml": ("an OpenDocument file", "save it as .docx and try again"),
}


def read_docx(data: bytes, name: str, limits: Limits) -> Source:
    """The text of a Word document. Text that was deleted with tracked changes is left out.

    Raises:
        InputError: when it is another kind of packed file, is broken, declares entities, unpacks to more than the
            limit, or the extra is missing.
    """
    from edugraph.documents.formats import missing

    _check(data, name, limits)
    try:
        import docx
    except ImportError:
        raise missing(name, "DOCX", "docx") from None
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        styles = {style.style_id: (style.name or "") for style in document.styles}
    except Exception as error:  # python-docx lets the errors of zipfile, lxml and its own model through
        raise InputError(
            f"{name} is a broken DOCX file: {type(error).__name__}", "open it in Word and save it again"
        ) from None
    reader = _Reader(styles)
    reader.read(body)
    raw = reader.writer.raw
    return Source(
        raw=raw,
        seen=raw,
        encoding="utf-8",
        media_type=DOCX,
        parts=tuple(reader.writer.parts),
        locators=tuple(reader.writer.locators),
    )


def _check(data: bytes, name: str, limits: Limits) -> None:
    """Refuse what is no DOCX and what would not end well, before any of it is parsed."""
    from edugraph.documents.formats import beyond

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            names = {member.filename for member in members}
            for told, (what, hint) in _OTHERS.items():
                if told in names:
                    raise InputError(f"{name} is {what}", hint)
            if "word/document.xml" not in names:
                raise InputError(f"{name} is a packed file, not DOCX", "unpack it and give the reports in it")
            size = sum(member.file_size for member in members)
            if size > limits.max_expanded:
                raise beyond(name, f"{size} bytes when unpacked", "max-expanded", limits.max_expanded)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    with packed.open(member) as stream:
                        head = stream.read(8192).replace(b"\x00", b"")
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        raise InputError(
                            f"{name} declares entities, which DOCX does not allow", "do not trust this file"
                        )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise InputError(f"{name} is a broken or encrypted DOCX file", "open it in Word and save it again") from None


class _Reader:
    def __init__(self, styles: dict[str, str]) -> None:
        self.writer = Writer()
        self.styles = styles
        self.paragraphs = self.tables = 0

    def read(self, container: Any) -> None:
        """Write what a body, a content control, a text box or a cell holds."""
        for element in container:
            if element.tag == f"{_W}p":
                self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                self._table(element)
            elif element.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"}:
                self.read(element)

    def _paragraph(self, element: Any) -> None:
        self.paragraphs += 1
        kind, level = self._kind(element)
        self.writer.place(Locator(paragraph=self.paragraphs))
        for line in "".join(_shown(element)).split("\n"):
            self.writer.line(line, kind, level)
        for box in element.iter(f"{_W}txbxContent"):
            if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
                self.read(box)

    def _kind(self, element: Any) -> tuple[BlockKind, int]:
        properties = element.find(f"{_W}pPr")
        if properties is None:
            return BlockKind.PARAGRAPH, 0
        style = properties.find(f"{_W}pStyle")
        name = self.styles.get(style.get(f"{_W}val"), "") if style is not None else ""
        if match := _HEADING.match(name):
            return BlockKind.HEADING, int(match.group(1))
        if _TITLE.fullmatch(name):
            return BlockKind.HEADING, 1
        outline = properties.find(f"{_W}outlineLvl")
        value = outline.get(f"{_W}val") if outline is not None else ""
        return (BlockKind.HEADING, int(value) + 1) if value.isdecimal() and int(value) < 9 else (BlockKind.PARAGRAPH, 0)

    def _table(self, table: Any) -> None:
        grid, heads = _grid(table)
        single = len(grid) < 2 or max((len(row) for row in grid), default=0) < 2
        if single or any(True for _ in table.iterdescendants(f"{_W}tbl")):
            # A table that only lays out the page.
            for cell in table.iterchildren(f"{_W}tr"):
                for inner in cell.iterchildren(f"{_W}tc"):
                    self.read(inner)
            return
        self.tables += 1
        self.writer.table(grid, Locator(table=self.tables), heads)


def _shown(element: Any) -> Iterator[str]:
    """The printed text of a paragraph, tracked insertions included, deletions and text boxes left out."""
    stack = [element]
    while stack:
        found = stack.pop()
        if found.tag == f"{_W}t":
            yield found.text or ""
        elif found.tag in _BREAKS:
            yield _BREAKS[found.tag]
        elif found.tag not in _NOT_SHOWN and found.tag != f"{_W}pPr":
            stack.extend(reversed(found))


def _grid(table: Any) -> tuple[list[list[tuple[int, str]]], int]:
    """The cells in the places that they cover, and how many rows repeat as headings."""
    rows: list[list[tuple[int, str]]] = []
    heads = key = 0
    for tr in table.iterchildren(f"{_W}tr"):
        row: list[tuple[int, str]] = []
        for tc in tr.iterchildren(f"{_W}tc"):
            properties = tc.find(f"{_W}tcPr")
            across, continues = 1, False
            if properties is not None:
                span, merge = properties.find(f"{_W}gridSpan"), properties.find(f"{_W}vMerge")
                value = span.get(f"{_W}val", "1") if span is not None else "1"
                across = min(int(value), 200) if value.isdecimal() and int(value) else 1
                continues = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            if continues and rows and len(row) < len(rows[-1]):
                cell = rows[-1][len(row)]
            else:
                key += 1
                cell = (key, "".join("".join(_shown(p)).replace("\n", "") for p in tc.iter(f"{_W}p")))
            row += [cell] * across
        mark = tr.find(f"{_W}trPr/{_W}tblHeader")
        heads += mark is not None and heads == len(rows)
        rows.append(row)
    width = max(map(len, rows), default=0)
    return [
        [*row, *((-1 - index * 1000 - c, "") for c in range(len(row), width))] for index, row in enumerate(rows)
    ], heads
