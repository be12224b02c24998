"""Deeds without a figure: who did or will do what, and the ties between bodies that a sentence states."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from edugraph.extract.measures import ACTING
from edugraph.extract.tokens import Token
from edugraph.lexicon.bodies import LocalBody
from edugraph.lexicon.vocabulary import Place, Term
from edugraph.model import ThingType

_UNDER = re.compile(
    r"在?(?P<who>.{2,40}?)的?(?:坚强|正确|精心|大力|关心|统一|直接|有力|具体|亲切){0,2}(?:和|、)?(?P<how>领导|指导|支持|关怀|关心)(?:(?:和|与|、)(?:大力|关心|有力|精心|正确)*(?:支持|指导|关怀|帮助|领导|关心))?下"
)
_PRAISE = re.compile(
    r"(?:受到|得到|获得|获|赢得)(?P<who>.{2,16}?)(?:领导)?(?:的)?(?:通报|书面|充分|高度|一致|批示){0,2}(?:表扬|肯定|批示|好评|表彰|认可)"
)
_HEADED = re.compile(r"(?:由|在)?(?P<who>.{2,20}?)牵头")


@dataclass(frozen=True, slots=True)
class Deed:
    """An action: tokens ``first`` up to ``last``, its verb, where its object begins, and who is named before it."""

    first: int
    last: int
    verb: str
    object_begin: int
    agents: tuple[int, ...]
    subject: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie that a clause states between named bodies and the report's own: ``predicate`` by each of ``subjects``."""

    first: int
    last: int
    predicate: str
    subjects: tuple[int, ...]
    rule: str


class Deeds:
    """Reads actions and ties, clause by clause."""

    def __init__(self, tokens: Sequence[Token], codes: str, folded: str) -> None:
        self.tokens = tokens
        self.codes = codes
        self.folded = folded

    def _text(self, first: int, last: int) -> str:
        return self.folded[self.tokens[first].begin : self.tokens[last - 1].end] if last > first else ""

    def deed(self, begin: int, end: int, planned: Callable[[], bool]) -> Deed | None:
        """The action of the clause of tokens ``begin`` up to ``end``, when it has a verb with an object or a subject.

        In a plan a clause opens with its verb, so an unknown first word of one is taken as such; ``planned`` tells
        whether the clause is of a plan, and is asked only where that matters.
        """
        codes = self.codes
        first = begin
        while (
            first < end
            and codes[first] in "WX"
            and self._text(first, first + 1) in {"一", "二", "三", "四", "五", "是", "一是"}
        ):
            first += 1
        at = self._verb(first, end)
        if at is None:
            if (
                first >= end
                or codes[first] != "X"
                or self.tokens[first].end - self.tokens[first].begin < 4
                or not planned()
            ):
                return None
            return Deed(first, end, self._text(first, first + 1)[:2], first, ())
        agents = tuple(k for k in range(first, at) if codes[k] == "E" and not isinstance(self.tokens[k].payload, Place))
        object_begin = at + 1
        while object_begin < end and codes[object_begin] in "O":
            object_begin += 1
        if (object_begin >= end and at == first) or self._text(object_begin, end) == "下":
            return None  # 在区委领导下 says under whom something is done, not what
        subject = codes[first] not in "P" and any(codes[k] in "XWQTs" for k in range(first, at))
        return Deed(first, end, self._text(at, at + 1), object_begin, agents, subject)

    def _verb(self, first: int, end: int) -> int | None:
        codes = self.codes
        adverb: int | None = None
        for k in range(first, end):
            code = codes[k]
            if code in ACTING and not (k + 1 < end and self._text(k + 1, k + 2)[:1] in "者率员型性"):
                return k
            if (
                code == "j"
                and k + 1 < end
                and codes[k + 1] in "XWQTE"
                and adverb is None
                and self._text(k, k + 1) in {"加快", "加大", "持续", "加速", "大力", "全面", "着力", "继续", "深入"}
            ):
                return k
            if code == "j":
                adverb = k
        return None

    def ties(self, begin: int, end: int) -> list[Tie]:
        """The ties of one clause: under whose lead or guidance, praised by whom."""
        found: list[Tie] = []
        if self.codes.find("E", begin, end) < 0:
            return found
        text = self._text(begin, end)
        if text.endswith("下") and _UNDER.search(text):
            subjects = self._bodies(begin, end)
            predicate = {"领导": "leads", "指导": "guides"}
            if subjects:
                found.extend(self._under(begin, end, subjects, predicate))
            return found
        if _PRAISE.search(text):
            subjects = self._bodies(begin, end)
            if subjects:
                found.append(Tie(begin, end, "commends", subjects, "relation.commends"))
        return found

    def _under(self, begin: int, end: int, subjects: Sequence[int], predicates: dict[str, str]) -> list[Tie]:
        """区委、区政府的坚强领导和市教育局的正确指导: each body with the noun that follows it first."""
        ties = []
        for k in subjects:
            rest = self._text(k + 1, end)
            nearest = (
                min((rest.find(word), word) for word in predicates if word in rest)
                if any(word in rest for word in predicates)
                else None
            )
            if nearest is not None:
                ties.append(Tie(begin, end, predicates[nearest[1]], (k,), f"relation.{predicates[nearest[1]]}"))
        return ties

    def heads(self, begin: int, end: int) -> tuple[int, ...]:
        """The bodies that a clause puts in charge: 在区委政法委牵头下."""
        if self.codes.find("E", begin, end) < 0 or not _HEADED.search(self._text(begin, end)):
            return ()
        return self._bodies(begin, end)

    def _bodies(self, begin: int, end: int) -> tuple[int, ...]:
        return tuple(
            k
            for k in range(begin, end)
            if self.codes[k] == "E"
            and (
                isinstance(self.tokens[k].payload, LocalBody)
                or (
                    isinstance(self.tokens[k].payload, Term)
                    and self.tokens[k].payload.type in (ThingType.DEPARTMENT, ThingType.ORGANIZATION)
                )
            )
        )
