"""Reads a rendered .docx the way Word lays it out: style, then what the style is based on."""

from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section
from docx.table import Table
from docx.text.paragraph import Paragraph

FONT_RANGES = ("ascii", "hAnsi", "eastAsia", "cs")


def all_paragraphs(document: Document) -> Iterator[Paragraph]:
    """Every paragraph of body and tables, in order."""
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.paragraphs
        else:
            yield block


def in_style(document: Document, style: str) -> list[Paragraph]:
    return [p for p in all_paragraphs(document) if p.style is not None and p.style.name == style]


def only(document: Document, style: str) -> Paragraph:
    found = [p for p in in_style(document, style) if p.text]
    assert len(found) == 1, f"{len(found)} paragraphs in {style}"
    return found[0]


def saying(document: Document, text: str) -> Paragraph:
    """The one paragraph that says the text, wherever it stands."""
    found = [p for p in all_paragraphs(document) if p.text == text]
    assert len(found) == 1, f"{len(found)} paragraphs say {text!r}"
    return found[0]


def effective(paragraph: Paragraph, path: str) -> Any:
    """A property such as `font.size` or `paragraph_format.alignment`, with all inheritance."""
    first, name = path.split(".")
    holders: list[Any] = list(paragraph.runs[:1]) if first == "font" else [paragraph]
    style = paragraph.style
    while style is not None:
        holders.append(style)
        style = style.base_style
    for holder in holders:
        value = getattr(getattr(holder, first), name)
        if value is not None:
            return value
    return None


def size(paragraph: Paragraph) -> float:
    """In points. Every run must agree with its style, so that no range falls out."""
    assert all(run.font.size is None for run in paragraph.runs)
    return float(effective(paragraph, "font.size").pt)


def colour(paragraph: Paragraph) -> str:
    """As six hexadecimal digits; runs must not override the style."""
    assert paragraph._p.find(f".//{qn('w:color')}") is None
    style = paragraph.style
    while style is not None:
        if style.font.color.rgb is not None:
            return str(style.font.color.rgb)
        style = style.base_style
    return ""


def fonts(paragraph: Paragraph) -> set[str]:
    """The font of all four ranges, found through the styles; runs must not override it."""
    assert paragraph._p.find(f".//{qn('w:rFonts')}") is None
    style = paragraph.style
    while style is not None:
        named = style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        if named is not None:
            return {named.get(qn(f"w:{part}")) for part in FONT_RANGES}
        style = style.base_style
    return set()


def rule_under(paragraph: Paragraph) -> Paragraph:
    """The paragraph that follows, which must be a rule drawn as a border."""
    following = paragraph._p.getnext()
    assert following is not None
    return Paragraph(following, paragraph._parent)


def rule_length_mm(rule: Paragraph, column_mm: float) -> float:
    """How long a border rule is within its column."""
    border = rule._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:top')}")
    assert border is not None
    assert border.get(qn("w:val")) == "single"
    left, right = rule.paragraph_format.left_indent, rule.paragraph_format.right_indent
    assert left is not None
    assert right is not None
    return column_mm - left.mm - right.mm


def column_mm(table: Table, column: int) -> float:
    grid = table._tbl.tblGrid.findall(qn("w:gridCol"))
    return int(grid[column].get(qn("w:w"))) / 1440 * 25.4


def field_codes(section: Section, *, first_page: bool) -> list[str]:
    """The field instructions in the header of a section, such as PAGE."""
    header = section.first_page_header if first_page else section.header
    return [
        node.text.strip()
        for paragraph in header.paragraphs
        for node in paragraph._p.iter(qn("w:instrText"))
    ]


def draft_marks(document: Document) -> int:
    """How many headers carry the draft mark."""
    section = document.sections[0]
    paragraphs = [*section.header.paragraphs, *section.first_page_header.paragraphs]
    return sum('string="DỰ THẢO"' in p._p.xml for p in paragraphs)
