"""What a report says of itself: title, publisher, place, date, and the year that it reports on.

Nothing is guessed: what the document does not tell stays ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from edugraph.documents.layout import Layout
from edugraph.documents.sections import Outline
from edugraph.lexicon.vocabulary import Place, Vocabulary
from edugraph.model import BlockKind, Level, Metadata, Status
from edugraph.text.fold import fold
from edugraph.text.numerals import chinese

_DATE = re.compile(r"(20\d\d|19\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)")
_TITLE_YEARS = re.compile(r"(20\d\d|19\d\d)\s*(?:年|学年)?")
_YEAR_SENTENCE = re.compile(
    r"(?:^|[\n。])(20\d\d|19\d\d)年(?:，|以来|,|是|[^\d，。]{0,12}(?:坚持|紧扣|围绕|认真|全面|深入|在|我))(?![^。]{0,30}?(?:将|拟|计划|力争))"
)
# What a report calls itself under its title: …教育局2023年工作回眸, 2024年一季度工作动态.
_NAMED_YEAR = re.compile(
    r"(20\d\d|19\d\d)年(?:度|上半年|下半年|第?[一二三四]季度|前三季度)?[^\d\n，。]{0,10}?(?:工作|总结|动态|回眸|回顾|纪实|亮点|综述|小结|成效|述评|公报|简报)"
)
_CHINESE_YEAR = re.compile(r"[一二][零一二三四五六七八九]{3}(?=年)")
# A title that only looks ahead (2024年工作要点) stands in a report on the year before.
_PLANS_ONLY = re.compile(r"计划|要点|思路|打算|安排|展望")
_REVIEWS = re.compile(r"总结|回顾|报告|情况|公报|成效|亮点|回眸|综述|完成")
_GOVERNMENT = re.compile(r"政府工作报告")
_BODY_NAME = (
    r"(?:教育和体育局|教育体育局|教体局|教育局|教育和科学技术局|教育科技局|教育工作委员会|教育工委"
    r"|教育委员会|教委|教育厅|教育考试院|人民政府|统计局)"
)
_SHORT_NAME = r"[\u4e00-\u9fff]{2,12}?"


def describe(layout: Layout, outline: Outline, given: Metadata, vocabulary: Vocabulary, source: str) -> Metadata:
    """Fill what ``given`` leaves open from the document itself.

    Args:
        layout: the repaired text with the lines set aside.
        outline: title and sections.
        given: what the user said; ``id`` is kept, other fields override the document.
        vocabulary: the gazetteer of places.
        source: the file's name, of which the year may be read when it stands there.
    """
    title = given.title or _title(layout, outline)
    date = given.date or _date(layout)
    year = given.year or _year(layout, outline, title, date)
    place = (
        vocabulary.places.get(given.place)
        if given.place
        else _place(layout, outline, vocabulary, title, given.publisher, year)
    )
    publisher = given.publisher or _publisher(layout, title, place)
    return replace(
        given, title=title, publisher=publisher, place=place.code if place else given.place, year=year, date=date
    )


def _title(layout: Layout, outline: Outline) -> str | None:
    if outline.title is None:
        return None
    span = layout.blocks[outline.title].span
    return layout.text[span.begin : span.end].strip()


def _head(layout: Layout) -> str:
    """Where a report names itself: its first blocks, its short lines anywhere and the lines set aside."""
    text = layout.text
    blocks = layout.blocks
    short = [text[b.span.begin : b.span.end] for b in blocks if b.kind is BlockKind.HEADING or len(b.span) <= 24]
    opening = [text[b.span.begin : min(b.span.end, b.span.begin + 160)] for b in blocks[:4]]
    return "\n".join([*short, *opening, *(line.text for line in layout.furniture)])


def _publisher(layout: Layout, title: str | None, place: Place | None) -> str | None:
    """The education authority that signs, named with its place in the title, in its own line or in the opening."""
    text = f"{title or ''}\n{_head(layout)}"
    names = [place.label, *place.shorts] if place else []
    for name in names:
        if match := re.search(rf"{re.escape(name)}[区县市省州盟旗]?{_BODY_NAME}", text):
            return match.group()
    if place is None and (match := re.search(rf"(?:^|\n)({_SHORT_NAME}{_BODY_NAME})(?=\n|$)", text)):
        return match.group(1)
    return None


def _place(
    layout: Layout,
    outline: Outline,
    vocabulary: Vocabulary,
    title: str | None,
    publisher: str | None,
    year: int | None,
) -> Place | None:
    """The division whose report this is.

    Full names count, in order of where they stand: the publisher's name, the title, the lines that name an authority,
    then the place that the text names most often. Among places that had one name in the year reported on the one whose
    parents are named is meant.
    """
    text = layout.text
    named = [part for part in (publisher, title) if part]
    head = _head(layout)
    named += [match.group() for match in re.finditer(rf"[\u4e00-\u9fff]{{2,14}}{_BODY_NAME}", head)]
    for part in named:
        if (place := _deepest(part, text, vocabulary, year)) is not None:
            return place
    return _deepest(head, text, vocabulary, year) or _most_named(text, vocabulary, year)


def _deepest(part: str, text: str, vocabulary: Vocabulary, year: int | None) -> Place | None:
    candidates: dict[str, Place] = {}
    begin = 0
    while begin < len(part):
        end = next(
            (
                end
                for end in range(min(len(part), begin + 12), begin + 1, -1)
                if part[begin:end] in vocabulary.place_names
            ),
            0,
        )
        if not end:
            begin += 1
            continue
        if end - begin > 2 or part[end:].startswith(("教", "市", "区", "县", "省", "自", "政", "人")):
            place = _choose(vocabulary.places_named(part[begin:end], year), text, vocabulary)
            if place is not None:
                candidates[place.code] = place
        begin = end
    if not candidates:
        return None
    depth = {Level.DISTRICT: 2, Level.MUNICIPAL: 1, Level.PROVINCIAL: 0}
    return max(candidates.values(), key=lambda p: (depth[p.level], p.label in part, -part.find(p.label)))


def _choose(places: Sequence[Place], text: str, vocabulary: Vocabulary) -> Place | None:
    """Of places with one name, the only one, or the one whose city or province the text names."""
    if len(places) == 1:
        return places[0]
    scored = []
    for place in places:
        parents = list(vocabulary.ancestors(place.code))
        scored.append((sum(1 for p in parents if any(name in text for name in (p.label, *p.shorts))), place))
    best = max(score for score, _ in scored)
    winners = [place for score, place in scored if score == best]
    return winners[0] if best and len(winners) == 1 else None


def _most_named(text: str, vocabulary: Vocabulary, year: int | None) -> Place | None:
    counts: dict[str, int] = {}
    for match in re.finditer(r"[\u4e00-\u9fff]{1,10}?[省市区县旗盟州]", text):
        for size in range(3, len(match.group()) + 1):
            name = match.group()[-size:]
            if name in vocabulary.place_names and len(vocabulary.places_named(name, year)) == 1:
                counts[name] = counts.get(name, 0) + 1
    if not counts:
        return None
    name, count = max(counts.items(), key=lambda item: (item[1], len(item[0]), item[0]))
    return vocabulary.places_named(name, year)[0] if count >= 3 else None


def _date(layout: Layout) -> str | None:
    for line in layout.furniture:
        if match := _DATE.search(line.folded):
            year, month, day = (int(part) for part in match.groups())
            if 1 <= month <= 12 and 1 <= day <= 31:
                return f"{year:04}-{month:02}-{day:02}"
    return None


def _arabic_years(folded: str) -> str:
    """A folded text with its years in Arabic numerals: 二零二零年 → 2020年."""
    return _CHINESE_YEAR.sub(lambda match: str(chinese(match.group())), folded)


def _year(layout: Layout, outline: Outline, title: str | None, date: str | None) -> int | None:
    """The year reported on: from the title, else from the headings of review and plan, the text's opening, the date."""
    folded = fold(layout.text)
    if title:
        years = [int(year) for year in _TITLE_YEARS.findall(_arabic_years(fold(title)))]
        if years:
            ahead = _GOVERNMENT.search(title) or (_PLANS_ONLY.search(title) and not _REVIEWS.search(title))
            return min(years) - 1 if ahead else min(years)
    if match := _NAMED_YEAR.search(folded[:400]):
        return int(match.group(1))
    reviewed = [s.period for s in outline.sections if s.status is Status.ACHIEVED and s.period]
    if reviewed:
        return int(reviewed[0])
    planned = [s.period for s in outline.sections if s.status is Status.PLANNED and s.period]
    if planned:
        return int(planned[0]) - 1
    if match := _YEAR_SENTENCE.search(folded):
        return int(match.group(1))
    if date:
        return int(date[:4]) - (1 if int(date[5:7]) <= 4 else 0)
    return None
