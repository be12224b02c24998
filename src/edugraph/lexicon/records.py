"""From the ontology's records to the nouns of the vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from edugraph import resources
from edugraph.errors import RuleError
from edugraph.lexicon.bodies import Body
from edugraph.lexicon.compiled import cache_folder, load_records
from edugraph.lexicon.terms import Place, Term, Unit
from edugraph.lexicon.turtle import Record
from edugraph.model import Key, Level, ThingType

Records = Mapping[Key, Record]

_TYPES = frozenset(each.value for each in ThingType)
_SCHEMA = {"schema.ttl", "shapes.ttl", "findings.ttl"}
"""Files of the ontology that name classes and constraints, nothing to be found in a text."""


def read() -> Mapping[str, Records]:
    """The records of the shipped ontology by the prefix of their keys (``place``, ``unit``, ``edu`` …).

    Raises:
        InputError: when this installation lacks the ontology.
        RuleError: when a file of it is not Turtle.
    """
    found: defaultdict[str, dict[Key, Record]] = defaultdict(dict)
    paths = [path for path in resources.ontology_files() if path.name not in _SCHEMA]
    for key, record in load_records(paths, cache_folder()).items():
        found[key.partition(":")[0]][key] = record
    return found


def _one(key: Key, record: Record, name: str) -> str:
    values = record.get(name)
    if not values:
        raise RuleError(f"{key} of the ontology lacks {name}", "every entry of its file carries one; copy a line of it")
    return values[0]


def _level(code: str) -> Level:
    if code.endswith("0000"):
        return Level.PROVINCIAL
    return Level.MUNICIPAL if code.endswith("00") else Level.DISTRICT


def places(records: Records) -> Iterator[Place]:
    """The administrative divisions, in the order of their codes."""
    for key, record in records.items():
        code = key[6:]
        parent = record.get("schema:containedInPlace")
        yield Place(
            code,
            _one(key, record, "rdfs:label"),
            tuple(record.get("skos:altLabel", ())),
            tuple(record.get("skos:hiddenLabel", ())),
            parent[0][6:] if parent else None,
            _level(code),
            _year(record, "edu:validFrom"),
            _year(record, "edu:validUntil"),
            tuple(record.get("edu:formerName", ())),
            _year(record, "edu:renamedIn"),
        )


def _year(record: Record, name: str) -> int | None:
    values = record.get(name)
    return int(values[0]) if values else None


def units(records: Records) -> Iterator[Unit]:
    """The units and classifiers, in the order of the file."""
    for key, record in records.items():
        aliases = tuple(record.get("skos:altLabel", ()))
        yield Unit(_one(key, record, "rdfs:label"), _one(key, record, "edu:unitKind"), aliases)


def terms(records: Records, default: ThingType) -> dict[Key, Term]:
    """The named things of one kind. ``default`` is their type where their class is not a type of its own."""
    return {key: _term(key, record, default) for key, record in records.items()}


def _term(key: Key, record: Record, default: ThingType) -> Term:
    kind = _one(key, record, "rdf:type").removeprefix("edu:")

    def first(name: str) -> str | None:
        values = record.get(name)
        return values[0] if values else None

    return Term(
        key=key,
        type=ThingType(kind) if kind in _TYPES else default,
        kind=kind,
        label=_one(key, record, "rdfs:label"),
        aliases=tuple(record.get("skos:altLabel", ())),
        label_en=first("rdfs:label@en"),
        broader=first("skos:broader") or first("w3org:subOrganizationOf"),
        unit=first("edu:unit"),
        population=first("edu:population"),
        direction=first("edu:direction"),
        nature=first("edu:nature"),
    )


def bodies(records: Records) -> Iterator[Body]:
    """The kinds of local bodies, in the order of the file."""
    for key, record in records.items():
        part_of = record.get("edu:partOfFunction")
        yield Body(
            name=_one(key, record, "rdfs:label"),
            base=_one(key, record, "edu:nameBase"),
            function=_one(key, record, "edu:function"),
            shorts=tuple(record.get("skos:altLabel", ())),
            near=tuple(record.get("edu:nearEnding", ())),
            levels=frozenset(Level(level) for level in record.get("edu:atLevel", ())),
            endings=frozenset(record.get("edu:placeEnding", ())),
            part_of=part_of[0] if part_of else None,
            plain=tuple(record.get("edu:plainEnding", ())),
            alone=tuple(record.get("edu:aloneEnding", ())),
        )


def school_suffixes(records: Records) -> dict[str, str]:
    """The endings of school names with the local names of their classes."""
    return {
        ending: key.removeprefix("edu:")
        for key, record in records.items()
        for ending in record.get("skos:hiddenLabel", ())
    }


def school_stages(records: Records) -> dict[str, tuple[Key, ...]]:
    """The local names of the classes of schools with the stages that their schools teach."""
    return {
        key.removeprefix("edu:"): tuple(record["rdfs:seeAlso"])
        for key, record in records.items()
        if "rdfs:seeAlso" in record and "skos:hiddenLabel" in record
    }


def generic_modifiers(records: Records) -> frozenset[str]:
    """The words before an ending that name no school."""
    return frozenset(records["words:modifier"]["skos:example"])


def word_lists(records: Records) -> dict[str, frozenset[str]]:
    """The lists of words of the ontology by their local names (``touching``, ``countEnding`` …)."""
    return {key.removeprefix("words:"): frozenset(record["skos:example"]) for key, record in records.items()}


def stages(records: Records) -> dict[str, str]:
    """Every name of a stage of education with its label."""
    return {
        name: record["rdfs:label"][0]
        for record in records.values()
        for name in (record["rdfs:label"][0], *record.get("skos:altLabel", ()))
    }
