"""The rules for names of programmes and policy documents: what ``rules/programmes.toml`` says, compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from edugraph.errors import RuleError
from edugraph.lexicon.patterns import one_of
from edugraph.resources import folder

_FILE = "programmes.toml"


@dataclass(frozen=True, slots=True)
class QuotedRules:
    """What makes a programme of a name in quotation marks.

    ``noun`` fits what stands behind the name and belongs to it; ``inside`` and ``shape`` fit a name that needs no such
    noun; ``refused`` a name that is a saying, ``refused_after`` what follows aims, problems and honours.
    """

    noun: re.Pattern[str]
    inside: re.Pattern[str]
    shape: re.Pattern[str]
    refused: re.Pattern[str]
    refused_after: re.Pattern[str]
    verbs: frozenset[str]
    mild: frozenset[str]
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnquotedRule:
    """A pattern whose group ``name`` is a programme. ``campaign`` when paragraphs may stand under it."""

    name: str
    regex: re.Pattern[str]
    campaign: bool
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PolicyRules:
    """What makes a policy document of a title in 《》, and what is said around it.

    ``issued`` fits the text between the body that puts a document out and its title; ``joined`` that between two bodies
    that do so together; ``number`` the document number behind (or before) a title.
    """

    ending: re.Pattern[str]
    bare: re.Pattern[str]
    refused: re.Pattern[str]
    verb: re.Pattern[str]
    issued: re.Pattern[str]
    joined: re.Pattern[str]
    number: re.Pattern[str]
    number_before: re.Pattern[str]
    trial: re.Pattern[str]
    draft: re.Pattern[str]
    prefix: re.Pattern[str]
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeRules:
    """All rules of ``rules/programmes.toml``.

    ``refused`` fits what no unquoted name begins with, ``generic`` a phrase that names nothing; ``chain`` what is named
    with a programme before it (、乙工程); ``endings`` what a name may carry or not at its end.
    """

    quoted: QuotedRules
    unquoted: tuple[UnquotedRule, ...]
    refused: re.Pattern[str]
    generic: re.Pattern[str]
    chain: re.Pattern[str]
    endings: re.Pattern[str]
    policy: PolicyRules


def load_programme_rules() -> ProgrammeRules:
    """Read ``rules/programmes.toml``.

    Raises:
        RuleError: when a part of it is missing or malformed, or a rule lacks examples.
    """
    data = tomllib.loads((folder("rules") / _FILE).read_text(encoding="utf-8"))
    try:
        parts = data["parts"]
        name = "".join(parts["NAME"].split())
        return ProgrammeRules(
            quoted=_quoted(data["quoted"]),
            unquoted=tuple(_unquoted(row, name) for row in data["unquoted"]),
            refused=re.compile(parts["refused"]),
            generic=re.compile(parts["generic"]),
            chain=re.compile(
                rf"[、和与及](?P<name>{name}{{3,16}}?(?:行动计划|行动|工程|计划))(?=[，。；、：（）和与及等]|$)"
            ),
            endings=re.compile(f"{one_of(parts['endings'].split())}+$"),
            policy=_policy(data["policy"]),
        )
    except (KeyError, re.error) as error:
        raise RuleError(f"rules/{_FILE}: {error}", "every part of it is needed") from None


def _examples(row: dict[str, Any], name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not row.get("positive") or not row.get("negative"):
        raise RuleError(f"{name} of {_FILE} lacks examples", "every rule carries its own examples")
    return tuple(row["positive"]), tuple(row["negative"])


def _quoted(row: dict[str, Any]) -> QuotedRules:
    positive, negative = _examples(row, "quoted")
    strong, weak, tail = one_of(row["strong"].split()), one_of(row["weak"].split()), row["tail"]
    filler = rf"(?:(?![{row['between']}])[\u4e00-\u9fff]){{0,6}}?"
    return QuotedRules(
        noun=re.compile(rf"(?:{filler}{strong}(?:{strong}|{weak})*|{weak}(?:{strong}|{weak})*)(?!{tail})"),
        inside=re.compile(f".+{one_of(row['inside'].split())}"),
        shape=re.compile(row["shapes"]),
        refused=re.compile(row["refused"]),
        refused_after=re.compile(row["refused_after"]),
        verbs=frozenset(row["verbs"].split()),
        mild=frozenset(row["mild"].split()),
        positive=positive,
        negative=negative,
    )


def _unquoted(row: dict[str, Any], name: str) -> UnquotedRule:
    positive, negative = _examples(row, row["name"])
    pattern = row["pattern"].replace("\n(?P", "(?P").replace("NAME", name)
    return UnquotedRule(row["name"], re.compile(pattern, re.M), bool(row.get("campaign")), positive, negative)


def _policy(row: dict[str, Any]) -> PolicyRules:
    positive, negative = _examples(row, "policy")
    ending, verb = one_of(row["endings"].split()), one_of(row["issue"].split())
    adverbs, others = row["adverbs"], row["others"]
    titles = r"(?:《[^《》]*》(?:（[^（）]*）)?[、和及]?)*"
    return PolicyRules(
        ending=re.compile(f".*{ending}"),
        bare=re.compile(f"(?:实施|指导|工作|总体|行动)?{ending}"),
        refused=re.compile(row["refused"]),
        verb=re.compile(rf"(?<!参与){verb}(?:了|实施)?$"),
        issued=re.compile(rf"(?:{others})?(?:(?:{adverbs})*{verb}(?:了|的|实施|并实施)?)?{titles}"),
        joined=re.compile(row["joins"]),
        number=re.compile(row["number"]),
        number_before=re.compile(rf"(?:{row['cited']}|^|(?<=[，。；、（])){row['number']}$"),
        trial=re.compile(row["trial"]),
        draft=re.compile(row["draft"]),
        prefix=re.compile(row["prefix"]),
        positive=positive,
        negative=negative,
    )
