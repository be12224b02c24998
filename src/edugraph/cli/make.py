"""The commands that read text: ``build`` and ``explain``. Heavy imports wait until a command runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from edugraph.cli.inputs import plain, stdin_text
from edugraph.cli.reports import (
    Given,
    ManifestOption,
    MaxBytesOption,
    MaxExpandedOption,
    MaxNestingOption,
    MaxPagesOption,
    ReportsArgument,
    gathered,
)
from edugraph.errors import UsageError
from edugraph.files import DEFAULT_LIMITS, Limits, shown

AliasesOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.toml",
        help="What you know of identities: [[merge]], [[split]] and [[rename]] tables as data/aliases.toml explains.",
    ),
]
_DEFAULT_OUT = Path("build/graph.ttl")
# What nobody writes in a sentence: an IRI, or a kind of thing with a name behind it.
_IRI = re.compile(r"<\S+>|https?://\S+|(?:doc|place|org|school|programme|policy|indicator|period|point|fact):\S+")


def build(
    reports: ReportsArgument = None,
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
    manifest: ManifestOption = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave the texts of the reports out of the graph.")
    ] = False,
    aliases: AliasesOption = None,
    base: Annotated[str | None, typer.Option(metavar="IRI", help="Name things under this IRI.")] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Write nothing when the graph has violations; see `edugraph validate`.")
    ] = False,
    max_bytes: MaxBytesOption = DEFAULT_LIMITS.max_bytes,
    max_expanded: MaxExpandedOption = DEFAULT_LIMITS.max_expanded,
    max_pages: MaxPagesOption = DEFAULT_LIMITS.max_pages,
    max_nesting: MaxNestingOption = DEFAULT_LIMITS.max_nesting,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Do not print what was read and found.")] = False,
) -> None:
    """Read one or more reports into a graph.

    Prints what each report says of itself, the facts by kind, the things by type, the share of numerals and of
    clauses accounted for, and the first places that nothing accounts for; all of them go to OUT's neighbour
    `….unread.tsv`. What a report does not tell of itself is left open and asked for. Options stand above the
    manifest, the manifest above the report.
    """
    from edugraph.build import build_reports, form_of, graph_text, graph_triples, summarise, write_graph
    from edugraph.cli.places import place_code
    from edugraph.cli.talk import ask_untold, say, say_idle, say_reports, say_summary, say_unread
    from edugraph.graph import BASE
    from edugraph.lexicon.aliases import load_aliases
    from edugraph.lexicon.vocabulary import load_vocabulary

    on_stdout = str(out) == "-"
    if not on_stdout:
        form_of(out)
    stem = _checked_base(base) if base is not None else BASE
    decided = load_aliases(*(() if aliases is None else (aliases,)))
    vocabulary = load_vocabulary()
    given = Given(
        place=place_code(plain(place), vocabulary) if place else None,
        year=year,
        publisher=plain(publisher),
        title=plain(title),
        id=plain(name),
    )
    wanted = given.applied(gathered(reports, manifest, vocabulary))
    readings = build_reports(
        wanted,
        vocabulary=vocabulary,
        aliases=decided,
        limits=Limits(max_bytes=max_bytes, max_expanded=max_expanded, max_pages=max_pages, max_nesting=max_nesting),
    )
    if strict:
        from edugraph.cli.validate import refuse_violations

        refuse_violations(graph_triples(readings, base=stem, text=not no_text))
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
        say_idle(decided, readings)
        if written:
            say(f"wrote   {', '.join(map(shown, written))}")
        ask_untold(readings)


def explain(
    sentence: Annotated[
        str,
        typer.Argument(
            metavar="SENTENCE|IRI", help="A sentence in Chinese, `-` for standard input; or an IRI or its short form."
        ),
    ],
    graph: Annotated[
        Path | None, typer.Option(metavar="GRAPH", help="The graph in which the IRI is looked up.", show_default=False)
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="CODE|NAME", help="The place whose report the sentence stands in.")
    ] = None,
    aliases: AliasesOption = None,
) -> None:
    """Show how a sentence is read, or what a graph says of a fact or a thing.

    Of a sentence: its mentions, the rule that fired, the fact, and the triples of it as Turtle. Of a fact, such as
    `fact:wuxing-2022_1251_1272 --graph graph.ttl`: its quote in the sentence around it, its section, its rule, what is
    said and what inherited, its data point, its triples. Of a thing: its names, what an alias file did to it, and the
    facts that name it.
    """
    from edugraph.cli.explain import explanation

    said = plain(sentence)
    if graph is not None:
        from edugraph.cli.described import description

        print(description(graph, said), end="")
        return
    if _IRI.fullmatch(said):
        raise UsageError(f"{said} is the name of something in a graph", "say which graph: --graph graph.ttl")
    from edugraph.cli.places import place_code
    from edugraph.extract import trace
    from edugraph.lexicon.aliases import load_aliases
    from edugraph.lexicon.grammar import load_grammar
    from edugraph.lexicon.vocabulary import load_vocabulary

    text = " ".join((stdin_text("a sentence") if sentence == "-" else said).split())
    if not text:
        raise UsageError("the sentence is empty", "put it in quotation marks, or pipe it in with `-`")
    decided = load_aliases(*(() if aliases is None else (aliases,)))
    vocabulary = load_vocabulary()
    code = place_code(plain(place), vocabulary) if place else None
    print(explanation(trace(text, vocabulary, load_grammar(vocabulary), decided, place=code)), end="")


def _checked_base(base: str) -> str:
    scheme, colon, rest = base.partition(":")
    if not colon or not rest or not scheme.isalnum() or any(char in '<>"{}|\\^`' or char <= " " for char in base):
        raise UsageError(f"--base {base} is not an absolute IRI", "give one such as https://example.org/")
    return base if base.endswith("/") else base + "/"
