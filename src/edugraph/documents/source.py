"""What a file format hands on: its text, where each stretch stands in the file, and what the format tells of it."""

from __future__ import annotations

from dataclasses import dataclass

from edugraph.model import BlockKind, Locator, Span


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table as raw ranges, row by row; a merged cell stands in every place that it covers.

    ``heads`` is the number of rows that the format marks as headings, 0 when it marks none.
    """

    rows: tuple[tuple[Span, ...], ...]
    heads: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of raw text of which the format tells what it is.

    A paragraph's kind is a least claim: authors seldom mark headings and list items as such.
    """

    span: Span
    kind: BlockKind
    level: int = 0
    table: Table | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a file says of itself outside its text; counts only where the text does not say."""

    title: str | None = None
    publisher: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file as text.

    ``raw`` is what the file prints. ``seen`` is what the layout repair looks at: of the same length, with marks of a
    markup language as U+200B and with simplified characters. ``parts`` are ascending and do not overlap; lines outside
    them have their layout repaired. ``locators`` are those of :class:`~edugraph.model.Document`.
    """

    raw: str
    seen: str
    encoding: str
    media_type: str
    parts: tuple[Part, ...] = ()
    locators: tuple[tuple[int, Locator], ...] = ()
    told: Told = Told()
    notes: tuple[str, ...] = ()
