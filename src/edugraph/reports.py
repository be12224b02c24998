"""Reports before they are read: the files that are meant, and what a manifest says of them.

A manifest is a TOML file like the shipped ``data/manifest.toml``: one table ``[[report]]`` per report with ``file``
(relative to the manifest) and, where known, ``id``, ``title``, ``publisher``, ``place``, ``year``, ``date`` and the
``sha256`` of the file. What it says stands above what the report says of itself.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from edugraph.documents.reader import document_id
from edugraph.errors import InputError
from edugraph.files import read_bytes, shown
from edugraph.model import Metadata

SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
"""The suffixes by which a file in a folder is known to be a report."""

_TEXTS = ("file", "id", "title", "publisher", "place", "sha256")
_KEYS = (*_TEXTS, "year", "date")
_YEARS = range(1949, 2201)


@dataclass(frozen=True, slots=True)
class Report:
    """A report before it is read: its bytes, where they came from, and what the user says of it.

    ``source`` is the path as the user wrote it, for messages and lists; nothing of it but the name enters a graph.
    """

    data: bytes
    source: str
    given: Metadata


@dataclass(frozen=True, slots=True)
class Entry:
    """What a manifest says of one report."""

    path: Path
    given: Metadata
    sha256: str | None = None


def report_at(path: Path, given: Metadata | None = None) -> Report:
    """The report in a file; its id is the file's name unless ``given`` says another.

    Raises:
        InputError: when the file cannot be read.
    """
    return Report(read_bytes(path), shown(path), given or Metadata(id=document_id(shown(path.name))))


def files_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files that ``paths`` mean: a file is itself, a folder all reports in it and below it, in the order of names.

    Hidden files and those called README are no reports. ``-`` stays what it is.

    Raises:
        InputError: when a folder holds no report.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted((each for each in path.rglob("*") if _is_report(each, path)), key=lambda each: each.as_posix())
        if not inside:
            raise InputError(
                f"{shown(path)} is a folder that holds no report", f"reports in folders end in {', '.join(SUFFIXES)}"
            )
        found += inside
    return tuple(found)


def read_manifest(path: Path) -> tuple[Entry, ...]:
    """What a manifest says, in its order. ``Metadata.place`` is as written there, a code or a name.

    Raises:
        InputError: when it is no TOML, has no report, or says something that cannot be said of one.
    """
    import tomllib

    name = shown(path)
    try:
        tables = tomllib.loads(read_bytes(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError(f"{name} is not UTF-8 text", "save the manifest as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{name} is not TOML: {error}", "a manifest has one [[report]] table per report") from None
    rows = tables.get("report")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{name} names no report", 'add a table for each: [[report]] with file = "…"')
    if others := sorted(tables.keys() - {"report"}):
        raise InputError(f"{name} says {others[0]}, which a manifest does not have", "its tables are all [[report]]")
    entries = tuple(_entry(row, path.parent, f"{name}, report {number}") for number, row in enumerate(rows, 1))
    ids = Counter(entry.given.id for entry in entries)
    if twice := [each for each, count in ids.items() if count > 1]:
        raise InputError(f"{name} calls two reports {twice[0]}", "give each an id of its own")
    return entries


def reports_of(entries: Iterable[Entry]) -> tuple[Report, ...]:
    """The reports of a manifest with the metadata written there.

    Raises:
        InputError: when a file cannot be read, or is not the one whose sha256 the manifest gives.
    """
    reports = []
    for entry in entries:
        report = report_at(entry.path, entry.given)
        if entry.sha256 is not None and hashlib.sha256(report.data).hexdigest() != entry.sha256.lower():
            raise InputError(
                f"{report.source} is not the file whose sha256 the manifest gives", "get it anew, or mend the manifest"
            )
        reports.append(report)
    return tuple(reports)


def shipped_reports() -> tuple[Report, ...]:
    """The reports of ``data/manifest.toml`` with the metadata written there.

    Raises:
        InputError: when a shipped text is not the one that the manifest describes.
    """
    from edugraph.resources import manifest

    return tuple(replace(report, source=Path(report.source).name) for report in reports_of(read_manifest(manifest())))


def described(paths: Iterable[Path], entries: Sequence[Entry]) -> tuple[Report, ...]:
    """The reports at ``paths``; those that the manifest lists, with what it says of them.

    Raises:
        InputError: when a file cannot be read, or is not the one whose sha256 the manifest gives.
    """
    listed = {entry.path.resolve(): entry for entry in entries}
    reports: list[Report] = []
    for path in paths:
        entry = listed.get(path.resolve())
        reports += [report_at(path)] if entry is None else reports_of([replace(entry, path=path)])
    return tuple(reports)


def distinct(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports with one id each: alike ids get the beginning of their sha256, the same bytes are read once."""
    seen: dict[tuple[str, bytes], Report] = {}
    for report in reports:
        seen.setdefault((report.given.id, hashlib.sha256(report.data).digest()), report)
    alike = Counter(name for name, _ in seen)
    return tuple(
        report if alike[name] == 1 else replace(report, given=replace(report.given, id=f"{name}-{digest.hex()[:8]}"))
        for (name, digest), report in seen.items()
    )


def _is_report(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    readme = path.name.upper().startswith("README")
    return path.suffix.lower() in SUFFIXES and not hidden and not readme and path.is_file()


def _entry(row: dict[str, Any], folder: Path, where: str) -> Entry:
    if strange := sorted(row.keys() - set(_KEYS)):
        raise InputError(f"{where} says {strange[0]}, which is not known of a report", f"it can say {', '.join(_KEYS)}")
    for key in _TEXTS:
        if key in row and not (isinstance(row[key], str) and row[key].strip()):
            raise InputError(f"{where}: {key} is not a text", f'write {key} = "…"')
    if "file" not in row:
        raise InputError(f"{where} names no file", 'say file = "…", relative to the manifest')
    year = row.get("year")
    if year is not None and (isinstance(year, bool) or not isinstance(year, int) or year not in _YEARS):
        raise InputError(f"{where}: {year} is not a year", "write it as a number, such as year = 2022")
    name = row.get("id") or document_id(Path(row["file"]).name)
    if document_id(name) != name:
        raise InputError(f"{where}: {name} is not an id", f"use letters, digits and hyphens: {document_id(name)}")
    given = Metadata(
        id=name,
        title=row.get("title"),
        publisher=row.get("publisher"),
        place=row.get("place"),
        year=year,
        date=_date(row.get("date"), where),
    )
    return Entry(folder / row["file"], given, row.get("sha256"))


def _date(value: object, where: str) -> str | None:
    try:
        return None if value is None else date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise InputError(f"{where}: {value} is not a date", 'write it as date = "2023-02-25"') from None
