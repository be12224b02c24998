"""Which schools are in an education group, where the report says so.

月河教育集团（含双溪小学、南皋小学）, 双溪小学、南皋小学加入月河教育集团, 由双溪小学、南皋小学组建月河教育集团.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edugraph.extract.schools import SchoolName
from edugraph.extract.tokens import Token

_GROUP = "教育集团"
_LISTS = re.compile(
    r"[（(]?(?:现有|现)?(?:含|包括|包含|下辖|下设|涵盖|吸纳|吸收|纳入|由|成员校[为有:：]?|成员[为有:：])|[（(]"
)
_JOINS = re.compile(
    r"(?:等(?:\d+|[二两三四五六七八九十]+)?[所个家]?(?:学校|校|园)?)?"
    r"(?:正式|整体|新|共同|联合|分别)?(?:加入|并入|纳入|融入|组建|组成|成立|共建|组团成立)(?:了|到|成立|为)?"
)
_FURTHEST = 6
"""The most tokens between a group and the list of its schools."""


def memberships(folded: str, tokens: Sequence[Token], codes: str) -> Iterator[tuple[int, int]]:
    """Pairs of tokens, a school and the group that it is in."""
    for group, token in enumerate(tokens):
        if not isinstance(token.payload, SchoolName) or token.payload.ending != _GROUP:
            continue
        for school in (*_behind(folded, tokens, codes, group), *_before(folded, tokens, codes, group)):
            yield school, group


def _behind(folded: str, tokens: Sequence[Token], codes: str, group: int) -> list[int]:
    first = next((k for k in range(group + 1, min(group + _FURTHEST, len(tokens))) if _is_member(tokens[k])), None)
    if first is None or _LISTS.fullmatch(folded, tokens[group].end, tokens[first].begin) is None:
        return []
    return _list(tokens, codes, first, 1)


def _before(folded: str, tokens: Sequence[Token], codes: str, group: int) -> list[int]:
    last = next((k for k in range(group - 1, max(-1, group - _FURTHEST), -1) if _is_member(tokens[k])), None)
    if last is None or _JOINS.fullmatch(folded, tokens[last].end, tokens[group].begin) is None:
        return []
    return _list(tokens, codes, last, -1)


def _list(tokens: Sequence[Token], codes: str, at: int, step: int) -> list[int]:
    """The schools of a list, from one end of it."""
    found = [at]
    while 0 <= at + 2 * step < len(tokens) and codes[at + step] == "+" and _is_member(tokens[at + 2 * step]):
        at += 2 * step
        found.append(at)
    return found


def _is_member(token: Token) -> bool:
    return isinstance(token.payload, SchoolName) and token.payload.ending != _GROUP
