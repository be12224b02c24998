"""The typer application: its commands, in the order in which a newcomer meets them."""

from __future__ import annotations

from typing import Annotated

import typer

from edugraph.cli import check, commands, make, score, unread, validate

app = typer.Typer(
    name="edugraph",
    # Plain help is the same on a terminal and in a pipe, and spares the import of rich.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        from edugraph import __version__

        print(f"edugraph {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read the yearly work reports of education authorities into a knowledge graph whose every fact quotes its source.

    `-` stands for standard input or output. Data goes to standard output, talk to standard error.
    Exit codes: 0 done, 1 the answer is "no", 2 wrong usage, 3 this input cannot be worked with.
    """


app.command()(make.build)
app.command()(commands.facts)
app.command()(commands.entities)
app.command()(commands.query)
app.command()(commands.export)
app.command()(commands.view)
app.command()(validate.validate)
app.command()(make.explain)
app.command()(unread.unread)
app.command()(check.check)
app.command()(score.score)
