"""Bytes to text: BOM, UTF-8, UTF-16, GB18030, in that order, and nothing guessed beyond that."""

from __future__ import annotations

import codecs

from edugraph.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, source: str) -> tuple[str, str]:
    """Return the text of ``data`` and the name of its encoding.

    Raises:
        InputError: when the data is empty, binary, or in none of the encodings that Chinese reports come in.
    """
    if not data.strip():
        raise InputError(f"{source} is empty", "give a file that holds the text of a report")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, source), encoding
    sample = data[:4096]
    if b"\x00" in sample:
        if (wide := _utf16_without_bom(sample)) is not None:
            return _strict(data, wide, source), wide
        raise InputError(f"{source} is binary, not text", "give a plain text file (UTF-8, GB18030 or UTF-16)")
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text or _looks_binary(text):
            break
        return text, encoding
    raise InputError(f"{source} is not text in UTF-8, GB18030 or UTF-16", "save it as UTF-8 text and try again")


def _strict(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{source} begins as {encoding} but is broken at byte {error.start}", "save it as UTF-8 text and try again"
        ) from None


def _utf16_without_bom(sample: bytes) -> str | None:
    """UTF-16 is told by ASCII characters (line ends, digits): one byte of each such pair is zero."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    for encoding, zeros, other in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0 and other == 0:
            try:
                text = sample[: len(sample) // 2 * 2].decode(encoding)
            except UnicodeDecodeError:
                continue
            if any("\u4e00" <= char <= "\u9fff" for char in text):
                return encoding
    return None


def _looks_binary(text: str) -> bool:
    sample = text[:4096]
    control = sum(1 for char in sample if char < " " and char not in "\t\n\r\f\v\x1a\x1b")
    private = sum(1 for char in sample if "\ue000" <= char <= "\uf8ff")
    return control * 50 > len(sample) or private * 10 > len(sample)
