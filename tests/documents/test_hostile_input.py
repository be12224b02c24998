"""Files made to do harm, by malice or by accident: each is refused in two lines or read in time that grows linearly."""

from __future__ import annotations

import contextlib
import gc
import io
import sys
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edugraph.documents.formats import open_source
from edugraph.documents.formats.geometry import Box, page_lines
from edugraph.errors import InputError
from edugraph.files import DEFAULT_LIMITS, Limits
from tests.conftest import Run
from tests.documents.conftest import Opened, Read, Repaired
from tests.documents.files import as_docx, as_html, as_pdf, new_pdf, page

TEXT = "全区新增学位6480个，普惠性幼儿园覆盖率达95.56%。\n"
MADE = (as_docx(TEXT), as_pdf(TEXT), as_html(TEXT))


def refused(data: bytes, name: str, message: str, limits: Limits = DEFAULT_LIMITS) -> InputError:
    with pytest.raises(InputError, match=message) as caught:
        open_source(data, name, limits)
    assert caught.value.message.startswith(name)
    assert "\n" not in caught.value.message + caught.value.hint
    assert caught.value.hint
    return caught.value


def packed(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


# Size


def test_fifty_megabytes_of_text_are_beyond_the_limit_that_the_error_names() -> None:
    error = refused(TEXT.encode() * 700_000, "big.txt", f"more than the limit of {DEFAULT_LIMITS.max_bytes}")
    assert "--max-bytes" in error.hint


def test_a_raised_limit_lets_a_large_text_in() -> None:
    data = TEXT.encode() * 40
    refused(data, "report.txt", "more than the limit of 100", Limits(max_bytes=100))
    assert open_source(data, "report.txt", Limits(max_bytes=len(data))).raw == TEXT * 40


def test_a_line_of_five_megabytes_is_read(read: Read) -> None:
    line = TEXT.strip() * 60_000
    started = time.perf_counter()
    assert len(read(line).text) == len(line) + 1
    assert time.perf_counter() - started < 20


PATHOLOGICAL = {
    "one line": lambda size: TEXT.strip() * (size // 30),
    "one line without a stop": lambda size: "新增学位" * (size // 4),
    "spaces": lambda size: "学" + " " * size + "位",
    "blank lines": lambda size: "\n" * size + "学位",
    "digits": lambda size: "1" * size,
    "numerals": lambda size: "1 " * (size // 2),
    "lines of digits": lambda size: "12\n" * (size // 3),
    "short words": lambda size: "学位\n" * (size // 3),
    "words and numbers": lambda size: "学位\n12\n" * (size // 6),
    "gaps": lambda size: "学  位\n" * (size // 5),
    "pipes": lambda size: "|" * size,
    "rows of pipes": lambda size: "|学|位|\n" * (size // 6),
    "brackets": lambda size: "（" * size,
    "markers": lambda size: "一、\n" * (size // 3),
    "hashes": lambda size: "# " * (size // 2),
    "rules": lambda size: "- " * (size // 2) + "x",
    "markup": lambda size: "<!--" * (size // 4),
    "links": lambda size: "[a](" * (size // 4),
    "tags": lambda size: "<p" * (size // 2),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["report.txt", "report.md"])
@pytest.mark.parametrize("shape", PATHOLOGICAL)
def test_time_grows_no_faster_than_the_text(shape: str, name: str, read: Read) -> None:
    def spent(size: int) -> float:
        text = PATHOLOGICAL[shape](size)
        best = float("inf")
        for _ in range(3):
            gc.collect()
            started = time.process_time()
            with contextlib.suppress(InputError):
                read(text, name)
            best = min(best, time.process_time() - started)
        return best

    small, large = spent(40_000), spent(160_000)
    # Four times the text; a quadratic pattern would take sixteen times as long.
    assert large < 0.1 or large < 9 * small


# Text


def test_a_nul_byte_is_named_with_its_place() -> None:
    refused(TEXT.encode() + b"\x00" + TEXT.encode(), "report.txt", r"byte 68 is NUL")


def test_broken_utf8_is_not_guessed_at() -> None:
    refused(TEXT.encode() * 3 + b"\xe5\xad" + TEXT.encode() * 3, "report.txt", "is UTF-8 but broken at byte 204")


@settings(max_examples=80, deadline=None)
@given(data=st.binary(max_size=400), name=st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "stdin"]))
def test_no_bytes_lead_to_anything_but_a_source_or_an_input_error(data: bytes, name: str) -> None:
    try:
        open_source(data, name, DEFAULT_LIMITS)
    except InputError as error:
        assert error.hint


@settings(max_examples=60, deadline=None)
@given(made=st.sampled_from(MADE), place=st.floats(0, 1), noise=st.binary(max_size=8))
def test_a_damaged_file_is_a_source_or_an_input_error(made: bytes, place: float, noise: bytes) -> None:
    at = int(place * len(made))
    try:
        open_source(made[:at] + noise + made[at + len(noise) :], "report", DEFAULT_LIMITS)
    except InputError as error:
        assert error.hint


# HTML


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "blockquote"])
def test_deeply_nested_html_is_refused(tag: str) -> None:
    opened = "".join(f"<{tag}>" for _ in range(100_000))
    error = refused(f"<html><body>{opened}{TEXT}".encode(), "deep.html", "nested deeper than that, more than the limit")
    assert "--max-nesting" in error.hint


def test_unclosed_paragraphs_are_not_nested(opened: Opened) -> None:
    body = "".join(f"<p>{TEXT}" for _ in range(2000))
    assert opened(f"<html><body>{body}".encode(), "flat.html").raw.count("6480") == 2000


def test_a_table_cell_cannot_span_a_million_columns(opened: Opened) -> None:
    rows = '<tr><td colspan="999999999" rowspan="99999999">合计</td></tr><tr><td>学位</td><td>6480</td></tr>' * 3
    assert len(opened(page(f"<p>{TEXT * 3}</p><table>{rows}</table><p>{TEXT * 3}</p>"), "wide.html").raw) < 10_000


def test_a_page_without_text_is_refused() -> None:
    refused(b"<html><body><img src='a.png'></body></html>", "empty.html", "holds no text")


# DOCX


def test_a_bomb_in_a_docx_is_refused_before_it_is_unpacked() -> None:
    bomb = packed(("word/document.xml", b" " * 300_000_000), ("[Content_Types].xml", b"<Types/>"))
    assert len(bomb) < 1_000_000
    started = time.perf_counter()
    error = refused(bomb, "bomb.docx", "300000008 bytes when unpacked, more than the limit")
    assert time.perf_counter() - started < 1
    assert "--max-expanded" in error.hint


@pytest.mark.parametrize(
    "declared", [b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', b'<!DOCTYPE a [<!ENTITY b "bbbb">]>']
)
def test_a_docx_that_declares_entities_is_refused(declared: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx(TEXT))) as sound:
        members = [(name, sound.read(name)) for name in sound.namelist()]
    harmful = [
        (name, data.replace(b"<w:document", declared + b"<w:document", 1) if name == "word/document.xml" else data)
        for name, data in members
    ]
    refused(packed(*harmful), "xxe.docx", "declares entities")


@pytest.mark.parametrize(
    ("name", "member", "message"),
    [
        ("a.xlsx", "xl/workbook.xml", "is an Excel file"),
        ("a.pptx", "ppt/presentation.xml", "is a PowerPoint file"),
        ("a.ofd", "OFD.xml", "is an OFD file"),
        ("a.odt", "content.xml", "is an OpenDocument file"),
        ("a.zip", "report.txt", "is a packed file"),
    ],
)
def test_other_packed_files_are_called_by_their_name(name: str, member: str, message: str) -> None:
    refused(packed((member, b"x")), name, message)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_docx_is_refused(kept: float) -> None:
    data = as_docx(TEXT)
    refused(data[: int(kept * len(data))], "cut.docx", "is a broken or encrypted DOCX")


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"), (b"{\\rtf1", "RTF"), (b"\x1f\x8b\x08", "gzip")],
)
def test_files_of_other_programs_are_called_by_their_name(data: bytes, message: str) -> None:
    refused(data + b"\x00" * 600, "report.doc", message)


# PDF


def test_an_encrypted_pdf_is_refused() -> None:
    pdf: Any = new_pdf()
    pdf.cell(text="新增学位6480个。")
    pdf.set_encryption(owner_password="owner", user_password="user")
    refused(bytes(pdf.output()), "secret.pdf", "is encrypted")


@pytest.mark.parametrize("kept", [0.001, 0.3])
def test_a_cut_pdf_is_refused(kept: float) -> None:
    data = as_pdf(TEXT * 200)
    refused(data[: max(20, int(kept * len(data)))], "cut.pdf", "is a broken or cut PDF|holds no text")


def test_a_pdf_with_too_many_pages_is_refused() -> None:
    pdf: Any = new_pdf()
    for _ in range(5):
        pdf.add_page()
    error = refused(bytes(pdf.output()), "long.pdf", "6 pages, more than the limit of 5", Limits(max_pages=5))
    assert "--max-pages" in error.hint


def test_a_pdf_without_text_or_pictures_is_refused() -> None:
    pdf: Any = new_pdf()
    refused(bytes(pdf.output()), "blank.pdf", "holds no text")


def test_a_page_of_scattered_characters_is_put_in_order_in_time() -> None:
    boxes = [Box(i * 7 % 600, i * 13 % 800, i * 7 % 600 + 5, i * 13 % 800 + 5, "学", 5.0) for i in range(8000)]
    started = time.perf_counter()
    assert sum(line.text.count("学") for line in page_lines(boxes)) == 8000
    assert time.perf_counter() - started < 10


# What is not installed


@pytest.mark.parametrize(
    ("module", "made", "extra"),
    [
        ("trafilatura", lambda: as_html(TEXT), "html"),
        ("docx", lambda: as_docx(TEXT), "docx"),
        ("pypdfium2", lambda: as_pdf(TEXT), "pdf"),
        ("rapidocr", lambda: b"\x89PNG\r\n\x1a\n", "ocr"),
    ],
)
def test_a_missing_extra_is_named(
    module: str, made: Callable[[], bytes], extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from edugraph.documents.formats import ocr

    data = made()
    ocr._engine_or_none.cache_clear()
    monkeypatch.setitem(sys.modules, module, None)
    error = refused(data, "report", "needs an extra that is not installed")
    assert error.hint == f"pip install 'edugraph[{extra}]'"
    ocr._engine_or_none.cache_clear()


def test_traditional_text_without_its_extra_is_refused_and_a_few_words_are_not(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "opencc", None)
    with pytest.raises(InputError, match="in traditional characters") as caught:
        read("全縣學校實現優質均衡發展，教師業務進修。")
    assert "edugraph[traditional]" in caught.value.hint
    assert read(TEXT * 20 + "匾额题字“學”。").simplified is None


# As a user meets them


def test_the_command_line_names_the_limit_in_two_lines_and_takes_a_higher_one(edugraph: Run, tmp_path: Any) -> None:
    (tmp_path / "report.txt").write_text(TEXT * 10, encoding="utf-8")
    done = edugraph("build", "report.txt", "--max-bytes", "100", cwd=tmp_path, check=False)
    assert done.returncode == 3
    assert done.stderr.decode().splitlines() == [
        "error: report.txt has 680 bytes, more than the limit of 100",
        "hint: raise --max-bytes if you trust the file",
    ]
    edugraph("build", "report.txt", "--max-bytes", "1000", cwd=tmp_path)


def test_several_reports_of_different_formats_make_one_graph(edugraph: Run, tmp_path: Any) -> None:
    (tmp_path / "a.pdf").write_bytes(as_pdf(TEXT))
    (tmp_path / "b.docx").write_bytes(as_docx(TEXT))
    edugraph("build", "a.pdf", "b.docx", "-", "-o", "graph.ttl", cwd=tmp_path, stdin=as_html(TEXT * 9))
    graph = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert 'edu:locator "page 1"' in graph
    assert 'edu:locator "paragraph 1"' in graph


def test_nothing_that_a_text_holds_makes_a_table_of_its_prose(repaired: Repaired) -> None:
    layout = repaired(TEXT * 30)
    assert layout.text.count("6480") == 30
