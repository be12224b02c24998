"""File formats: bytes of any kind that is read become one :class:`~edugraph.documents.source.Source`.

Each module reads one format. What needs a library imports it when such a file comes, and says which extra brings it.
"""

from __future__ import annotations

from edugraph.documents.formats import sniff
from edugraph.documents.source import Source
from edugraph.errors import InputError
from edugraph.files import Limits


def open_source(data: bytes, name: str, limits: Limits) -> Source:
    """The text of a file.

    Args:
        data: its bytes.
        name: its name, for messages and where the bytes leave its kind open.
        limits: how much of it is worked with.

    Raises:
        InputError: when it is empty, beyond a limit, broken, of a kind that is not read, or its extra is missing.
    """
    if len(data) > limits.max_bytes:
        raise beyond(name, f"{len(data)} bytes", "max-bytes", limits.max_bytes)
    for magic, (what, hint) in sniff.REFUSED.items():
        if data.startswith(magic):
            raise InputError(f"{name} is {what}", hint)
    kind = sniff.media_type(data, name)
    if kind == sniff.ZIP:
        from edugraph.documents.formats.docx import read_docx

        return read_docx(data, name, limits)
    if kind == sniff.PDF:
        from edugraph.documents.formats.pdf import read_pdf

        return read_pdf(data, name, limits)
    if kind.startswith("image/"):
        from edugraph.documents.formats.ocr import read_image

        return read_image(data, name, kind, limits)
    if kind == sniff.HTML:
        from edugraph.documents.formats.html import read_html

        return read_html(data, name, limits)
    from edugraph.documents.formats.plain import read_markdown, read_text

    return read_markdown(data, name) if kind == sniff.MARKDOWN else read_text(data, name)


def beyond(name: str, what: str, option: str, limit: int) -> InputError:
    """The error for a file that goes beyond a limit."""
    return InputError(f"{name} has {what}, more than the limit of {limit}", f"raise --{option} if you trust the file")


def missing(name: str, what: str, extra: str) -> InputError:
    """The error for a file whose library is not installed."""
    return InputError(
        f"{name} is {what}, which needs an extra that is not installed", f"pip install 'edugraph[{extra}]'"
    )
