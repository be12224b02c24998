"""Layout repair: the lines of a text become blocks of whole paragraphs, with a way back to every raw character.

A newspaper column cuts sentences every few characters and scatters blank lines, page numbers and headings between
them. What tells them apart here: a line that is cut mid-sentence fills its column; a heading does not, and stands
where no sentence is open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from edugraph.lexicon.patterns import FirstMatch, PatternRule
from edugraph.model import Block, BlockKind, Span
from edugraph.text.fold import fold

_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029\x85]+")
_BREAK = re.compile(r"\r\n|[\n\r\f\v\u2028\u2029\x85]")
_WHITE = " \t\u3000\u00a0\ufeff\u200b"
_GAP = re.compile(r"[ \t\u3000\u00a0]")
_OPENING = 120
"""As many characters of a block as its marker and the heading that it runs in can take."""
_STOPS = frozenset("。！？；!?;…")
_CLOSERS = "”’」』）)】"
_INNER_STOP = re.compile(r"[，。；！？]")
_OPEN_END = tuple("，、：（《“‘—·(")
# A space is an artefact of typesetting unless Latin letters or two separate numbers stand on both its sides.
_CJK = r"[^\x00-\x7f]"
_ARTEFACT = re.compile(
    rf"(?<={_CJK})[ \t\u3000\u00a0]+|(?<![ \t\u3000\u00a0])[ \t\u3000\u00a0]+(?={_CJK})"
    r"|(?<=\d)[ \u00a0](?=\d{3}(?!\d))|(?<=\d)[ \u00a0]+(?=[%.:,])|(?<=[.:])[ \u00a0]+(?=\d)"
)
_WIDE_GAP = re.compile(r"\S(?:[ \u00a0]{2,}|\t|\u3000)\S")
_LEAD = re.compile(r"[^。！？；，：\d]{2,24}。|[^。！？；\d]{2,30}。")


class Line(NamedTuple):
    """A printed line without the white space around it; offsets are raw. ``closed``: a sentence ends with it."""

    begin: int
    end: int
    text: str
    folded: str
    indented: bool
    blank_before: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The repaired text with its blocks, its map to the raw text, and the lines that were set aside."""

    text: str
    runs: tuple[tuple[int, int, int], ...]
    blocks: tuple[Block, ...]
    levels: tuple[int, ...]
    furniture: tuple[Line, ...]


def lines_of(raw: str) -> list[Line]:
    """The lines of ``raw`` that hold more than white space."""
    lines: list[Line] = []
    folded = fold(raw)
    previous_end = 0
    for match in _LINE.finditer(raw):
        whole = match.group()
        rest = whole.lstrip(_WHITE)
        text = rest.rstrip(_WHITE)
        if not text:
            continue
        indent = len(whole) - len(rest)
        begin = match.start() + indent
        end = begin + len(text)
        indented = indent >= 2 or "\u3000" in whole[:indent]
        between = raw[previous_end : match.start()]
        blank = len(between) > 1 and len(_BREAK.findall(between)) > 1
        lines.append(Line(begin, end, text, folded[begin:end], indented, blank or not lines, _closes(text)))
        previous_end = match.end()
    return lines


def _closes(text: str) -> bool:
    """Whether a sentence ends with ``text``: with a stop, or with one behind which brackets and quotations close."""
    if text[-1] in _STOPS:
        return True
    inner = text.rstrip(_CLOSERS)
    return inner != text and inner[-1:] not in "；;" and inner[-1:] in _STOPS


def repair(raw: str, rules: Sequence[PatternRule]) -> Layout:
    """Join the lines of ``raw`` into blocks and drop what is not text.

    Args:
        raw: the decoded file.
        rules: the rules of ``rules/layout.toml``.
    """
    lines = lines_of(raw)
    drop = FirstMatch([rule for rule in rules if rule.kind in {"furniture", "metadata"}])
    repeated = _running_heads(lines)
    furniture = [line for line in lines if line.text in repeated or drop.rule(line.folded)]
    dropped = {line.begin for line in furniture}
    kept = [line for line in lines if line.begin not in dropped]
    markers = FirstMatch([rule for rule in rules if rule.kind == "marker"])
    marked = [markers.rule(line.folded) is not None for line in kept]
    groups = _group(kept, marked, [rule for rule in rules if rule.kind in {"slogan", "outlook"}])
    return _assemble(raw, groups, markers, tuple(furniture))


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
    lines: Sequence[Line], marks: Sequence[bool], slogans: Sequence[PatternRule]
) -> list[tuple[BlockKind, list[Line]]]:
    """Lines that belong to one block, block by block; ``marks`` tells of each line whether a marker opens it."""
    widths = _widths(lines)
    wrapped = _is_wrapped(lines, marks)
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


def _assemble(
    raw: str, groups: list[tuple[BlockKind, list[Line]]], markers: FirstMatch, furniture: tuple[Line, ...]
) -> Layout:
    pieces: list[str] = []
    runs: list[tuple[int, int, int]] = []
    blocks: list[Block] = []
    levels: list[int] = []
    length = 0
    for kind, lines in groups:
        begin = length
        for line in lines:
            gaps = () if not _GAP.search(line.text) or _tabular(line, kind) else _ARTEFACT.finditer(line.text)
            start = line.begin
            for cut, resume in [*((line.begin + g.start(), line.begin + g.end()) for g in gaps), (line.end, line.end)]:
                if cut > start:
                    pieces.append(raw[start:cut])
                    runs.append((length, start, cut - start))
                    length += cut - start
                start = resume
        text = "".join(pieces[_piece_index(runs, begin) :])
        for span_kind, low, high, level in _split(kind, text, markers):
            blocks.append(Block(span_kind, Span(begin + low, begin + high)))
            levels.append(level)
        pieces.append("\n")
        runs.append((length, -1, 1))
        length += 1
    return Layout("".join(pieces), tuple(run for run in runs if run[1] >= 0), tuple(blocks), tuple(levels), furniture)


def _piece_index(runs: Sequence[tuple[int, int, int]], begin: int) -> int:
    index = len(runs)
    while index and runs[index - 1][0] >= begin:
        index -= 1
    return index


def _tabular(line: Line, kind: BlockKind) -> bool:
    """Couplets and columns of figures mean their spaces."""
    return (kind is BlockKind.HEADING and " " in line.text) or (
        bool(_WIDE_GAP.search(line.text)) and not _INNER_STOP.search(line.text)
    )


def _split(kind: BlockKind, text: str, markers: FirstMatch) -> list[tuple[BlockKind, int, int, int]]:
    """A block with its depth; a paragraph that runs in its heading (“1.加快项目建设。全年…”) gives two."""
    folded = fold(text[:_OPENING])
    rule = markers.rule(folded)
    if rule is None:
        return [(kind, 0, len(text), 1 if kind is BlockKind.HEADING else 0)]
    match = rule.match(folded)
    if kind is BlockKind.HEADING or match is None:
        return [(BlockKind.HEADING, 0, len(text), rule.level)]
    lead = _LEAD.match(folded, match.end())
    if rule.name == "marker.lenticular":
        return [(BlockKind.HEADING, 0, match.end(), rule.level), (BlockKind.PARAGRAPH, match.end(), len(text), 0)]
    if lead and lead.end() < len(text):
        return [(BlockKind.HEADING, 0, lead.end(), rule.level), (BlockKind.PARAGRAPH, lead.end(), len(text), 0)]
    return [(BlockKind.LIST_ITEM, 0, len(text), rule.level)]
