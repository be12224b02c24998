"""The page: pyvis gives the network, our own template the HTML, everything inside one file.

Text of a report reaches the page as data only: as JSON whose ``<`` is escaped, put in place by ``textContent``.
A content security policy names the hash of each script and style and forbids everything else.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edugraph.errors import OutputError
from edugraph.view.layout import Box, positions
from edugraph.view.picture import Node, Picture, picture
from edugraph.view.words import CLASSES, STATUSES

if TYPE_CHECKING:
    import networkx  # type: ignore[import-untyped,unused-ignore]
    import rdflib

_HERE = Path(__file__).parent
_LINE = 9
_LINES = 3
_FONT = 15
_FIGURES = 2
_COLOURS: dict[str, str] = {
    "Report": "#1f3a5f",
    "Section": "#8a97a6",
    "Department": "#2f6690",
    "Place": "#3a8fb7",
    "School": "#3f8f5b",
    "University": "#6b8e23",
    "Organization": "#5f6c7b",
    "Programme": "#d9822b",
    "PolicyDocument": "#8a5a9e",
    "Honour": "#c9a227",
    "Project": "#b4533c",
    "Indicator": "#7fa3c7",
}
_DROP = 8.0
_SIZES = {"Indicator": 8}
_DASHES: dict[str, list[int]] = {"planned": [7, 5], "ongoing": [2, 4]}
_JSON_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def html(graph: rdflib.Graph, *, title: str | None = None) -> str:
    """One self-contained page for a graph: the same graph gives the same text.

    Args:
        graph: the graph of one or more reports.
        title: the heading; else the title of the report.

    Raises:
        OutputError: when the installed pyvis does not bring its scripts along.
    """
    from jinja2 import Environment, FileSystemLoader

    drawn = picture(graph, title)
    library, script = _library(), _text("page.js")
    style = _text("page.css")
    data = _data(drawn)
    groups = Counter(node.group for node in drawn.nodes.values())
    template = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("page.html.j2")
    return template.render(
        title=drawn.title,
        subtitle=drawn.subtitle,
        legend=[(name, CLASSES[name], groups[name]) for name in CLASSES if groups[name]],
        colours=_COLOURS,
        style=style,
        library=library,
        script=script,
        data=json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).translate(_JSON_ESCAPES),
        policy=_policy([library, script], [style]),
    )


def network(drawn: Picture) -> networkx.MultiDiGraph:
    """The picture as a networkx graph whose attributes are those of vis-network: places, colours, labels."""
    import networkx as nx

    keys = list(drawn.nodes)
    index = {key: number for number, key in enumerate(keys)}
    looks = [_look(drawn, key) for key in keys]
    places = positions(
        [_box(look) for look in looks],
        [(index[source], index[target]) for source, target, _ in drawn.edges],
        index[drawn.centre] if drawn.centre is not None else None,
    )
    graph = nx.MultiDiGraph()
    for key, look, (x, y) in zip(keys, looks, places, strict=True):
        graph.add_node(key, x=x, y=y - _above(look), **look)
    for number, edge in enumerate(drawn.edges.values()):
        quiet = edge.status is None
        graph.add_edge(
            edge.source,
            edge.target,
            id=number,
            label=edge.label,
            color="#d5dce3" if quiet else "#a9b7c6",
            font={"size": 9 if quiet else 11},
            dashes=_DASHES.get(edge.status or "", False),
            width=1,
        )
    return graph


def _data(drawn: Picture) -> dict[str, Any]:
    """What the script of the page reads: the network as pyvis has it, and what the panel says of each node."""
    from pyvis.network import Network  # type: ignore[import-untyped,unused-ignore]

    vis = Network(directed=True, height="100%", width="100%", cdn_resources="in_line")
    vis.from_nx(network(drawn))
    nodes, edges, *_ = vis.get_network_data()
    order = {key: number for number, key in enumerate(drawn.nodes)}
    nodes = sorted(nodes, key=lambda node: order[node["id"]])
    return {
        "nodes": nodes,
        "edges": edges,
        "cards": drawn.cards,
        "panels": {
            node.key: {
                "label": node.label,
                "group": CLASSES[node.group],
                "colour": _COLOURS[node.group],
                "detail": node.detail,
                "cards": node.cards,
            }
            for node in drawn.nodes.values()
        },
        "edgeCards": [edge.cards for edge in drawn.edges.values()],
        "statuses": STATUSES,
        "counts": Counter(card["status"] for card in drawn.cards),
    }


def _look(drawn: Picture, key: str) -> dict[str, Any]:
    """The attributes of a node: chapters and the issuer as boxes with their names inside, all else as dots."""
    node = drawn.nodes[key]
    look = {"label": _label(node), "kind": node.group, "color": _COLOURS[node.group]}
    if key == drawn.centre or node.group in ("Section", "Report"):
        font = {"size": 21 if key == drawn.centre else 17, "color": "#ffffff"}
        return {**look, "shape": "box", "size": 10, "margin": 9, "font": font}
    font = {"size": _FONT, "color": "#22303c", "strokeWidth": 4, "strokeColor": "#f6f8fa"}
    size = _SIZES.get(node.group, 10) + min(len(node.cards), 8) // 2
    return {**look, "shape": "dot", "size": size, "font": font}


def _label(node: Node) -> str:
    """The name of a node with its first figures under it."""
    figures = list(dict.fromkeys(figure for figure in node.figures if figure))
    more = ["…"] if len(figures) > _FIGURES else []
    return "\n".join([_wrapped(node.label), *figures[:_FIGURES], *more])


def _wrapped(label: str) -> str:
    """A label in a few short lines: Chinese has no spaces at which it could break. The panel shows all of it."""
    label = " ".join(label.split())
    if len(label) > _LINE * _LINES:
        label = label[: _LINE * _LINES - 1] + "…"
    lines = -(-len(label) // (_LINE + 1))
    width = -(-len(label) // lines) if lines else 1
    return "\n".join(label[begin : begin + width] for begin in range(0, len(label), width))


def _box(look: Mapping[str, Any]) -> Box:
    """Width and height of a node with its label, near enough: a Chinese character is as wide as its font is high."""
    font, lines = look["font"]["size"], look["label"].split("\n")
    width = max(sum(1.0 if char > "\u2e7f" else 0.56 for char in line) for line in lines) * font
    height = len(lines) * font * 1.15
    if look["shape"] == "box":
        return (width + 22, height + 20)
    return (max(width, 2.0 * look["size"]), height + 2.0 * look["size"] + _DROP)


def _above(look: Mapping[str, Any]) -> int:
    """How far the dot stands above the middle of its box: its label hangs under it."""
    return 0 if look["shape"] == "box" else round(_box(look)[1] / 2) - int(look["size"])


def _library() -> str:
    """The script of vis-network as pyvis ships it, without the reference to its source map."""
    import pyvis  # type: ignore[import-untyped,unused-ignore]

    found = sorted(Path(pyvis.__file__).parent.glob("lib/vis-9*/vis-network.min.js"))
    if not found:
        raise OutputError("the installed pyvis lacks vis-network", "install pyvis 0.3.2 or later again")
    # Not splitlines: the script holds strange line ends inside its strings.
    lines = found[-1].read_text(encoding="utf-8").split("\n")
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL"))


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _policy(scripts: list[str], styles: list[str]) -> str:
    def hashes(texts: list[str]) -> str:
        return " ".join(
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'" for text in texts
        )

    return (
        f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
