"""Folding of character variants, one code point for one, so that offsets into folded text are offsets into the text."""

from __future__ import annotations


def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)}
    table |= {code: chr(code - 0xFEE0) for code in [*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]}
    # Brackets fold to the full-width form and the rest to ASCII: rules then need one spelling of each.
    pairs = "％%﹪%．.：:∶:＋+－-–-−-～~〜~(（)）［[］]\u3000 \u00a0 〇零○零／/｜|﹝〔﹞〕﹙（﹚）"
    table |= {ord(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)}
    return table


_FOLD = _table()


def fold(text: str) -> str:
    """Return ``text`` with full-width digits, letters and signs as ASCII and brackets as full-width.

    The result has the same length: ``len(fold(text)) == len(text)``.
    """
    return text.translate(_FOLD)
