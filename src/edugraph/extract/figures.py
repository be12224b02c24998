"""Figures: every amount of a sentence becomes a level, a change, or both on one row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from edugraph.extract.measures import ACTING, NOUN, QUANTITIES, Measure, Measures
from edugraph.extract.tokens import Token
from edugraph.lexicon.chunks import ChunkRule
from edugraph.model import Level, Qualifier, Quantity

_STOP = re.compile("[,;.]")
_SHARE = ("率", "占比", "比例", "比重")
_STAGE = re.compile(
    r"^(?:学前教育|幼儿园|普通小学|小学|普通初中|初中|普通高中|高中阶段|高中|中等职业学校|中等职业教育|中职|义务教育|特殊教育学校|特殊教育|九年一贯制学校|完全中学|公办园|民办园|普惠园|职业高中|普通中学|高等教育|研究生|本专科)(?:学校)?"
)
_HEADED = re.compile(r"(.{3,}?(?:标准|经费|面积|率|占比|人数|比例))(?:小学|初中|普通高中|高中|幼儿园|中职|特殊教育)$")
# A noun that holds what is counted rather than being it: 选派城区80名教师, 组织学校30名教师.
_HOLDER = re.compile(r"(?:[区县市省镇乡村州旗校园班内外中上下间]|学校|系统|地区|机构|单位|部门|基层|一线|等)$")
_JOINT = re.compile("[+][zl]*q?|,?i[zl]*")
_FLOWS = frozenset(
    [
        "招生",
        "毕业",
        "毕业生",
        "在校生",
        "在校学生",
        "专任教师",
        "教职工",
        "在园幼儿",
        "入园幼儿",
        "教师",
        "学生",
        "在园儿童",
        "班级",
        "生师比",
        "师生比",
        "入学率",
        "巩固率",
        "毛入学率",
        "占地面积",
        "校舍建筑面积",
    ]
)


@dataclass(slots=True)
class Figure:
    """A figure under work: token range, measure, and whatever of level, earlier value and change has been found."""

    first: int
    last: int
    rule: str
    measure: Measure
    quantity: Quantity | None = None
    earlier: Quantity | None = None
    delta: Decimal | None = None
    delta_unit: str | None = None
    delta_qualifier: Qualifier = Qualifier.EXACT
    level: Level | None = None
    population: str | None = None
    predicate: str = ""


class Figures:
    """Reads the amounts of one sentence after another."""

    def __init__(self, tokens: Sequence[Token], codes: str, folded: str, rules: dict[str, ChunkRule]) -> None:
        self.tokens = tokens
        self.codes = codes
        self.folded = folded
        self.measures = Measures(tokens, codes, folded)
        self.rules = rules

    def read(self, low: int, high: int, used: set[int]) -> list[Figure]:
        """The figures of the sentence of tokens ``low`` up to ``high``; ``used`` amounts belong to other facts."""
        amounts = [i for i in range(low, high) if self.codes[i] in QUANTITIES and i not in used]
        if not amounts:
            return []
        taken: set[int] = set()
        claimed = list(self._claims(low, high, set(amounts)))
        for _, claim in claimed:
            taken.update(i for group in claim.values() for i in group if i in amounts)
        figures: list[Figure] = []
        queue = sorted(
            [*((min(c["at"]), name, c) for name, c in claimed), *((i, "", {}) for i in amounts if i not in taken)],
            key=lambda item: (item[0], item[1]),
        )
        for at, name, claim in queue:
            if name == "change.from-to":
                figures.append(self._from_to(claim, low))
            elif name == "change.each-compared":
                self._each_compared(claim, figures, low)
            elif name in {"change.compared", "change.moved-by"}:
                self._compared(name, claim, figures, low)
            elif name in {"observation.each", "observation.each-same"}:
                figures.extend(self._each(name, claim, low))
            else:
                figures.extend(self._observation(at, low, high, figures))
        self._populations(figures)
        self._verbs(figures)
        return figures

    def _claims(self, low: int, high: int, amounts: set[int]) -> Iterator[tuple[str, dict[str, list[int]]]]:
        """Matches of the rules that bind several tokens; an amount belongs to the first rule that takes it."""
        taken: set[int] = set()
        for name in (
            "change.from-to",
            "change.each-compared",
            "change.compared",
            "change.moved-by",
            "observation.each",
            "observation.each-same",
        ):
            for match in self.rules[name].regex.finditer(self.codes, low, high):
                claim: dict[str, list[int]] = {"at": [], "start": [match.start()]}
                for group in match.re.groupindex:
                    if match.start(group) >= 0:
                        claim[group] = list(range(*match.span(group)))
                values = [
                    i
                    for key in ("earlier", "later", "deltas", "delta", "values")
                    for i in claim.get(key, ())
                    if self.codes[i] in QUANTITIES
                ]
                if taken.isdisjoint(values) and amounts.issuperset(values):
                    taken.update(values)
                    claim["at"] = values
                    yield name, claim

    def _value(self, i: int) -> Quantity:
        payload = self.tokens[i].payload
        found: Quantity = payload[0] if isinstance(payload, tuple) else payload
        return found

    def _clause(self, i: int, low: int) -> int:
        """The first token of the clause of token ``i``, or what follows the amount before it."""
        j = i - 1
        while j >= low and self.codes[j] not in ",;.:" and self.codes[j] not in QUANTITIES and self.codes[j] != "i":
            j -= 1
        return j + 1

    def _from_to(self, claim: dict[str, list[int]], low: int) -> Figure:
        start, earlier, later = claim["start"][0], claim["earlier"][0], claim["later"][0]
        measure = self.measures.before(start, self._clause(start, low))
        if measure.empty or self._verb_only(measure):
            measure = self._behind_comma(start, low) or measure
        return Figure(
            self._begin(measure, start),
            later + 1,
            "change.from-to",
            measure,
            self._value(later),
            self._value(earlier),
            level=measure.level,
        )

    def _behind_comma(self, i: int, low: int) -> Measure | None:
        """The noun phrase of the clause before, when the change stands in a clause of its own: 占比提升，由A升至B."""
        if i - 1 >= low and self.codes[i - 1] == ",":
            measure = self.measures.before(i - 1, self._clause(i - 1, low))
            return None if measure.empty else measure
        return None

    def _each_compared(self, claim: dict[str, list[int]], figures: list[Figure], low: int) -> None:
        """Several changes at once: of the measures named right before them, else of the last levels, one each."""
        name, start, move = "change.each-compared", claim["start"][0], claim["move"][0]
        deltas = [i for i in claim["deltas"] if self.codes[i] in QUANTITIES]
        own = self.measures.before(start, self._clause(start, low))
        if not own.empty and not self._verb_only(own):
            parts = self._conjuncts(own)
            for n, i in enumerate(deltas):
                measure = parts[n] if len(parts) == len(deltas) else own
                figures.append(Figure(measure.first, i + 1, name, measure, level=measure.level))
                self._set_delta(figures[-1], i, move)
            return
        levels = [figure for figure in figures if figure.quantity is not None and figure.delta is None][-len(deltas) :]
        for level, i in zip(levels, deltas[-len(levels) :] if levels else (), strict=False):
            if level.quantity is not None and self._fits(level.quantity, i):
                self._set_delta(level, i, move)
                level.rule = name
            else:
                figures.append(
                    Figure(start, i + 1, name, level.measure, level=level.level, population=level.population)
                )
                self._set_delta(figures[-1], i, move)

    def _compared(self, name: str, claim: dict[str, list[int]], figures: list[Figure], low: int) -> None:
        delta, start, move = claim["delta"][0], claim["start"][0], claim["move"][0]
        before = self.measures.before(start, self._clause(start, low))
        if "noun" in claim:
            before = self.measures.before(move, claim["noun"][0])
        own = None if before.empty or self._verb_only(before) else before
        last = self._level_before(start, figures)
        if own is None and last is not None:
            if last.quantity is not None and last.delta is None and self._fits(last.quantity, delta):
                self._set_delta(last, delta, move)
                last.rule = name
                return
            own = last.measure
            figure = Figure(
                start, delta + 1, name, own, level=last.level, population=last.population, predicate=last.predicate
            )
        elif own is None:
            found = self._behind_comma(start, low) or self._object_after(move, delta) or before
            figure = Figure(start, delta + 1, name, found, level=found.level)
        else:
            figure = Figure(self._begin(own, start), delta + 1, name, own, level=own.level)
        self._set_delta(figure, delta, move)
        figures.append(figure)

    def _level_before(self, start: int, figures: Sequence[Figure]) -> Figure | None:
        """The figure that a change goes on about: the last one, but not one inside a bracket that has closed since."""
        limit = start
        for j in (start - 1, start - 2):
            if j >= 0 and self.codes[j] == ")":
                limit = self.codes.rfind("(", 0, j)
        return next((figure for figure in reversed(figures) if figure.last <= limit or limit == start), None)

    def _object_after(self, move: int, delta: int) -> Measure | None:
        """比上年增加学位500个 has its noun between verb and number."""
        measure = self.measures.before(delta, move + 1)
        return None if measure.empty else measure

    def _fits(self, level: Quantity, delta: int) -> bool:
        """Whether a change is counted in what the level is counted in."""
        code, unit = self.codes[delta], self._value(delta).unit
        if code == "o":
            return level.unit == "%"
        if code in "py":
            return level.unit == unit
        return level.unit == unit or unit is None

    def _set_delta(self, figure: Figure, i: int, move: int) -> None:
        amount = self._value(i)
        sign = -1 if self.codes[move] == "f" else 1
        figure.delta = amount.value * sign
        figure.delta_unit = amount.unit
        figure.delta_qualifier = amount.qualifier
        figure.last = max(figure.last, i + 1)

    def _each(self, name: str, claim: dict[str, list[int]], low: int) -> list[Figure]:
        values = [i for i in claim["values"] if self.codes[i] in QUANTITIES]
        start = next(i for i in range(claim["start"][0], values[0]) if self.codes[i] == "e")
        whole = self.measures.before(start, self._clause(start, low))
        parts = self._conjuncts(whole)
        if name == "observation.each-same":
            values *= len(parts)
        if name == "observation.each-same" and len(parts) == 1 and self._twin_verbs(whole):
            values, parts = values * 2, parts * 2
        tail = self._noun_between(start, values[0])
        bound = self._value(values[-1])
        figures = []
        for n, i in enumerate(values):
            measure = parts[n] if len(parts) == len(values) else whole
            if tail and not measure.empty:
                measure = replace(measure, text=measure.text + tail)
            value = self._value(i)
            if value.qualifier is Qualifier.EXACT and bound.qualifier in (Qualifier.AT_MOST, Qualifier.AT_LEAST):
                value = replace(value, qualifier=bound.qualifier)
            figures.append(
                Figure(measure.first if not measure.empty else start, i + 1, name, measure, value, level=measure.level)
            )
        return figures

    def _twin_verbs(self, measure: Measure) -> bool:
        """新建、更换健身路径各38处: two verbs share one noun."""
        first = measure.first
        return (
            first > 2
            and self.codes[first - 1] in "vw"
            and self.codes[first - 2] == "+"
            and self.codes[first - 3] in "vw"
        )

    def _noun_between(self, start: int, value: int) -> str:
        """甲计划、乙计划分别培训教师…: what each of them did, between 分别 and the first number."""
        found = [k for k in range(start + 1, value) if self.codes[k] in "XWs"]
        return self.folded[self.tokens[start + 1].begin : self.tokens[found[-1]].end] if found else ""

    def _conjuncts(self, whole: Measure) -> list[Measure]:
        """小学、初中专任教师 → 小学专任教师, 初中专任教师: what the last one adds to its stage holds for all."""
        pieces: list[tuple[int, int]] = []
        begin = whole.first
        for i in range(whole.first, whole.last):
            if self.codes[i] == "+":
                pieces.append((begin, i))
                begin = i + 1
        pieces.append((begin, whole.last))
        texts = [self.folded[self.tokens[a].begin : self.tokens[b - 1].end] if b > a else "" for a, b in pieces]
        tail = ""
        if len(texts) > 1 and (stage := _STAGE.match(texts[-1])) and all(_STAGE.fullmatch(text) for text in texts[:-1]):
            tail = texts[-1][stage.end() :]
        return [
            Measure(a, b, text if n == len(texts) - 1 else text + tail, whole.verb, whole.level)
            for n, ((a, b), text) in enumerate(zip(pieces, texts, strict=True))
        ]

    def _verb_only(self, measure: Measure) -> bool:
        return measure.last - measure.first == 1 and self.codes[measure.first] in ACTING

    def _begin(self, measure: Measure, default: int) -> int:
        """Where the quote begins: with the level before the measure, and with the verb that governs both."""
        if measure.empty:
            return default
        first = measure.first
        while first > 0 and self.codes[first - 1] in "lz":
            first -= 1
        verb = first
        while verb > 0 and self.codes[verb - 1] in "jOz":
            verb -= 1
        return verb - 1 if measure.verb and verb > 0 and self.codes[verb - 1] in ACTING else first

    def _observation(self, i: int, low: int, high: int, figures: Sequence[Figure]) -> list[Figure]:
        codes = self.codes
        clause_end = i + 1
        while clause_end < high and codes[clause_end] not in ",;." and codes[clause_end] not in QUANTITIES:
            clause_end += 1
        doubled = codes[i] == "y" and self.measures.word(i).startswith("翻")
        before = self.measures.before(i - (doubled and codes[i - 1] == "c"), self._clause(i, low))
        after = self.measures.after(i, clause_end)
        measure, rule = self._choose(i, before, after, clause_end)
        predicate = ""
        last = i + 1
        if rule == "observation.noun-after":
            predicate, last = self._predicate(measure, clause_end, high)
            measure = self._share_split(measure, i, clause_end, high)
            measure = replace(measure, verb=self.measures.verb(i, self._clause(i, low)))
        elif rule == "observation.predicate":
            measure, last = self._deed(i, clause_end, before)
        if measure.empty:
            measure = self._bracketed(i, low, measure)
        if measure.empty and figures and codes[i - 1] == "+" and figures[-1].quantity is not None:
            measure = figures[-1].measure  # 发放贷款62.7万人、59.8亿元: both are said of the loans
        if measure.empty and figures and codes[i - 1] == "b" and self.measures.word(i - 1) in {"占", "约占", "占比"}:
            measure = replace(figures[-1].measure, text=f"{figures[-1].measure.text}占比")
        if measure.empty and not predicate:
            return []
        if doubled:
            figure = Figure(min(self._begin(measure, i), i), i + 1, "change.doubled", measure, level=measure.level)
            figure.delta, figure.delta_unit = self._value(i).value, self._value(i).unit
            return [figure]
        payload = self.tokens[i].payload
        values: Sequence[Quantity] = payload if isinstance(payload, tuple) else (payload,)
        if codes[i] == "n" and not measure.text.endswith(("数", "量", "总数", "人数", "额", "值", "分", "指数")):
            return []
        if isinstance(payload, tuple) and (
            values[0].unit == "个百分点" or (codes[i - 1] in "uf" and values[0].unit == "%")
        ):
            return [self._moved_by(i, value, measure) for value in values]
        if (
            self._verb_only(measure)
            and figures
            and codes[i - 2 : i - 1] == "c"
            and self.measures.word(i - 1) in {"新增", "增设"}
            and isinstance(payload, Quantity)
            and figures[-1].quantity is not None
            and self._fits(figures[-1].quantity, i)
        ):
            self._set_delta(figures[-1], i, i - 1)
            return []
        if (
            self._verb_only(measure)
            and figures
            and (own := self._continued(figures[-1], values[0], measure)) is not None
        ):
            measure = own
        if codes[i] == "q" and codes[i - 1] in "uf" and "c" in codes[low:i] and not isinstance(payload, tuple):
            return [self._moved_by(i, values[0], measure)]
        values = [self._hedged(i, value) for value in values]
        first = min(self._begin(measure, i), i)
        if rule == "observation.noun-after" and first == i and i > low and codes[i - 1] in "XWSvEs":
            first = i - 1
        return [
            Figure(
                first, max(last, i + 1), rule, measure, value, level=measure.level or before.level, predicate=predicate
            )
            for value in values
        ]

    def _hedged(self, i: int, value: Quantity) -> Quantity:
        """约占13%: the hedge stands at the copula."""
        words = {self.measures.word(j)[:1] for j in range(max(0, i - 4), i) if self.codes[j] == "b"}
        if value.qualifier is Qualifier.EXACT and "约" in words:
            return replace(value, qualifier=Qualifier.ABOUT)
        return value

    def _moved_by(self, i: int, value: Quantity, measure: Measure) -> Figure:
        """提高1至2个百分点: each end of the range is a change."""
        sign = -1 if "f" in self.codes[max(0, i - 2) : i] else 1
        figure = Figure(min(self._begin(measure, i), i), i + 1, "change.range", measure, level=measure.level)
        figure.delta, figure.delta_unit, figure.delta_qualifier = value.value * sign, value.unit, value.qualifier
        return figure

    def _continued(self, last: Figure, value: Quantity, measure: Measure) -> Measure | None:
        """累计建成基地12个，今年新增3个: a bare verb goes on about what was counted last in the same unit."""
        if last.quantity is None or last.quantity.unit != value.unit or last.measure.text.startswith(measure.text):
            return None
        return replace(measure, text=last.measure.text, verb=measure.text, level=last.level)

    def _choose(self, i: int, before: Measure, after: Measure, clause_end: int) -> tuple[Measure, str]:
        """On which side of its number the measure stands."""
        codes = self.codes
        following = codes[i + 1] if i + 1 < clause_end else ","
        noun_before = not before.empty and not self._verb_only(before)
        if following in ",;.)+:(i" or i + 1 >= clause_end:
            if not before.empty:
                return before, "observation.noun-before"
            return after, "observation.noun-after" if not after.empty else "observation.predicate"
        noun_follows = following in (NOUN - {"w"} if codes[i] == "m" else NOUN) or following == "d"
        if codes[i] in "pyr":
            if noun_before or (not before.empty and not noun_follows):
                return before, "observation.noun-before"
        elif codes[i] == "m" and not noun_follows and not before.empty:
            return before, "observation.noun-before"
        if noun_before and before.verb and following != "d" and codes[i] == "q" and not _HOLDER.search(before.text):
            return before, "observation.noun-before"
        if following == "d" and codes[i] == "m" and noun_before:
            return before, "observation.noun-before"
        if noun_follows and not after.empty and not (codes[i] == "m" and noun_before and codes[i - 1] in "bX"):
            return after, "observation.noun-after"
        if noun_before:
            return before, "observation.noun-before"
        return before, "observation.predicate"

    def _predicate(self, measure: Measure, clause_end: int, high: int) -> tuple[str, int]:
        """What those counted do: 46所学校开展课后服务 counts the schools that do so, not the schools."""
        if clause_end < high and self.codes[clause_end] in QUANTITIES:
            return "", measure.last
        end = clause_end
        while end > measure.last and self.codes[end - 1] in "(":
            end -= 1
        if end <= measure.last or self.codes[measure.last] in "(+)":
            return "", measure.last
        text = self.folded[self.tokens[measure.last].begin : self.tokens[end - 1].end]
        return (text, end) if len(text) <= 24 else ("", measure.last)

    def _share_split(self, measure: Measure, i: int, clause_end: int, high: int) -> Measure:
        """59家学科类机构压减率100%: the rate belongs to the second number, the noun to the first."""
        if (
            clause_end < high
            and self.codes[clause_end] in "p"
            and measure.last - measure.first > 1
            and self.measures.word(measure.last - 1).endswith(_SHARE)
        ):
            last = measure.last - 1
            text = self.folded[self.tokens[measure.first].begin : self.tokens[last - 1].end]
            return Measure(measure.first, last, text, measure.verb, measure.level, measure.placed)
        return measure

    def _deed(self, i: int, clause_end: int, before: Measure) -> tuple[Measure, int]:
        """The deed that is counted: after the number to the end of its clause, else the verb before it."""
        for j in range(clause_end - 1, i, -1):
            if self.codes[j] in "vWhwFUX":
                begin = self.tokens[j].begin
                return Measure(j, j + 1, self.folded[begin : self.tokens[j].end], placed="after"), clause_end
        return before, i + 1

    def _bracketed(self, i: int, low: int, measure: Measure) -> Measure:
        """A bare number in brackets or after its noun's bracket belongs to the noun before the bracket."""
        opened = self.codes.rfind("(", low, i)
        if opened < 0 or _STOP.search(self.codes, opened, i):
            return measure
        return self.measures.before(opened, self._clause(opened, low))

    def _verbs(self, figures: Sequence[Figure]) -> None:
        """招聘小学教师180名、幼儿教师60名: the verb that opens a list governs it and what 其中 takes out."""
        for previous, figure in pairwise(figures):
            joint = self.codes[previous.last : figure.measure.first]
            if figure.measure.verb is None and previous.measure.verb and _JOINT.fullmatch(joint):
                figure.measure = replace(figure.measure, verb=previous.measure.verb)

    def _populations(self, figures: Sequence[Figure]) -> None:
        """普通高中招生5210人，在校生15026人: the stage that opens the list holds for the bare flows behind it."""
        stage: str | None = None
        previous_last = 0
        previous = ""
        for figure in figures:
            if ";" in self.codes[previous_last : figure.first] or "." in self.codes[previous_last : figure.first]:
                stage = None
            previous_last = max(previous_last, figure.last)
            text = figure.measure.text
            if previous and _STAGE.fullmatch(text) and (head := _HEADED.match(previous)):
                figure.measure = replace(figure.measure, text=head.group(1) + text)
            previous = figure.measure.text
            if match := _STAGE.match(text):
                if match.end() < len(text) or text in ("小学", "初中"):
                    stage = match.group()
            elif text in _FLOWS and stage:
                figure.population = stage
