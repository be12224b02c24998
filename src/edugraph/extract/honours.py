"""Honours: who was given what title by whom, at which level, in which batch or edition, with which rank.

A verb of honour opens a list of titles, which :mod:`edugraph.extract.titles` cuts into their parts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from edugraph.extract.measures import NOUN, QUANTITIES, level_of
from edugraph.extract.titles import HONOUR_NOUN, Honour, Titles
from edugraph.extract.tokens import Token
from edugraph.lexicon.vocabulary import Place
from edugraph.model import Level

_STOP = re.compile("[,;.]")
_SIGN = re.compile("[hHbqn]")
"""The classes of the tokens at which an honour can be told."""
_FAR = 240
"""As many characters of a clause as a title, or the name of a contest, is looked for in."""
_CREATED = re.compile(r"(?:创建工作|创建|争创)?(?:国家级|省级|市级|区级|县级|国家|省|市|部)?(?:的)?$")
_ASSESSED = re.compile(
    r"(?P<title>.+?)(?P<tail>(?:创建工作|创建|复查|复核|达标)?(?P<by>国家级?|部级|省级?|市级?|区级|县级)?(?:组织)?的?(?:实地|现场|督导|终期|中期|考核|专家|初步|复查)*(?:评估|验收|认定|复核|评审|考核|督导检查|评定|复评|考评|审核)(?:验收|认定|检查)?)"
)
_CONTEST = re.compile(
    r"(?:大赛|比赛|竞赛|评比|评选|展演|展评|展示|活动|联赛|锦标赛|运动会|艺术节|擂台赛|挑战赛|征文|论坛|奥赛|赛事|会演|汇演|总决赛|决赛)(?:活动)?$"
)
_AT_CONTEST = re.compile(
    r"(?:在|于)?(?P<contest>(?:“[^”]*”|[^，。；在于“”])*?(?:大赛|比赛|竞赛|评比|评选|展演|展评|展示活动|联赛|锦标赛|运动会|艺术节|挑战赛|会演|汇演|总决赛)(?:活动)?)(?:中|上|里)，?"
)
_ON_LIST = re.compile(
    r"(?:在)?(?P<title>[^，。；]{4,40}?)(?:建设|入选|拟认定)?名单(?:中|里|上|公布|公示)?，(?P<who>[^，。；]+)$"
)
_ROLE = re.compile(r"(?:教师|老师|校长|园长|书记|同学|学生|同志|副校长|班主任|教研员|院长|主任)([\u4e00-\u9fff]{2,4})$")
_AREA = re.compile(r"(?:[区县市州镇]|试点|示范|社区)$|试点|实验区|示范区|普及区")
_BODY_TITLE = re.compile(r"集体|单位|组织奖|机关|党委|支部")
_WEAK = frozenset(
    [
        "获",
        "获得",
        "成为",
        "列为",
        "被列为",
        "收获",
        "赢得",
        "获批",
        "立项",
        "命名为",
        "确定为",
        "上榜",
        "授予",
        "评为",
        "评定为",
        "认定为",
        "被确定为",
        "被列入",
        "取得",
        "争创",
        "力争创成",
        "积极争创",
        "创建为",
        "成功申报",
        "跻身",
        "遴选为",
        "夺得",
        "包揽",
    ]
)


class Honours:
    """Reads the honours of one sentence after another."""

    def __init__(self, tokens: Sequence[Token], codes: str, folded: str, levels: Mapping[str, Level]) -> None:
        self.tokens = tokens
        self.codes = codes
        self.folded = folded
        self.titles = Titles(tokens, codes, folded, levels)

    def read(self, low: int, high: int, used: set[int]) -> list[Honour]:
        """The honours of the sentence of tokens ``low`` up to ``high``; amounts that they count go into ``used``."""
        found: list[Honour] = []
        for match in _SIGN.finditer(self.codes, low, high):
            i, code = match.start(), match.group()
            if code == "h":
                found.extend(self._given(i, low, high, used, found))
            elif code == "H":
                found.extend(self._passed(i, low, high, found))
            elif code == "b" and self._text(i, i + 1) in {"榜上有名", "在列"}:
                found.extend(self._listed(i, low))
            elif code in "qn" and self._is_prize_count(i, low):
                found.extend(self._won(i, low, high, used))
        return found

    def _text(self, first: int, last: int) -> str:
        return self.folded[self.tokens[first].begin : self.tokens[last - 1].end] if last > first else ""

    def _clause(self, i: int, low: int, high: int) -> tuple[int, int]:
        begin = max(low, *(self.codes.rfind(stop, low, i) + 1 for stop in ",;."))
        stop = _STOP.search(self.codes, i + 1, high)
        return begin, stop.start() if stop else max(i + 1, high)

    def _given(self, i: int, low: int, high: int, used: set[int], before: Sequence[Honour]) -> list[Honour]:
        begin, end = self._clause(i, low, high)
        if "h" in self.codes[begin:i]:
            return []
        verb = self._text(i, i + 1)
        items = self.titles.items(i + 1, end)
        honours = []
        for first, last in items:
            honour = self.titles.title(first, last, verb, i)
            if honour is not None and (verb not in _WEAK or self.titles.weighty(honour)):
                honours.append(honour)
        if not honours:
            return []
        if all(honour.title == honour.rank for honour in honours):
            contest = self._contest(low, i)
            if contest is None and sum(code in "qn" for code in self.codes[i:end]) > 1:
                return []
            if contest is not None:
                self._at_contest(honours, contest, low, i)
                for honour in honours:
                    used.update(
                        k
                        for k in range(honour.first, honour.last)
                        if self.codes[k] in QUANTITIES and self.tokens[k].payload is honour.count
                    )
                return honours
        self._subject(begin, i, low, honours, used, before)
        for honour in honours:
            honour.striven = verb in {"争创", "力争创成", "积极争创"}
            for k in range(honour.first, honour.last):
                if self.codes[k] in QUANTITIES and honour.count is not None and self.tokens[k].payload is honour.count:
                    used.add(k)
        honours[0].first = min(honours[0].first, i)
        return honours

    def _contest(self, low: int, verb: int) -> re.Match[str] | None:
        """The contest that a prize was won in: 在第三届山东省机器人竞赛中荣获一等奖."""
        return _AT_CONTEST.search(self._text(low, verb))

    def _at_contest(self, honours: Sequence[Honour], contest: re.Match[str], low: int, verb: int) -> None:
        """Give prizes the name of their contest, and the subject that stands before it."""
        offset = self.tokens[low].begin
        begin = offset + contest.start()
        clause, _ = self._clause(verb, low, verb + 1)
        inside = self.tokens[clause].begin <= begin
        subject = [
            k
            for k in range(clause, verb)
            if (self.tokens[k].end <= begin if inside else True) and self.codes[k] in "XWEQsvdw"
        ]
        while subject and self.codes[subject[-1]] in "vd":
            subject.pop()
        for honour in honours:
            honour.title = ""
            self.titles.parts(contest.group("contest"), honour)
            self._named_place(honour, offset + contest.start("contest"), low, verb)
            honour.grantor, honour.grantor_meaning = None, None
            honour.rule = "recognition.contest"
            honour.first = min(honour.first, clause)
            if honour.count is not None:
                honour.measure = honour.rank
        if subject:
            self._receive(honours, subject[0], subject[-1] + 1)
        else:
            for honour in honours:
                honour.counted_subject = True

    def _named_place(self, honour: Honour, begin: int, low: int, verb: int) -> None:
        """A place that opens a contest's name tells its level: 山东省中小学生机器人竞赛."""
        for token in self.tokens[low:verb]:
            if (
                token.code == "E"
                and isinstance(token.payload, Place)
                and honour.title.startswith(self.folded[token.begin : token.end])
                and token.begin >= begin
            ):
                honour.level = honour.level or token.payload.level
                honour.title = honour.title[token.end - token.begin :]
                return

    def _subject(
        self, begin: int, verb: int, low: int, honours: Sequence[Honour], used: set[int], before: Sequence[Honour]
    ) -> None:
        """Who received it: the noun phrase before the verb, else that of the clause before, else nobody named."""
        subject = [k for k in range(begin, verb) if self.codes[k] not in "jSOPA"]
        counted = next((k for k in subject if self.codes[k] in "q" and k not in used), None)
        if counted is not None:
            listed = [k for k in subject if k < counted and self.codes[k] in "EQ"]
            if listed and "x" in self.codes[begin:counted]:
                self._receive(honours, listed[0], listed[-1] + 1)
            following = [k for k in range(counted + 1, verb) if self.codes[k] in NOUN]
            measure = self._text(following[0], following[-1] + 1) if following else None
            for honour in honours:
                if honour.count is None:
                    honour.count, honour.measure = self.tokens[counted].payload, measure or honour.title
                    honour.counted_subject = True
                    used.add(counted)
                    honour.first = min(honour.first, begin)
                    break
            return
        named = [k for k in subject if self.codes[k] in NOUN or self.codes[k] in "+vwdi"]
        if named and any(self.codes[k] in "XWEQTs" for k in named):
            first, last = named[0], named[-1] + 1
            self._receive(honours, first, last)
            for honour in honours[:1]:
                honour.first = min(honour.first, first)
            return
        if subject:
            return
        self._carried(begin, low, honours, before)

    def _receive(self, honours: Sequence[Honour], first: int, last: int) -> None:
        text = self._text(first, last)
        match = _ROLE.search(text)
        people = match.group(1) if match else None
        tokens = () if people else tuple(k for k in range(first, last) if self.codes[k] in "EQ")
        for honour in honours:
            if honour.recipient is None:
                honour.recipient, honour.recipient_tokens = people or text, tokens

    def _carried(self, begin: int, low: int, honours: Sequence[Honour], before: Sequence[Honour]) -> None:
        """A clause that opens with the verb goes on about the subject of the clause before."""
        if begin <= low:
            return
        previous_begin, _ = self._clause(begin - 2, low, begin - 1)
        earlier = next((h for h in before if previous_begin <= h.first < begin), None)
        if earlier is not None:
            if earlier.recipient and earlier.count is None:
                for honour in honours:
                    honour.recipient = honour.recipient or earlier.recipient
                    honour.recipient_tokens = honour.recipient_tokens or earlier.recipient_tokens
            return
        whole = self.codes[previous_begin : begin - 1]
        names = [k for k in range(previous_begin, begin - 1) if self.codes[k] in "EQ"]
        if whole and not any(code in "vufwhHFUqpmob" for code in whole) and names:
            self._receive(honours, names[0], begin - 1)
            return
        self._of_its_kind(previous_begin, begin - 1, honours)

    def _of_its_kind(self, begin: int, end: int, honours: Sequence[Honour]) -> None:
        """完成红树湾未来社区场景，创建省首批未来社区: the thing just named that bears the title's noun is meant."""
        for k in range(begin, end):
            for honour in honours:
                text = self._text(begin, k + 1)
                if honour.recipient is None and len(honour.title) >= 3 and text.endswith(honour.title):
                    first = k
                    while first > begin and self.codes[first - 1] in "XWEQ":
                        first -= 1
                    if len(self._text(first, k + 1)) > len(honour.title):
                        honour.recipient = self._text(first, k + 1)
                        honour.recipient_tokens = tuple(j for j in range(first, k + 1) if self.codes[j] == "E")

    def _passed(self, i: int, low: int, high: int, before: Sequence[Honour]) -> list[Honour]:
        """通过X评估: X is the title that the assessment was for."""
        begin, end = self._clause(i, low, high)
        match = _ASSESSED.match(self._text(i + 1, end)[:_FAR])
        if match is None:
            return []
        honour = Honour(i, end, self._text(i, i + 1), "recognition.passed", "")
        self.titles.parts(_CREATED.sub("", match.group("title")), honour)
        if not honour.title or not (HONOUR_NOUN.search(honour.title) or honour.level):
            return []
        if honour.title.startswith(("国家", "全国")):
            honour.level, honour.grantor = Level.NATIONAL, None
        elif honour.level is None and match.group("by"):
            honour.level = level_of(match.group("by"))
        self._subject(begin, i, low, [honour], set(), before)
        return [honour]

    def _listed(self, i: int, low: int) -> list[Honour]:
        """在…基地名单中，X榜上有名: the list's name is the title."""
        match = _ON_LIST.search(self._text(low, i))
        if match is None:
            return []
        honour = Honour(low, i + 1, self._text(i, i + 1), "recognition.listed", "")
        self.titles.parts(match.group("title"), honour)
        honour.level = honour.level or self.titles.level(honour)
        begin = self.tokens[low].begin + match.start("who")
        who = [k for k in range(low, i) if self.tokens[k].begin >= begin]
        if who:
            self._receive([honour], who[0], who[-1] + 1)
        return [honour] if honour.title else []

    def _is_prize_count(self, i: int, low: int) -> bool:
        previous = self._text(i - 1, i) if i > low else ""
        return previous.endswith(("获奖", "奖", "奖项", "金牌", "奖牌")) or (i > low and self.codes[i - 1] == "k")

    def _won(self, i: int, low: int, high: int, used: set[int]) -> list[Honour]:
        """在第37届大赛中获奖26项，其中一等奖7项: prizes that are counted, with the contest where it is said."""
        begin, _ = self._clause(i, low, high)
        if i in used:
            return []
        at = self._text(begin, begin + 1) if begin < i else ""
        contest = re.search(r"在(.+?)(?:中|上|里)?(?:，|荣获|喜获|获得|斩获|获)", self._text(begin, i)[-_FAR:] + "，")
        if contest is None or not _CONTEST.search(contest.group(1)) or not at:
            return []
        honour = Honour(begin, i + 1, "获奖", "recognition.won", "")
        names = [k for k in range(begin, i) if self.codes[k] == "E" and isinstance(self.tokens[k].payload, Place)]
        self.titles.parts(contest.group(1), honour)
        for k in names:
            label = self._text(k, k + 1)
            if honour.title.startswith(label):
                honour.title = honour.title[len(label) :]
                honour.level = honour.level or self.tokens[k].payload.level
        honour.grantor = None
        honour.grantor_meaning = None
        honour.count, honour.measure = self.tokens[i].payload, "获奖"
        honour.rank = self._text(i - 1, i) if self.codes[i - 1] == "k" else None
        used.add(i)
        return [honour]


def default_recipient(title: str) -> str:
    """Whom a title without a named recipient honours: ``publisher`` for a body's title, ``place`` for an area's."""
    return "publisher" if _BODY_TITLE.search(title) and not _AREA.search(title) else "place"
