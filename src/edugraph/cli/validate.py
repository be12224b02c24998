"""The command ``validate``: the laws of a graph, and what a report itself may have got wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from edugraph.cli.inputs import FormatOption, GraphArgument, opened
from edugraph.cli.output import print_rows
from edugraph.cli.talk import say
from edugraph.errors import ViolationError

if TYPE_CHECKING:
    from edugraph.graph.terms import Triple
    from edugraph.quality.findings import Finding

_COLUMNS = ("severity", "check", "message", "message_zh", "node", "document", "start", "end", "quotes")


class Language(StrEnum):
    """The languages of messages."""

    ZH = "zh"
    EN = "en"


class FailOn(StrEnum):
    """From which severity on the answer is "no"."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


def validate(
    graph: GraphArgument,
    language: Annotated[
        Language, typer.Option("--lang", metavar="|".join(Language), help="The language of messages in a table.")
    ] = Language.EN,
    fail_on: Annotated[
        FailOn, typer.Option(metavar="|".join(FailOn), help="From which severity on the exit code is 1.")
    ] = FailOn.VIOLATION,
    form: FormatOption = None,
) -> None:
    """Check a graph against the SHACL shapes of the ontology.

    A violation is a broken law of the graph, such as a fact without evidence. A warning is a finding about the report
    itself, such as parts that do not add up to their total, with the sentences that say so; an info is a remark. csv,
    jsonl and json hold the messages in English and Chinese. Exit code 1 when there is a violation.
    """
    from edugraph.quality.findings import findings

    found = findings(opened(graph))
    message = "message_zh" if language is Language.ZH else "message"
    print_rows([_row(each) for each in found], _COLUMNS, form, short=("severity", "check", message, "quotes"))
    counts = Counter(each.severity.value for each in found)
    say(f"checked {said(counts)}")
    grave = list(FailOn)[: list(FailOn).index(fail_on) + 1]
    if any(counts[each.value] for each in grave):
        raise typer.Exit(1)


def said(counts: Counter[str]) -> str:
    """How many there are of each severity, as words."""
    nouns = {"violation": "violations", "warning": "warnings", "info": "remarks"}
    return ", ".join(
        f"{counts[severity]} {noun if counts[severity] != 1 else noun[:-1]}" for severity, noun in nouns.items()
    )


def refuse_violations(triples: Iterable[Triple]) -> None:
    """End a build when its graph breaks a law of graphs.

    Raises:
        ViolationError: when there is a violation; the message tells the first one with its quote.
    """
    from edugraph.graph.store import from_triples
    from edugraph.quality.findings import findings

    found = [each for each in findings(from_triples(triples)) if each.severity.value == FailOn.VIOLATION.value]
    if not found:
        return
    first = found[0]
    quote = f" in “{first.sentences[0]}”" if first.sentences else ""
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    raise ViolationError(
        f"{first.node} breaks a law of the graph: {first.messages['en']}{quote}{more}",
        "build without --strict, and `edugraph validate` lists all violations",
    )


def _row(each: Finding) -> dict[str, Any]:
    place = each.quotes[0] if each.quotes else None
    is_report = each.node.startswith("doc:")
    return {
        "severity": each.severity.value,
        "check": each.check,
        "message": each.messages.get("en"),
        "message_zh": each.messages.get("zh"),
        "node": each.node,
        "document": (place.document if place else each.node).removeprefix("doc:") if place or is_report else None,
        "start": place and place.begin,
        "end": place and place.end,
        "quotes": each.sentences,
    }
