"""Folding of character variants, one code point for one, so that offsets into folded text are offsets into the text."""

from __future__ import annotations


def _table() -> dict[str, str]:
    forms = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
    table = {chr(code): chr(code - 0xFEE0) for code in forms}
    # Brackets fold to the full-width form and the rest to ASCII: rules then need one spelling of each.
    pairs = "％%﹪%．.：:∶:＋+－-–-−-～~〜~(（)）［[］]\u3000 \u00a0 〇零○零／/｜|﹝〔﹞〕﹙（﹚）"
    table |= {pairs[i]: pairs[i + 1] for i in range(0, len(pairs), 2)}
    return table


_FOLD = _table()


def fold(text: str) -> str:
    """Return ``text`` with full-width digits, letters and signs as ASCII and brackets as full-width.

    The result has the same length: ``len(fold(text)) == len(text)``.
    """
    # Few of the variants occur in any one text, and replacing those one by one is several times as fast as a table.
    for variant in _FOLD.keys() & set(text):
        text = text.replace(variant, _FOLD[variant])
    return text
