"""Triples as Turtle for people and for ``git diff``: one fixed order, one subject a paragraph, names abbreviated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from edugraph.graph.iris import BASE, DESCRIPTION, KINDS, XSD, abbreviates, prefixes
from edugraph.graph.order import OTHER, RANK
from edugraph.graph.terms import TYPE, Triple, term

_MENTIONED = term("edu:mentionedAt")
_LONG = {term("nif:isString"), term("edu:rawString")}

_BY_OFFSETS = {"fact", "annotation", "target", "selector"}
"""The kinds whose names end in offsets of a text (``fact:wuxing-2022_85_115``)."""

_ESCAPED = re.compile(r"\\(.)")
_WHOLE = f'"^^<{XSD}integer>'
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d+\.\d+", re.ASCII)
_BOOLEAN = re.compile("true|false")

SubjectKey = tuple[int, str, tuple[int, ...], str]

_Plan = list[tuple[int, str, tuple[int, ...]]]
"""For each predicate in its order: its first triple, its text, and all its triples unless there is but one."""


def to_turtle(
    triples: Iterable[Triple],
    base: str = BASE,
    *,
    kinds: Sequence[str] = (),
    vocabularies: Mapping[str, str] | None = None,
) -> str:
    """Turtle for these triples, which may come in any order; the same set of triples gives the same text.

    Subjects stand in the order description, document, places, organisations, schools … points, facts, evidence; facts
    and evidence in the order of the text. ``a`` comes first, then the predicates in one fixed order.

    Args:
        triples: N-Triples terms.
        base: the IRI under which the graph names its things.
        kinds: more kinds of things that get a prefix; they stand behind the usual ones, in this order.
        vocabularies: more prefixes of vocabularies.
    """
    write = _Writer(base, kinds, vocabularies or {})
    subjects = _grouped(triples)
    order = sorted(subjects, key=write.subject_key)
    return write.head() + "".join([write.paragraph(name, subjects[name]) for name in order])


def in_order(triples: Iterable[Triple], base: str = BASE) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each subject with its predicates and objects, all in the order of the Turtle and without duplicates."""
    subjects = _grouped(triples)
    for name in sorted(subjects, key=_Writer(base).subject_key):
        yield name, sorted({(predicate, value) for _, predicate, value in subjects[name]}, key=_in_subject)


def _grouped(triples: Iterable[Triple]) -> dict[str, list[Triple]]:
    """The triples of each subject, which mostly come in a row: they are cut out, not copied one by one."""
    held = triples if isinstance(triples, list) else list(triples)
    subjects: dict[str, list[Triple]] = {}
    begin = 0
    current = held[0][0] if held else ""
    for index, triple in enumerate(held):
        if triple[0] != current:
            subjects.setdefault(current, []).extend(held[begin:index])
            begin, current = index, triple[0]
    if held:
        subjects.setdefault(current, []).extend(held[begin:])
    return subjects


def _in_subject(item: tuple[str, str]) -> tuple[int, str, tuple[str, tuple[int, ...], str]]:
    predicate, value = item
    return RANK.get(predicate, OTHER), predicate, _by_offset(value) if predicate == _MENTIONED else (value, (), value)


def _by_offset(value: str) -> tuple[str, tuple[int, ...], str]:
    """Places of a text stand in its order, not in that of their digits."""
    document, _, offsets = value[1:-1].partition("#char=")
    return document, tuple([int(part) for part in offsets.split(",") if part.isdecimal()]), value


class _Writer:
    """Abbreviates terms for one document and remembers what it abbreviated."""

    def __init__(self, base: str, kinds: Sequence[str] = (), vocabularies: Mapping[str, str] | None = None) -> None:
        self.home = f"{base}id/"
        more = {kind: f"{self.home}{kind}/" for kind in kinds}
        self.prefixes = {**prefixes(base), **(vocabularies or {}), **more}
        self.kinds = {kind: rank for rank, kind in enumerate((*KINDS, *kinds))}
        self.ranks = {kind: rank for rank, kind in enumerate((*DESCRIPTION, *KINDS, *kinds))}
        self.short: dict[str, str] = {}
        self.plans: dict[tuple[str, ...], _Plan] = {}

    def head(self) -> str:
        """The base and all prefixes."""
        lines = [f"@base <{self.home}> ."]
        lines += [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in sorted(self.prefixes.items())]
        return "\n".join(lines) + "\n"

    def subject_key(self, subject: str) -> SubjectKey:
        """Where a subject stands: by kind, then by name, facts and evidence by their offsets."""
        home = self.home
        ranks = self.ranks
        if not subject.startswith(home, 1):
            return (len(ranks) + 2, subject, (), subject)
        name = subject[len(home) + 1 : -1]
        kind, _, local = name.partition("/")
        if kind in _BY_OFFSETS:
            head, *numbers = local.split("_") if "_" in local else (local,)
            rank = ranks.get(kind, len(ranks) + 1)
            return (rank, head, tuple(int(part) for part in numbers if part.isdecimal()), subject)
        if kind == "doc" and "#" in local:
            head, _, offsets = local.partition("#char=")
            return (len(ranks), head, tuple(int(part) for part in offsets.split(",") if part.isdecimal()), subject)
        return (ranks.get(kind, len(ranks) + 1), local, (), subject)

    def paragraph(self, subject: str, triples: list[Triple]) -> str:
        """One subject with all its predicates and objects."""
        signature = tuple([triple[1] for triple in triples])
        plan = self.plans.get(signature)
        if plan is None:
            plan = self.plans[signature] = self._plan(signature)
        short, abbreviate = self.short, self._abbreviate
        parts: list[str] = []
        for index, head, more in plan:
            value = triples[index][2]
            if more:
                parts.append(head + self._objects(triples, index, more))
            elif value[0] == '"' and value[-1] != ">":
                parts.append(head + value)
            else:
                parts.append(head + (short.get(value) or abbreviate(value)))
        name = short.get(subject) or abbreviate(subject)
        return f"\n{name} " + " ;\n    ".join(parts) + " .\n"

    def _plan(self, signature: tuple[str, ...]) -> _Plan:
        """How subjects with these predicates are written; most subjects share theirs with many."""
        places: dict[str, list[int]] = {}
        for index, predicate in enumerate(signature):
            places.setdefault(predicate, []).append(index)
        ranked = sorted((RANK.get(predicate, OTHER), predicate) for predicate in places)
        plan: _Plan = []
        for _, predicate in ranked:
            held = places[predicate]
            head = f"{self.short.get(predicate) or self._abbreviate(predicate)} "
            plan.append((held[0], head, tuple(held) if len(held) > 1 or predicate in _LONG else ()))
        return plan

    def _objects(self, triples: list[Triple], index: int, places: tuple[int, ...]) -> str:
        """The different objects of one predicate in their order; a text may run over several lines."""
        predicate = triples[index][1]
        mentions = predicate == _MENTIONED
        values = sorted({triples[place][2] for place in places}, key=_by_offset if mentions else None)
        if predicate in _LONG:
            return ", ".join(map(_long, values))
        short, abbreviate = self.short, self._abbreviate
        written = [
            value if value[0] == '"' and value[-1] != ">" else short.get(value) or abbreviate(value) for value in values
        ]
        return (",\n        " if mentions else ", ").join(written)

    def _abbreviate(self, value: str) -> str:
        """The shortest form of an IRI or typed literal, remembered for the next time unless it is a whole number."""
        if value.endswith(_WHOLE) and (number := value[1 : -len(_WHOLE)]).isdecimal():
            return number
        if value == TYPE:
            text = "a"
        elif value[0] == '"':
            text = self._typed(value)
        elif value[0] == "_":
            text = value
        else:
            text = self._name(value)
        self.short[value] = text
        return text

    def _name(self, value: str) -> str:
        iri = value[1:-1]
        if iri.startswith(self.home):
            rest = iri[len(self.home) :]
            kind, _, local = rest.partition("/")
            if kind in self.kinds:
                return f"{kind}:{local}" if "#" not in local and abbreviates(local) else f"<{rest}>"
            if kind in DESCRIPTION:
                return f"<{rest}>"
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and abbreviates(iri[len(namespace) :]):
                return f"{prefix}:{iri[len(namespace) :]}"
        return value

    def _typed(self, value: str) -> str:
        lexical, _, datatype = value.rpartition("^^")
        name = self.short.get(datatype) or self._abbreviate(datatype)
        bare = lexical[1:-1]
        if name == "xsd:integer":
            short = _INTEGER.fullmatch(bare)
        elif name == "xsd:decimal":
            short = _DECIMAL.fullmatch(bare)
        else:
            short = _BOOLEAN.fullmatch(bare) if name == "xsd:boolean" else None
        return bare if short else f"{lexical}^^{name}"


def _long(value: str) -> str:
    """A literal over several lines: its line ends stand as such, every other escape stays."""
    if "\\n" not in value:
        return value
    body, quote, tag = value[1:].rpartition('"')
    text = _ESCAPED.sub(lambda match: "\n" if match[1] == "n" else match[0], body)
    return f'""{quote}{text}"""{tag}'
