"""One text in every file format, made by the libraries that people's programs are made of."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Sequence
from pathlib import Path

GOLD = Path(__file__).resolve().parents[2] / "data" / "gold" / "dev"
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")

Row = Sequence[str]


def gold(name: str) -> str:
    """The text of a development report."""
    return (GOLD / f"{name}.txt").read_text(encoding="utf-8")


def page(body: str, head: str = "") -> bytes:
    """An HTML page as content managers make them: a menu before the article and a footer behind it."""
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">{head}</head><body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li>
<li><a href="/fw">办事服务</a></li><li><a href="/hd">互动交流</a></li></ul></div>
<div class="article"><div class="content" id="zoom">
{body}
</div></div>
<div class="footer"><p>版权所有：某某网站</p><p><a href="/map">网站地图</a> <a href="/about">联系我们</a></p></div>
</body></html>""".encode()


def as_html(text: str) -> bytes:
    """Each line a paragraph, blank ones too."""
    return page("\n".join(f"<p>{html.escape(line) or '&nbsp;'}</p>" for line in text.split("\n")))


def as_html_with_breaks(text: str) -> bytes:
    """All lines in one element with breaks between them."""
    return page("<div>" + "<br/>\n".join(html.escape(line) for line in text.split("\n")) + "</div>")


def as_docx(text: str) -> bytes:
    """Each line a paragraph without a style."""
    import docx

    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    return _saved(document)


def docx_of(build: Callable[..., None]) -> bytes:
    """A document that ``build`` fills."""
    import docx

    document = docx.Document()
    build(document)
    return _saved(document)


def _saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def new_pdf(form: str = "A4", size: float = 11) -> object:
    """An empty PDF with a Chinese font."""
    from fpdf import FPDF

    pdf = FPDF(format=form)
    pdf.set_auto_page_break(False)
    pdf.add_font("cjk", fname=str(FONT))
    pdf.add_page()
    pdf.set_font("cjk", size=size)
    return pdf


def as_pdf(text: str, size: float = 11, width: float = 165) -> bytes:
    """One column of ``width`` millimetres, blank lines kept, page after page with a number below."""
    pdf = new_pdf(size=size)
    y, page = 20.0, 1
    pitch = size * 0.55
    for line in text.split("\n"):
        for piece in wrapped(pdf, line.rstrip(), width) or [""]:
            if y > 265:
                pdf.set_xy(100, 282)  # type: ignore[attr-defined]
                pdf.cell(text=f"— {page} —")  # type: ignore[attr-defined]
                pdf.add_page()  # type: ignore[attr-defined]
                y, page = 20.0, page + 1
            pdf.set_xy(20, y)  # type: ignore[attr-defined]
            if piece.strip():
                pdf.cell(text=piece)  # type: ignore[attr-defined]
            y += pitch
    return bytes(pdf.output())  # type: ignore[attr-defined]


def wrapped(pdf: object, line: str, width: float) -> list[str]:
    """The line in pieces no wider than ``width`` millimetres; no piece begins with a stop."""
    pieces: list[str] = []
    start = 0
    for end in range(1, len(line) + 1):
        if pdf.get_string_width(line[start:end]) > width and line[end - 1] not in "，。；：、）”》":  # type: ignore[attr-defined]
            pieces.append(line[start : end - 1])
            start = end - 1
    return [*pieces, line[start:]] if line else []


def as_newspaper(title: str, lines: Sequence[str], columns: int) -> bytes:
    """A headline over columns, and a page number."""
    pdf = new_pdf("A3")
    pdf.set_font("cjk", size=26)  # type: ignore[attr-defined]
    pdf.set_xy(15, 12)  # type: ignore[attr-defined]
    pdf.cell(text=title)  # type: ignore[attr-defined]
    pdf.set_font("cjk", size=11)  # type: ignore[attr-defined]
    width = (297 - 30 - (columns - 1) * 6) / columns
    per = -(-len(lines) // columns)
    for column in range(columns):
        for row, line in enumerate(lines[column * per : (column + 1) * per]):
            pdf.set_xy(15 + column * (width + 6), 35 + row * 6)  # type: ignore[attr-defined]
            pdf.cell(text=line)  # type: ignore[attr-defined]
    pdf.set_xy(140, 405)  # type: ignore[attr-defined]
    pdf.cell(text="— 3 —")  # type: ignore[attr-defined]
    return bytes(pdf.output())  # type: ignore[attr-defined]


def pdf_table(before: Sequence[str], rows: Sequence[Row], after: Sequence[str] = ()) -> bytes:
    """Lines, a ruled table, lines."""
    pdf = new_pdf()
    for line in before:
        pdf.cell(text=line, new_x="LMARGIN", new_y="NEXT")  # type: ignore[attr-defined]
    with pdf.table(first_row_as_headings=False) as table:  # type: ignore[attr-defined]
        for cells in rows:
            row = table.row()
            for cell in cells:
                row.cell(cell)
    for line in after:
        pdf.cell(text=line, new_x="LMARGIN", new_y="NEXT")  # type: ignore[attr-defined]
    return bytes(pdf.output())  # type: ignore[attr-defined]
