"""The reports that a command is given: files, folders, standard input, a manifest, or the shipped report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from edugraph.cli.inputs import stdin_bytes
from edugraph.errors import InputError, UsageError
from edugraph.files import shown

if TYPE_CHECKING:
    from edugraph.lexicon.vocabulary import Vocabulary
    from edugraph.reports import Entry, Report

ReportsArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="REPORT",
        help="Reports as text, markdown, HTML, DOCX, PDF or pictures, or folders of them; `-` is standard input. "
        "None: those of the manifest, else the shipped report.",
    ),
]
ManifestOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.toml",
        help="What is known of the reports: [[report]] tables with file, id, title, publisher, place, year, date.",
    ),
]
MaxBytesOption = Annotated[int, typer.Option(metavar="N", min=1, help="The largest file that is read, in bytes.")]
MaxExpandedOption = Annotated[
    int, typer.Option(metavar="N", min=1, help="The most that a packed file (DOCX) or a picture unpacks to, in bytes.")
]
MaxPagesOption = Annotated[int, typer.Option(metavar="N", min=1, help="The most pages of a PDF.")]
MaxNestingOption = Annotated[int, typer.Option(metavar="N", min=1, help="The deepest nesting of HTML.")]


def gathered(paths: Sequence[Path] | None, manifest: Path | None, vocabulary: Vocabulary) -> tuple[Report, ...]:
    """The reports that are meant, with what the manifest says of them.

    Raises:
        InputError: when a file, a folder or the manifest cannot be worked with.
    """
    from edugraph.model import Metadata
    from edugraph.reports import Report, described, files_in, read_manifest, reports_of, shipped_reports

    entries = () if manifest is None else _placed(read_manifest(manifest), manifest, vocabulary)
    if not paths:
        return reports_of(entries) if manifest is not None else shipped_reports()
    files = files_in(paths)
    named = iter(described([path for path in files if str(path) != "-"], entries))
    return tuple(
        Report(stdin_bytes(), "standard input", Metadata(id="stdin")) if str(path) == "-" else next(named)
        for path in files
    )


@dataclass(frozen=True, slots=True)
class Given:
    """What the options say of the reports; ``None`` where they say nothing."""

    place: str | None
    year: int | None
    publisher: str | None
    title: str | None
    id: str | None

    def applied(self, reports: Sequence[Report]) -> tuple[Report, ...]:
        """The reports, each once and with an id of its own, with what the options say above all else.

        Raises:
            UsageError: when the options say of several what can be said of one only.
        """
        from edugraph.documents.reader import document_id
        from edugraph.reports import distinct

        if self.id is not None and document_id(self.id) != self.id:
            raise UsageError(f"--id {self.id} is not an id", f"use letters, digits and hyphens: {document_id(self.id)}")
        for option, value in (("--id", self.id), ("--title", self.title)):
            if len(reports) > 1 and value is not None:
                raise UsageError(
                    f"{option} says it of one report, but {len(reports)} are given", "say it in a --manifest"
                )
        return distinct([self._apply(report) for report in reports])

    def _apply(self, report: Report) -> Report:
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


def _placed(entries: Sequence[Entry], manifest: Path, vocabulary: Vocabulary) -> tuple[Entry, ...]:
    """The entries with codes for the names of places."""
    from edugraph.cli.places import place_code

    def placed(entry: Entry) -> Entry:
        if entry.given.place is None:
            return entry
        try:
            return replace(entry, given=replace(entry.given, place=place_code(entry.given.place, vocabulary)))
        except UsageError as error:
            raise InputError(f"{shown(manifest)}, {entry.given.id}: {error.message}", error.hint) from None

    return tuple(map(placed, entries))
