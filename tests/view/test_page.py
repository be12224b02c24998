"""The page as text: one file, nothing from outside, nothing of a report as markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import combinations
from typing import Any

import pytest

from edugraph.graph import triples
from edugraph.graph.store import from_triples
from edugraph.model import Span, Thing, ThingType
from edugraph.view import html
from edugraph.view.layout import positions
from edugraph.view.picture import picture
from tests.graph.factory import reading
from tests.view.graphs import CLOSING, IMAGE, hostile, invented


class Page(HTMLParser):
    """The elements of a page as a browser would meet them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.open = tag

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self.open, []).append(data)
        self.open = ""

    @property
    def data(self) -> dict[str, Any]:
        return dict(json.loads(next(text for text in self.texts["script"] if text.startswith("{"))))


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(html(invented()))


def test_the_title_of_the_report_heads_the_page_once(page: Page) -> None:
    assert [tag for tag, _ in page.elements].count("h1") == 1
    assert page.texts["h1"] == page.texts["title"] == ["某县教育工作报告"]


def test_nothing_is_fetched_from_anywhere(page: Page) -> None:
    named = [
        (tag, attributes)
        for tag, attributes in page.elements
        if tag in {"link", "iframe", "base", "img"} or {"src", "href", "srcset", "action"} & attributes.keys()
    ]
    assert named == []
    assert not re.search(r"url\(|@import", "".join(page.texts["style"]))
    assert "sourceMappingURL" not in "".join(page.texts["script"])


def test_the_policy_allows_the_scripts_and_styles_of_the_page_and_nothing_else(page: Page) -> None:
    policy = next(str(attributes["content"]) for _, attributes in page.elements if "http-equiv" in attributes)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    inline = [text for text in [*page.texts["script"], *page.texts["style"]] if not text.startswith('{"')]
    assert len(inline) == 3
    for text in inline:
        digest = hashlib.sha256(text.replace("\r\n", "\n").replace("\r", "\n").encode()).digest()
        assert base64.b64encode(digest).decode() in policy


def test_text_of_a_report_is_data_and_never_markup() -> None:
    text = html(hostile())
    spoiled, harmless = Page(text), Page(html(invented()))
    of_legend = {"li", "svg", "circle", "path", "span"}
    spoiled_tags, tags = ([tag for tag, _ in each.elements if tag not in of_legend] for each in (spoiled, harmless))
    assert spoiled_tags == tags
    assert "<img" not in text
    assert "\u2028" not in text
    assert spoiled.texts["h1"] == [CLOSING + IMAGE]
    assert IMAGE in {panel["label"] for panel in spoiled.data["panels"].values()}


def test_a_figure_is_an_edge_to_its_indicator_with_the_number_as_printed(page: Page) -> None:
    labels = {node["id"]: node["label"] for node in page.data["nodes"]}
    assert labels["indicator:普惠率"] == "普惠率\n81.5% → 90%\n2032 计划 95%以上"
    assert labels["indicator:惠及居民"] == "惠及居民\n近7.8万人次"
    edges = {(edge["from"], edge["to"]): edge for edge in page.data["edges"]}
    assert ("section:xian-2031:一年回顾", "indicator:普惠率") in edges
    assert edges["section:xian-2031:明年打算", "indicator:普惠率"]["dashes"]


def test_the_issuer_stands_in_the_middle(page: Page) -> None:
    issuer = next(node for node in page.data["nodes"] if node["id"] == "org:某县教育局")
    assert (issuer["x"], issuer["y"]) == (0, 0)


def test_every_node_has_a_place_a_colour_of_its_class_and_a_panel(page: Page) -> None:
    data = page.data
    colours: dict[str, set[str]] = {}
    for node in data["nodes"]:
        assert isinstance(node["x"], int)
        assert isinstance(node["y"], int)
        assert node["id"] in data["panels"]
        colours.setdefault(node["kind"], set()).add(node["color"])
    assert all(len(each) == 1 for each in colours.values())
    assert len({next(iter(each)) for each in colours.values()}) == len(colours)
    legend = {attributes.get("data-group") for tag, attributes in page.elements if tag == "li"}
    assert colours.keys() <= legend


def test_every_fact_can_be_read_somewhere_with_its_quote(page: Page) -> None:
    data = page.data
    shown = {number for panel in data["panels"].values() for number in panel["cards"]}
    assert shown == set(range(len(data["cards"])))
    assert {card["quote"] for card in data["cards"]} >= {
        "教师比上年增加30名",
        "获评省第二批“书香”示范县一等奖。".rstrip("。"),
    }
    assert {card["status"] for card in data["cards"]} == {"achieved", "planned"}


def test_honours_projects_deeds_and_ties_are_edges_between_things() -> None:
    drawn = picture(invented())
    ends = {(edge.source.partition(":")[0], edge.target, edge.label) for edge in drawn.edges.values()}
    assert ("section", "honour:“书香”示范县", "获评 一等奖") in ends
    assert ("project", "school:990001_青山小学", "新建") in ends
    assert ("org", "policy:书香校园建设方案", "出台") in ends
    assert ("school", "school:990001_绿水中学", "属于") in ends


def test_a_thing_that_is_part_of_no_fact_shows_those_that_name_it() -> None:
    plain = reading()
    thing = Thing("programme:书香校园", ThingType.PROGRAMME, "Programme", "书香校园", mentions=(Span(4, 8),))
    drawn = picture(from_triples(triples(replace(plain, things=(*plain.things, thing)))))
    cards = [drawn.cards[number]["quote"] for number in drawn.nodes["programme:书香校园"].cards]
    assert cards == ["全年培育书香校园12所"]
    assert ("section:xian-2031:一年回顾", "programme:书香校园", None) in drawn.edges


def test_the_same_graph_gives_the_same_page() -> None:
    assert html(invented()) == html(invented())


def test_a_graph_without_a_report_is_an_empty_page() -> None:
    data = Page(html(from_triples([]))).data
    assert (data["nodes"], data["edges"], data["cards"]) == ([], [], [])


def test_a_title_can_be_given() -> None:
    assert Page(html(invented(), title="自拟标题")).texts["h1"] == ["自拟标题"]


def test_labels_do_not_cover_one_another() -> None:
    boxes = [(40.0 + index % 5 * 20, 30.0 + index % 3 * 15) for index in range(150)]
    places = positions(boxes, [(index // 8, index) for index in range(1, 150)], 0)
    for (one, (x, y)), (other, (u, v)) in combinations(enumerate(places), 2):
        wide, high = (boxes[one][0] + boxes[other][0]) / 2, (boxes[one][1] + boxes[other][1]) / 2
        assert abs(x - u) >= wide - 2 or abs(y - v) >= high - 2


def test_a_graph_of_thousands_of_nodes_is_laid_out_as_well() -> None:
    boxes = [(80.0, 40.0)] * 2000
    places = positions(boxes, [(index // 10, index) for index in range(1, 2000)], 0)
    assert places[0] == (0, 0)
    assert len(set(places)) > 1990


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_smallest_graphs_are_laid_out_too(count: int) -> None:
    assert len(positions([(50.0, 30.0)] * count, [], 0 if count else None)) == count
