"""Programmes and policy documents: names in quotation marks, titles in 《》, and 实施…行动 without marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from edugraph.extract.things import Things
from edugraph.extract.tokens import Token
from edugraph.lexicon.names import NameRules
from edugraph.model import Key, Span

_MARKED = re.compile("[QT]")
_UNQUOTED = re.compile(
    r"(?:着力深化|着力推进|深入实施|深入推进|全面实施|全面推进|大力实施|启动实施|组织实施|重点实施|继续实施|深化|实施|推进|开展|启动|推行|打造)"
    r"(?P<name>(?![一二三四五六七八九十\d]+大|专项|重点|系列)[^，。；：、“”（）《》的\d\s]{3,16}?(?:行动|工程|计划))(?=[，。；、：（）]|$|计划|，|取得|建设)"
)
_LEAD = re.compile(
    r"(?:^|(?<=[\n。]))(?P<name>(?!着力|深化|深入|实施|推进|开展|启动|加快|持续|大力|全面|组织)[^，。；：、“”（）《》的\d\s]{4,16}(?:行动|工程|计划))(?=。)",
    re.M,
)
_VERBS = frozenset(
    [
        "实施",
        "深化",
        "推进",
        "开展",
        "落实",
        "打造",
        "创建",
        "启动",
        "推行",
        "推广",
        "参与",
        "组织",
        "实行",
        "建立",
        "构建",
        "推动",
        "探索",
        "举办",
        "依托",
        "深入实施",
        "入选",
        "获评",
        "紧盯",
        "擦亮",
        "推送",
        "聚焦",
        "抢抓",
        "践行",
        "推进落实",
    ]
)
_INNER = re.compile(r"“(?!十[一二三四五六]?五”)[^“”]{3,30}”")
_SCARE = re.compile(r"^[一二三四五六七八九十]+[个大盘条张把线道体]")


class Programmes:
    """Finds the programmes and documents of one report and notes them among its things."""

    def __init__(self, tokens: Sequence[Token], codes: str, text: str, folded: str, rules: NameRules) -> None:
        self.tokens = tokens
        self.codes = codes
        self.text = text
        self.folded = folded
        self.rules = rules

    def note(self, things: Things) -> tuple[dict[int, Key], dict[int, Key]]:
        """Add every programme and document.

        Returns:
            The keys by the tokens that name them in quotation marks, and those of unquoted 行动, 工程 and 计划 by
            offset.
        """
        keys: dict[int, Key] = {}
        plain: dict[int, Key] = {}
        counts: dict[str, int] = {}
        marked = [(match.start(), match.group()) for match in _MARKED.finditer(self.codes)]
        for i, code in marked:
            if code == "Q":
                counts[self._word(i)] = counts.get(self._word(i), 0) + 1
        for i, code in marked:
            token = self.tokens[i]
            if code == "T":
                title = self.text[token.begin : token.end]
                keys[i] = things.policy(title, Span(token.begin, token.end))
                for match in _INNER.finditer(title):
                    span = Span(token.begin + match.start(), token.begin + match.end())
                    things.programme(match.group(), match.group(), span)
            elif (end := self._programme(i, counts, things.vocabulary.programme_names)) is not None:
                name = self.text[token.begin : token.end]
                printed = self.text[token.begin : end]
                keys[i] = things.programme(name, printed, Span(token.begin, end))
        for match in (*_UNQUOTED.finditer(self.folded), *_LEAD.finditer(self.folded)):
            begin, end = match.span("name")
            if "“" not in match.group("name"):
                plain[begin] = things.programme(match.group("name"), self.text[begin:end], Span(begin, end))
        return keys, plain

    def _word(self, i: int) -> str:
        return self.folded[self.tokens[i].begin : self.tokens[i].end]

    def _programme(self, i: int, counts: Mapping[str, int], known: Mapping[str, Key]) -> int | None:
        """Where the name of a programme that begins with quotation ``i`` ends; ``None`` when it is something else."""
        inner = self._word(i).strip("“”‘’「」『』")
        following = self.codes[i + 1] if i + 1 < len(self.codes) else "."
        if len(inner) < 2 or following in "qn":
            return None
        end = self.tokens[i].end
        match = self.rules.programme_endings.match(self.folded, end)
        if match:
            return match.end()
        if inner in known:
            return end
        if _SCARE.match(inner):
            return None
        previous = self._word(i - 1) if i else ""
        while previous and i > 1 and self.codes[i - 1] in "jzl":
            i -= 1
            previous = self._word(i - 1)
        if previous in _VERBS or counts.get(f"“{inner}”", 0) > 1 or len(inner) >= 4:
            return end
        return None
