"""RDF terms as N-Triples text: the form in which the mapping makes them and the writers take them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from edugraph.graph.iris import BASE, VOCABULARIES, XSD

Triple = tuple[str, str, str]
"""Subject, predicate and object, each its N-Triples text: ``<iri>``, ``"…"@zh``, ``"2022"^^<…gYear>``."""

TYPE = f"<{VOCABULARIES['rdf']}type>"

_DECIMAL = f'"^^<{XSD}decimal>'
_INTEGER = f'"^^<{XSD}integer>'

_SPECIAL = re.compile(r'[\x00-\x1f"\\\x7f]')
_ESCAPES = str.maketrans(
    {chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
    | {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
)
_DATES = (
    (re.compile(r"-?\d{4,}"), "gYear"),
    (re.compile(r"-?\d{4,}-\d\d"), "gYearMonth"),
    (re.compile(r"-?\d{4,}-\d\d-\d\d"), "date"),
)


def term(curie: str) -> str:
    """A term of a vocabulary: ``edu:value`` → ``<https://w3id.org/edugraph/ns#value>``.

    Raises:
        KeyError: when the prefix is not one of a vocabulary.
    """
    prefix, _, name = curie.partition(":")
    return f"<{VOCABULARIES[prefix]}{name}>"


def escape(text: str) -> str:
    """``text`` as it stands between the quotes of a literal."""
    return text.translate(_ESCAPES) if _SPECIAL.search(text) else text


def zh(text: str) -> str:
    """A Chinese text."""
    return f'"{text.translate(_ESCAPES)}"@zh' if _SPECIAL.search(text) else f'"{text}"@zh'


def plain(text: str) -> str:
    """A string of no language: codes, rule names, units, check sums."""
    return f'"{escape(text)}"'


def canonical(value: Decimal) -> str:
    """The canonical form of a number: no exponent, no trailing zeros, ``7`` and ``95.5``."""
    text = str(value)
    if "E" in text:
        text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def decimal(value: Decimal) -> str:
    """A number, always ``xsd:decimal``: whole numbers too, so that one property has one datatype."""
    return f'"{canonical(value)}{_DECIMAL}'


def integer(value: int) -> str:
    """A whole number that counts, orders or points into a text.

    Always ``xsd:integer``: Oxigraph stores its subtypes as that, and two engines must give the same graph.
    """
    return f'"{value}{_INTEGER}'


@lru_cache(maxsize=4096)
def period(text: str, base: str = BASE) -> str:
    """An ISO 8601 period: a year, month or day as a literal, a range as an interval resource.

    Text of no such form is kept as a plain string: nothing that was read is lost.
    """
    for pattern, datatype in _DATES:
        if pattern.fullmatch(text):
            return f'"{text}"^^<{XSD}{datatype}>'
    if "/" in text:
        return f"<{base}id/period/{text.replace('/', '_')}>"
    return plain(text)
