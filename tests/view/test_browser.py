"""The page in a browser: it draws, answers clicks, asks for nothing, and runs nothing that a report says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from edugraph.view import html
from tests.view.graphs import IMAGE, hostile, invented

if TYPE_CHECKING:
    import rdflib
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

# A dot of the canvas is found by asking the page's own data where it put it.
_WHERE = """(key) => {
  const box = document.querySelector('#graph canvas').getBoundingClientRect();
  const at = window.edugraph.at(key);
  return [box.x + at.x, box.y + at.y];
}"""


@dataclass
class Opened:
    """A page in a browser, and what it did that it should not."""

    page: Page
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def click(self, key: str) -> str:
        """Click on a node and return what the panel says then."""
        x, y = self.page.evaluate(_WHERE, key)
        self.page.mouse.click(x, y)
        self.page.wait_for_selector("#panel h2")
        return self.page.locator("#panel").inner_text()


@pytest.fixture(scope="module")
def browser(needs: Callable[[str], str]) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    chromium = needs("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Callable[[rdflib.Graph], Opened]]:
    pages: list[Page] = []

    def open_page(graph: rdflib.Graph) -> Opened:
        path = tmp_path / "graph.html"
        path.write_text(html(graph), encoding="utf-8")
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        pages.append(page)
        opened = Opened(page)
        page.on("request", lambda request: opened.requests.append(request.url))
        page.on("pageerror", lambda error: opened.faults.append(str(error)))
        page.on("console", lambda message: opened.faults.append(message.text))
        page.on("dialog", lambda dialog: (opened.faults.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.goto(path.as_uri())
        page.wait_for_selector("#graph canvas")
        page.wait_for_timeout(300)
        return opened

    yield open_page
    for page in pages:
        page.close()


def painted(page: Page) -> int:
    """How many pixels of the canvas are not empty."""
    count: Any = page.evaluate(
        """() => {
          const canvas = document.querySelector('#graph canvas');
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let count = 0;
          for (let index = 3; index < data.length; index += 4) count += data[index] > 0;
          return count;
        }"""
    )
    return int(count)


def test_the_graph_is_drawn_without_a_request_or_an_error(show: Callable[[rdflib.Graph], Opened]) -> None:
    opened = show(invented())
    assert painted(opened.page) > 5000
    assert [url for url in opened.requests if not url.startswith("file:")] == []
    assert len(opened.requests) == 1
    assert opened.faults == []


def test_a_click_on_a_thing_shows_its_facts_and_their_sentences(show: Callable[[rdflib.Graph], Opened]) -> None:
    opened = show(invented())
    said = opened.click("indicator:普惠率")
    assert "普惠率 81.5% → 90%" in said
    assert "普惠率由81.5%提升至90%" in said
    assert "计划" in said
    assert "2032" in said
    assert "东校区" in opened.click("school:990001_绿水中学东校区")
    assert opened.faults == []


def test_hostile_text_is_shown_and_not_run(show: Callable[[rdflib.Graph], Opened]) -> None:
    opened = show(hostile())
    said = opened.click("school:990001_青山小学")
    assert IMAGE in said
    assert "</script><script>alert(2)</script>" in said
    assert "行" in opened.click("indicator:书香校园")
    assert opened.page.locator("img").count() == 0
    assert opened.page.locator("script").count() == 3
    assert opened.faults == []
    assert len(opened.requests) == 1


def test_a_narrow_window_shows_the_panel_below_the_graph(show: Callable[[rdflib.Graph], Opened]) -> None:
    opened = show(invented())
    opened.page.set_viewport_size({"width": 420, "height": 800})
    graph, panel = (opened.page.locator(name).bounding_box() for name in ("#graph", "#panel"))
    assert graph is not None
    assert panel is not None
    assert panel["y"] >= graph["y"] + graph["height"] - 1
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 420
