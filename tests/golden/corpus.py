"""The golden files as values, the reading of one sentence, and its lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from edugraph.extract import read
from edugraph.lexicon.grammar import Grammar, load_grammar
from edugraph.lexicon.vocabulary import Vocabulary, load_vocabulary
from edugraph.model import (
    Block,
    BlockKind,
    Document,
    Metadata,
    Reading,
    Section,
    Span,
    Status,
)
from tests.golden.lines import fact_lines, name_lines, nonfact_lines

FOLDER = Path(__file__).parent
PLACE, YEAR, PUBLISHER = "341503", 2023, "裕安区教育局"
_SHOWN = {"facts": fact_lines, "names": name_lines, "nonfacts": nonfact_lines}


@dataclass(slots=True)
class Sentence:
    """A sentence with its expected lines. ``missing`` should be read but are not, ``wrong`` are read but should not."""

    file: str
    number: int
    text: str
    section: Section | None = None
    show: str = "facts"
    lines: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def read_now(self) -> list[str]:
        """What the reader gives now, right or wrong."""
        return _SHOWN[self.show](reading(self.text, self.section))


def files() -> list[Path]:
    """Every golden file."""
    return sorted(FOLDER.glob("*.txt"))


def sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of one golden file."""
    section: Section | None = None
    show = "facts"
    current: Sentence | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("@ show "):
            show = line.split()[2]
        elif line.startswith("@ "):
            section = _section(line.split()[1:])
        elif line.startswith("  "):
            assert current is not None, f"{path.name}:{number} belongs to no sentence"
            mark, _, rest = line.strip().partition(" ")
            kept = {"!": current.missing, "?": current.wrong}.get(mark)
            if kept is None:
                current.lines.append(line.strip())
            else:
                kept.append(rest)
        elif line and not line.startswith("#"):
            if current is not None:
                yield current
            current = Sentence(path.name, number, line, section, show)
    if current is not None:
        yield current


def _section(words: list[str]) -> Section | None:
    if words == ["open"]:
        return None
    period = words[1] if len(words) > 1 else None
    return Section(Span(0, 0), "", 1, Status(words[0]), period)


@cache
def knowledge() -> tuple[Vocabulary, Grammar]:
    """The shipped vocabulary and grammar, loaded once."""
    vocabulary = load_vocabulary()
    return vocabulary, load_grammar(vocabulary)


def document(text: str, section: Section | None = None) -> Document:
    """A report of one paragraph, by the education bureau of 裕安区 on 2023."""
    return Document(
        metadata=Metadata("golden", title=f"{PUBLISHER}{YEAR}年工作总结", publisher=PUBLISHER, place=PLACE, year=YEAR),
        text=text,
        raw=text,
        runs=((0, 0, len(text)),),
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text)), 0 if section else None),),
        sections=(section,) if section else (),
        sha256="",
        source="golden",
        encoding="utf-8",
    )


@cache
def reading(text: str, section: Section | None = None) -> Reading:
    """What is read from one paragraph."""
    vocabulary, grammar = knowledge()
    return read(document(text, section), vocabulary, grammar)
