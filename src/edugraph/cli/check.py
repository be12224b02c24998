"""The command ``check``: rules and indicators against their own examples; measures that have no indicator yet."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from edugraph.cli.talk import say
from edugraph.errors import InputError, UsageError
from edugraph.files import read_bytes, shown

if TYPE_CHECKING:
    from edugraph.lexicon.grammar import Grammar
    from edugraph.lexicon.vocabulary import Vocabulary
    from edugraph.model import Reading
    from edugraph.quality.new_indicators import Use


class ListFormat(StrEnum):
    """The forms in which new indicators are listed."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"
    JSON = "json"
    TTL = "ttl"


_COLUMNS = ("label", "facts", "reports", "units", "example", "nearest", "nearest_label")


def check(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="GRAPH|REPORT",
            help="With --new-indicators: graphs that `edugraph build` wrote, reports, or folders of reports. "
            "None: the shipped report.",
        ),
    ] = None,
    corpus: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Also name the rules that never fire on the texts (*.txt) of this folder."),
    ] = None,
    notes: Annotated[
        bool,
        typer.Option("--notes", help="Also list words of two classes, words never read, rules that need their place."),
    ] = False,
    new_indicators: Annotated[
        bool,
        typer.Option(
            "--new-indicators",
            help="Instead: list the commonest measures that have no curated indicator, with the nearest one that has.",
        ),
    ] = False,
    top: Annotated[int, typer.Option(metavar="N", min=1, help="How many new indicators are listed.")] = 50,
    form: Annotated[
        ListFormat | None,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(ListFormat),
            help="How new indicators are listed; ttl is ready to be completed and moved into ontology/indicators.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Run the examples of every language rule and of every curated indicator.

    Prints one line per example that is read wrongly; the exit code is 1 when there is one.
    """
    from edugraph.lexicon.grammar import load_grammar
    from edugraph.lexicon.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    if new_indicators:
        if corpus is not None or notes:
            raise UsageError(
                "--new-indicators lists measures, not rules", "leave out --corpus and --notes, or run check twice"
            )
        _list_new(sources, vocabulary, top, form)
        return
    if sources or form is not None:
        raise UsageError(
            "only --new-indicators takes graphs, reports and a format",
            "edugraph check --new-indicators GRAPH, or edugraph check --corpus DIR for the rules",
        )
    from edugraph.quality.check import Checker, count
    from edugraph.quality.indicator_examples import examples

    grammar = load_grammar(vocabulary)
    checker = Checker(grammar, vocabulary)
    rules = checker.rules()
    sentences = examples()
    wrong = [line for rule in rules for line in rule.wrong()]
    misread = [line for sentence in sentences if (line := sentence.wrong(vocabulary, grammar))]
    for line in (*wrong, *misread):
        print(line)
    remarks = checker.notes()
    listed = list(remarks) if notes else []
    if corpus is not None:
        listed += checker.unused(_readings(corpus, vocabulary, grammar))
    for note in listed:
        print(f"note: {note.text}")
    say(f"checked {len(rules)} rules on {count(rules)} examples: {len(wrong) or 'none'} wrong")
    say(f"        {len(sentences)} examples of indicators: {len(misread) or 'none'} wrong")
    if not notes and remarks:
        say(f"        {len(remarks)} notes about their words and order (--notes lists them)")
    if wrong or misread:
        raise typer.Exit(1)


def _list_new(sources: list[Path] | None, vocabulary: Vocabulary, top: int, form: ListFormat | None) -> None:
    from edugraph.cli.output import Format, print_rows
    from edugraph.quality.curation import counted, turtle
    from edugraph.quality.new_indicators import new_indicators

    uses = _uses(sources, vocabulary)
    found = new_indicators(uses, vocabulary, top)
    if form is ListFormat.TTL:
        print(turtle(found), end="")
    else:
        rows = [
            {
                "label": each.label,
                "facts": len(each.uses),
                "reports": each.reports,
                "units": list(each.units),
                "example": each.uses[0].quote,
                "nearest": each.nearest.key if each.nearest else None,
                "nearest_label": each.nearest.label if each.nearest else None,
            }
            for each in found
        ]
        short = ("label", "facts", "reports", "units", "example", "nearest_label")
        print_rows(rows, _COLUMNS, Format(form.value) if form else None, short=short)
    facts, measures = counted(len(uses), "fact"), counted(len({use.label for use in uses}), "measure")
    say(f"{facts} of {measures} without a curated indicator, in {counted(len({use.report for use in uses}), 'report')}")


def _uses(sources: list[Path] | None, vocabulary: Vocabulary) -> list[Use]:
    from edugraph.build import build_reports
    from edugraph.cli.inputs import opened
    from edugraph.cli.reports import Given, gathered
    from edugraph.graph.store import FORMATS
    from edugraph.quality.new_indicators import uses_in_graph, uses_in_readings

    graphs = [path for path in sources or () if path.suffix.lower() in FORMATS]
    uses = [use for path in graphs for use in uses_in_graph(opened(path))]
    reports = [path for path in sources or () if path not in graphs]
    if reports or not sources:
        given = Given(place=None, year=None, publisher=None, title=None, id=None)
        wanted = given.applied(gathered(reports, None, vocabulary))
        uses += uses_in_readings(build_reports(wanted, vocabulary=vocabulary))
    return uses


def _readings(folder: Path, vocabulary: Vocabulary, grammar: Grammar) -> list[Reading]:
    from edugraph.documents import read_document
    from edugraph.extract import read

    paths = sorted(folder.rglob("*.txt")) if folder.is_dir() else []
    if not paths:
        raise InputError(f"{shown(folder)} is no folder with texts", "name a folder that holds *.txt files")
    texts = ((path.name, read_bytes(path)) for path in paths)
    documents = (read_document(data, source=name, vocabulary=vocabulary, grammar=grammar) for name, data in texts)
    return [read(document, vocabulary, grammar) for document in documents]
