"""The words of the page, and how a fact is said in one line, with its numbers as people write them."""

from __future__ import annotations

from collections.abc import Mapping

from edugraph.graph.rows import Row
from edugraph.lexicon.turtle import read_records
from edugraph.resources import ontology_file

CLASSES: dict[str, str] = {
    "Report": "报告",
    "Section": "报告章节",
    "Department": "部门",
    "Place": "地点",
    "School": "学校",
    "University": "高校",
    "Organization": "组织",
    "Programme": "项目与品牌",
    "PolicyDocument": "政策文件",
    "Honour": "荣誉",
    "Project": "建设工程",
    "Indicator": "指标",
}
"""The classes of nodes in the order of the legend."""

STATUSES: dict[str, str] = {"achieved": "已完成", "ongoing": "进行中", "planned": "计划"}

LEVELS: dict[str, str] = {
    "national": "国家级",
    "provincial": "省级",
    "municipal": "市级",
    "district": "区县级",
    "township": "乡镇级",
    "school": "校级",
}

_PARENTS: dict[str, str] = {
    "w3org:unitOf": "属于",
    "w3org:subOrganizationOf": "属于",
    "schema:containedInPlace": "位于",
    "dcterms:isPartOf": "属于",
    "skos:broader": "上位指标",
    "edu:place": "位于",
}

_HEDGES = {"more_than": "{}余", "less_than": "近{}", "about": "约{}", "at_least": "{}以上", "at_most": "{}以内"}


def terms() -> Mapping[str, str]:
    """How the classes and properties of the graph are called on the page: as the ontology labels them."""
    records = read_records([ontology_file("schema.ttl")])
    labels = {name: record["rdfs:label"][0] for name, record in records.items() if record.get("rdfs:label")}
    return {**labels, **_PARENTS}


def plain_number(value: float) -> str:
    """A number as people write it: 400000 → 40万, 89.680 → 89.68."""
    for size, word in ((100_000_000, "亿"), (10_000, "万")):
        if abs(value) >= size and round(value / size, 4) * size == value:
            return f"{_short(value / size)}{word}"
    return _short(value)


def figure(row: Row) -> str:
    """The number of a fact: 7所, 近7.8万人次, 89.68% → 95.56%, 比上年 +3.2%; empty when there is none."""
    unit = row["unit"] or ""
    value, earlier, delta, count = row["value"], row["value_from"], row["delta"], row["count"]
    if value is not None:
        now = row["as_printed"] or f"{plain_number(value)}{unit}"
        return f"{plain_number(earlier)}{unit} → {plain_number(value)}{unit}" if earlier is not None else now
    if delta is not None:
        return f"{'+' if delta > 0 else '−'}{plain_number(abs(delta))}{unit}"
    if count is not None:
        return row["as_printed"] or _HEDGES.get(row["qualifier"] or "", "{}").format(f"{plain_number(count)}{unit}")
    return ""


def heading(row: Row, verb: str | None) -> str:
    """A fact in one line; ``verb`` is what is done, in Chinese."""
    kind = row["kind"]
    level = LEVELS.get(row["level"] or "", "")
    if kind in ("observation", "change"):
        parts = [level, row["measure"], figure(row)]
        if row["value"] is not None and row["delta"] is not None and row["value_from"] is None:
            sign = "+" if row["delta"] > 0 else "−"
            parts.append(f"({sign}{plain_number(abs(row['delta']))}{row['unit'] or ''})")
    elif kind == "recognition":
        ordinal = f"第{row['batch']}批" if row["batch"] else f"第{row['edition']}届" if row["edition"] else ""
        parts = [row["recipient"], "·", level, ordinal, row["title"], row["rank"], figure(row)]
        if not row["recipient"]:
            parts = parts[2:]
    elif kind == "project":
        parts = [row["work"], "、".join(row["schools"]), figure(row)]
    else:
        parts = [row["agent"], verb, row["object"]]
    return " ".join(str(part) for part in parts if part) or (row["quote"] or "")


def _short(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
