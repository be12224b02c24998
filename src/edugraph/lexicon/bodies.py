"""The regular bodies of a place: how 区委, 市教育局 and 省厅 become 中共吴兴区委, 湖州市教育局 and 浙江省教育厅.

``ontology/bodies.ttl`` holds the endings; here they are put together with places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from edugraph.lexicon.terms import Place
from edugraph.model import Key, Level


@dataclass(frozen=True, slots=True)
class Body:
    """One kind of body. The fields are explained at the top of ``ontology/bodies.ttl``.

    ``name`` is the official ending, ``shorts`` follow a place or its level word, ``near`` a level word only, ``plain``
    a place without its committee, ``alone`` nothing at all in a report of that very place; ``levels`` and ``endings``
    say which places have one, empty for all.
    """

    name: str
    base: str
    function: str
    shorts: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    levels: frozenset[Level] = frozenset()
    endings: frozenset[str] = frozenset()
    part_of: str | None = None
    plain: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()

    def exists_in(self, place: Place) -> bool:
        """Whether a place of this level and kind has such a body."""
        return (not self.levels or place.level in self.levels) and (
            not self.endings or not self.endings.isdisjoint(endings(place))
        )


@dataclass(frozen=True, slots=True)
class LocalBody:
    """A body of one place, with its full name (中共吴兴区委政法委)."""

    label: str
    place: Place
    body: Body

    @property
    def key(self) -> Key:
        """The CURIE of the body: the code of its place keeps bodies of places of one name apart."""
        return f"org:{self.place.code}_{self.label}"


def endings(place: Place) -> tuple[str, ...]:
    """What kind of place it is, by the word its name ends in: 恩施土家族苗族自治州 → 州, 重庆市 → 直辖市."""
    name = place.label
    if place.level is Level.PROVINCIAL:
        return ("自治区",) if name.endswith("区") else ("直辖市",) if name.endswith("市") else ("省",)
    if name.endswith("地区"):
        return ("地区",)
    own = name[-1:]
    if place.level is Level.DISTRICT and place.code[:2] in {"11", "12", "31", "50"}:
        return (own, "直辖市的区")
    return (own,)


def level_words(place: Place) -> tuple[str, ...]:
    """The words that stand for the place in a report of it or of a place in it: 区; 县 and 自治县; 师 of the corps."""
    (kind, *_) = endings(place)
    if kind == "直辖市":
        return ("市",)
    if kind == "自治区":
        return ("自治区", "区")
    if kind == "地区":
        return ("地区", "地")
    if any(name.endswith("师") for name in place.shorts):
        return (kind, "师市", "师")
    return (kind, f"自治{kind}") if place.label.endswith(f"自治{kind}") else (kind,)


def _committee(place: Place, name: str) -> str:
    """吴兴区 → 吴兴区委; regions and corps divisions have a 党委, prefectures a 地委."""
    (kind, *_) = endings(place)
    if kind == "自治区" or name.endswith(("师", "师市")):
        return f"{name}党委"
    return f"{name.removesuffix('区')}委" if kind == "地区" else f"{name}委"


def label(body: Body, place: Place) -> str:
    """The full name of a body: its official ending after the name of its place."""
    if body.base == "committee":
        committee = _committee(place, place.label)
        if endings(place)[0] == "自治区":
            committee = f"{place.label}委员会"
        return f"中共{committee}{'' if body.name == '委' else body.name}"
    if body.base == "discipline":
        return f"中共{place.label}{body.name}"
    if body.base == "league":
        return f"共青团{place.label}{body.name}"
    if body.base == "stem":
        return f"{place.stem}{body.name}"
    return f"{place.label}{body.name}"


def names(body: Body, place: Place, above: Sequence[Place] = ()) -> Iterator[str]:
    """Every way to write a body in a report of its place or of a place in it, the full name first.

    ``above`` are the places that the place lies in, the nearest first: 湖州市吴兴区教育局, 浙江省湖州市吴兴区教育局.
    """
    yield label(body, place)
    tails = (body.name, *body.shorts)
    yield from _written(body, place, place.label, tails)
    for name in place.shorts:
        # 恩施州委, 广西党委; but 湖州委 is no committee, it is the beginning of 湖州委托.
        if (
            body.base in {"place", "stem", "discipline"}
            or name.endswith(level_words(place))
            or endings(place)[0] == "自治区"
        ):
            yield from _written(body, place, name, tails)
    if len(place.label) == 2:
        yield from _written(body, place, place.label + place.label[-1], tails)  # 义县县委
    name = place.label
    for upper in above:
        name = upper.label + name
        yield from _written(body, place, name, tails)
    for word in level_words(place):
        yield from _written(body, place, word, (*tails, *body.near))


def after_place(body: Body, place: Place) -> tuple[str, ...]:
    """What may follow the name of the place to name the body: 教育局; 委政法委."""
    tails = (body.name, *body.shorts)
    (word, *_) = level_words(place)
    if body.base != "committee":
        return (*tails, *(word + tail for tail in tails))  # 义县|县政府
    committee = _committee(place, "")
    if body.name == "委":
        return (committee, "委员会", _committee(place, word))
    return (*(committee + tail for tail in tails), *body.plain)


def openings(bodies: Sequence[Body]) -> frozenset[str]:
    """The characters that what names a body behind the name of its place can begin with."""
    return frozenset(
        {
            "委",
            "党",
            *"省市区县州盟旗地",
            *(tail[0] for body in bodies for tail in (body.name, *body.shorts, *body.plain)),
        }
    )


def _written(body: Body, place: Place, name: str, tails: Sequence[str]) -> Iterator[str]:
    """The body after one way to name its place."""
    if body.base == "league":
        yield from (f"团{name}委", f"共青团{name}委", f"共青团{name}委员会")
        return
    if body.base != "committee":
        yield from (name + tail for tail in tails)
        return
    committee = _committee(place, name)
    if body.name == "委":
        yield from (committee, f"中共{committee}", f"中共{name}委员会", f"中国共产党{name}委员会")
    else:
        yield from (committee + tail for tail in tails)
        yield from (name + tail for tail in body.plain)


def names_around(bodies: Sequence[Body], chain: Sequence[Place], text: str = "") -> dict[str, LocalBody]:
    """Every way to write a body of these places, with the body that is meant.

    Args:
        bodies: the kinds of bodies, the usual one of each function first.
        chain: the report's own place and the places it lies in, the nearest first; 市委 is the nearest city's.
        text: the report. Where a short name fits several bodies (教体局), the one that is spelled out in it is meant.
    """
    found: dict[str, LocalBody] = {}
    local = [
        (LocalBody(label(body, place), place, body), chain[index + 1 :])
        for index, place in enumerate(chain)
        for body in bodies
        if body.exists_in(place)
    ]
    spelled = _spelled([each for each, _ in local], text) if text else frozenset()
    # The sort is stable: of each place the bodies that the text spells out first, otherwise the order of the file.
    for each, above in sorted(local, key=lambda item: (-len(item[1]), item[0].label not in spelled)):
        for name in names(each.body, each.place, above):
            found.setdefault(name, each)
        if each.place == chain[0]:
            for name in each.body.alone:
                found.setdefault(name, each)
    return found


def _spelled(bodies: Sequence[LocalBody], text: str) -> frozenset[str]:
    """The labels of the bodies whose official ending stands in the text after their place or its level word."""
    full: dict[str, list[str]] = {}
    for each in bodies:
        for name in (each.label, *(word + each.body.name for word in level_words(each.place))):
            full.setdefault(name, []).append(each.label)
    patterns = list(full)
    hits = AhoCorasick(patterns, matchkind=MatchKind.Standard).find_matches_as_indexes(text, overlapping=True)
    return frozenset(name for index in {index for index, _, _ in hits} for name in full[patterns[index]])
