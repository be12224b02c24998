"""The commands that take a graph: ``facts``, ``entities``, ``query``, ``export``, ``view``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from edugraph.cli.inputs import FormatOption, GraphArgument, opened, plain, stdin_text
from edugraph.cli.output import print_rows
from edugraph.errors import InputError, UsageError
from edugraph.files import read_bytes, shown, write_file

FORMS = ("ttl", "nt", "jsonld", "graphml", "qb", "schemaorg", "annotations")
"""The forms of ``export``, named here because a look at the help must not load them; a test keeps them true."""

_FACT_TABLE = (
    "kind",
    "status",
    "period",
    "measure",
    "title",
    "work",
    "verb",
    "object",
    "value_from",
    "value",
    "delta",
    "unit",
    "quote",
)
_ENTITY_TABLE = ("type", "label", "aliases", "place", "part_of", "mentions")


def facts(graph: GraphArgument, form: FormatOption = None) -> None:
    """Print one row per fact, with its sentence.

    A table shows the columns that fit a screen; csv, jsonl and json hold all of them.
    """
    from edugraph.graph import rows

    print_rows(rows.facts(opened(graph)), rows.FACT_COLUMNS, form, short=_FACT_TABLE)


def entities(graph: GraphArgument, form: FormatOption = None) -> None:
    """Print one row per school, place, policy ….

    Things are schools, universities, departments, places, programmes, policy documents, organizations, indicators.
    """
    from edugraph.graph import rows

    print_rows(rows.entities(opened(graph)), rows.ENTITY_COLUMNS, form, short=_ENTITY_TABLE)


def query(
    graph: Annotated[Path | None, typer.Argument(metavar="GRAPH", help="A graph that `edugraph build` wrote.")] = None,
    text: Annotated[
        str | None,
        typer.Argument(metavar="NAME|FILE|SPARQL|-", help="A named query, a file, SPARQL text, or `-` for stdin."),
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="K=V", help="A parameter of a named query; repeatable.")
    ] = None,
    list_named: Annotated[bool, typer.Option("--list", help="List the named queries and their parameters.")] = False,
    form: FormatOption = None,
) -> None:
    """Ask the graph in SPARQL.

    The usual prefixes are bound already.

    SELECT prints rows, ASK true or false (exit code 1 for false), CONSTRUCT and DESCRIBE Turtle.
    """
    from edugraph.graph import query as sparql
    from edugraph.graph import to_turtle
    from edugraph.graph.store import base_of

    if list_named:
        listed = [
            {"name": each.name, "title": each.title, "title_zh": each.title_zh, "params": list(each.params)}
            for each in sparql.named()
        ]
        print_rows(listed, ("name", "title", "title_zh", "params"), form)
        return
    if graph is None or text is None:
        raise UsageError("a query needs a graph and a question", "edugraph query GRAPH NAME|FILE|SPARQL, or --list")
    params = dict(_pair(each) for each in param or ())
    held = opened(graph)
    answer = sparql.run(held, _question(text), params)
    if answer.kind == "graph" and form is None:
        print(to_turtle(answer.triples, base=base_of(held)), end="")
        return
    if answer.kind == "ask" and form is None:
        print("true" if answer.truth else "false")
    else:
        print_rows([dict(zip(answer.columns, row, strict=True)) for row in answer.rows], answer.columns, form)
    if answer.kind == "ask" and not answer.truth:
        raise typer.Exit(1)


def export(
    graph: GraphArgument,
    to: Annotated[
        str | None, typer.Option("--to", metavar="|".join(FORMS), help="The form; else the suffix of FILE says it.")
    ] = None,
    out: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The file; `-` is stdout.")] = Path("-"),
    issued: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The date that the description of the export gives.")
    ] = None,
) -> None:
    """Write the graph in another form.

    The same graph gives the same bytes, every time. Each form carries a description of the dataset: which reports,
    from which bytes, read by which version. qb is an RDF Data Cube of the data points, schemaorg holds them as
    observations of schema.org, annotations the facts as web annotations; these three are Turtle.
    """
    from edugraph.graph.export import write

    form = to or out.suffix.lower().lstrip(".")
    if form not in FORMS:
        said = f"there is no export to {shown(form)}" if form else "the form of the export is not said"
        raise UsageError(said, f"add --to {'|'.join(FORMS)}")
    write(opened(graph), form, out, _date(issued))


def view(
    graph: GraphArgument,
    out: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.html", help="The page; `-` is stdout.")],
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The heading; else the title of the report.")
    ] = None,
) -> None:
    """Write the graph as one offline HTML page.

    A click on a thing shows its facts and the sentences they were read from.
    """
    from edugraph.view import html

    page = html(opened(graph), title=plain(title))
    if str(out) == "-":
        print(page, end="")
    else:
        write_file(out, page.encode("utf-8"))


def _question(text: str) -> str:
    """The SPARQL text that an argument means."""
    from edugraph.graph import query as sparql

    text = plain(text)
    if text == "-":
        return stdin_text("a SPARQL query")
    for each in sparql.named():
        if each.name == text:
            return each.text
    if "{" in text or "\n" in text:
        return text
    path = Path(text)
    if path.is_file():
        try:
            return read_bytes(path).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise InputError(f"{shown(path)} is not UTF-8 text", "save the query as UTF-8") from None
    raise UsageError(
        f"no named query, file or SPARQL is called {shown(text)}", "edugraph query --list names the queries"
    )


def _date(said: str | None) -> str | None:
    """A calendar date, as it is written in ISO 8601."""
    from datetime import date

    if said is None:
        return None
    try:
        return date.fromisoformat(plain(said)).isoformat()
    except ValueError:
        raise UsageError(f"{shown(said)} is not a date", "write it as --issued 2024-03-01") from None


def _pair(said: str) -> tuple[str, str]:
    name, equals, value = plain(said).partition("=")
    if not equals or not name:
        raise UsageError(
            f"--param {shown(said)} is not of the form name=value", "edugraph query --list shows the names"
        )
    return name, value
