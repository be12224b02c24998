"""Bytes to text: a byte order mark, UTF-8, UTF-16, GB18030, Big5, in that order; a broken file is said to be broken."""

from __future__ import annotations

import codecs
import re

from edugraph.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Every Big5 text is valid GB18030 too; the right reading has these, the commonest of characters and of the genre.
_COMMON = frozenset("的一是在有和人不为為了中大上教育学學校生年全新建工作区區县縣市师師业業务務，。、：")
_PLAUSIBLE = re.compile(r"[\t\n\r -~\u2010-\u203b\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_SAVE = "save it as UTF-8 text and try again"


def decode(data: bytes, source: str, declared: str | None = None) -> tuple[str, str]:
    """Return the text of ``data`` and the name of its encoding.

    Args:
        data: the bytes.
        source: the name of the file, for messages.
        declared: the encoding that the file itself names, tried after the byte order marks.

    Raises:
        InputError: when the data is empty, binary, broken, or in none of the encodings that Chinese reports come in.
    """
    if not data.strip():
        raise InputError(f"{source} is empty", "give a file that holds the text of a report")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _sound(_strict(data, encoding, source), source), encoding
    if declared and (text := _try(data, declared)) is not None and "\x00" not in text:
        return text, codecs.lookup(declared).name
    if b"\x00" in data:
        return _with_zeros(data, source)
    return _narrow(data, source)


def _narrow(data: bytes, source: str) -> tuple[str, str]:
    try:
        return _sound(data.decode("utf-8"), source, guessed=False), "utf-8"
    except UnicodeDecodeError as error:
        broken = error.start
    # A cut or damaged UTF-8 text has few wrong bytes among many sound characters; other encodings have few sound ones.
    mended = data.decode("utf-8", "replace")
    if mended.count("\ufffd") * 20 < sum(1 for char in mended if char > "\u07ff"):
        raise InputError(f"{source} is UTF-8 but broken at byte {broken}", _SAVE)
    readings = [(text, name) for name in ("gb18030", "big5hkscs") if (text := _try(data, name)) is not None]
    if readings:
        text, name = readings[0] if len(readings) == 1 else max(readings, key=lambda reading: _familiar(reading[0]))
        return _sound(text, source), name
    raise InputError(f"{source} is not text in UTF-8, GB18030, Big5 or UTF-16", _SAVE)


def _with_zeros(data: bytes, source: str) -> tuple[str, str]:
    if (wide := _utf16_without_bom(data[:4096])) is not None:
        return _sound(_strict(data, wide, source), source), wide
    place = data.index(b"\x00")
    if data.count(b"\x00") * 1000 < len(data) or len(data) < 4096:
        raise InputError(f"{source} is no sound text: byte {place} is NUL", "give the file as it was published")
    raise InputError(f"{source} is binary, not text", "give a text, HTML, DOCX or PDF file")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _strict(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{source} begins as {encoding} but is broken at byte {error.start}", _SAVE) from None


def _sound(text: str, source: str, *, guessed: bool = True) -> str:
    """The text, unless it is no text at all.

    Binary data read in a guessed encoding is full of private characters. UTF-8 is never guessed, and texts out
    of PDF may well hold some.
    """
    sample = text[:4096]
    control = sum(1 for char in sample if char < " " and char not in "\t\n\r\f\v\x1a\x1b")
    private = sum(1 for char in sample if "\ue000" <= char <= "\uf8ff") if guessed else 0
    if "\x00" in text or control * 50 > len(sample) or private * 10 > len(sample):
        raise InputError(f"{source} is binary, not text", "give a text, HTML, DOCX or PDF file")
    return text


def _utf16_without_bom(sample: bytes) -> str | None:
    """UTF-16 is told by ASCII characters (line ends, digits): one byte of each such pair is zero."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    for encoding, zeros, other in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0 and other == 0:
            try:
                text = sample[: len(sample) // 2 * 2].decode(encoding)
            except UnicodeDecodeError:
                continue
            if len(_PLAUSIBLE.findall(text)) > 0.9 * len(text):
                return encoding
    return None


def _familiar(text: str) -> int:
    return sum(1 for char in text[:8192] if char in _COMMON)
