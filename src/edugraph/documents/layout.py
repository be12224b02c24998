"""Layout repair: lines of a published text become blocks of whole paragraphs, with a way back to every raw character.

A newspaper column cuts sentences every few characters and scatters blank lines, page numbers and headings between
them. What tells them apart here: a line that is cut mid-sentence fills its column; a heading does not, and stands
where no sentence is open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from edugraph.documents.cells import CellRules
from edugraph.documents.flattened import find_tables
from edugraph.documents.lines import Group, Line, Piece, lines_of, trim
from edugraph.documents.source import Part
from edugraph.documents.tables import render
from edugraph.lexicon.patterns import FirstMatch, PatternRule
from edugraph.model import Block, BlockKind, Span
from edugraph.text.fold import fold

_OPENING = 120
"""As many characters of a block as its marker and the heading that it runs in can take."""
_INNER_STOP = re.compile(r"[，。；！？]")
_OPEN_END = tuple("，、：（《“‘—·(")
_WIDE_GAP = re.compile(r"\S(?:[ \u00a0]{2,}|\t|\u3000)\S")
_LEAD = re.compile(r"[^。！？；，：\d]{2,24}。|[^。！？；\d]{2,30}。")


@dataclass(frozen=True, slots=True)
class Layout:
    """The repaired text with its blocks, its map to the raw text, and the lines that were set aside."""

    text: str
    runs: tuple[tuple[int, int, int], ...]
    blocks: tuple[Block, ...]
    levels: tuple[int, ...]
    furniture: tuple[Line, ...]


def repair(seen: str, rules: Sequence[PatternRule], parts: Sequence[Part] = ()) -> Layout:
    """Join the lines of a raw text into blocks and drop what is not text.

    Args:
        seen: the raw text as the layout repair looks at it (:class:`~edugraph.documents.source.Source`).
        rules: the rules of ``rules/layout.toml``.
        parts: what the format tells of stretches of it.
    """
    lines = lines_of(seen)
    cells = CellRules.of(rules)
    parts = sorted([*parts, *find_tables(lines, parts, cells)], key=lambda part: part.span)
    owners = _owners(lines, parts)
    tables = {line.begin for line, part in zip(lines, owners, strict=True) if part is not None and part.table}
    drop = FirstMatch([rule for rule in rules if rule.kind in {"furniture", "metadata"}])
    repeated = _running_heads([line for line in lines if line.begin not in tables])
    furniture = [
        line for line in lines if line.begin not in tables and (line.text in repeated or drop.rule(line.folded))
    ]
    dropped = {line.begin for line in furniture}
    markers = FirstMatch([rule for rule in rules if rule.kind == "marker"])
    slogans = [rule for rule in rules if rule.kind in {"slogan", "outlook"}]
    kept = [(line, part) for line, part in zip(lines, owners, strict=True) if line.begin not in dropped]
    running = [line for line, _ in kept if line.begin not in tables]
    marks = {line.begin: markers.rule(line.folded) is not None for line in running}
    wrapped = _is_wrapped(running, list(marks.values()))
    groups: list[Group] = []
    for owner, run in groupby(kept, key=lambda pair: _owner(pair[1], wrapped)):
        found = [line for line, _ in run]
        if isinstance(owner, Part) and owner.table:
            groups += render(seen, owner.table, cells, [group.text(seen) for group in groups[-3:]])
        elif isinstance(owner, Part):
            groups += [_group_of(seen, owner.kind, [line], owner.level) for line in found]
        else:
            told = owner == "told"
            if told:
                found = [line._replace(indented=True, blank_before=True) for line in found]
            opened = [marks[line.begin] for line in found]
            joined = _group(found, opened, slogans, wrapped=wrapped and not told)
            groups += [_group_of(seen, kind, members) for kind, members in joined]
    return _assemble(seen, groups, markers, tuple(furniture))


def _owners(lines: Sequence[Line], parts: Sequence[Part]) -> list[Part | None]:
    """The part that each line belongs to."""
    owners: list[Part | None] = []
    index = 0
    for line in lines:
        while index < len(parts) and parts[index].span.end <= line.begin:
            index += 1
        inside = index < len(parts) and parts[index].span.begin <= line.begin
        owners.append(parts[index] if inside else None)
    return owners


def _owner(part: Part | None, wrapped: bool) -> Part | str:
    """What groups a line: its part, or that it is one of many paragraphs (``told``) or lines (``loose``).

    Paragraphs that break off in the middle of their sentences are the lines of a column, whatever the format says.
    """
    if part is None or (wrapped and part.table is None):
        return "loose"
    return "told" if part.kind is BlockKind.PARAGRAPH else part


def _running_heads(lines: Sequence[Line]) -> set[str]:
    """Short lines that come back on page after page."""
    counts: dict[str, int] = {}
    for line in lines:
        if len(line.text) <= 30 and not line.closed:
            counts[line.text] = counts.get(line.text, 0) + 1
    return {text for text, count in counts.items() if count >= 3 and not re.search(r"\d", text)}


def _widths(lines: Sequence[Line]) -> list[int]:
    """The column width around each line: what the longest of its unclosed neighbours fill, 0 where none is wrapped."""
    open_lengths = [0 if line.closed else len(line.text) for line in lines]
    widths = []
    for index in range(len(lines)):
        near = [length for length in open_lengths[max(0, index - 8) : index + 9] if length]
        widths.append(sorted(near)[int(len(near) * 0.7)] if len(near) >= 4 else 0)
    return widths


def _group(
    lines: Sequence[Line], marks: Sequence[bool], slogans: Sequence[PatternRule], *, wrapped: bool
) -> list[tuple[BlockKind, list[Line]]]:
    """Lines that belong to one block, block by block; ``marks`` tells of each line whether a marker opens it."""
    widths = _widths(lines)
    groups: list[tuple[BlockKind, list[Line]]] = []
    is_open = False
    for index, line in enumerate(lines):
        marked = marks[index]
        after = lines[index + 1] if index + 1 < len(lines) else None
        announced = is_open and groups[-1][1][-1].text.endswith(("：", ":"))
        if is_open and not (
            marked and (announced or not wrapped or (not line.closed and line.blank_before and _short(line)))
        ):
            groups[-1][1].append(line)
            is_open = not line.closed
        elif _is_heading(line, after, widths[index] if wrapped else 0, marked, slogans):
            groups.append((BlockKind.HEADING, [line]))
            is_open = False
        elif (
            groups
            and groups[-1][0] is BlockKind.PARAGRAPH
            and wrapped
            and not _starts_paragraph(line, groups[-1][1][-1], widths[index], marked)
        ):
            groups[-1][1].append(line)
            is_open = not line.closed
        else:
            groups.append((BlockKind.PARAGRAPH, [line]))
            is_open = not line.closed and _continues(line, after, wrapped)
    return groups


def _is_wrapped(lines: Sequence[Line], marks: Sequence[bool]) -> bool:
    """Whether the text was set in columns: many lines break off, and hardly any is as long as a paragraph."""
    broken = sum(
        not line.closed and len(line.text) >= 5 and not marked for line, marked in zip(lines, marks, strict=True)
    )
    long = sum(len(line.text) > 70 for line in lines)
    return len(lines) > 8 and broken > 0.35 * len(lines) and long < 0.1 * len(lines)


def _short(line: Line) -> bool:
    return len(line.text) <= 40


def _continues(line: Line, after: Line | None, wrapped: bool) -> bool:
    """Whether the sentence that ``line`` leaves open goes on in the next line."""
    if after is None:
        return False
    return wrapped or line.text.endswith(_OPEN_END) or not (after.indented or after.blank_before)


def _starts_paragraph(line: Line, previous: Line, width: int, marked: bool) -> bool:
    return marked or line.indented or line.blank_before or len(previous.text) < width - 2


def _is_heading(line: Line, after: Line | None, width: int, marked: bool, slogans: Sequence[PatternRule]) -> bool:
    """Whether a line that opens no sentence of a paragraph is a heading. Called only where no sentence is open."""
    if line.closed or line.text.endswith(_OPEN_END) or len(line.text) > 60:
        return False
    if marked:
        return width == 0 or len(line.text) < width - 1 or after is None or after.blank_before or after.indented
    full = width > 0 and width - 1 <= len(line.text) <= width + 1
    runs_on = full and after is not None and not after.blank_before and not after.indented
    if any(rule.match(line.folded) and (rule.kind == "outlook" or not runs_on) for rule in slogans):
        return True
    if _INNER_STOP.search(line.text) and width:
        return False
    if width == 0:
        return _short(line)
    return len(line.text) < width - 3 or len(line.text) > width + 6 or after is None


def _group_of(seen: str, kind: BlockKind, lines: Sequence[Line], level: int = 0) -> Group:
    """A block put together from lines, without the spaces that are artefacts of typesetting."""
    pieces: list[Piece] = []
    for line in lines:
        pieces += trim(line.begin, line.text) if not _tabular(line, kind) else [Span(line.begin, line.end)]
    return Group(kind, tuple(pieces), level)


def _assemble(seen: str, groups: Sequence[Group], markers: FirstMatch, furniture: tuple[Line, ...]) -> Layout:
    pieces: list[str] = []
    runs: list[tuple[int, int, int]] = []
    blocks: list[Block] = []
    levels: list[int] = []
    length = 0
    for group in groups:
        begin = length
        for piece in group.pieces:
            if isinstance(piece, Span):
                runs.append((length, piece.begin, len(piece)))
            length += len(piece)
        text = group.text(seen)
        pieces += [text, "\n"]
        for kind, low, high, level in _split(group, text, markers):
            blocks.append(Block(kind, Span(begin + low, begin + high)))
            levels.append(level)
        length += 1
    return Layout("".join(pieces), tuple(runs), tuple(blocks), tuple(levels), furniture)


def _tabular(line: Line, kind: BlockKind) -> bool:
    """Couplets and columns of figures mean their spaces."""
    return (kind is BlockKind.HEADING and " " in line.text) or (
        bool(_WIDE_GAP.search(line.text)) and not _INNER_STOP.search(line.text)
    )


def _split(group: Group, text: str, markers: FirstMatch) -> list[tuple[BlockKind, int, int, int]]:
    """A block with its depth; a paragraph that runs in its heading (“1.加快项目建设。全年…”) gives two."""
    kind = group.kind
    folded = fold(text[:_OPENING])
    rule = None if kind is BlockKind.TABLE_ROW else markers.rule(folded)
    if rule is None:
        return [(kind, 0, len(text), group.level or (1 if kind is BlockKind.HEADING else 0))]
    match = rule.match(folded)
    if kind is BlockKind.HEADING or match is None:
        return [(BlockKind.HEADING, 0, len(text), rule.level)]
    lead = _LEAD.match(folded, match.end())
    if rule.name == "marker.lenticular":
        return [(BlockKind.HEADING, 0, match.end(), rule.level), (BlockKind.PARAGRAPH, match.end(), len(text), 0)]
    if lead and lead.end() < len(text):
        return [(BlockKind.HEADING, 0, lead.end(), rule.level), (BlockKind.PARAGRAPH, lead.end(), len(text), 0)]
    return [(BlockKind.LIST_ITEM, 0, len(text), rule.level)]
