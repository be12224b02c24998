"""Context: when a clause holds, whether it is done, going on or planned, and how each of these is known."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from edugraph.extract.tokens import Lexed
from edugraph.model import Block, BlockKind, Document, Origin, Section, Status
from edugraph.text.fold import fold
from edugraph.text.periods import parse_period

_OPENS_PLAN = re.compile(
    r"\s*(?:展望)?(?:(?P<year>(?:19|20)\d\d)年|新的一年里?|下一步|下阶段|接下来|今后)[^。]{0,70}?(?:将|计划|力争|(?<!重)要(?!求|素))"
)
_PART_OF_YEAR = re.compile(r"年(上半年|第?[一二三四]季度|前三季度).{0,12}(?:工作|总结|动态|小结|情况|汇报)")
_STAGE = re.compile(
    r"学前教育|幼儿园|小学教育|小学|初中教育|初中|义务教育|普通高中|高中阶段教育|高中阶段|高中|中等职业教育|中等职业学校|中职教育|中职"
    r"|职业教育|高等教育|特殊教育|民办教育|成人教育|研究生教育|普通本专科|普通本科"
)


class Standing(NamedTuple):
    """Status and period of a clause, each with its origin."""

    status: Status
    status_origin: Origin
    period: str | None
    period_origin: Origin


class Context:
    """Answers for one lexed document. Token indices in, standings out."""

    def __init__(self, document: Document, lexed: Lexed) -> None:
        self.document = document
        self.lexed = lexed
        self.year = document.metadata.year
        self._nearest = (0, 0, 0)
        self._begins = [block.span.begin for block in document.blocks]
        title = fold(document.metadata.title or "")
        self.report_period, self.plan_period = self._periods(title or lexed.folded[:200])
        self._planned = self._plans()
        self._stages = [_population(document.sections, index) for index in range(len(document.sections))]

    def _periods(self, named: str) -> tuple[str | None, str | None]:
        """The report's own period and that of its plans: the year and the next, or a part of a year and the rest."""
        if self.year is None:
            return None, None
        match = _PART_OF_YEAR.search(named) or _PART_OF_YEAR.search(self.lexed.folded[:300])
        part = parse_period(f"{self.year}年{match.group(1)}", self.year) if match else None
        if part is None:
            return str(self.year), str(self.year + 1)
        end = part.rpartition("/")[2]
        return part, f"{self.year}-{int(end[5:7]) + 1:02}/{self.year}-12" if int(end[5:7]) < 12 else str(self.year + 1)

    def block(self, offset: int) -> Block:
        """The block that holds an offset of the repaired text."""
        return self.document.blocks[self._number(offset)]

    def _number(self, offset: int) -> int:
        low, high, number = self._nearest
        if not low <= offset < high:  # facts are read in order, so most questions are about the block of the one before
            number = max(0, bisect_right(self._begins, offset) - 1)
            high = self._begins[number + 1] if number + 1 < len(self._begins) else len(self.lexed.folded) + 1
            self._nearest = (self._begins[number], high, number)
        return number

    def section_of(self, i: int) -> int | None:
        """The section of token ``i``."""
        return self.block(self.lexed.tokens[i].begin).section

    def population(self, section: int | None) -> str | None:
        """The stage of education that a section is about (三、义务教育 （一）小学 → 小学)."""
        return None if section is None else self._stages[section]

    def period_at(self, i: int) -> str | None:
        """The period that time token ``i`` names."""
        token = self.lexed.tokens[i]
        return parse_period(self.lexed.folded[token.begin : token.end], self.year)

    def standing(self, first: int, sentence: int, clause_end: int) -> Standing:
        """Status and period of what begins at token ``first`` in the sentence that begins at token ``sentence``.

        Args:
            first: the fact's first token.
            sentence: the first token of its sentence.
            clause_end: the token after its clause.
        """
        number = self._number(self.lexed.tokens[first].begin)
        index = self.document.blocks[number].section
        section = None if index is None else self.document.sections[index]
        said = self._said(first, sentence, clause_end)
        planned_here = section is not None and section.status is Status.PLANNED
        if said is Status.ONGOING and planned_here:
            said = None
        if said is not None:
            status, origin = said, Origin.SAID
        elif self._planned[number]:
            status, origin = Status.PLANNED, Origin.SECTION
        elif section is not None and section.status is not None:
            status, origin = section.status, Origin.SECTION
        else:
            status, origin = Status.ACHIEVED, Origin.REPORT
        plan = (section.period if section is not None else None) or self.plan_period
        period = self._time(first, sentence, int(plan[:4]) if planned_here and plan else self.year)
        if period is not None:
            if said is None and not planned_here and self.year is not None and period[:4] > str(self.year):
                status, origin = Status.PLANNED, Origin.SAID
            return Standing(status, origin, period, Origin.SAID)
        if status is Status.PLANNED:
            inherited = section.period if section is not None and planned_here else None
            return Standing(
                status, origin, inherited or self.plan_period, Origin.SECTION if inherited else Origin.REPORT
            )
        return Standing(status, origin, self.report_period, Origin.REPORT)

    def _plans(self) -> list[bool]:
        """For each block whether it, or one of its section before it, has opened the plan (2024年，我局将…).

        Only where headings leave the status open.
        """
        planned: list[bool] = []
        opened, section = False, None
        for block in self.document.blocks:
            if block.section != section:
                opened, section = False, block.section
            status = None if section is None else self.document.sections[section].status
            if status is None and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
                match = _OPENS_PLAN.match(
                    self.lexed.folded, block.span.begin, min(block.span.end, block.span.begin + 120)
                )
                year = match.group("year") if match else None
                opened = opened or (
                    match is not None and (year is None or (self.year is not None and int(year) > self.year))
                )
            planned.append(opened)
        return planned

    def _said(self, first: int, sentence: int, clause_end: int) -> Status | None:
        """The status that the clause itself says: 将/计划 before it, 正在 in it, 新组建的 right before it."""
        codes = self.lexed.codes
        segment = max(codes.rfind(";", sentence, first) + 1, sentence)
        clause = max(codes.rfind(",", segment, first) + 1, segment)
        if ("O" in codes[clause:first] or self._already(clause, first)) and "L" not in codes[clause:first]:
            return Status.ACHIEVED
        lead = codes[segment:clause_end]
        if "L" in lead[: first - segment + 1] and not self._past_plan(segment, first):
            return Status.PLANNED
        colon = codes.find(":", sentence, first)
        if colon >= 0 and "L" in codes[sentence:colon]:
            return Status.PLANNED  # 将抓好三件事：…；…
        if "G" in codes[clause:clause_end] or "U" in codes[clause:clause_end]:
            return Status.ONGOING
        return None

    def _already(self, clause: int, first: int) -> bool:
        """Whether a word of the clause says that it has happened: 已, 已建成."""
        tokens, codes, folded = self.lexed.tokens, self.lexed.codes, self.lexed.folded
        if folded.find("已", tokens[clause].begin, tokens[first].begin) < 0:
            return False
        return any(codes[k] in "jv" and folded.startswith("已", tokens[k].begin) for k in range(clause, first))

    def _past_plan(self, segment: int, first: int) -> bool:
        """Whether a plan word earlier in the sentence has been left behind by a clause that says it is done."""
        return "O" in self.lexed.codes[self.lexed.codes.rfind("L", segment, first + 1) + 1 : first + 1]

    def _time(self, first: int, sentence: int, year: int | None) -> str | None:
        """The time said in the clause before the fact, or at the sentence's head; without a year it is of ``year``."""
        codes, tokens, folded = self.lexed.codes, self.lexed.tokens, self.lexed.folded
        if codes.find("t", sentence, first) < 0:
            return None
        clause = max(codes.rfind(",", sentence, first), codes.rfind(";", sentence, first)) + 1
        segment = max(codes.rfind(";", sentence, first) + 1, sentence)
        starts: Sequence[tuple[int, int]] = (
            (max(clause, sentence), first),
            (segment, self._head(segment, first)),
            (sentence, self._head(sentence, first)),
        )
        for low, high in starts:
            i = codes.rfind("t", low, high)
            while i >= 0:
                text = folded[tokens[i].begin : tokens[i].end]
                if (period := parse_period(text, year)) is not None:
                    return None if text.endswith("以来") else period
                i = codes.rfind("t", low, i)
        return None

    def _head(self, sentence: int, first: int) -> int:
        """The end of the sentence's opening: its first clause when that is little more than a time."""
        comma = self.lexed.codes.find(",", sentence, first)
        return comma if 0 <= comma - sentence <= 3 else sentence


def _population(sections: Sequence[Section], index: int) -> str | None:
    section = sections[index]
    title = fold(section.title)
    if len(title) <= 14 and (match := _STAGE.search(title)) and title.count("、") <= 1:
        return match.group()
    return None if section.parent is None else _population(sections, section.parent)
