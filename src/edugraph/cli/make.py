"""The commands that read text: ``build`` and ``explain``. Heavy imports wait until a command runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from edugraph.cli.inputs import plain, stdin_bytes, stdin_text
from edugraph.errors import UsageError
from edugraph.files import read_bytes, shown

if TYPE_CHECKING:
    from edugraph.build import Report

_DEFAULT_OUT = Path("build/graph.ttl")


def build(  # noqa: PLR0917 - typer reads the options of a command from its parameters
    reports: Annotated[
        list[Path] | None,
        typer.Argument(metavar="REPORT", help="Reports as text; `-` is standard input. None: the shipped report."),
    ] = None,
    out: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT", help="The graph: .ttl, .nt, or `-` for Turtle on stdout.")
    ] = _DEFAULT_OUT,
    place: Annotated[
        str | None, typer.Option(metavar="CODE|NAME", help="The place reported on: GB/T 2260 code or full name.")
    ] = None,
    year: Annotated[
        int | None, typer.Option(metavar="YYYY", min=1949, max=2200, help="The year reported on, not of publication.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published the report.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The title (one report only).")] = None,
    name: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="The id in the graph (one report only). Else: its file name."),
    ] = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave the texts of the reports out of the graph.")
    ] = False,
    base: Annotated[str | None, typer.Option(metavar="IRI", help="Name things under this IRI.")] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Do not print what was read and found.")] = False,
) -> None:
    """Read one or more reports into a graph.

    Prints what each report says of itself, the facts by kind, the things by type, the share of numerals and of
    clauses accounted for, and the first places that nothing accounts for; all of them go to OUT's neighbour
    `….unread.tsv`.
    """
    from edugraph.build import (
        build_reports,
        distinct,
        form_of,
        graph_text,
        shipped_reports,
        summarise,
        write_graph,
    )
    from edugraph.cli.places import place_code
    from edugraph.cli.talk import say, say_reports, say_summary, say_unread
    from edugraph.graph import BASE
    from edugraph.lexicon.vocabulary import load_vocabulary

    on_stdout = str(out) == "-"
    if not on_stdout:
        form_of(out)
    stem = _checked_base(base) if base is not None else BASE
    vocabulary = load_vocabulary()
    given = _Given(
        place=place_code(plain(place), vocabulary) if place else None,
        year=year,
        publisher=plain(publisher),
        title=plain(title),
        id=plain(name),
    )
    if reports:
        given.check(len(reports))
        wanted = distinct([given.apply(_report(path)) for path in reports])
    else:
        given.check(1)
        wanted = tuple(given.apply(report) for report in shipped_reports())
    readings = build_reports(wanted, vocabulary=vocabulary)
    if on_stdout:
        print(graph_text(readings, base=stem, text=not no_text), end="")
        written: list[Path] = []
    else:
        beside = write_graph(readings, out, base=stem, text=not no_text)
        written = [out] if beside is None else [out, beside]
    if not quiet:
        summary = summarise(readings)
        say_reports(readings, vocabulary)
        say_summary(summary)
        say_unread(readings, summary.unread)
        if written:
            say(f"wrote   {', '.join(map(shown, written))}")


def explain(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="A sentence in Chinese; `-` is standard input.")],
) -> None:
    """Show how a sentence is read.

    Prints its mentions, the rule that fired, the fact, and the triples of it as Turtle.
    """
    from edugraph.cli.explain import explanation
    from edugraph.extract import trace
    from edugraph.lexicon.grammar import load_grammar
    from edugraph.lexicon.vocabulary import load_vocabulary

    text = " ".join((stdin_text("a sentence") if sentence == "-" else plain(sentence)).split())
    if not text:
        raise UsageError("the sentence is empty", "put it in quotation marks, or pipe it in with `-`")
    vocabulary = load_vocabulary()
    print(explanation(trace(text, vocabulary, load_grammar(vocabulary))), end="")


@dataclass(frozen=True, slots=True)
class _Given:
    """What the options say of the reports; ``None`` where they say nothing."""

    place: str | None
    year: int | None
    publisher: str | None
    title: str | None
    id: str | None

    def check(self, count: int) -> None:
        """Refuse what cannot be said of ``count`` reports."""
        from edugraph.documents.reader import document_id

        if self.id is not None and document_id(self.id) != self.id:
            raise UsageError(f"--id {self.id} is not an id", f"use letters, digits and hyphens: {document_id(self.id)}")
        for option, value in (("--id", self.id), ("--title", self.title)):
            if count > 1 and value is not None:
                raise UsageError(f"{option} says it of one report, but {count} are given", "build them one by one")

    def apply(self, report: Report) -> Report:
        """The report with what the options say in place of what it or the manifest says."""
        known = report.given
        given = replace(
            known,
            id=self.id or known.id,
            title=self.title or known.title,
            publisher=self.publisher or known.publisher,
            place=self.place or known.place,
            year=known.year if self.year is None else self.year,
        )
        return replace(report, given=given)


def _report(path: Path) -> Report:
    from edugraph.build import Report
    from edugraph.documents.reader import document_id
    from edugraph.model import Metadata

    if str(path) == "-":
        return Report(stdin_bytes(), "standard input", Metadata(id="stdin"))
    return Report(read_bytes(path), shown(path.name), Metadata(id=document_id(shown(path.name))))


def _checked_base(base: str) -> str:
    scheme, colon, rest = base.partition(":")
    if not colon or not rest or not scheme.isalnum() or any(char in '<>"{}|\\^`' or char <= " " for char in base):
        raise UsageError(f"--base {base} is not an absolute IRI", "give one such as https://example.org/")
    return base if base.endswith("/") else base + "/"
