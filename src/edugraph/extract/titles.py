"""Titles of honours: cut into number, grantor or level, year, batch or edition, title, rank and bracket."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edugraph.extract.measures import level_of
from edugraph.extract.schools import SchoolName
from edugraph.extract.tokens import Token
from edugraph.lexicon.bodies import LocalBody
from edugraph.lexicon.vocabulary import Place, Term
from edugraph.model import Level, Quantity, ThingType
from edugraph.text.numerals import chinese

_GRANTOR = re.compile(
    r"^(?:中国|全国|国家|全省|全市|全区|全县|全州|自治区|省|市|区|县|州)(?![级内外际民场域块委政道城直情长镇乡属立公共校园])"
)
_WIDE = {
    "全国": Level.NATIONAL,
    "国家": Level.NATIONAL,
    "中国": Level.NATIONAL,
    "全省": Level.PROVINCIAL,
    "全市": Level.MUNICIPAL,
    "全州": Level.MUNICIPAL,
    "全区": Level.DISTRICT,
    "全县": Level.DISTRICT,
}
_OWN = {
    "省": Level.PROVINCIAL,
    "自治区": Level.PROVINCIAL,
    "市": Level.MUNICIPAL,
    "州": Level.MUNICIPAL,
    "区": Level.DISTRICT,
    "县": Level.DISTRICT,
}
_LEVEL = re.compile(r"^(?:国家|部|省部|省|自治区|市|州|区|县|区县|县区|校|国际)、?(?:[省市区县]、?)*级(?:及?以上)?")
_YEAR = re.compile(r"^(?:(?:19|20)\d{2}(?:[-—](?:19|20)?\d{2})?(?:学年|年度|年)?|[一二三四上下]?[季半][度年])")
_ORDINAL = re.compile(r"^第?(首|新一|\d{1,3}|[一二三四五六七八九十]{1,4})(批次?|届|期|轮|季(?!度))")
_BATCH_INSIDE = re.compile(r"第?(首|\d{1,3}|[一二三四五六七八九十]{1,4})(批次?)(?=.)")
_RANK = re.compile(
    r"(特等奖|[一二三四]等奖|[金银铜]奖|[金银铜]牌|优胜奖|优秀奖|最佳[^，。、]{0,6}奖|单项奖|第[一二三四五六七八九十\d]{1,2}名|[冠亚季]军)$"
)
_TAIL = re.compile(r"(?:等)?(?:荣誉)?(?:的)?(?:称号|荣誉|殊荣|牌匾|表彰|奖励|名单|行列|立项)$")
_SPLIT_TITLE = re.compile(r"^(?:为|成|成为|了|的|得|到)+")
HONOUR_NOUN = re.compile(
    r"(?:奖|称号|荣誉|先进(?:集体|个人|单位|县|区|市)?|优秀\w{0,8}|标兵|模范|示范\w{0,6}|试点\w{0,4}|实验\w{0,2}(?:区|校|基地)|基地|典型\w{0,4}|案例|样板\w{0,4}|学校|单位|集体|名单|百强\w{0,4}"
    r"|试验区|[区县市校园]|特色\w{0,6}|精品\w{0,4}|金课|名师|教师|项目|课题|成果|支部|社区|品牌|街道|实验室|中心|平台|团队|专业|课程|学科|工作室|十佳\w{0,6}|红旗\w{0,4}|资源|楷模|能手|课|[^，。]{0,4}人物|之星|好\w{2,6})$"
)


@dataclass(slots=True)
class Honour:
    """An honour under work. Token range, the parts of its title, and who received it as far as the clause says."""

    first: int
    last: int
    verb: str
    rule: str
    title: str
    level: Level | None = None
    grantor: str | None = None
    grantor_meaning: Place | Term | LocalBody | SchoolName | Level | None = None
    batch: int | None = None
    edition: int | None = None
    rank: str | None = None
    count: Quantity | None = None
    measure: str | None = None
    recipient: str | None = None
    recipient_tokens: tuple[int, ...] = ()
    striven: bool = False
    counted_subject: bool = False


class Titles:
    """Reads the titles of one document's honours."""

    def __init__(self, tokens: Sequence[Token], codes: str, folded: str, levels: Mapping[str, Level]) -> None:
        self.tokens = tokens
        self.codes = codes
        self.folded = folded
        self.levels = levels

    def _text(self, first: int, last: int) -> str:
        return self.folded[self.tokens[first].begin : self.tokens[last - 1].end] if last > first else ""

    def weighty(self, honour: Honour) -> bool:
        """A weak verb (获, 成为) speaks of an honour only with a rank, or a title's noun and another sign of one."""
        signs = honour.grantor or honour.level or honour.batch or honour.edition or honour.rank
        return (bool(signs) and bool(honour.rank or HONOUR_NOUN.search(honour.title))) or bool(honour.rank)

    def items(self, first: int, last: int) -> list[tuple[int, int]]:
        """The titles of a list: a joint divides where a grantor, level, batch, number or quotation follows."""
        items: list[tuple[int, int]] = []
        begin = first
        depth = 0
        for i in range(first, last):
            code = self.codes[i]
            depth += (code == "(") - (code == ")")
            counted = code == "+" and i > begin and self.codes[i - 1] in "q"
            if (
                code == "+"
                and depth == 0
                and i > begin
                and i + 1 < last
                and (counted or (self._opens_title(i + 1) and self._closes_title(begin, i)))
            ):
                items.append((begin, i))
                begin = i + 1
        if begin < last:
            items.append((begin, last))
        return items

    def _opens_title(self, i: int) -> bool:
        token = self.tokens[i]
        if self.codes[i] in "lzqtEQS":
            return True
        return bool(_GRANTOR.match(self._text(i, i + 1))) or (
            self.codes[i] == "X" and bool(re.match(r"教育部|全国|国家", self.folded[token.begin : token.end]))
        )

    def _closes_title(self, first: int, last: int) -> bool:
        text = self._text(first, last)
        return (
            text.endswith("）")
            or self.codes[last - 1] in "kQ"
            or bool(HONOUR_NOUN.search(text))
            or bool(_TAIL.search(text))
        )

    def title(self, first: int, last: int, verb: str, at: int) -> Honour | None:
        """The honour whose title stands in tokens ``first`` up to ``last``, given by ``verb`` at token ``at``."""
        honour = Honour(first, last, verb, "recognition.given", "")
        start = first
        while start < last and (self.codes[start] in "dOjab" or self._text(start, start + 1) in {"为", "了", "成为"}):
            start += 1
        if start < last and self.codes[start] in "qR" and not isinstance(self.tokens[start].payload, tuple):
            honour.count = self.tokens[start].payload
            start += 1
        end = last
        if end > start and self.codes[end - 1] in "q" and honour.count is None:
            honour.count = self.tokens[end - 1].payload
            end -= 1
        start, end = self._brackets(start, end, honour)
        if start + 1 < end and self.codes[start] == "t" and self.codes[start + 1] == "E":
            start += 1
        if (
            start < end
            and self.codes[start] == "E"
            and self._can_grant(start)
            and not (
                isinstance(self.tokens[start].payload, SchoolName)
                and self.tokens[start].payload.ending not in ("大学", "学院", "师范大学")
            )
        ):
            honour.grantor = self._text(start, start + 1)
            honour.grantor_meaning = self.tokens[start].payload
            start += 1
        if start >= end and not honour.grantor:
            return None
        self.parts(self._text(start, end), honour)
        if not honour.title and honour.rank is None:
            return None
        honour.title = honour.title or (honour.rank or "")
        if not honour.level:
            honour.level = self.level(honour)
        if honour.count is not None and honour.measure is None:
            honour.measure = honour.title
        return honour

    def _can_grant(self, i: int) -> bool:
        """Places and bodies grant; a programme that a title opens with is part of the title."""
        payload = self.tokens[i].payload
        return not (isinstance(payload, Term) and payload.type not in (ThingType.DEPARTMENT, ThingType.ORGANIZATION))

    def _brackets(self, start: int, end: int, honour: Honour) -> tuple[int, int]:
        """A bracket at the end that holds a quotation or a school names who it was; another belongs to the title."""
        if end > start and self.codes[end - 1] == ")":
            opened = self.codes.rfind("(", start, end)
            if opened > start:
                inside = range(opened + 1, end - 1)
                if any(self.codes[k] in "QE" for k in inside):
                    honour.recipient = self._text(opened + 1, end - 1)
                    honour.recipient_tokens = tuple(k for k in inside if self.codes[k] in "QE")
                return start, opened
        return start, end

    def parts(self, text: str, honour: Honour) -> None:
        """Cut a title into its parts and note them in ``honour``."""
        text = _SPLIT_TITLE.sub("", text.strip())
        changed = True
        while changed:
            changed = False
            if match := _LEVEL.match(text):
                honour.level = honour.level or level_of(match.group())
            elif match := _ORDINAL.match(text):
                self._ordinal(match, honour)
            elif match := _YEAR.match(text):
                pass
            elif not honour.grantor and (match := _GRANTOR.match(text)):
                word = match.group()
                honour.grantor_meaning = honour.grantor_meaning or _OWN.get(word)
                honour.level = honour.level or _WIDE.get(word) or _OWN.get(word)
                if word in ("国家", "全国", "中国"):
                    break
                honour.grantor = word if word in _OWN else None
            else:
                break
            text, changed = text[match.end() :], True
        text = _TAIL.sub("", text)
        if honour.batch is None and (match := _BATCH_INSIDE.search(text)):
            self._ordinal(match, honour)
            text = text[: match.start()] + text[match.end() :]
        if match := _RANK.search(text):
            honour.rank = match.group(1)
            text = text[: match.start()]
        honour.title = self._unwrap(text.strip(), honour)

    def _unwrap(self, text: str, honour: Honour) -> str:
        """“第五届全球未来教育设计大赛” holds its edition inside the quotation marks."""
        if text.startswith("“") and (match := _ORDINAL.match(text[1:])):
            self._ordinal(match, honour)
            text = "“" + text[1 + match.end() :]
        if text.startswith("“") and text.endswith("”") and text.count("“") == 1:
            text = text[1:-1]
        return text

    def _ordinal(self, match: re.Match[str], honour: Honour) -> None:
        word, kind = match.groups()
        number = 1 if word == "首" else int(word) if word.isdigit() else chinese(word)
        if kind.startswith("批"):
            honour.batch = number
        elif kind in "届期":
            honour.edition = number

    def level(self, honour: Honour) -> Level | None:
        """The level that the grantor or the title itself tells."""
        meaning = honour.grantor_meaning
        if isinstance(meaning, Level):
            return meaning
        if isinstance(meaning, Place):
            return meaning.level
        if isinstance(meaning, LocalBody):
            return meaning.place.level
        if isinstance(meaning, Term):
            return Level.NATIONAL
        if honour.title.startswith(("国家", "全国", "中国")) or "全国" in honour.title:
            return Level.NATIONAL
        return next((level for name, level in self.levels.items() if honour.title.startswith(name)), None)
