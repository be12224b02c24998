"""What each file format brings along: headings, markup, metadata, reading order, pictures."""

from __future__ import annotations

import io
from typing import Any

import pytest

from edugraph.model import BlockKind
from tests.documents.conftest import Built, Opened, Read
from tests.documents.files import as_docx, as_newspaper, as_pdf, docx_of, gold, new_pdf, page

PROSE = "2022年，吴兴区教育局坚持立德树人，全区新增学位6480个，普惠性幼儿园覆盖率达95.56%，教育质量稳步提升。"
COLUMN = "全区教育系统聚焦群众关切加快补齐短板"


# HTML


def test_menus_and_footers_are_no_part_of_a_page(opened: Opened) -> None:
    raw = opened(page(f"<h1>教育工作总结</h1><p>{PROSE}</p><p>{PROSE}</p>"), "page.html").raw
    assert raw == f"教育工作总结\n{PROSE}\n{PROSE}\n"


def test_a_page_that_trafilatura_makes_nothing_of_is_read_without_its_tags(opened: Opened) -> None:
    source = opened("<html><body><p>新增学位<b>6480</b>个。</p></body></html>".encode(), "page.html")
    assert source.raw.strip() == "新增学位6480个。"


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk"])
def test_a_page_is_read_in_the_character_set_that_it_names(charset: str, opened: Opened) -> None:
    text = f'<html><head><meta charset="{charset}"></head><body><p>{PROSE}龑</p><p>{PROSE}</p></body></html>'
    data = text.encode("gb18030" if charset != "utf-8" else charset)
    assert "龑" in opened(data, "page.html").raw


def test_a_page_without_a_name_is_known_by_its_tags(opened: Opened) -> None:
    assert opened(page(f"<p>{PROSE}</p>"), "standard input").media_type == "text/html"
    assert opened(PROSE.encode(), "standard input").media_type == "text/plain"


def test_the_head_of_a_page_says_what_its_text_does_not(read: Read) -> None:
    head = (
        '<meta name="ArticleTitle" content="吴兴区2022年教育工作总结">'
        '<meta name="PubDate" content="2023-01-14 16:32"><meta name="ContentSource" content="吴兴区教育局">'
    )
    about = read(page("<p>全区新增学位6480个，教育质量稳步提升，群众满意度逐年提高。</p>", head), "page.html").metadata
    assert (about.title, about.date) == ("吴兴区2022年教育工作总结", "2023-01-14")
    assert (about.publisher, about.year, about.place) == ("吴兴区教育局", 2022, "330502")


def test_the_text_of_a_page_stands_above_its_head(read: Read) -> None:
    head = '<meta name="PubDate" content="2020-01-01">'
    body = f"<h1>吴兴区2022年工作总结</h1><p>发布时间：2023-01-14</p><p>{PROSE}</p><p>{PROSE}</p>"
    assert read(page(body, head), "page.html").metadata.date == "2023-01-14"


def test_script_and_hidden_text_is_not_read(opened: Opened) -> None:
    hidden = '<script>var x = "新增学位1个";</script><p style="display: none">新增学位2个。</p>'
    body = f"<p>{PROSE}</p>{hidden}<p>{PROSE}</p>"
    assert opened(page(body), "page.html").raw == f"{PROSE}\n{PROSE}\n"


def test_headings_of_a_page_are_headings(read: Read) -> None:
    document = read(page(f"<h1>工作总结</h1><h2>强化队伍建设。</h2><p>{PROSE}</p><p>{PROSE}</p>"), "page.html")
    assert [section.title for section in document.sections] == ["强化队伍建设"]


# DOCX


def test_styles_of_word_make_headings(read: Read) -> None:
    def build(document: Any) -> None:
        document.add_heading("吴兴区2022年教育工作总结", 0)
        document.add_heading("一年来的主要工作，亮点纷呈。", 2)
        document.add_paragraph(PROSE)

    document = read(docx_of(build), "report.docx")
    assert document.metadata.title == "吴兴区2022年教育工作总结"
    assert document.sections[0].title == "一年来的主要工作，亮点纷呈"


def test_deleted_text_is_left_out_and_inserted_text_is_read(opened: Opened) -> None:
    def build(document: Any) -> None:
        from docx.oxml import parse_xml

        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        document.element.body.insert(
            0,
            parse_xml(
                f"<w:p {space}><w:r><w:t>新增学位</w:t></w:r><w:del><w:r><w:delText>1个</w:delText></w:r></w:del>"
                f"<w:ins><w:r><w:t>6480个。</w:t></w:r></w:ins></w:p>"
            ),
        )

    assert opened(docx_of(build), "report.docx").raw == "新增学位6480个。\n"


def test_a_text_box_is_read_once(opened: Opened) -> None:
    def build(document: Any) -> None:
        from docx.oxml import parse_xml

        names = (
            'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        )
        box = "<w:txbxContent><w:p><w:r><w:t>框中文字。</w:t></w:r></w:p></w:txbxContent>"
        document.element.body.insert(
            0,
            parse_xml(
                f"<w:p {names}><w:r><w:t>正文。</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
                f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
            ),
        )

    assert opened(docx_of(build), "report.docx").raw == "正文。\n框中文字。\n"


# Markdown

MARKDOWN = """---
title: 吴兴区2022年教育工作总结
date: 2023-01-14
---
# 2022年工作总结

## 一、主要成绩

全区新增学位**6480**个，见[公报](https://example.org/a)。

- 普惠性幼儿园覆盖率`95.56%`。

| 学段 | 学校数（所） |
|---|---|
| 小学 | 98 |
| 初中 | 40 |
"""


def test_marks_of_markdown_print_nothing(read: Read) -> None:
    document = read(MARKDOWN, "report.md")
    assert "新增学位6480个，见公报。" in document.text
    assert "覆盖率95.56%。" in document.text
    assert "小学学校数98所。" in document.text
    assert not set("#*`[]|-") & set(document.text)


def test_the_raw_text_of_markdown_is_the_file(read: Read) -> None:
    document = read(MARKDOWN, "report.md")
    assert document.raw == MARKDOWN
    for begin, raw, length in document.runs:
        assert document.text[begin : begin + length] == MARKDOWN[raw : raw + length]


def test_headings_and_front_matter_of_markdown_are_understood(read: Read) -> None:
    document = read(MARKDOWN, "report.md")
    assert [section.title for section in document.sections] == ["一、主要成绩"]
    assert (document.metadata.title, document.metadata.date) == ("2022年工作总结", "2023-01-14")


def test_markdown_without_a_name_is_known_by_its_headings(opened: Opened) -> None:
    assert opened(MARKDOWN.encode(), "standard input").media_type == "text/markdown"


# PDF


@pytest.mark.parametrize("columns", [2, 3, 4])
def test_columns_of_a_newspaper_page_are_read_one_after_another(columns: int, opened: Opened) -> None:
    lines = [f"{COLUMN[: 12 + row % 2]}{row:03}" for row in range(24 * columns)]
    raw = opened(as_newspaper("扩优提质强根基 奋楫笃行启新程", lines, columns), "page.pdf").raw
    assert raw.startswith("扩优提质强根基 奋楫笃行启新程\n")
    places = [raw.index(line) for line in lines]
    assert places == sorted(places)


def test_a_headline_within_the_columns_parts_what_stands_over_it_from_what_stands_under_it(opened: Opened) -> None:
    pdf: Any = new_pdf("A4")
    for block, top in (("上", 20), ("下", 120)):
        for column in range(2):
            for row in range(12):
                pdf.set_xy(15 + column * 95, top + 20 + row * 6)
                pdf.cell(text=f"{block}{column}{COLUMN}{row:02}")
        pdf.set_xy(15, top)
        pdf.set_font("cjk", size=20)
        pdf.cell(text=f"{block}半版通栏大标题横跨两栏之上并且很长")
        pdf.set_font("cjk", size=11)
    raw = opened(bytes(pdf.output()), "page.pdf").raw
    order = [f"{block}{column}" for block in "上下" for column in range(2)]
    places = [raw.index(f"{name}{COLUMN}00") for name in order]
    assert places == sorted(places)
    assert raw.index("上半版") < places[0] < places[1] < raw.index("下半版") < places[2]


def test_figures_side_by_side_are_rows_not_columns(opened: Opened) -> None:
    pdf: Any = new_pdf()
    rows = [("幼儿园", "168", "25000"), ("小学", "98", "52470"), ("初中", "22", "26310"), ("高中", "6", "15026")]
    for row, cells in enumerate([("学段", "学校数", "在校生数"), *rows]):
        for column, cell in enumerate(cells):
            pdf.set_xy(20 + column * 50, 30 + row * 8)
            pdf.cell(text=cell)
    gap = "\u3000" * 4
    assert f"幼儿园{gap}168{gap}25000" in opened(bytes(pdf.output()), "table.pdf").raw


def test_bold_print_made_of_two_impressions_is_read_once(opened: Opened) -> None:
    pdf: Any = new_pdf()
    for shift in (0.0, 0.1):
        pdf.set_xy(20 + shift, 30)
        pdf.cell(text="新增学位6480个。")
    assert opened(bytes(pdf.output()), "bold.pdf").raw.count("6480") == 1


def test_a_sentence_goes_on_over_the_end_of_a_page_and_its_number(opened: Opened) -> None:
    sentence = "全区新增学位若干个，优质均衡发展，" * 200 + "全年完成。"
    source = opened(as_pdf(sentence), "long.pdf")
    assert sentence in source.raw
    assert {locator.page for _, locator in source.locators} == {1, 2}
    assert "— 1 —" in source.raw


def test_larger_print_is_a_heading(read: Read) -> None:
    pdf: Any = new_pdf(size=20)
    pdf.set_xy(20, 20)
    pdf.cell(text="办好人民满意的教育，书写时代答卷")
    pdf.set_font("cjk", size=11)
    for row in range(8):
        pdf.set_xy(20, 40 + row * 7)
        pdf.cell(text=f"第{row}所学校新增学位{row + 10}个，群众满意度持续提升。")
    document = read(bytes(pdf.output()), "page.pdf")
    assert document.metadata.title == "办好人民满意的教育，书写时代答卷"
    assert document.blocks[0].kind is BlockKind.TITLE


# Traditional characters

TRADITIONAL = "2022年，吳興區教育局新增學位6480個，普惠性幼兒園覆蓋率達95.56%，專任教師2715人。"

SIMPLIFIED = "2022年，吴兴区教育局新增学位6480个，普惠性幼儿园覆盖率达95.56%，专任教师2715人。"


def test_traditional_text_is_matched_as_simplified_and_printed_as_it_is(built: Built) -> None:
    pytest.importorskip("opencc")
    simple = built(SIMPLIFIED)
    printed = built(TRADITIONAL)
    assert printed.document.text.strip() == TRADITIONAL
    assert printed.document.matched.strip() == SIMPLIFIED
    assert [fact.quote for fact in printed.facts] == [fact.quote for fact in simple.facts]
    assert printed.document.metadata.place == simple.document.metadata.place == "330502"
    for begin, raw, length in printed.document.runs:
        assert printed.document.text[begin : begin + length] == printed.document.raw[raw : raw + length]


def test_words_decide_between_two_simplified_forms(read: Read) -> None:
    pytest.importorskip("opencc")
    assert "干部" in read("全縣教師幹部進修，乾隆年間學校舊址保護。").matched
    assert "乾隆" in read("全縣教師幹部進修，乾隆年間學校舊址保護。").matched


# Pictures


def test_a_scanned_page_is_read_by_ocr(opened: Opened) -> None:
    pytest.importorskip("rapidocr")
    pypdfium2 = pytest.importorskip("pypdfium2")
    pdf: Any = new_pdf(size=16)
    for row, line in enumerate(["吴兴区教育工作总结", "全年新增学位6480个。", "招聘教师168名。"]):
        pdf.set_xy(20, 20 + row * 12)
        pdf.cell(text=line)
    picture = pypdfium2.PdfDocument(bytes(pdf.output()))[0].render(scale=1.5).to_pil().crop((0, 0, 600, 300))
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    assert "新增学位6480个" in opened(stream.getvalue(), "photo.png").raw
    scan: Any = new_pdf()
    scan.image(picture, 0, 0, 200)
    source = opened(bytes(scan.output()), "scan.pdf")
    assert "招聘教师168名" in source.raw
    assert source.locators[0][1].page == 1


def test_gold_reports_lose_nothing_in_a_docx(opened: Opened) -> None:
    assert opened(as_docx(gold("e6")), "e6.docx").raw == gold("e6") + "\n"
