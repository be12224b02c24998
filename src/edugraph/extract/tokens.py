"""Tokens: one pass over a document gives every word of a known class, numeral, quotation and known name, in order.

What lies between them becomes ``text`` tokens. The classes of all tokens, one character each, form a string over which
the chunk rules run as ordinary regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from operator import itemgetter
from typing import Any, NamedTuple

from edugraph.lexicon.grammar import Grammar, NumeralRule
from edugraph.lexicon.vocabulary import Vocabulary
from edugraph.model import NonFact, Qualifier, Quantity, Span
from edugraph.text.numerals import DIGITS, arabic, chinese, scale

_QUOTED = re.compile(
    r"《[^《》\n]{1,90}》|“(?!(?:十[一二三四五六七]?|[九八七一])五”)[^“”\n。；]{1,50}”|「[^「」\n]{1,40}」|『[^『』\n]{1,40}』|‘[^‘’“”\n。；]{1,30}’"
)
_NUMERAL_RUN = re.compile(r"\d+(?:[.,]\d+)*|[零一二两三四五六七八九十百千万亿]+")
# 政务服务事项: a verb between nouns, or right behind a number, is part of a noun.
_INSIDE_NOUN = re.compile(r"(?<=[XWQs])V(?=[XWsQV])|(?<=[qR])V(?=[XWs])|V(?=d)")
_SOFT = re.compile("V")
# 特岗计划, 营养改善计划: 计划 right behind a noun or a verb inside one is a noun itself.
_NAMED_PLAN = re.compile(r"(?<=[QWVvufw])L(?=[vVXWqf])|(?<=QX)L|(?<=.)L(?=[,;.)+x])")
# 将全区划分为9个学区: 将 before a noun that is turned into something is no future.
_DISPOSAL = re.compile(r"L(?=[SXWQEs]+[^,;.L]{0,8}[abK])")
_SHARED_UNIT = re.compile(r"(?<![nq]\+)(?:[nq]\+)+[qopm]")
_BEFORE = {
    "不少于": Qualifier.AT_LEAST, "不低于": Qualifier.AT_LEAST, "不小于": Qualifier.AT_LEAST,
    "至少": Qualifier.AT_LEAST, "最少": Qualifier.AT_LEAST,
    "不超过": Qualifier.AT_MOST, "不高于": Qualifier.AT_MOST, "不多于": Qualifier.AT_MOST,
    "至多": Qualifier.AT_MOST, "最多": Qualifier.AT_MOST, "超过": Qualifier.MORE_THAN, "突破": Qualifier.MORE_THAN,
    "超": Qualifier.MORE_THAN, "逾": Qualifier.MORE_THAN, "将近": Qualifier.LESS_THAN, "接近": Qualifier.LESS_THAN,
    "近": Qualifier.LESS_THAN, "不足": Qualifier.LESS_THAN, "不到": Qualifier.LESS_THAN,
    "大约": Qualifier.ABOUT, "约": Qualifier.ABOUT,
}  # fmt: skip
_AFTER = {
    "余": Qualifier.MORE_THAN, "多": Qualifier.MORE_THAN, "几": Qualifier.MORE_THAN, "及以上": Qualifier.AT_LEAST,
    "以上": Qualifier.AT_LEAST, "以下": Qualifier.AT_MOST, "以内": Qualifier.AT_MOST, "之内": Qualifier.AT_MOST,
    "左右": Qualifier.ABOUT, "上下": Qualifier.ABOUT,
}  # fmt: skip
_CLASS_OF_KIND = {"money": "m", "percentage-point": "o", "duration": "D", "calendar": "t", "age": "D", "rank": "D"}


class Token(NamedTuple):
    """A piece of folded text with its class code; ``payload`` is a quantity, a rule name or what a name means."""

    begin: int
    end: int
    code: str
    payload: Any = None


@dataclass(frozen=True, slots=True)
class Lexed:
    """A document's tokens with their classes as one string, and the numerals that are no facts."""

    folded: str
    tokens: tuple[Token, ...]
    codes: str
    nonfacts: tuple[NonFact, ...]
    numerals: tuple[Span, ...]


_Candidate = tuple[int, int, int, str, int, Any]
"""What may become a token: begin, rank among what begins there, kind, class code, end, payload."""

_QUOTATION, _NUMERAL, _NAME, _WORD = range(4)
_PLACE = itemgetter(0, 1, 2)


def lex(text: str, folded: str, grammar: Grammar, vocabulary: Vocabulary, names: Sequence[Token] = ()) -> Lexed:
    """Cut a document into tokens.

    Args:
        text: the repaired text; ``as_printed`` of quantities is cut from it.
        folded: the same text folded.
        grammar: word classes and numeral rules.
        vocabulary: units.
        names: tokens of class ``name`` found by the gazetteer.
    """
    special: list[_Candidate] = [
        (match.start(), -match.end() - 1000, _QUOTATION, "T" if match.group()[0] == "《" else "Q", match.end(), None)
        for match in _QUOTED.finditer(folded)
    ]
    rules = grammar.numeral_rules
    for match in grammar.numerals.finditer(folded):
        rule = rules[int(match.lastgroup[1:])] if match.lastgroup and match.lastgroup[0] == "n" else None
        if rule is None:
            rule = next(rules[i] for i in range(len(rules)) if match.group(f"n{i}") is not None)
        begin, end = match.span()
        code, payload = _numeral(match, rule, text, vocabulary)
        special.append((begin, -end, _NUMERAL, code, end, payload))
    special += [(begin, -end, _NAME, code, end, payload) for begin, end, code, payload in names]
    special.sort(key=_PLACE)
    words = grammar.automaton.find_matches_as_indexes(folded)
    tokens, nonfacts = _merged(special, words, grammar.codes, len(folded))
    numerals = tuple([Span(*match.span()) for match in _NUMERAL_RUN.finditer(folded)])
    _settle(tokens, "".join([token[2] for token in tokens]))
    return Lexed(folded, tuple(tokens), "".join([token[2] for token in tokens]), tuple(nonfacts), numerals)


def _merged(
    special: list[_Candidate], words: list[tuple[int, int, int]], codes: Sequence[str], length: int
) -> tuple[list[Token], list[NonFact]]:
    """One row of tokens without gaps: of what overlaps the leftmost, then the longest, a word after all else."""
    make = tuple.__new__  # what Token() does behind one more call
    tokens: list[Token] = []
    nonfacts: list[NonFact] = []
    position = at = 0
    special.append((length, 0, _WORD, "", length, None))
    words.append((0, length, length))
    for index, word_begin, word_end in words:
        # The first field that differs decides, as it would in one sorted row of all.
        while (candidate := special[at])[0] < word_begin or (candidate[0] == word_begin and candidate[1] <= -word_end):
            begin, _, kind, code, end, payload = candidate
            at += 1
            if begin < position:
                continue
            if begin > position:
                tokens.append(make(Token, (position, begin, "X", None)))
            if kind == _NUMERAL and isinstance(payload, str):
                nonfacts.append(NonFact(Span(begin, end), payload))
                payload = None
            tokens.append(make(Token, (begin, end, code, payload)))
            position = end
        if word_begin < position:
            continue
        if word_begin > position:
            tokens.append(make(Token, (position, word_begin, "X", None)))
        if word_begin < length:
            tokens.append(make(Token, (word_begin, word_end, codes[index], None)))
        position = word_end
    return tokens, nonfacts


def _settle(tokens: list[Token], codes: str) -> None:
    """Decide, in place, what only the neighbours tell: verbs used as nouns, and units said once for several numbers."""
    for match in _INSIDE_NOUN.finditer(codes):
        tokens[match.start()] = tokens[match.start()]._replace(code="W")
    for match in _SOFT.finditer(codes):
        i = match.start()
        if tokens[i].code == "V":
            tokens[i] = tokens[i]._replace(code="v")
    for match in _NAMED_PLAN.finditer(codes):
        i = match.start()
        tokens[i] = tokens[i]._replace(code="W") if tokens[i].end - tokens[i].begin == 2 else tokens[i]
    for match in _DISPOSAL.finditer(codes):
        token = tokens[match.start()]
        if token.end - token.begin == 1:
            tokens[match.start()] = token._replace(code="P")
    for match in _SHARED_UNIT.finditer(codes):
        last = tokens[match.end() - 1]
        for i in range(match.start(), match.end() - 1):
            token = tokens[i]
            if token.code == "n" or (token.code == "q" and last.code == "o" and token.payload.unit == "个"):
                tokens[i] = token._replace(code=last.code, payload=replace(token.payload, unit=last.payload.unit))


def _numeral(match: re.Match[str], rule: NumeralRule, text: str, vocabulary: Vocabulary) -> tuple[str, Any]:
    """Class and payload of a numeral: a quantity or two, or the name of the rule that says that it states no fact."""
    if rule.nonfact:
        return rule.code, rule.name
    try:
        made = _PRODUCTIONS[rule.name](match, *match.span(), text, vocabulary)
    except (InvalidOperation, KeyError, TypeError):
        made = None
    return made or ("W", "numeral.malformed")


def _quantity(begin: int, end: int, text: str, value: Decimal, unit: str | None, qualifier: Qualifier) -> Quantity:
    return Quantity(Span(begin, end), value, unit, qualifier, text[begin:end])


def _unit_code(unit: str, vocabulary: Vocabulary) -> tuple[str, str]:
    label = vocabulary.unit_names[unit]
    kind = vocabulary.units[label].kind
    if label in {"%", "‰"}:
        return "p", label
    if label == "倍":
        return "y", label
    return _CLASS_OF_KIND.get(kind, "q"), label


def _arabic(group: re.Match[str], begin: int, end: int, text: str, vocabulary: Vocabulary) -> tuple[str, Any]:
    code, unit = _unit_code(group["unit"], vocabulary)
    if code in "Dt":
        return _time_unit(code, group, begin, end, text, unit)
    value = arabic(group["number"]) * scale(group["scale"] or "")
    after = group["more_a"] or group["more_b"] or group["after"]
    qualifier = _BEFORE.get(group["hedge"] or "") or _AFTER.get(after or "") or Qualifier.EXACT
    return code, _quantity(begin, end, text, value, unit, qualifier)


def _time_unit(code: str, group: re.Match[str], begin: int, end: int, text: str, unit: str) -> tuple[str, Any]:
    """Hours of lessons and years with a fraction are counted; days, months and years say how long something lasts."""
    if unit in {"课时", "学时", "学分", "天次"} or (unit == "年" and "." in group["number"]):
        return "q", _quantity(
            begin,
            end,
            text,
            arabic(group["number"]) * scale(group["scale"] or ""),
            unit,
            _BEFORE.get(group["hedge"] or "")
            or _AFTER.get(group["more_a"] or group["more_b"] or group["after"] or "")
            or Qualifier.EXACT,
        )
    return ("W", "time.duration") if code == "D" else ("t", "time.day")


def _chinese(group: re.Match[str], begin: int, end: int, text: str, vocabulary: Vocabulary) -> tuple[str, Any] | None:
    unit, digits = group["cn_unit"], group["cn_number"]
    while unit[0] in "万亿" and len(unit) > 1:
        digits, unit = digits + unit[0], unit[1:]
    # 近万名 leaves the one before 万 unsaid; without a hedge 万名 is a figure of speech.
    value = chinese(f"一{digits}" if digits in "万千百亿" and group["cn_hedge"] else digits)
    if value is None or (digits in "万千百亿" and not group["cn_hedge"]):
        return None
    code, unit = _unit_code(unit, vocabulary)
    qualifier = (
        _BEFORE.get(group["cn_hedge"] or "")
        or _AFTER.get(group["cn_more"] or group["cn_after"] or "")
        or Qualifier.EXACT
    )
    return code, _quantity(begin, end, text, Decimal(value), unit, qualifier)


def _tenths(group: re.Match[str], begin: int, end: int, text: str, vocabulary: Vocabulary) -> tuple[str, Any]:
    value = Decimal(
        DIGITS[group["tenths"]] * 10
        + (5 if group["tenths_half"] == "半" else DIGITS.get(group["tenths_half"] or "零", 0))
    )
    qualifier = _BEFORE.get(group["tenths_hedge"] or "") or _AFTER.get(group["tenths_more"] or "") or Qualifier.EXACT
    return "p", _quantity(begin, end, text, value, "%", qualifier)


def _half(group: re.Match[str], begin: int, end: int, text: str, vocabulary: Vocabulary) -> tuple[str, Any]:
    qualifier = _BEFORE.get(group["half_hedge"] or "") or _AFTER.get(group["half_more"] or "") or Qualifier.EXACT
    return "p", _quantity(begin, end, text, Decimal(50), "%", qualifier)


def _doubling(group: re.Match[str], begin: int, end: int, text: str, vocabulary: Vocabulary) -> tuple[str, Any]:
    return "y", _quantity(begin, end, text, Decimal(2 ** DIGITS[group["doubling"]] - 1), "倍", Qualifier.EXACT)


def _percent(group: re.Match[str], begin: int, end: int, text: str, vocabulary: Vocabulary) -> tuple[str, Any] | None:
    digits = group["percent_cn"]
    unit = "%" if text[begin] == "百" else "‰"
    if digits[0].isdigit():
        return "p", _quantity(begin, end, text, arabic(digits), unit, Qualifier.EXACT)
    whole, _, part = digits.partition("点")
    value = chinese(whole)
    if value is None:
        return None
    fraction = Decimal("0." + "".join(str(DIGITS[char]) for char in part)) if part else Decimal(0)
    return "p", _quantity(begin, end, text, value + fraction, unit, Qualifier.EXACT)


def _fraction(group: re.Match[str], begin: int, end: int, text: str, vocabulary: Vocabulary) -> tuple[str, Any] | None:
    if group["fraction_c"]:
        upper, lower = int(group["fraction_c"]), int(group["fraction_d"])
    else:
        upper, lower = chinese(group["fraction_a"]) or 0, chinese(group["fraction_b"]) or 0
    if not lower:
        return None
    return "p", _quantity(begin, end, text, round(Decimal(upper) / Decimal(lower), 6), None, Qualifier.EXACT)


def _ratio(group: re.Match[str], begin: int, end: int, text: str, vocabulary: Vocabulary) -> tuple[str, Any] | None:
    first, second = Decimal(group["ratio_a"]), Decimal(group["ratio_b"])
    if not second or not first:
        return None
    # 17.8:1 is 17.8; 1:2.3 is said of the second, so it is 2.3.
    value = first if second == 1 else second if first == 1 else round(first / second, 6)
    return "r", _quantity(begin, end, text, value, None, Qualifier.EXACT)


def _range(group: re.Match[str], begin: int, end: int, text: str, vocabulary: Vocabulary) -> tuple[str, Any]:
    code, unit = _unit_code(group["range_unit"], vocabulary)
    if code in "Dt":
        return ("W", "time.duration") if code == "D" else ("t", "time.day")
    factor = group["range_scale"] or ""
    # 3—5万人 are 30000 at least, 800万至1000万元 say it twice.
    first = arabic(group["range_a"]) * scale(group["range_a_scale"] or factor)
    low = _quantity(begin, end, text, first, unit, Qualifier.AT_LEAST)
    high = _quantity(begin, end, text, arabic(group["range_b"]) * scale(factor), unit, Qualifier.AT_MOST)
    return "R", (low, high)


def _number(group: re.Match[str], begin: int, end: int, text: str, vocabulary: Vocabulary) -> tuple[str, Any] | None:
    found = re.match(r"([\d., ]*\d)([余多]?)([万亿千百]*)([余多]?)", text[begin:end].translate(_DIGIT_TABLE))
    if found is None:
        return None
    qualifier = Qualifier.MORE_THAN if found.group(2) or found.group(4) else Qualifier.EXACT
    return "n", _quantity(begin, end, text, arabic(found.group(1)) * scale(found.group(3)), None, qualifier)


_DIGIT_TABLE = {0xFF10 + digit: str(digit) for digit in range(10)} | {ord("．"): ".", ord("，"): ","}
_PRODUCTIONS: dict[str, Callable[..., tuple[str, Any] | None]] = {
    "quantity.arabic": _arabic,
    "quantity.chinese": _chinese,
    "quantity.tenths": _tenths,
    "quantity.half": _half,
    "quantity.doubling": _doubling,
    "quantity.range": _range,
    "fraction.chinese": _percent,
    "fraction.parts": _fraction,
    "ratio.parts": _ratio,
    "number.bare": _number,
}
