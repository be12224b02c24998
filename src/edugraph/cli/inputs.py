"""What commands take: graphs, standard input, and arguments typed in a locale that knows no Chinese."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, overload

import typer

from edugraph.cli.output import Format
from edugraph.errors import InputError, UsageError

if TYPE_CHECKING:
    from rdflib import Graph

GraphArgument = Annotated[
    Path, typer.Argument(metavar="GRAPH", help="A graph that `edugraph build` wrote; `-` is Turtle on standard input.")
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(Format),
        help="How rows are printed; a table on a terminal, csv in a pipe.",
        show_default=False,
    ),
]


def opened(path: Path) -> Graph:
    """The graph in a file, or as Turtle on standard input.

    Raises:
        InputError: when it is no graph.
    """
    from edugraph.graph.store import open_graph

    if str(path) != "-":
        return open_graph(path)
    import tempfile

    # The store tells formats apart by suffix; standard input has none.
    with tempfile.NamedTemporaryFile(suffix=".ttl") as copy:
        copy.write(stdin_bytes())
        copy.flush()
        return open_graph(copy.name)


def stdin_bytes() -> bytes:
    """All of standard input.

    Raises:
        UsageError: when it is closed or a terminal at which nobody was asked to type.
    """
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("nothing is piped into standard input", "pipe the input in, or name a file instead of `-`")
    return sys.stdin.buffer.read()


def stdin_text(what: str) -> str:
    """All of standard input as UTF-8, whatever the locale.

    Args:
        what: the name of what is expected, for the message.

    Raises:
        InputError: when it is not UTF-8.
    """
    try:
        return stdin_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"standard input is not UTF-8 (byte {error.start})", f"pipe {what} in as UTF-8") from None


@overload
def plain(argument: str) -> str: ...
@overload
def plain(argument: None) -> None: ...
@overload
def plain(argument: str | None) -> str | None: ...
def plain(argument: str | None) -> str | None:
    """An argument as its UTF-8 says: an ASCII locale hands the bytes over as lone surrogates."""
    if argument is None or not any("\udc80" <= char <= "\udcff" for char in argument):
        return argument
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
