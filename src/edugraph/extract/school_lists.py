"""School names that are said shorter because another one stands by: 附小 for 湖师附小, 城东 in 城东、城西小学."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edugraph.extract.tokens import Token
from edugraph.lexicon.names import NameRules
from edugraph.lexicon.patterns import one_of
from edugraph.lexicon.terms import Place

_NUMBER = re.compile("第?[一二三四五六七八九十]{1,3}")
_HEAD = re.compile(r"[\u4e00-\u9fff]{2,4}")
_SIDES = "东南西北中上下前后"
_TOWNS = "镇乡"
_JOINT = "、和与及"
_LONGEST_LIST = 12
"""As many names as share one ending."""


@dataclass(frozen=True, slots=True)
class SchoolName:
    """A school's name as printed, with the ending that tells its kind; its own part of it where several share one."""

    name: str
    ending: str


def short_names(folded: str, tokens: Sequence[Token], rules: NameRules) -> list[Token]:
    """The tokens with those endings as names that stand for the one school of the report whose name ends so."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for token in tokens:
        if isinstance(token.payload, SchoolName) and len(token.payload.name) > len(token.payload.ending):
            named[rules.written_out(token.payload.ending)].add(rules.written_out(token.payload.name))
    out = list(tokens)
    for i, token in enumerate(tokens):
        text = folded[token.begin : token.end] if token.code == "s" else ""
        opens = i == 0 or tokens[i - 1].code in ",;.:+("
        one = text in rules.own_endings and len(named.get(rules.written_out(text), ())) == 1
        if one and opens and not rules.refused_after.match(folded, token.end):
            out[i] = token._replace(code="E", payload=SchoolName(text, text))
    return out


def shared_endings(folded: str, tokens: Sequence[Token], rules: NameRules) -> Iterator[Token]:
    """The tokens with the names that share the ending of the last one of a list, where it is certain that they do."""
    known = {token.payload.name for token in tokens if isinstance(token.payload, SchoolName)}
    heads: dict[int, tuple[int, SchoolName]] = {}
    for i, token in enumerate(tokens):
        if isinstance(token.payload, SchoolName):
            for begin, end, name in _heads(folded, tokens, i, known, rules):
                heads[begin] = end, SchoolName(name, token.payload.ending)
    heads |= _initials(folded, tokens, rules)
    if not heads:
        yield from tokens
        return
    position = 0
    for token in tokens:
        begin = token.begin
        for at in range(token.begin, token.end):
            if at >= position and at in heads:
                end, school = heads[at]
                if begin < at:
                    yield Token(max(begin, position), at, "X")
                yield Token(at, end, "E", school)
                position = begin = end
        if position < token.end:
            yield token if position <= token.begin else Token(position, token.end, "X")
            position = token.end


def _initials(folded: str, tokens: Sequence[Token], rules: NameRules) -> dict[int, tuple[int, SchoolName]]:
    """Where initials stand for the one university of the report that has them: 北师大, 江西师大."""
    meant: defaultdict[str, set[SchoolName]] = defaultdict(set)
    for token in tokens:
        if isinstance(token.payload, SchoolName) and (match := rules.university.fullmatch(token.payload.name)):
            kind = rules.initials[match.group("kind")]
            for first in (match.group("place"), match.group("place")[0]):
                meant[f"{first}{kind}大"].add(SchoolName(token.payload.name, token.payload.ending))
    if not meant:
        return {}
    found = {}
    pattern = re.compile(one_of(meant))
    for i, token in enumerate(tokens):
        if token.code not in "XWE" or isinstance(token.payload, SchoolName):
            continue
        if (match := pattern.match(folded, token.begin)) and len(meant[match.group()]) == 1:
            ends = next((k for k in range(i, min(i + 3, len(tokens))) if tokens[k].end >= match.end()), None)
            if ends is not None and not any(isinstance(each.payload, SchoolName) for each in tokens[i : ends + 1]):
                (school,) = meant[match.group()]
                found[token.begin] = match.end(), school
    return found


def _heads(
    folded: str, tokens: Sequence[Token], i: int, known: set[str], rules: NameRules
) -> list[tuple[int, int, str]]:
    """Begin, end and full name of each name before token ``i`` that shares its ending."""
    name: SchoolName = tokens[i].payload
    core, ending = name.name[: len(name.name) - len(name.ending)], name.ending
    numbered = _NUMBER.match(ending)
    found: list[tuple[int, int, str]] = []
    j = i
    while len(found) < _LONGEST_LIST:
        if j < 2 or tokens[j - 1].code != "+" or folded[tokens[j - 1].begin : tokens[j - 1].end] not in _JOINT:
            break
        end = tokens[j - 1].begin
        if numbered is not None:
            begin = max(0, end - 4)
            match = re.search(f"{_NUMBER.pattern}$", folded[begin:end])
            if match is None or ("第" in numbered.group()) != ("第" in match.group()):
                break
            found.append((begin + match.start(), end, core + match.group() + ending[numbered.end() :]))
            at = begin + match.start()
            while j > 0 and tokens[j - 1].begin >= at:
                j -= 1
            continue
        head = tokens[j - 2]
        text = folded[head.begin : head.end]
        opens = j < 3 or tokens[j - 3].code in ",;.:+(vwPgh"
        if head.code not in "XE" or not opens or not _HEAD.fullmatch(text) or isinstance(head.payload, SchoolName):
            break
        # 吴兴、德清实验小学: each of the places has one.
        placed = isinstance(head.payload, Place) and ending in rules.own_endings and len(core) <= len(text) + 1
        towns = text[-1] in _TOWNS and core[-1:] in tuple(_TOWNS)
        if not (text + ending in known or _opposite(text, core) or placed or towns):
            break
        found.append((head.begin, end, text + ending))
        j -= 2
    return found


def _opposite(one: str, other: str) -> bool:
    """Whether two names differ by the side alone: 城东 and 城西, 东湖 and 西湖."""
    if len(one) != len(other):
        return False
    differing = [(left, right) for left, right in zip(one, other, strict=True) if left != right]
    return len(differing) == 1 and all(char in _SIDES for char in differing[0])
