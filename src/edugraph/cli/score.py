"""The command ``score``: a graph against gold, and the floors that it must not fall below."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from edugraph.cli.inputs import FormatOption, GraphArgument, opened, plain
from edugraph.cli.output import print_rows
from edugraph.errors import UsageError

_DIGITS = 4


def score(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD", help="A folder with facts.jsonl and its siblings, or the beginning of NAME.facts.jsonl."
        ),
    ],
    graph: GraphArgument,
    misses: Annotated[
        bool, typer.Option("--misses", help="Also print what is missing, wrong or too much, one row each.")
    ] = False,
    floor: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=SHARE", help="A number that must be reached, such as strict_f1=0.95; repeatable."),
    ] = None,
    form: FormatOption = None,
) -> None:
    """Score a graph against gold made by hand.

    Prints counts and shares (0 to 1): of figures, recognitions, projects, goals and entities, as far as the gold has
    them. The exit code is 1 when a floor is missed.
    """
    from edugraph.graph import rows
    from edugraph.quality import load_gold
    from edugraph.quality import score as scored
    from edugraph.quality.floors import missed

    asked = dict(_floor(each) for each in floor or ())
    wanted = load_gold(gold)
    held = opened(graph)
    result = scored(wanted, rows.facts(held), rows.entities(held))
    shares = [name for name, value in result.numbers.items() if isinstance(value, float)]
    if unknown := [name for name in asked if name not in shares]:
        raise UsageError(f"this gold does not measure {unknown[0]}", f"it measures {', '.join(shares)}")
    printed: list[dict[str, Any]] = [
        {"name": name, "value": round(value, _DIGITS), "floor": asked.get(name)}
        for name, value in result.numbers.items()
    ]
    if misses:
        printed += [{"name": miss.kind, "what": miss.what} for miss in result.misses]
    columns = ["name", "value", *(["floor"] if asked else []), *(["what"] if misses else [])]
    print_rows([{column: row.get(column) for column in columns} for row in printed], columns, form)
    if below := missed(result.numbers, asked):
        from edugraph.cli.talk import say

        for name in below:
            say(f"below   {name} is {result.numbers[name]:.{_DIGITS}f}, asked {asked[name]:g}")
        raise typer.Exit(1)


def _floor(said: str) -> tuple[str, float]:
    name, equals, number = plain(said).partition("=")
    try:
        share = float(number)
    except ValueError:
        share = -1.0
    if not (name and equals and 0 <= share <= 1):
        raise UsageError(f"--floor {plain(said)} is not of the form name=share", "such as --floor strict_f1=0.95")
    return name, share
