"""Sections: which heading governs which block, and what it says of status and period.

Headings usually stand before their text. On newspaper pages a slogan often stands *behind* it; then the last heading of
the page has nothing after it, and each slogan claims the paragraphs since the one before. A plan in the middle of such
a page (展望2023年) keeps its paragraphs but for the last ones, which the next slogan claims back to the nearest
paragraph that opens with a lead, the short first sentence of an article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from edugraph.documents.layout import Layout
from edugraph.lexicon.patterns import PatternRule
from edugraph.model import Block, BlockKind, Section, Status
from edugraph.text.fold import fold

_YEAR = re.compile(r"(20\d\d|19[89]\d)(?=年|\D|$)")
_LEAD = re.compile(r"[^。！？；\d]{4,26}。")
# What a report is called, when several headings stand together at its head.
_CALLED = re.compile(r"报告|总结|公报|要点|思路|计划|简报|情况|综述|动态")
_BODY = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
_ORGANISATION = re.compile(
    r".{2,20}(?:(?<![格布大开全结终])局|厅|委|委员会|办公室|政府|周刊|周报|日报|晚报|晨报|时报|早报|快报|教育报|融媒体中心)"
)


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks with their sections filled in, and which blocks are the title and the bodies that sign the text."""

    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    title: int | None


def outline(layout: Layout, rules: Sequence[PatternRule]) -> Outline:
    """Find title and sections of a repaired layout.

    Args:
        layout: the blocks of :func:`edugraph.documents.layout.repair`.
        rules: the ``section`` rules of ``rules/sections.toml``.
    """
    return _Outliner(layout, rules).run()


class _Outliner:
    def __init__(self, layout: Layout, rules: Sequence[PatternRule]) -> None:
        self.layout = layout
        self.rules = rules
        self.texts = [layout.text[b.span.begin : b.span.end] for b in layout.blocks]
        self.headings = [i for i, b in enumerate(layout.blocks) if b.kind is BlockKind.HEADING]

    def run(self) -> Outline:
        title = self._title()
        plain = {i for i in self.headings if i != title and _ORGANISATION.fullmatch(self.texts[i].replace(" ", ""))}
        plain |= self._title_zone(title)
        owners = [i for i in self.headings if i != title and i not in plain]
        governs = self._behind(owners) if self._stands_behind(owners) else self._before(owners)
        sections, index = self._sections(owners)
        blocks = []
        for i, block in enumerate(self.layout.blocks):
            kind = BlockKind.TITLE if i == title else BlockKind.PARAGRAPH if i in plain else block.kind
            owner = i if i in index else governs.get(i)
            blocks.append(replace(block, kind=kind, section=index.get(owner) if owner is not None else None))
        return Outline(tuple(blocks), tuple(sections), title)

    def _title(self) -> int | None:
        """The first heading, or the one that stands next to the name of the body that signs the page."""
        blocks = self.layout.blocks
        runs: list[list[int]] = []
        for i in self.headings:
            if self.layout.levels[i] > 1:
                continue
            if runs and runs[-1][-1] == i - 1:
                runs[-1].append(i)
            else:
                runs.append([i])
        for run in runs:
            names = [i for i in run if not _ORGANISATION.fullmatch(self.texts[i].replace(" ", ""))]
            if run[0] == 0 and names:
                return max(names, key=lambda i: (bool(_CALLED.search(self.texts[i])), len(self.texts[i])))
            if len(run) > len(names) and names and run[-1] + 1 < len(blocks):
                return max(names, key=lambda i: (bool(_CALLED.search(self.texts[i])), len(self.texts[i])))
        return None

    def _title_zone(self, title: int | None) -> set[int]:
        """Headings right beside the title that say nothing of status: subtitles, names of the page."""
        if title is None:
            return set()
        zone: set[int] = set()
        for step in (-1, 1):
            i = title + step
            while self._is_heading(i) and self.layout.levels[i] == 1 and self._rule(i) is None:
                zone.add(i)
                i += step
        return zone

    def _is_heading(self, i: int) -> bool:
        return 0 <= i < len(self.layout.blocks) and self.layout.blocks[i].kind is BlockKind.HEADING

    def _stands_behind(self, owners: Sequence[int]) -> bool:
        blocks, levels = self.layout.blocks, self.layout.levels
        slogans = [i for i in owners if levels[i] == 1 and self._rule(i) is None]
        if len(slogans) < 2 or any(levels[i] > 1 for i in owners):
            return False
        body_after = any(b.kind in _BODY and len(self.texts[i]) > 45 for i, b in enumerate(blocks) if i > slogans[-1])
        return not body_after

    def _before(self, owners: Sequence[int]) -> dict[int, int]:
        governs: dict[int, int] = {}
        owner: int | None = None
        heads = frozenset(owners)
        for i, block in enumerate(self.layout.blocks):
            if i in heads:
                owner = i
            elif block.kind in _BODY and owner is not None:
                governs[i] = owner
        return governs

    def _behind(self, owners: Sequence[int]) -> dict[int, int]:
        governs: dict[int, int] = {}
        pending: list[int] = []
        plan: int | None = None
        heads = frozenset(owners)
        for i, block in enumerate(self.layout.blocks):
            if i in heads and self._rule(i) is not None:
                plan, pending = i, []
            elif i in heads:
                claimed = pending if plan is None else self._claim(pending)
                governs |= dict.fromkeys(claimed, i)
                plan, pending = None, []
            elif block.kind in _BODY:
                pending.append(i)
                if plan is not None:
                    governs[i] = plan
        return governs

    def _claim(self, pending: Sequence[int]) -> list[int]:
        for start in range(len(pending) - 1, -1, -1):
            if _LEAD.match(fold(self.texts[pending[start]])):
                return list(pending[start:])
        return list(pending[-1:])

    def _rule(self, i: int) -> PatternRule | None:
        """What the wording of a heading says; nothing when it says two things (…总结和…思路)."""
        folded = fold(self.texts[i])
        found = [rule for rule in self.rules if rule.match(folded)]
        return found[0] if found and len({rule.kind for rule in found}) == 1 else None

    def _sections(self, owners: Sequence[int]) -> tuple[list[Section], dict[int, int]]:
        sections: list[Section] = []
        index: dict[int, int] = {}
        stack: list[int] = []
        for i in owners:
            level = self.layout.levels[i]
            while stack and sections[stack[-1]].level >= level:
                stack.pop()
            parent = stack[-1] if stack else None
            rule = self._rule(i)
            inherited = sections[parent] if parent is not None else None
            status = Status(rule.kind) if rule else inherited.status if inherited else None
            year = _YEAR.search(fold(self.texts[i])) if rule else None
            period = year.group(1) if year else inherited.period if inherited else None
            title = self.texts[i].strip().rstrip("。")
            sections.append(Section(self.layout.blocks[i].span, title, level, status, period, parent))
            index[i] = len(sections) - 1
            stack.append(index[i])
        return sections, index
