"""HTML: the main content of a page as lines and tables.

trafilatura tells which of the page's text is its main content. What stands between the first and the last of it is
taken as a whole, so that a table or a short paragraph among long ones is not lost.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import Any

from edugraph.documents.decode import decode
from edugraph.documents.formats.markup import Item, Page
from edugraph.documents.formats.sniff import HTML
from edugraph.documents.formats.writer import Writer
from edugraph.documents.source import Source, Told
from edugraph.errors import InputError
from edugraph.files import Limits
from edugraph.model import BlockKind, Locator

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})|<\?xml[^>]{0,80}encoding=[\"']([A-Za-z0-9_-]{3,20})",
    re.I,
)
_CHINESE = {"gb2312", "gbk", "gb18030", "x-gbk"}
_DATE = re.compile(r"((?:19|20)\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})")
_SIGNED = re.compile(
    r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[二〇零○一三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_SPACE = re.compile(r"\s+")
_SHORT = 30
_TELLING = 12
"""A shorter text can stand in the menu as well as in the article."""


def read_html(data: bytes, name: str, limits: Limits) -> Source:
    """The main content of a page.

    Raises:
        InputError: when it is no text, is nested deeper than the limit, holds no text, or the extra is missing.
    """
    from edugraph.documents.formats import beyond, missing

    # trafilatura says in the log what it says in its answer, too.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        import trafilatura
        from lxml import etree
        from lxml import html as lxml_html
    except ImportError:
        raise missing(name, "HTML", "html") from None
    text, encoding = decode(data, name, _declared(data))
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise InputError(f"{name} holds no text", "give a page that holds the text of a report") from None
    page = Page()
    if not page.read(root, limits.max_nesting):
        raise beyond(name, "elements nested deeper than that", "max-nesting", limits.max_nesting)
    found: Any = trafilatura.bare_extraction(
        root,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    blocks = _main(page.blocks, found)
    told = _told(root, found)
    if not blocks:
        raise InputError(
            f"{name} holds no text", "give a page that holds the text of a report; text in pictures is not read"
        )
    return _source(blocks, encoding, told)


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    if match is None:
        return None
    charset = (match.group(1) or match.group(2)).decode("ascii").lower()
    # Pages say gb2312 and use characters of its successors.
    return "gb18030" if charset in _CHINESE else charset


def _main(blocks: Sequence[Item], found: Any) -> Sequence[Item]:
    """The blocks from the first to the last that belong to the main content, with the heading over them."""
    blocks = [block for block in blocks if not block.aside]
    wanted = set() if found is None or found.body is None else _wanted(found.body)
    hits = [i for i, block in enumerate(blocks) if _belongs(block, wanted)]
    if not hits:
        return [block for block in blocks if not block.linked]
    first, last = hits[0], hits[-1]
    title, title_room = _key(found.title or ""), 2
    for i in range(first - 1, max(-1, first - 12), -1):
        block = blocks[i]
        titled = bool(title) and _key(block.text) == title
        if block.level or titled:
            first = i
        if block.level == 1 or titled:
            break
    # The body that reports may stand over the title.
    while first and not blocks[first - 1].linked and len(_key(blocks[first - 1].text)) <= _SHORT and title_room:
        first -= 1
        title_room -= bool(blocks[first].text.strip())
    # Who signs it and when stands in short lines behind the last paragraph.
    for i in range(last + 1, min(len(blocks), last + 6)):
        key = _key(blocks[i].text)
        if blocks[i].linked or len(key) > _SHORT:
            break
        if key in wanted or _SIGNED.fullmatch(key):
            last = i
    return blocks[first : last + 1]


def _wanted(body: Any) -> set[str]:
    """The lines and cells that trafilatura kept, without white space."""
    texts = [text for element in body.iter() for text in (element.text, element.tail) if text]
    texts += ["".join(element.itertext()) for element in body.iter("p", "head", "item", "cell", "quote")]
    return {key for text in texts for line in text.split("\n") if (key := _key(line))}


def _belongs(block: Item, wanted: set[str]) -> bool:
    if block.grid is not None:
        cells = [key for row in block.grid for _, text in row if (key := _key(text))]
        return bool(cells) and all(cell in wanted for cell in cells)
    key = _key(block.text)
    return len(key) >= _TELLING and key in wanted


def _key(text: str) -> str:
    return _SPACE.sub("", text)


def _source(blocks: Sequence[Item], encoding: str, told: Told) -> Source:
    writer = Writer()
    paragraph = table = 0
    for block in blocks:
        if block.grid is not None:
            table += 1
            writer.table(block.grid, Locator(table=table), block.heads)
            continue
        paragraph += 1
        writer.place(Locator(paragraph=paragraph))
        writer.line(block.text, BlockKind.HEADING if block.level else BlockKind.PARAGRAPH, block.level)
    raw = writer.raw
    return Source(
        raw=raw,
        seen=raw,
        encoding=encoding,
        media_type=HTML,
        parts=tuple(writer.parts),
        locators=tuple(writer.locators),
        told=told,
    )


def _told(root: Any, found: Any) -> Told:
    """What the head of the page says. Authorities fill in ArticleTitle, PubDate and ContentSource by a standard."""
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        name, content = (
            (element.get("name") or element.get("property") or "").lower(),
            (element.get("content") or "").strip(),
        )
        if name and content:
            meta.setdefault(name, content)
    date = (
        meta.get("pubdate") or meta.get("article:published_time") or (found.date if found is not None else None) or ""
    )
    title = meta.get("articletitle") or (found.title if found is not None else None)
    publisher = meta.get("contentsource") or (found.sitename if found is not None else None)
    match = _DATE.search(date)
    return Told(
        title=(title or "").strip() or None,
        publisher=publisher if publisher and "." not in publisher else None,
        date=f"{match.group(1)}-{int(match.group(2)):02}-{int(match.group(3)):02}" if match else None,
    )
