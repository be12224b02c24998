"""Which programme or policy document a name means."""

from __future__ import annotations

import re

from edugraph.extract.entries import Entries, Entry, local
from edugraph.lexicon.terms import Place
from edugraph.lexicon.vocabulary import Vocabulary
from edugraph.model import Key, Span, ThingType

_TRIAL = re.compile(r"（(?:试行|暂行|征求意见稿|修订|讨论稿)）")
_NATIONAL_TITLE = re.compile(r"^(?:中华人民共和国|中国|国家|全国|国务院|中共中央|教育部)|(?:法|条例)$")


class ProgrammeIdentity:
    """The programmes and policy documents of one report.

    Args:
        entries: where they are collected.
        home: the report's place, which keeps its programmes apart from those of the same name elsewhere.
        vocabulary: the programmes that are known everywhere.
    """

    def __init__(self, entries: Entries, home: Place | None, vocabulary: Vocabulary) -> None:
        self.entries = entries
        self.home = home
        self.vocabulary = vocabulary
        self.scope = f"{home.code}_" if home else ""
        self._keys: dict[str, Key] = {}

    def programme(self, name: str, printed: str, span: Span | None) -> Key:
        """A programme by its core name (双减 for “双减”政策); the printed forms are its aliases."""
        core = name.strip('“”‘’"')
        if core in self._keys:
            return self.entries.mention(self._keys[core], printed, span)
        known = self.vocabulary.programme_names.get(core)
        if known is not None:
            term = self.vocabulary.programmes[known]
            key = term.key
            entry = self.entries.setdefault(key, Entry(term.type, term.kind, term.label, True))
            entry.aliases |= dict.fromkeys(term.aliases)
        else:
            key = f"programme:{self.scope}{local(core)}"
            entry = self.entries.setdefault(key, Entry(ThingType.PROGRAMME, "Programme", name))
        self._keys[core] = key
        entry.aliases[core] = None
        return self.entries.mention(key, printed, span)

    def policy(self, title: str, span: Span | None) -> Key:
        """A document by its title in 《》. Titles that name no place are kept apart by the report's place."""
        inner = title.strip("《》")
        names_place = self.home is not None and any(name in inner for name in (self.home.label, *self.home.shorts))
        scope = "" if names_place or _NATIONAL_TITLE.search(_TRIAL.sub("", inner)) else self.scope
        key = f"policy:{scope}{local(inner)}"
        entry = self.entries.setdefault(key, Entry(ThingType.POLICY_DOCUMENT, "PolicyDocument", title))
        entry.aliases[inner] = None
        return self.entries.mention(key, title, span)
