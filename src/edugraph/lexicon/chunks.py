"""Chunk rules: patterns over token classes, compiled to regular expressions over the string of class codes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from edugraph.errors import RuleError
from edugraph.resources import folder

_PART = re.compile(
    r"(?:(?P<group>[a-z_]+)=)?(?P<name>[A-Z]+)|(?P<open>(?:(?P<label>[a-z_]+)=)?\()|(?P<sign>[)|?*+])|(?P<space>\s+)"
)
_UNIONS = {"AMOUNT": "qpomyrRn", "NOUN": "XWQTEszl"}


@dataclass(frozen=True, slots=True)
class ChunkRule:
    """A rule over token classes with its examples."""

    name: str
    regex: re.Pattern[str]
    positive: tuple[str, ...]
    negative: tuple[str, ...]


def compile_chunk(pattern: str, codes: Mapping[str, str]) -> re.Pattern[str]:
    """The regular expression over class codes that a chunk pattern means.

    Args:
        pattern: class names in capitals, ``name=`` before a part to capture, and ``( | ) ? * +``.
        codes: class name in small letters → its code character.

    Raises:
        ValueError: when the pattern has a part that is neither.
    """
    pieces: list[str] = []
    position = 0
    while position < len(pattern):
        match = _PART.match(pattern, position)
        if match is None:
            raise ValueError(f"cannot read {pattern[position:]!r}")
        if name := match.group("name"):
            charset = "[" + re.escape(_UNIONS.get(name) or codes[name.lower()]) + "]"
            pieces.append(f"(?P<{match.group('group')}>{charset})" if match.group("group") else charset)
        elif match.group("open"):
            pieces.append(f"(?P<{match.group('label')}>" if match.group("label") else "(?:")
        elif sign := match.group("sign"):
            pieces.append(sign)
        position = match.end()
    return re.compile("".join(pieces))


def load_chunks(file: str, table: str, codes: Mapping[str, str]) -> dict[str, ChunkRule]:
    """The chunk rules of ``rules/<file>`` by name, in the order of the file.

    Raises:
        RuleError: when a rule lacks its examples or its pattern is malformed.
    """
    rules: dict[str, ChunkRule] = {}
    for row in tomllib.loads((folder("rules") / file).read_text(encoding="utf-8"))[table]:
        name = row.get("name", "?")
        missing = [key for key in ("name", "pattern", "positive", "negative") if not row.get(key)]
        if missing:
            raise RuleError(f"rule {name} of {file} lacks {', '.join(missing)}", "every rule carries its own examples")
        try:
            regex = compile_chunk(row["pattern"], codes)
        except (ValueError, KeyError, re.error) as error:
            raise RuleError(f"rule {name} of {file}: {error}", "mend its pattern") from None
        rules[name] = ChunkRule(name, regex, tuple(row["positive"]), tuple(row["negative"]))
    return rules
