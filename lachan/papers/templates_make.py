"""Makes the Word templates in content/papers: `python -m lachan.papers.templates_make [folder]`.

Officials may change the committed .docx in Word; this file is how the first ones came to be, and a
test compares the two. Every measure comes from `layout`.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from lachan.papers import layout, word

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_LEFT_BOX = layout.TEXT_MM * layout.LEFT_BOX_SHARE
_RIGHT_BOX = layout.TEXT_MM - _LEFT_BOX


def bao_cao() -> bytes:
    """Báo cáo: a named kind, with title, abstract, sections and annexes of figures."""
    document = _blank("Mẫu báo cáo")
    _head(document, about=False)
    _say(document, "LC Tên loại", "BÁO CÁO")
    _say(document, "LC Trích yếu", "{{ subject }}")
    word.rule(_say(document, layout.RULE), length_mm=40, column_mm=layout.TEXT_MM)
    _addressees(document)
    _loop(document, "base", "bases", "LC Căn cứ", "{{ base }}")
    _blocks(document)
    _foot(document)
    _annexes(document)
    return word.saved(document)


def cong_van() -> bytes:
    """Công văn: no name of kind; what it is about stands under the number."""
    document = _blank("Mẫu công văn")
    _head(document, about=True)
    _addressees(document)
    _loop(document, "base", "bases", "LC Căn cứ", "{{ base }}")
    _blocks(document)
    _foot(document)
    _annexes(document)
    return word.saved(document)


TEMPLATES = {"bao_cao": bao_cao, "cong_van": cong_van}


def _blank(title: str) -> Document:
    document = docx.Document()
    _page(document)
    _styles(document)
    _header_and_footer(document)
    properties = document.core_properties
    properties.author = "Lá Chắn"
    properties.title = title
    properties.comments = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime(2022, 5, 10, tzinfo=UTC)
    return document


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(mm) for mm in layout.PAGE_MM)
    section.top_margin, section.bottom_margin = Mm(layout.TOP_MM), Mm(layout.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(layout.LEFT_MM), Mm(layout.RIGHT_MM)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    word.number_from_one(document)


def _styles(document: Document) -> None:
    path = "/".join(qn(f"w:{name}") for name in ("docDefaults", "rPrDefault", "rPr"))
    defaults = document.styles.element.find(path)
    assert defaults is not None
    word.set_fonts(defaults)
    language = defaults.find(qn("w:lang"))
    assert language is not None
    for part in ("val", "eastAsia"):
        language.set(qn(f"w:{part}"), "vi-VN")
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _describe(normal, layout.TextStyle(14))
    for name, text_style in layout.STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.base_style = normal
        _describe(style, text_style)
    _exact_height(document, layout.RULE, 4)
    _exact_height(document, "LC Ngắt phần", 1)


def _describe(style: ParagraphStyle, text_style: layout.TextStyle) -> None:
    word.set_fonts(style.element.get_or_add_rPr())
    font, shape = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(text_style.size), text_style.bold, text_style.italic
    font.color.rgb = RGBColor(0, 0, 0)
    shape.alignment = _ALIGN[text_style.align]
    shape.first_line_indent = Mm(text_style.first_line_mm)
    shape.space_before, shape.space_after = Pt(text_style.before), Pt(text_style.after)
    shape.line_spacing = text_style.line
    shape.keep_with_next = text_style.keep_next


def _exact_height(document: Document, name: str, points: float) -> None:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.paragraph_format.line_spacing = Pt(points)


def _header_and_footer(document: Document) -> None:
    """Page numbers from page 2 on, centred in the top margin; the address at the first foot."""
    section = document.sections[0]
    later = section.header.paragraphs[0]
    later.style = document.styles["LC Số trang"]
    word.add_page_number(later)
    word.add_watermark(later, number=11)
    first = section.first_page_header.paragraphs[0]
    first.style = document.styles["LC Số trang"]
    word.add_watermark(first, number=12)
    foot = section.first_page_footer.paragraphs[0]
    foot.style = document.styles["LC Liên hệ"]
    foot.text = "{%p if contact %}"
    address = section.first_page_footer.add_paragraph("{{ contact }}", foot.style)
    word.rule(address, length_mm=layout.TEXT_MM, column_mm=layout.TEXT_MM)
    section.first_page_footer.add_paragraph("{%p endif %}", foot.style)
    section.first_page_footer.add_paragraph("", foot.style)


def _say(document: Document, style: str, text: str = "") -> Paragraph:
    return document.add_paragraph(text, style)


def _cell(cell: _Cell, document: Document, style: str, *lines: str) -> None:
    """Fills a cell, whose first paragraph is always there."""
    first, *others = lines
    cell.paragraphs[0].style = document.styles[style]
    cell.paragraphs[0].add_run(first)
    for line in others:
        cell.add_paragraph(line, style)


def _head(document: Document, *, about: bool) -> None:
    table = word.bare_table(document, rows=2, widths_mm=(_LEFT_BOX, _RIGHT_BOX))
    issuer, state = table.rows[0].cells
    number, day = table.rows[1].cells
    superior = ("{%p if superior %}", "{{ superior }}", "{%p endif %}")
    _cell(issuer, document, "LC Cơ quan chủ quản", *superior)
    issuer.add_paragraph("{{ issuer }}", "LC Cơ quan ban hành")
    word.rule(issuer.add_paragraph("", layout.RULE), length_mm=25, column_mm=_LEFT_BOX)
    _cell(state, document, "LC Quốc hiệu", layout.STATE)
    state.add_paragraph(layout.MOTTO, "LC Tiêu ngữ")
    motto = layout.bold_width_mm(layout.MOTTO, layout.STYLES["LC Tiêu ngữ"].size)
    word.rule(state.add_paragraph("", layout.RULE), length_mm=motto, column_mm=_RIGHT_BOX)
    _cell(number, document, "LC Số ký hiệu", "{{ number }}")
    if about:
        number.add_paragraph("V/v {{ subject }}", "LC Về việc")
    _cell(day, document, "LC Địa danh", "{{ place_and_date }}")


def _addressees(document: Document) -> None:
    """One addressee stands on the line of `Kính gửi:`; several each have their own."""
    _say(document, "LC Kính gửi", "{%p if addressees|length == 1 %}")
    _say(document, "LC Kính gửi", "Kính gửi: {{ addressees[0] }}")
    _say(document, "LC Kính gửi", "{%p elif addressees %}")
    _say(document, "LC Kính gửi nhiều nơi", "Kính gửi:")
    _loop(document, "line", "addressee_lines", "LC Nơi kính gửi", "{{ line }}")
    _say(document, "LC Kính gửi", "{%p endif %}")


def _loop(document: Document, name: str, names: str, style: str, text: str) -> None:
    _say(document, style, f"{{%p for {name} in {names} %}}")
    _say(document, style, text)
    _say(document, style, "{%p endfor %}")


def _blocks(document: Document) -> None:
    styles = {"heading": "LC Mục lớn", "subheading": "LC Mục nhỏ", "text": "LC Thân bài"}
    _say(document, "LC Thân bài", "{%p for block in blocks %}")
    for kind, style in styles.items():
        _say(document, style, f"{{%p if block.kind == '{kind}' %}}")
        _say(document, style, "{{ block.text }}")
        _say(document, style, "{%p endif %}")
    _say(document, "LC Thân bài", "{%p endfor %}")


def _foot(document: Document) -> None:
    """Who receives it, level with who signs it; four empty lines for hand and seal."""
    _say(document, "LC Ngắt phần")
    half = layout.TEXT_MM / 2
    table = word.bare_table(document, rows=1, widths_mm=(half, half))
    receives, signs = table.rows[0].cells
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    _cell(receives, document, "LC Nơi nhận", "Nơi nhận:")
    for line in ("{%p for line in recipient_lines %}", "{{ line }}", "{%p endfor %}"):
        receives.add_paragraph(line, "LC Danh sách nhận")
    authority = ("{%p for line in authority %}", "{{ line }}", "{%p endfor %}")
    _cell(signs, document, "LC Quyền hạn ký", *authority, "", "", "", "")
    signs.add_paragraph("{{ signer }}", "LC Người ký")


def _annexes(document: Document) -> None:
    _say(document, "LC Ngắt phần", "{%p for annex in annexes %}")
    word.end_section(_say(document, "LC Ngắt phần"), document)
    _say(document, "LC Phụ lục", "Phụ lục {{ annex.number }}")
    _say(document, "LC Tên phụ lục", "{{ annex.title }}")
    _say(document, "LC Kèm theo", "({{ annex.belongs_to }})")
    _annex_table(document)
    _loop(document, "note", "annex.notes", "LC Ghi chú bảng", "{{ note }}")
    _say(document, "LC Ngắt phần", "{%p endfor %}")
    _say(document, "LC Ngắt phần")


def _annex_table(document: Document) -> None:
    table = document.add_table(4, 3)
    table.style = document.styles["Table Grid"]
    table.autofit = False
    heads, begin, cells, end = table.rows
    _row(heads, document, "LC Đầu bảng", "title", "annex.columns")
    word.row_repeats(table, 0)
    _cell(begin.cells[0], document, "LC Ô bảng", "{%tr for row in annex.rows %}")
    _row(cells, document, "LC Ô bảng", "cell", "row")
    _cell(end.cells[0], document, "LC Ô bảng", "{%tr endfor %}")


def _row(row: _Row, document: Document, style: str, name: str, names: str) -> None:
    begin, middle, end = row.cells
    _cell(begin, document, style, f"{{%tc for {name} in {names} %}}")
    _cell(middle, document, style, f"{{{{ {name} }}}}")
    _cell(end, document, style, "{%tc endfor %}")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in TEMPLATES.items():
        (folder / f"{name}.docx").write_bytes(make())


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "content/papers"))
