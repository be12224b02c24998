"""PDF: the characters of each page in reading order, its ruled tables, and pages that are pictures through OCR.

pypdfium2 gives characters with their places ten times as fast as pdfminer and draws pages for OCR; the reading order is
found in :mod:`edugraph.documents.formats.geometry`.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from edugraph.documents.formats.geometry import Box, PageLine, page_lines
from edugraph.documents.formats.pages import write_pages
from edugraph.documents.formats.rulings import Grid, Ruling, tables, within
from edugraph.documents.formats.sniff import PDF
from edugraph.documents.source import Source
from edugraph.errors import InputError
from edugraph.files import Limits

_SPACES = frozenset({0x20, 0xA0, 0x3000})
_UNPRINTED = frozenset({0xA0, 0x3000, 0xFFFE, 0xFFFF})
_THIN = 2.5
_SHORT = 6.0


def read_pdf(data: bytes, name: str, limits: Limits) -> Source:
    """The text of a PDF.

    Raises:
        InputError: when it is encrypted, broken, has more pages than the limit, holds neither text nor pictures of it,
            or an extra is missing.
    """
    from edugraph.documents.formats import beyond, missing

    try:
        import pypdfium2
        from pypdfium2 import raw as pdfium
    except ImportError:
        raise missing(name, "PDF", "pdf") from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise InputError(f"{name} is encrypted", "save a copy of it without a password and try again") from None
        raise InputError(
            f"{name} is a broken or cut PDF", "get the file anew, or print it to PDF from a viewer"
        ) from None
    try:
        if len(document) > limits.max_pages:
            raise beyond(name, f"{len(document)} pages", "max-pages", limits.max_pages)
        return _source([_page(document, number, pdfium) for number in range(len(document))], document, name)
    finally:
        document.close()


class _Page:
    """What is printed on a page: lines in reading order, tables, and whether a picture stands for the text."""

    def __init__(self, lines: list[PageLine], grids: list[Grid], scanned: bool) -> None:
        self.lines = lines
        self.grids = grids
        self.scanned = scanned


def _page(document: Any, number: int, pdfium: Any) -> _Page | None:
    """One page; ``None`` when it is broken."""
    try:
        page = document[number]
    except RuntimeError:
        return None
    chars = _chars(page, pdfium)
    levels, uprights, pictures = _drawings(page, pdfium)
    found = tables(levels, uprights, chars)
    lines = page_lines([char for char in chars if not within(char, found)], [frame for frame, _ in found])
    page.close()
    return _Page(lines, [grid for _, grid in found], not chars and pictures)


def _chars(page: Any, pdfium: Any) -> list[Box]:
    """The printed characters of a page, each once: bold print is often two of them on one place."""
    text = page.get_textpage()
    width, height = page.get_size()
    turn = page.get_rotation()
    rectangle = pdfium.FS_RECTF()
    seen: set[tuple[str, int, int]] = set()
    boxes: list[Box] = []
    x_low, y_low, x_high, y_high = page.get_bbox()
    for i in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, i)
        char = chr(code)
        if code < 0x21 or code in _UNPRINTED or pdfium.FPDFText_IsGenerated(text, i) == 1:
            if code in _SPACES and boxes and pdfium.FPDFText_IsGenerated(text, i) != 1:
                boxes[-1] = replace(boxes[-1], spaced=True)
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, i, rectangle):
            continue
        left, bottom, right, top = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
        if right < x_low or left > x_high or top < y_low or bottom > y_high:
            continue
        printed = (left - x_low, bottom - y_low, right - x_low, top - y_low)
        x0, y0, x1, y1 = _turned(printed, turn, width, height)
        place = (char, round(x0), round(y0))
        if place in seen:
            continue
        seen.add(place)
        size = pdfium.FPDFText_GetFontSize(text, i)
        boxes.append(
            Box(
                x0,
                y0,
                x1,
                y1,
                _plain(char),
                min(max(size, 1.0), max(y1 - y0, 1.0)) if size > 1.5 else max(y1 - y0, 1.0),
            )
        )
    text.close()
    return boxes


def _plain(char: str) -> str:
    """Fonts often map to the radicals of dictionaries what is printed as the ordinary character."""
    return unicodedata.normalize("NFKC", char) if "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff" else char


Rectangle = tuple[float, float, float, float]


def _turned(rectangle: Rectangle, turn: int, width: float, height: float) -> Rectangle:
    """A rectangle as it is seen on a page of this size that was turned clockwise, with y downwards."""
    x0, y0, x1, y1 = rectangle
    if turn == 90:
        return y0, x0, y1, x1
    if turn == 180:
        return width - x1, y0, width - x0, y1
    if turn == 270:
        return width - y1, height - x1, width - y0, height - x0
    return x0, height - y1, x1, height - y0


def _drawings(page: Any, pdfium: Any) -> tuple[list[Ruling], list[Ruling], bool]:
    """The level and upright lines of a page, and whether a picture covers a good part of it."""
    levels: list[Ruling] = []
    uprights: list[Ruling] = []
    width, height = page.get_size()
    turn = page.get_rotation()
    x_low, y_low, _, _ = page.get_bbox()
    pictures = False
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE), max_depth=4):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            pictures = pictures or (right - left) * (top - bottom) > 0.2 * width * height
            continue
        for (ax, ay), (bx, by) in _segments(item, pdfium):
            stroke = (min(ax, bx) - x_low, min(ay, by) - y_low, max(ax, bx) - x_low, max(ay, by) - y_low)
            x0, y0, x1, y1 = _turned(stroke, turn, width, height)
            if y1 - y0 < _THIN and x1 - x0 > _SHORT:
                levels.append(Ruling((y0 + y1) / 2, x0, x1))
            elif x1 - x0 < _THIN and y1 - y0 > _SHORT:
                uprights.append(Ruling((x0 + x1) / 2, y0, y1))
    return levels, uprights, pictures


def _segments(item: Any, pdfium: Any) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight strokes of a path, on the page."""
    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    strokes: list[tuple[tuple[float, float], tuple[float, float]]] = []
    start = last = (0.0, 0.0)
    for i in range(min(pdfium.FPDFPath_CountSegments(item), 5000)):
        segment = pdfium.FPDFPath_GetPathSegment(item, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            strokes.append((last, point))
        if pdfium.FPDFPathSegment_GetClose(segment):
            strokes.append((point, start))
        last = point
    return strokes


def _source(pages: Sequence[_Page | None], document: Any, name: str) -> Source:
    from edugraph.documents.formats.ocr import scanned_page

    notes: list[str] = []
    readable = any(page is not None and page.lines for page in pages)
    filled: list[list[PageLine]] = []
    grids: list[list[Grid]] = []
    for number, page in enumerate(pages, start=1):
        lines: list[PageLine] | None = [] if page is None else page.lines
        if page is None:
            notes.append(f"page {number} is broken and was not read")
        elif page.scanned:
            lines = scanned_page(document[number - 1], name, number, required=not readable)
            if lines is None:
                notes.append(f"page {number} is a picture and was not read: pip install 'edugraph[ocr]'")
        filled.append(lines or [])
        grids.append([] if page is None else page.grids)
    writer = write_pages(filled, grids)
    raw = writer.raw
    if not raw.strip():
        raise InputError(f"{name} holds no text", "print it to PDF from the program that it was written with")
    return Source(
        raw=raw,
        seen=raw,
        encoding="utf-8",
        media_type=PDF,
        parts=tuple(writer.parts),
        locators=tuple(writer.locators),
        notes=tuple(notes),
    )
