"""The few pieces of WordprocessingML that python-docx has no word for."""

import io
import zipfile
from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph

from lachan.papers import layout

# A fixed moment, so that the same content gives the same bytes.
_ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)


def twips(mm: float) -> int:
    """Word's unit: a twentieth of a point."""
    return round(mm / 25.4 * 1440)


def same_bytes(saved: bytes) -> bytes:
    """The same package with the clock taken out: fixed times, fixed order of members."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in sorted(before.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            member = zipfile.ZipInfo(name, _ZIP_MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            after.writestr(member, before.read(name))
    return out.getvalue()


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return same_bytes(buffer.getvalue())


def set_fonts(properties: Any) -> None:
    """Names the font for all four ranges: without `eastAsia` Word shows some marks in another."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for part in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{part}"), layout.FONT)
    properties.insert(0, fonts)


def rule(paragraph: Paragraph, *, length_mm: float, column_mm: float) -> None:
    """Makes an empty paragraph a solid rule: its upper border, drawn in from both sides."""
    properties = paragraph._p.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    border = parse_xml(
        f"<w:pBdr {nsdecls('w')}>"
        '<w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    )
    properties.insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )
    inset = Mm(max(0.0, (column_mm - length_mm) / 2))
    paragraph.paragraph_format.left_indent = inset
    paragraph.paragraph_format.right_indent = inset


def bare_table(document: Document, *, rows: int, widths_mm: tuple[float, ...]) -> Table:
    """A table without borders or cell padding, for boxes that stand side by side."""
    table: Table = document.add_table(rows, len(widths_mm))
    table.autofit = False
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    properties.append(
        parse_xml(f'<w:tblW {nsdecls("w")} w:w="{twips(sum(widths_mm))}" w:type="dxa"/>')
    )
    sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    properties.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>"))
    set_widths(table, widths_mm)
    return table


def set_widths(table: Table, widths_mm: tuple[float, ...]) -> None:
    """Fixed widths, in the grid and in every cell: Word reads one, LibreOffice the other."""
    grid = table._tbl.tblGrid
    for old in list(grid):
        grid.remove(old)
    for width in widths_mm:
        grid.append(parse_xml(f'<w:gridCol {nsdecls("w")} w:w="{twips(width)}"/>'))
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths_mm, strict=True):
            cell.width = Mm(width)


def add_page_number(paragraph: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("t", "2"), ("end", "")):
        run = paragraph.add_run()
        if kind == "t":
            run.text = text
        elif kind:
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))
        else:
            run._r.append(
                parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve">{text}</w:instrText>')
            )


def add_watermark(paragraph: Paragraph, *, number: int) -> None:
    """A grey word across the page behind the text, shown only while `draft` is true."""
    paragraph.add_run("{%r if draft %}")
    paragraph.add_run()._r.append(parse_xml(_WATERMARK.format(number=number)))
    paragraph.add_run("{%r endif %}")


# How Word itself bends a word of any length along a straight path (WordArt shape 136).
_TEXT_PATH = (
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
    "mid @6 @7",
    "sum @6 0 @5",
)
_WATERMARK = (
    '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
    + "".join(f'<v:f eqn="{formula}"/>' for formula in _TEXT_PATH)
    + '</v:formulas><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="LCDraft{number}" o:spid="_x0000_s20{number}" type="#_x0000_t136" '
    'style="position:absolute;margin-left:0;margin-top:0;width:400pt;height:110pt;rotation:315;'
    "z-index:-251658752;mso-position-horizontal:center;"
    "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
    'mso-position-vertical-relative:margin" fillcolor="silver" stroked="f">'
    '<v:fill opacity=".5"/><v:textpath style="font-family:&quot;Times New Roman&quot;;'
    f'font-size:1pt" string="{layout.DRAFT_MARK}"/></v:shape></w:pict>'
)


def end_section(paragraph: Paragraph, document: Document) -> None:
    """Ends a section after this paragraph; what follows starts a page and counts from 1 again."""
    paragraph._p.get_or_add_pPr().append(deepcopy(document.sections[-1]._sectPr))


def number_from_one(document: Document) -> None:
    section = document.sections[-1]._sectPr
    count = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
    section.insert_element_before(count, "w:cols", "w:titlePg", "w:docGrid")


def row_repeats(table: Table, row: int) -> None:
    """The row stands again at the head of every further page."""
    properties = table.rows[row]._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def align_column(table: Table, column: int, side: WD_ALIGN_PARAGRAPH) -> None:
    """Sets the side of every cell of a column, its heading apart."""
    for row in table._tbl.tr_lst[1:]:
        for paragraph in row.tc_lst[column].p_lst:
            paragraph.get_or_add_pPr().jc_val = side
