"""The composition: bytes → Document → Reading → triples → text, for one report or several into one graph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from edugraph.documents import read_document
from edugraph.errors import UsageError
from edugraph.extract import read
from edugraph.files import DEFAULT_LIMITS, Limits, write_files
from edugraph.graph import BASE, Triple, to_turtle, triples
from edugraph.graph.terms import term
from edugraph.lexicon.aliases import NO_ALIASES, Aliases, load_aliases
from edugraph.lexicon.grammar import Grammar, load_grammar
from edugraph.lexicon.vocabulary import Vocabulary, load_vocabulary
from edugraph.memory import no_collection
from edugraph.model import Coverage, Fact, Metadata, Reading
from edugraph.reports import Report

FORMATS = (".ttl", ".nt")
"""The suffixes that a built graph can have."""

_LABEL, _ALTERNATIVE = term("rdfs:label"), term("skos:altLabel")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@no_collection()
def build_report(
    data: bytes,
    *,
    source: str,
    given: Metadata | None = None,
    vocabulary: Vocabulary,
    grammar: Grammar,
    aliases: Aliases = NO_ALIASES,
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """Read one report.

    Args:
        data: the bytes as published.
        source: the name of the file, for messages and provenance.
        given: what the user says of the report; what is ``None`` there is read from the report.
        vocabulary: the ontology as a gazetteer.
        grammar: the language rules.
        aliases: what a person decided about identities.
        limits: how much of a file is worked with.

    Raises:
        InputError: when the bytes are no text that can be read.
    """
    document = read_document(data, source=source, given=given, vocabulary=vocabulary, grammar=grammar, limits=limits)
    return read(document, vocabulary, grammar, aliases)


def build_reports(
    reports: Iterable[Report],
    *,
    vocabulary: Vocabulary | None = None,
    grammar: Grammar | None = None,
    aliases: Aliases | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Reading, ...]:
    """Read several reports in the order given, each with what is shipped unless something else is passed.

    Raises:
        InputError: when one of them is no text that can be read.
    """
    vocabulary = vocabulary or load_vocabulary()
    grammar = grammar or load_grammar(vocabulary)
    aliases = load_aliases() if aliases is None else aliases
    return tuple(
        build_report(
            report.data,
            source=report.source,
            given=report.given,
            vocabulary=vocabulary,
            grammar=grammar,
            aliases=aliases,
            limits=limits,
        )
        for report in reports
    )


def graph_triples(readings: Sequence[Reading], *, base: str = BASE, text: bool = True) -> list[Triple]:
    """The triples of all readings as one graph without duplicates.

    Where two reports call one thing by different names, the longest stays its label and the others become
    alternative ones, so that a thing has one label in each language however many reports name it.
    """
    if len(readings) == 1:
        return triples(readings[0], base=base, text=text)
    union = dict.fromkeys(triple for reading in readings for triple in triples(reading, base=base, text=text))
    labels: dict[tuple[str, str], set[str]] = defaultdict(set)
    for subject, predicate, value in union:
        if predicate == _LABEL:
            labels[subject, value.rpartition('"')[2]].add(value)
    for (subject, _), values in labels.items():
        label, *others = sorted(values, key=lambda value: (-len(value), value))
        for value in others:
            del union[subject, _LABEL, value]
            union[subject, _ALTERNATIVE, value] = None
        if others:
            union.pop((subject, _ALTERNATIVE, label), None)
    return list(union)


@no_collection()
def graph_text(readings: Sequence[Reading], *, form: str = ".ttl", base: str = BASE, text: bool = True) -> str:
    """The graph of all readings as Turtle (``.ttl``) or N-Triples (``.nt``), the same for the same readings.

    Args:
        readings: what was read.
        form: one of ``FORMATS``.
        base: the IRI under which things are named.
        text: whether the graph holds the repaired and the raw text of each report.
    """
    built = graph_triples(readings, base=base, text=text)
    if form == ".nt":
        return "".join(f"{subject} {predicate} {value} .\n" for subject, predicate, value in sorted(set(built)))
    return to_turtle(built, base=base)


def unread_text(readings: Iterable[Reading]) -> str:
    """What was not understood, as tab-separated lines under a heading: report, begin, end, what, shape, text."""
    lines = ["report\tbegin\tend\twhat\tshape\ttext\n"]
    for reading in readings:
        name = reading.document.metadata.id
        for item in sorted(reading.unread, key=lambda item: (item.span, item.what)):
            cells = (name, str(item.span.begin), str(item.span.end), item.what, item.shape, reading.quote(item.span))
            lines.append("\t".join(cell.translate(_ESCAPES) for cell in cells) + "\n")
    return "".join(lines)


def form_of(out: Path) -> str:
    """The form that the name of an output asks for; Turtle where a device or a pipe has no suffix.

    Raises:
        UsageError: when the suffix is not one of ``FORMATS``.
    """
    suffix = out.suffix.lower()
    if suffix in FORMATS:
        return suffix
    if not suffix and out.exists() and not out.is_file() and not out.is_dir():
        return FORMATS[0]
    raise UsageError(f"{out.name or out} does not say what to write", f"end the name in {' or '.join(FORMATS)}")


def unread_path(out: Path) -> Path:
    """Where ``unread`` goes: beside the graph (``graph.ttl`` → ``graph.unread.tsv``)."""
    return out.with_name(f"{out.stem}.unread.tsv")


def write_graph(readings: Sequence[Reading], out: Path, *, base: str = BASE, text: bool = True) -> Path | None:
    """Write the graph to ``out`` and what stayed unread beside it: both or neither.

    Returns:
        Where ``unread`` was written, ``None`` when ``out`` is a device or a pipe and has no beside.

    Raises:
        UsageError: when the suffix of ``out`` is not one of ``FORMATS``.
        OutputError: when a file cannot be written.
    """
    built = graph_text(readings, form=form_of(out), base=base, text=text).encode("utf-8")
    if out.exists() and not out.is_file() and not out.is_dir():
        write_files({out: built})
        return None
    beside = unread_path(out)
    write_files({out: built, beside: unread_text(readings).encode("utf-8")})
    return beside


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build found, in numbers: facts by kind (class name) and status, things by type, coverage."""

    facts: Counter[str]
    statuses: Counter[str]
    things: Counter[str]
    coverage: Coverage
    unread: int


def summarise(readings: Iterable[Reading]) -> Summary:
    """Count what was found in all readings together; a thing named in two reports counts once."""
    facts: list[Fact] = []
    types: dict[str, str] = {}
    numbers = [0, 0, 0, 0]
    unread = 0
    for reading in readings:
        facts += reading.facts
        types.update((thing.key, thing.type.value) for thing in reading.things)
        found = reading.coverage
        for index, number in enumerate((found.numerals, found.numerals_read, found.clauses, found.clauses_read)):
            numbers[index] += number
        unread += len(reading.unread)
    return Summary(
        facts=Counter(type(fact).__name__ for fact in facts),
        statuses=Counter(fact.status.value for fact in facts),
        things=Counter(types.values()),
        coverage=Coverage(*numbers),
        unread=unread,
    )
