"""Hand-made readings of an invented report, one fact of each kind in them."""

from __future__ import annotations

from decimal import Decimal

from edugraph.model import (
    Action,
    Block,
    BlockKind,
    Change,
    ConstructionProject,
    Coverage,
    Document,
    Fact,
    Level,
    Metadata,
    Observation,
    Origin,
    Qualifier,
    Quantity,
    Reading,
    Recognition,
    Relation,
    Section,
    Span,
    Status,
    Thing,
    ThingType,
)

SENTENCES = (
    "全年培育书香校园12所，",
    "普惠率由81.5%提升至90%，",
    "教师比上年增加30名，",
    "惠及居民近7.8万人次，",
    "推进青山小学、绿水中学等6所学校新建工程。",
    "获评省第二批“书香”示范县一等奖。",
    "出台《书香校园\\建设“方案”》，",
    "县教育局指导绿水中学。",
    "明年培育书香校园15所，",
    "明年普惠率达95%以上。",
)
PARTS = ((0, 9), (9, 10))
TITLES = ("一年回顾", "明年打算")


def quantity(
    span: Span, value: str, unit: str | None, printed: str, qualifier: Qualifier = Qualifier.EXACT
) -> Quantity:
    """A quantity whose span does not matter here."""
    return Quantity(span, Decimal(value), unit, qualifier, printed)


def reading(year: int = 2031, document: str = "xian-2031", copies: int = 1) -> Reading:
    """A report of an invented county: ``copies`` times the ten sentences, every one of them a fact."""
    text, spans = "", []
    for _ in range(copies):
        for sentence in SENTENCES:
            spans.append(Span(len(text), len(text) + len(sentence) - 1))
            text += sentence
        text += "\n"
    raw = text.replace("教师比上年", "教师比\n上年")
    things = _things(text)
    facts = tuple(fact for index in range(copies) for fact in _facts(spans[index * 10 : index * 10 + 10], str(year)))
    return Reading(
        document=Document(
            metadata=Metadata(document, "某县教育工作报告", "某县教育局", "990001", year, f"{year + 1}-02-25"),
            text=text,
            raw=raw,
            runs=_runs(text, raw),
            blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text)), 0),),
            sections=tuple(Section(Span(0, 4), title, 1) for title in TITLES),
            sha256="0" * 64,
            source="/somewhere/report.txt",
            encoding="utf-8",
        ),
        things=things,
        facts=facts,
        coverage=Coverage(numerals=9 * copies, numerals_read=8 * copies, clauses=10 * copies, clauses_read=10 * copies),
    )


def _runs(text: str, raw: str) -> tuple[tuple[int, int, int], ...]:
    runs, at, here = [], 0, 0
    for line in raw.split("教师比\n"):
        length = len(line) + (3 if here + len(line) < len(text) else 0)
        runs.append((here, at, length))
        here, at = here + length, at + length + 1
    return tuple(runs)


def _things(text: str) -> tuple[Thing, ...]:
    def at(name: str) -> tuple[Span, ...]:
        begin = text.find(name)
        return (Span(begin, begin + len(name)),) if begin >= 0 else ()

    school, place, department = ThingType.SCHOOL, ThingType.PLACE, ThingType.DEPARTMENT
    return (
        Thing("place:990000", place, "Place", "某市", identifier="990000", known=True),
        Thing("place:990001", place, "Place", "某县", ("本县",), "990001", part_of="place:990000", known=True),
        Thing("org:某市教育局", department, "Department", "某市教育局", part_of="place:990000"),
        Thing(
            "org:某县教育局",
            department,
            "Department",
            "某县教育局",
            ("县教育局",),
            part_of="place:990001",
            ties=(("guidedBy", "org:某市教育局"),),
            mentions=at("县教育局"),
        ),
        Thing(
            "school:990001_青山小学", school, "PrimarySchool", "青山小学", place="place:990001", mentions=at("青山小学")
        ),
        Thing(
            "school:990001_绿水中学", school, "MiddleSchool", "绿水中学", place="place:990001", mentions=at("绿水中学")
        ),
        Thing(
            "school:990001_绿水中学东校区",
            school,
            "MiddleSchool",
            "绿水中学东校区",
            place="place:990001",
            part_of="school:990001_绿水中学",
        ),
        Thing("programme:书香行动", ThingType.PROGRAMME, "Programme", "“书香”行动"),
        Thing(
            "policy:书香校园建设方案",
            ThingType.POLICY_DOCUMENT,
            "PolicyDocument",
            "书香校园\\建设“方案”",
            mentions=at("书香校园\\建设“方案”"),
        ),
        Thing("indicator:普惠率", ThingType.INDICATOR, "Indicator", "普惠率", ("普惠园占比",), known=True),
    )


def _facts(spans: list[Span], year: str) -> list[Fact]:
    place, then = "place:990001", str(int(year) + 1)

    def common(index: int, rule: str, *, planned: bool = False) -> dict[str, object]:
        return {
            "quote": spans[index],
            "status": Status.PLANNED if planned else Status.ACHIEVED,
            "status_origin": Origin.SECTION,
            "period": then if planned else year,
            "period_origin": Origin.SAID if planned else Origin.REPORT,
            "about": place,
            "rule": rule,
            "section": 1 if planned else 0,
        }

    def number(index: int, value: str, unit: str | None, printed: str, how: Qualifier = Qualifier.EXACT) -> Quantity:
        return quantity(spans[index], value, unit, printed, how)

    made: list[Fact] = [
        Observation(
            **common(0, "count.measure-first"),  # type: ignore[arg-type]
            measure="书香校园",
            quantity=number(0, "12", "所", "12所"),
            level=Level.DISTRICT,
            indicator="indicator:书香校园",
            verb="培育",
        ),
        Change(
            **common(1, "change.from-rise-to"),  # type: ignore[arg-type]
            measure="普惠率",
            quantity=number(1, "90.0", "%", "90%"),
            earlier=number(1, "81.50", "%", "81.5%"),
            indicator="indicator:普惠率",
        ),
        Change(
            **common(2, "change.delta"),  # type: ignore[arg-type]
            measure="教师",
            delta=Decimal(30),
            delta_unit="名",
            indicator="indicator:教师",
        ),
        Observation(
            **common(3, "count.people"),  # type: ignore[arg-type]
            measure="惠及居民",
            quantity=number(3, "7.8E+4", "人次", "近7.8万人次", Qualifier.LESS_THAN),
            indicator="indicator:惠及居民",
        ),
        ConstructionProject(
            **common(4, "project.new"),  # type: ignore[arg-type]
            work="新建",
            schools=("school:990001_绿水中学", "school:990001_青山小学"),
            measure="学校",
            count=number(4, "6", "所", "6所"),
        ),
        Recognition(
            **common(5, "honour.granted"),  # type: ignore[arg-type]
            title="“书香”示范县",
            recipients=(place,),
            grantor="省",
            level=Level.PROVINCIAL,
            batch=2,
            rank="一等奖",
        ),
        Action(
            **common(6, "action.issue"),  # type: ignore[arg-type]
            verb="出台",
            object="《书香校园\\建设“方案”》",
            objects=("policy:书香校园建设方案",),
            agent="org:某县教育局",
            programme="programme:书香行动",
        ),
        Relation(
            **common(7, "relation.guides"),  # type: ignore[arg-type]
            subject="org:某县教育局",
            predicate="guides",
            object="school:990001_绿水中学",
        ),
        Observation(
            **common(8, "count.measure-first", planned=True),  # type: ignore[arg-type]
            measure="书香校园",
            quantity=number(8, "15", "所", "15所"),
            level=Level.DISTRICT,
            indicator="indicator:书香校园",
            verb="培育",
        ),
        Observation(
            **common(9, "rate.reaches", planned=True),  # type: ignore[arg-type]
            measure="普惠率",
            quantity=number(9, "95", "%", "95%以上", Qualifier.AT_LEAST),
            indicator="indicator:普惠率",
        ),
    ]
    return made
