"""Value by value: what Nghị định 30/2020/NĐ-CP asks (reference/domain.md, section 4), read from a
rendered file. The ranges below are the decree's, not the ones the templates were made from."""

import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn

from lachan.papers.layout import bold_width_mm
from tests.builders import papers
from tests.papers import reading
from tests.papers.reading import effective, only, saying, size

CENTER, JUSTIFY, LEFT = ALIGN.CENTER, ALIGN.JUSTIFY, ALIGN.LEFT
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

# text in the report: (points from, to, bold, italic, alignment)
REPORT = {
    STATE: (12, 13, True, False, CENTER),
    MOTTO: (13, 14, True, False, CENTER),
    "UBND TỈNH THỬ": (12, 13, False, False, CENTER),
    "SỞ KHOA HỌC VÀ CÔNG NGHỆ": (12, 13, True, False, CENTER),
    "Số:       /BC-SKHCN": (13, 13, False, False, CENTER),
    "Thử, ngày      tháng      năm 2026": (13, 14, False, True, CENTER),
    "BÁO CÁO": (13, 14, True, False, CENTER),
    "Kết quả thực hiện Chương trình 6 tháng đầu năm 2026": (13, 14, True, False, CENTER),
    "Kính gửi: Ủy ban nhân dân tỉnh Thử": (13, 14, False, False, CENTER),
    "Căn cứ Kế hoạch thứ nhất;": (13, 14, False, True, JUSTIFY),
    "Căn cứ Kế hoạch thứ hai.": (13, 14, False, True, JUSTIFY),
    "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO": (13, 14, True, False, JUSTIFY),
    "1. Ban hành văn bản": (13, 14, True, False, JUSTIFY),
    "Đoạn thứ nhất.": (13, 14, False, False, JUSTIFY),
    "Đoạn cuối cùng./.": (13, 14, False, False, JUSTIFY),
    "Nơi nhận:": (12, 12, True, True, LEFT),
    "- Như trên;": (11, 11, False, False, LEFT),
    "- Lưu: VT, CNTT.": (11, 11, False, False, LEFT),
    "KT. GIÁM ĐỐC": (13, 14, True, False, CENTER),
    "PHÓ GIÁM ĐỐC": (13, 14, True, False, CENTER),
    "Nguyễn Văn Thử": (13, 14, True, False, CENTER),
    "Phụ lục I": (14, 14, True, False, CENTER),
}


@pytest.fixture(scope="module")
def report() -> Document:
    return papers.rendered("bao_cao")


@pytest.fixture(scope="module")
def letter() -> Document:
    return papers.rendered("cong_van")


@pytest.mark.parametrize("text", REPORT)
def test_every_element_has_the_size_weight_slant_and_side_of_the_decree(
    report: Document, text: str
) -> None:
    smallest, largest, bold, italic, side = REPORT[text]

    paragraph = saying(report, text)

    assert smallest <= size(paragraph) <= largest
    assert (effective(paragraph, "font.bold"), effective(paragraph, "font.italic")) == (
        bold,
        italic,
    )
    assert effective(paragraph, "paragraph_format.alignment") == side


@pytest.mark.parametrize("template", ["bao_cao", "cong_van"])
def test_the_page_is_a4_portrait_with_the_margins_of_the_decree(template: str) -> None:
    for section in papers.rendered(template).sections:  # type: ignore[arg-type]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        assert 20 <= round(section.top_margin.mm, 1) <= 25
        assert 20 <= round(section.bottom_margin.mm, 1) <= 25
        assert 30 <= round(section.left_margin.mm, 1) <= 35
        assert 15 <= round(section.right_margin.mm, 1) <= 20


@pytest.mark.parametrize("template", ["bao_cao", "cong_van"])
def test_every_paragraph_is_in_black_times_new_roman_in_all_four_ranges(template: str) -> None:
    for paragraph in reading.all_paragraphs(papers.rendered(template)):  # type: ignore[arg-type]
        assert reading.fonts(paragraph) == {"Times New Roman"}
        if paragraph.runs:
            assert reading.colour(paragraph) == "000000"


def test_the_defaults_of_the_file_name_the_font_in_all_four_ranges(report: Document) -> None:
    path = "/".join(qn(f"w:{name}") for name in ("docDefaults", "rPrDefault", "rPr", "rFonts"))
    named = report.styles.element.find(path)
    assert named is not None
    assert {named.get(qn(f"w:{part}")) for part in reading.FONT_RANGES} == {"Times New Roman"}


def test_body_paragraphs_are_indented_and_spaced_as_the_decree_asks(report: Document) -> None:
    body = saying(report, "Đoạn thứ nhất.")
    indent = effective(body, "paragraph_format.first_line_indent")
    assert round(indent.cm, 2) in (1.0, 1.27)
    assert effective(body, "paragraph_format.space_after").pt >= 6
    assert 1.0 <= effective(body, "paragraph_format.line_spacing") <= 1.5


def test_page_numbers_start_on_the_second_page_centred_in_the_top_margin(report: Document) -> None:
    for section in report.sections:
        assert section.different_first_page_header_footer
        assert reading.field_codes(section, first_page=True) == []
        assert reading.field_codes(section, first_page=False) == ["PAGE"]
    number = report.sections[0].header.paragraphs[0]
    assert 13 <= size(number) <= 14
    assert effective(number, "paragraph_format.alignment") == CENTER


def test_annexes_are_sections_of_their_own_that_count_pages_from_one(report: Document) -> None:
    assert len(report.sections) == 3
    for section in report.sections:
        count = section._sectPr.find(qn("w:pgNumType"))
        assert count is not None
        assert count.get(qn("w:start")) == "1"


def test_the_name_of_the_state_stays_on_one_line(report: Document) -> None:
    head = report.tables[0]
    width = reading.column_mm(head, 1)
    assert bold_width_mm(STATE, size(saying(report, STATE))) < width
    # No cell padding takes from that width.
    margins = head._tbl.tblPr.find(qn("w:tblCellMar"))
    assert margins is not None
    assert {margins.find(qn(f"w:{side}")).get(qn("w:w")) for side in ("left", "right")} == {"0"}


def test_the_head_is_a_borderless_table_of_42_and_58_per_cent(report: Document) -> None:
    head = report.tables[0]
    left, right = reading.column_mm(head, 0), reading.column_mm(head, 1)
    assert left / (left + right) == pytest.approx(0.42, abs=0.01)
    assert left + right == pytest.approx(165, abs=0.2)
    assert head._tbl.tblPr.find(qn("w:tblBorders")) is None
    assert head.style is None or head.style.name == "Normal Table"


def test_number_and_date_stand_on_one_line_under_their_boxes(report: Document) -> None:
    number, day = report.tables[0].rows[1].cells
    assert number.text.startswith("Số:")
    assert day.text.startswith("Thử, ngày")


def test_the_rule_under_the_motto_is_as_long_as_the_motto(report: Document) -> None:
    motto = only(report, "LC Tiêu ngữ")
    width = bold_width_mm(MOTTO, size(motto))
    rule = reading.rule_under(motto)
    assert reading.rule_length_mm(rule, reading.column_mm(report.tables[0], 1)) == pytest.approx(
        width, abs=0.3
    )


@pytest.mark.parametrize("style", ["LC Cơ quan ban hành", "LC Trích yếu"])
def test_the_other_rules_are_a_third_to_a_half_of_the_text_above(
    report: Document, style: str
) -> None:
    text = only(report, style)
    column = reading.column_mm(report.tables[0], 0) if "Cơ quan" in style else 165.0
    length = reading.rule_length_mm(reading.rule_under(text), column)
    assert 1 / 3 <= length / bold_width_mm(text.text, size(text)) <= 1 / 2


@pytest.mark.parametrize("template", ["bao_cao", "cong_van"])
def test_nothing_is_underlined_or_drawn_with_underscores(template: str) -> None:
    for paragraph in reading.all_paragraphs(papers.rendered(template)):  # type: ignore[arg-type]
        assert "__" not in paragraph.text
        assert not any(run.underline for run in paragraph.runs)


def test_the_letter_says_what_it_is_about_under_its_number(letter: Document) -> None:
    about = only(letter, "LC Về việc")
    assert about.text == "V/v Kết quả thực hiện Chương trình 6 tháng đầu năm 2026"
    assert 12 <= size(about) <= 13
    assert not effective(about, "font.bold")
    assert effective(about, "paragraph_format.alignment") == CENTER
    assert effective(about, "paragraph_format.space_before").pt == 6
    assert only(letter, "LC Số ký hiệu").text == "Số:       /SKHCN-CNTT"


def test_a_letter_has_no_name_of_kind(letter: Document) -> None:
    assert reading.in_style(letter, "LC Tên loại") == []


def test_receivers_and_signature_stand_side_by_side_in_a_borderless_table(
    report: Document,
) -> None:
    foot = report.tables[1]
    receives, signs = foot.rows[0].cells
    assert receives.paragraphs[0].text == "Nơi nhận:"
    assert signs.paragraphs[0].text == "KT. GIÁM ĐỐC"
    assert foot._tbl.tblPr.find(qn("w:tblBorders")) is None


def test_four_empty_lines_leave_room_for_the_signature(report: Document) -> None:
    lines = [p.text for p in report.tables[1].rows[0].cells[1].paragraphs]
    assert lines[-5:] == ["", "", "", "", "Nguyễn Văn Thử"]


def test_annex_tables_are_in_11_or_12_points_with_repeated_heading(report: Document) -> None:
    table = report.tables[2]
    for row in table.rows:
        assert all(11 <= size(cell.paragraphs[0]) <= 12 for cell in row.cells)
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert effective(table.rows[1].cells[2].paragraphs[0], "paragraph_format.alignment") == (
        ALIGN.RIGHT
    )


def test_an_annex_says_what_it_belongs_to_in_italics(report: Document) -> None:
    line = reading.in_style(report, "LC Kèm theo")[0]
    assert line.text == (
        "(Kèm theo Báo cáo số       /BC-SKHCN ngày      tháng      năm 2026 "
        "của Sở Khoa học và Công nghệ)"
    )
    assert effective(line, "font.italic")
    title = reading.in_style(report, "LC Tên phụ lục")[0]
    assert title.text == "BIỂU SỐ LIỆU"
    assert 13 <= size(title) <= 14


def test_the_address_stands_at_the_foot_of_page_one_under_a_full_rule(letter: Document) -> None:
    foot = letter.sections[0].first_page_footer.paragraphs[0]
    assert foot.text == "Địa chỉ: số 1, đường Thử"
    assert 11 <= size(foot) <= 12
    assert reading.rule_length_mm(foot, 165) == pytest.approx(165, abs=0.2)
