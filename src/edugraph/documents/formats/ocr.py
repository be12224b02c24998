"""Pictures of text: photographs, scans, and the pages of a PDF that are such, read by rapidocr on this machine."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from edugraph.documents.formats.geometry import Box, PageLine, page_lines
from edugraph.documents.source import Source
from edugraph.errors import InputError
from edugraph.files import Limits

_SHARP = 200 / 72
"""How many dots a point is drawn with."""
_MOST_DOTS = 60_000_000
_SURE = 0.5
"""Lines read with less confidence are left out, and a note says how many."""


def read_image(data: bytes, name: str, media_type: str, limits: Limits) -> Source:
    """The text of a picture.

    Raises:
        InputError: when the picture is broken or larger than the limit, holds no text, or the extra is missing.
    """
    from edugraph.documents.formats import beyond, missing
    from edugraph.documents.formats.pages import write_pages

    engine = _engine_or_none()
    if engine is None:
        raise missing(name, "a picture", "ocr")
    import numpy
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height * 3 > limits.max_expanded:
                raise beyond(name, f"{picture.width} x {picture.height} dots", "max-expanded", limits.max_expanded)
            pixels = numpy.asarray(picture.convert("RGB"))
    except InputError:
        raise
    except Exception as error:  # Pillow's readers raise whatever a broken picture leads them to
        raise InputError(f"{name} is a broken picture: {type(error).__name__}", "take or scan it anew") from None
    writer = write_pages([_read(engine, pixels)])
    raw = writer.raw
    if not raw.strip():
        raise InputError(
            f"{name} is a picture in which no text was found", "scan it sharper, at 200 dots an inch or more"
        )
    return Source(
        raw=raw,
        seen=raw,
        encoding="utf-8",
        media_type=media_type,
        parts=tuple(writer.parts),
        locators=tuple(writer.locators),
    )


def scanned_page(page: Any, name: str, number: int, *, required: bool) -> list[PageLine] | None:
    """The lines of a page of a PDF that is a picture; ``None`` when it cannot be read here and need not be.

    Raises:
        InputError: when it is ``required`` and the extra is missing.
    """
    from edugraph.documents.formats import missing

    engine = _engine_or_none()
    if engine is None:
        if required:
            raise missing(name, f"a scan (page {number} is a picture)", "ocr")
        return None
    width, height = page.get_size()
    scale = min(_SHARP, (_MOST_DOTS / max(1.0, width * height)) ** 0.5)
    return _read(engine, page.render(scale=scale).to_numpy())


def _read(engine: Any, pixels: Any) -> list[PageLine]:
    found = engine(pixels)
    boxes: list[Box] = []
    for corners, text, score in zip(
        found.boxes if found.boxes is not None else (), found.txts or (), found.scores or (), strict=True
    ):
        if score >= _SURE and text.strip():
            xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
            boxes.append(Box(min(xs), min(ys), max(xs), max(ys), text.strip(), max(ys) - min(ys)))
    return page_lines(boxes)


@cache
def _engine_or_none() -> Any:
    """The engine with the models that its package brings along, made once; ``None`` without the extra."""
    try:
        from rapidocr import RapidOCR
    except ImportError:
        return None
    return RapidOCR(params={"Global.log_level": "critical"})
