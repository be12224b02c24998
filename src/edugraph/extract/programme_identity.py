"""Which programme or policy document a name means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from edugraph.extract.entries import Entries, Entry, local
from edugraph.lexicon.programmes import ProgrammeRules
from edugraph.lexicon.terms import Place
from edugraph.lexicon.vocabulary import Vocabulary
from edugraph.model import Key, Span, ThingType

_STATED = re.compile(r"（[^（）]*(?:试行|暂行|征求意见稿|修订|讨论稿|草案|送审稿)[^（）]*）")
_NATIONAL_TITLE = re.compile(r"^(?:中华人民共和国|中国|国家|全国|国务院|中共中央|教育部)|(?:法|条例)$")
_MARKS = '“”‘’「」『』"'
_SUFFIX = 6
"""As many characters as an unquoted name must have to be found at the end of a longer one."""


class ProgrammeIdentity:
    """The programmes and policy documents of one report.

    Args:
        entries: where they are collected.
        home: the report's place, which keeps its programmes apart from those of the same name elsewhere.
        vocabulary: the programmes that are known everywhere.
        rules: what names of programmes may end in.
    """

    def __init__(self, entries: Entries, home: Place | None, vocabulary: Vocabulary, rules: ProgrammeRules) -> None:
        self.entries = entries
        self.home = home
        self.vocabulary = vocabulary
        self.rules = rules
        self.scope = f"{home.code}_" if home else ""
        self._keys: dict[str, Key] = {}

    def programme(self, name: str, printed: str, span: Span | None) -> Key:
        """A programme by its core name (双减 for “双减”政策); the printed forms are its aliases."""
        core = name.strip(_MARKS)
        if core not in self._keys:
            known = self.known(core, printed)
            if known is not None:
                term = self.vocabulary.programmes[known]
                key = term.key
                entry = self.entries.setdefault(key, Entry(term.type, term.kind, term.label, True))
                entry.aliases |= dict.fromkeys(term.aliases)
            else:
                key = f"programme:{self.scope}{local(core)}"
                self.entries.setdefault(key, Entry(ThingType.PROGRAMME, "Programme", name))
            self._keys[core] = key
        key = self._keys[core]
        self.entries[key].aliases[core] = None
        return self.entries.mention(key, printed, span)

    def known(self, core: str, printed: str = "") -> Key | None:
        """The programme of the vocabulary that a name means, by itself or with the noun behind it: “1+X”证书试点."""
        names = self.vocabulary.programme_names
        whole = joined(printed)
        return names.get(core) or names.get(whole) or names.get(self.rules.endings.sub("", whole))

    def document(
        self, title: str, printed: str, span: Span | None, *, number: str | None = None, issuers: Iterable[Key] = ()
    ) -> Key:
        """A document by its title, which is the same for every mention of it; ``printed`` is what stands here.

        A title that names no place is kept apart by the report's place. A document on trial or in draft is of a kind of
        its own; its number is its identifier, who issued it are its publishers.
        """
        stated = _STATED.sub("", title)
        named = (self.home.label, *self.home.shorts) if self.home else ()
        national = any(name in title for name in named) or _NATIONAL_TITLE.search(stated)
        key = f"policy:{'' if national else self.scope}{local(title)}"
        entry = self.entries.setdefault(key, Entry(ThingType.POLICY_DOCUMENT, "PolicyDocument", f"《{title}》"))
        entry.kind = self._kind(title, printed) or entry.kind
        entry.identifier = entry.identifier or number
        entry.ties |= dict.fromkeys(("publisher", issuer) for issuer in issuers)
        inner = printed.strip("《》")
        if self.rules.policy.bare.fullmatch(inner):  # 《意见》 names it here only
            return self.entries.mention(key, entry.label, span)
        entry.aliases[inner] = None
        return self.entries.mention(key, printed, span)

    def _kind(self, *titles: str) -> str | None:
        said = "".join(titles)
        if self.rules.policy.draft.search(said):
            return "DraftDocument"
        return "TrialDocument" if self.rules.policy.trial.search(said) else None


def joined(printed: str) -> str:
    """A printed name without its quotation marks: “刺桐育才”计划 → 刺桐育才计划."""
    return "".join(char for char in printed if char not in _MARKS)


def one_name(
    quoted: Mapping[str, Iterable[str]], plain: Sequence[str], shorts: Mapping[str, str], endings: re.Pattern[str]
) -> dict[str, str]:
    """Which of the names of one report mean the same programme: each shorter form leads to the form it is short for.

    Two forms are one when they differ in the marks only (“刺桐育才”计划, “刺桐育才计划”), in the nouns that a name may
    carry (刺桐育才, 刺桐育才计划), when the longer ends with the shorter, or when the report itself says so. A form
    that fits two others stays by itself.

    Args:
        quoted: the names in quotation marks, with the forms that they are printed in.
        plain: the names without.
        shorts: short forms that the report introduces, with what it introduces them for.
        endings: the nouns that a name may carry at its end.
    """
    forms: dict[str, set[str]] = {}
    for core, printed in quoted.items():
        for form in {core, *map(joined, printed)}:
            forms.setdefault(form, set()).add(core)
    same: dict[str, str] = {}
    for core in quoted:
        root = endings.sub("", core)
        if root != core and len(root) > 1 and root in quoted:
            same[core] = root
    stems: dict[str, set[str]] = {}
    for name in plain:
        stems.setdefault(endings.sub("", name), set()).add(name)
    ends: dict[str, set[str]] = {}
    names = set(plain)
    for name in names:
        for begin in range(1, len(name) - _SUFFIX + 1):
            if name[begin:] in names:
                ends.setdefault(name[begin:], set()).add(name)
    for name in plain:
        stem = endings.sub("", name)
        candidates = forms.get(name) or (forms.get(stem) if len(stem) > 1 else None)
        if not candidates:
            candidates = {other for other in stems[stem] if len(other) > len(name) and name in other}
        if not candidates:
            candidates = ends.get(name, set())
        if len(candidates) == 1:
            same[name] = next(iter(candidates))
    same |= {short: full for short, full in shorts.items() if short != full}
    return {name: _last(name, same) for name in same}


def _last(name: str, same: Mapping[str, str]) -> str:
    seen = {name}
    while name in same and same[name] not in seen:
        name = same[name]
        seen.add(name)
    return name
