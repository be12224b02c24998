"""Write docs/indicators.md from ontology/indicators: ``python scripts/make_indicator_docs.py``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from edugraph import resources
from edugraph.lexicon.turtle import Record, read_records

DOCS = Path(__file__).resolve().parent.parent / "docs" / "indicators.md"
_DIRECTIONS = {"up": "higher is better", "down": "lower is better", "neutral": "neither way is better"}
_LEVELS = {
    "national": "国家级",
    "provincial": "省级",
    "municipal": "市级",
    "district": "区县级",
    "township": "乡镇级",
    "school": "校级",
}
_HEAD = """\
# Indicators

<!-- Written by scripts/make_indicator_docs.py from ontology/indicators; do not edit. -->

{count} indicators in {families} families. A measure of a report that has one of these names links to the indicator:
with its population where it is said of a part (小学专任教师), with its level where it is said at one (市级骨干教师).
Any other measure gets an indicator minted from its words. `edugraph check` reads every example;
`edugraph check --new-indicators REPORT` lists the measures that have none of these names.

Rates and ratios are read as printed: a percentage is the number before %, a ratio of n:1 is n without a unit.

To add an indicator, copy a paragraph of the file of its family in `ontology/indicators/`, change every line of it, and
run `edugraph check`.
"""


def page() -> str:
    """The page as Markdown."""
    records = read_records(path for path in resources.ontology_files() if path.parent.name == "indicators")
    families = {key: record for key, record in records.items() if key.startswith("family:")}
    indicators = {key: record for key, record in records.items() if key.startswith("indicator:")}
    lines = [_HEAD.format(count=len(indicators), families=len(families)), *_contents(families, indicators)]
    for family, record in families.items():
        lines += ["", f"## {_title(record)}", ""]
        for each in indicators.values():
            if family in each["skos:inScheme"]:
                lines += _entry(each, records)
    return "\n".join(lines).rstrip() + "\n"


def _contents(families: Mapping[str, Record], indicators: Mapping[str, Record]) -> Iterator[str]:
    yield "| family | file | indicators |"
    yield "|---|---|---|"
    for key, record in families.items():
        name = key.removeprefix("family:")
        count = sum(key in each["skos:inScheme"] for each in indicators.values())
        yield f"| {_title(record)} | `{name}.ttl` | {count} |"


def _title(record: Record) -> str:
    return f"{record['rdfs:label'][0]} · {record['rdfs:label@en'][0]}"


def _entry(record: Record, records: Mapping[str, Record]) -> Iterator[str]:
    def one(name: str) -> str:
        return record.get(name, [""])[0]

    yield f"### {one('rdfs:label')}"
    yield ""
    yield f"{one('rdfs:label@en')}. {one('skos:definition')} {one('skos:definition@en')}"
    yield ""
    about = [f"unit {one('edu:unit') or 'none (a ratio)'}", f"of {one('edu:population')}"]
    about.append(_DIRECTIONS[one("edu:direction")])
    about += [f"part of {records[key]['rdfs:label'][0]}" for key in record.get("skos:broader", ())]
    yield f"- {' · '.join(about)}"
    if synonyms := record.get("skos:altLabel"):
        yield f"- also: {'、'.join(synonyms)}"
    if sources := record.get("dcterms:source"):
        yield f"- defined in {'; '.join(_source(records[key]) for key in sources)}"
    said = [_LEVELS.get(one("edu:exampleLevel"), ""), one("edu:examplePopulation")]
    said += [one("edu:exampleValue"), one("edu:exampleUnit") or one("edu:unit")]
    yield f"- “{one('skos:example')}” → {' '.join(word for word in said if word)}"
    yield ""


def _source(record: Record) -> str:
    number = record.get("dcterms:identifier", [""])[0]
    return record["rdfs:label"][0] + (f"（{number}）" if number else "")


if __name__ == "__main__":
    DOCS.write_text(page(), encoding="utf-8", newline="\n")
