"""Tables are read as sentences in which each figure stands with the headings of its row and its column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from edugraph.documents.layout import Layout
from edugraph.model import BlockKind, Change, Fact, Observation, Reading
from tests.documents.conftest import Built, Repaired
from tests.documents.files import docx_of, page, pdf_table

TITLE = "吴兴区2022年教育事业统计公报"
PROSE = "2022年，全区教育事业稳步发展，各级各类学校办学条件持续改善，群众的教育获得感明显增强。"
YEARS = [["指标", "单位", "2021年", "2022年"], ["幼儿园", "所", "168", "172"], ["毛入园率", "%", "90.1", "91.2"]]
STAGES = [["学段", "学校数（所）", "在校生数（人）"], ["幼儿园", "72", "25,000"], ["小学", "41", "2015"]]
TOTALS = [*STAGES, ["合计", "113", "27,015"]]
PAIRS = [["新增学位", "6480个"], ["普惠性幼儿园覆盖率", "91.2%"]]

Table = Sequence[Sequence[str]]


def html_table(rows: Table) -> bytes:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return page(f"<h1>{TITLE}</h1><p>{PROSE}</p><table>{body}</table><p>{PROSE}</p>")


def docx_table(rows: Table) -> bytes:
    def build(document: Any) -> None:
        document.add_heading(TITLE, 0)
        document.add_paragraph(PROSE)
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                table.cell(r, c).text = cell
        document.add_paragraph(PROSE)

    return docx_of(build)


FORMS: dict[str, Callable[[Table], bytes]] = {
    "html": html_table,
    "docx": docx_table,
    "pdf": lambda rows: pdf_table([TITLE, PROSE], rows, [PROSE]),
}


def table_rows(document: Any) -> list[str]:
    return [
        document.text[block.span.begin : block.span.end]
        for block in document.blocks
        if block.kind is BlockKind.TABLE_ROW
    ]


def figures(reading: Reading) -> list[tuple[str, str, str | None, str | None]]:
    found: list[Fact] = [fact for fact in reading.facts if isinstance(fact, Observation)]
    return [(f.measure, format(f.quantity.value, "f"), f.quantity.unit, f.period) for f in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", FORMS)
def test_a_column_for_each_year_gives_a_figure_for_each_year(form: str, built: Built) -> None:
    reading = built(FORMS[form](YEARS), f"report.{form}")
    assert table_rows(reading.document) == [
        "2021年幼儿园168所；2022年幼儿园172所。",
        "2021年毛入园率90.1%；2022年毛入园率91.2%。",
    ]
    assert figures(reading) == [
        ("幼儿园", "168", "所", "2021"),
        ("幼儿园", "172", "所", "2022"),
        ("毛入园率", "90.1", "%", "2021"),
        ("毛入园率", "91.2", "%", "2022"),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_the_unit_in_a_heading_is_that_of_its_figures(form: str, built: Built) -> None:
    reading = built(FORMS[form](TOTALS), f"report.{form}")
    assert table_rows(reading.document) == [
        "幼儿园学校数72所；幼儿园在校生数25,000人。",
        "小学学校数41所；小学在校生数2015人。",
        "学校数113所；在校生数27,015人。",
    ]
    assert ("小学在校生数", "2015", "人", "2022") in figures(reading)


@pytest.mark.parametrize("form", FORMS)
def test_the_evidence_of_a_figure_is_its_cell_and_the_headings_over_it(form: str, built: Built) -> None:
    reading = built(FORMS[form](STAGES), f"report.{form}")
    fact = next(fact for fact in reading.facts if isinstance(fact, Observation) and fact.measure == "小学在校生数")
    document = reading.document
    assert document.text[fact.quote.begin : fact.quote.end] == "小学在校生数2015人"
    found = [document.raw[low:high] for low, high in document.raw_ranges(fact.quote)]
    assert sorted(found) == sorted(["在校生数", "人", "小学", "2015"])
    assert str(document.locator(fact.quote)).endswith("table 1, row 3, column 3")


@pytest.mark.parametrize("form", FORMS)
def test_two_columns_are_pairs_of_a_name_and_a_figure(form: str, built: Built) -> None:
    reading = built(FORMS[form](PAIRS), f"report.{form}")
    assert table_rows(reading.document) == ["新增学位6480个。", "普惠性幼儿园覆盖率91.2%。"]


FLAT = {
    "tabs": "\n".join("\t".join(row) for row in TOTALS),
    "spaces": "\n".join("    ".join(row) for row in TOTALS),
    "wide spaces": "\n".join("\u3000\u3000".join(row) for row in TOTALS),
    "pipes": "\n".join("| " + " | ".join(row) + " |" for row in TOTALS),
    "pipes with a rule": "| 学段 | 学校数（所） | 在校生数（人） |\n|---|---:|:--|\n"
    + "\n".join("|" + "|".join(row) + "|" for row in TOTALS[1:]),
    "a line for each cell": "\n".join(cell for row in TOTALS for cell in row),
}


@pytest.mark.parametrize("form", FLAT)
def test_a_flattened_table_is_read_as_one(form: str, repaired: Repaired) -> None:
    layout: Layout = repaired(f"{TITLE}\n{PROSE}\n{FLAT[form]}\n{PROSE}\n")
    assert table_rows(layout) == [
        "幼儿园学校数72所；幼儿园在校生数25,000人。",
        "小学学校数41所；小学在校生数2015人。",
        "学校数113所；在校生数27,015人。",
    ]
    assert layout.text.count(PROSE) == 2


def test_the_unit_above_a_table_is_that_of_all_its_figures(repaired: Repaired) -> None:
    layout = repaired(f"{PROSE}\n单位：万人\n类别\t2021\t2022\n小学\t4.5\t4.6\n初中\t2.1\t2.2\n")
    assert table_rows(layout)[0] == "2021年小学4.5万人；2022年小学4.6万人。"


def test_a_year_without_its_character_gets_it(repaired: Repaired) -> None:
    layout = repaired(f"{PROSE}\n年份\t学校数（所）\t在校生数（人）\n2019\t98\t2015\n2020\t99\t2016\n")
    assert table_rows(layout) == [
        "2019年学校数98所；2019年在校生数2015人。",
        "2020年学校数99所；2020年在校生数2016人。",
    ]


def test_numbers_of_rows_and_signs_for_nothing_are_no_figures(repaired: Repaired) -> None:
    layout = repaired(f"{PROSE}\n序号\t学校\t新增学位（个）\n1\t青山小学\t270\n2\t绿水中学\t—\n3\t花园小学\t90\n")
    assert table_rows(layout) == ["青山小学新增学位270个。", "绿水中学。", "花园小学新增学位90个。"]


BOXES = "6480个\n新增学位\n51间\n建成卫生室\n96.5%\n普惠性幼儿园覆盖率"


def test_a_box_of_figures_says_what_each_counts(built: Built, repaired: Repaired) -> None:
    layout = repaired(f"{PROSE}\n{BOXES}\n{PROSE}\n")
    assert table_rows(layout) == ["新增学位6480个。", "建成卫生室51间。", "普惠性幼儿园覆盖率96.5%。"]
    assert [row[1:3] for row in figures(built(f"{PROSE}\n{BOXES}\n{PROSE}\n"))] == [
        ("6480", "个"),
        ("51", "间"),
        ("96.5", "%"),
    ]


def test_page_numbers_over_headings_are_no_box_of_figures(repaired: Repaired) -> None:
    layout = repaired(f"{PROSE}\n12\n党建引领\n{PROSE}\n13\n队伍建设\n{PROSE}\n")
    assert table_rows(layout) == []


def test_merged_cells_head_all_that_they_cover(built: Built) -> None:
    rows = (
        "<tr><th rowspan=2>学段</th><th colspan=2>在校生数（人）</th></tr><tr><th>2021年</th><th>2022年</th></tr>"
        "<tr><td>小学</td><td>100</td><td>120</td></tr><tr><td>初中</td><td>50</td><td>60</td></tr>"
    )
    reading = built(page(f"<h1>{TITLE}</h1><p>{PROSE}</p><table>{rows}</table><p>{PROSE}</p>"), "report.html")
    assert table_rows(reading.document)[0] == "2021年小学在校生数100人；2022年小学在校生数120人。"


def test_cells_with_sentences_are_read_as_sentences(built: Built) -> None:
    rows = [["重点任务", "完成情况", "责任单位"], ["项目建设", "全年新建学校5所，新增学位2700个。", "区教育局"]]
    reading = built(docx_table(rows), "report.docx")
    assert ("学位", "2700", "个", "2022") in figures(reading)


def test_a_change_in_a_table_is_a_change(built: Built) -> None:
    rows = [["指标", "2022年", "比上年增长（%）"], ["在校生数（人）", "25000", "1.2"], ["教师数（人）", "2100", "0.5"]]
    changes = [fact for fact in built(docx_table(rows), "report.docx").facts if isinstance(fact, Change)]
    assert [(change.measure, str(change.delta), change.delta_unit) for change in changes] == [
        ("在校生数", "1.2", "%"),
        ("教师数", "0.5", "%"),
    ]
