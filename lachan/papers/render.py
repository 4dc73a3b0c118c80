"""Fills a Word template: plain facts in, the bytes of a .docx out. No query, no clock."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docxtpl import DocxTemplate

from lachan.papers import layout, rules, word

Template = Literal["bao_cao", "cong_van"]
BlockKind = Literal["heading", "subheading", "text"]

KIND_CODES: dict[Template, str] = {"bao_cao": "BC", "cong_van": ""}
_KIND_WORDS: dict[Template, str] = {"bao_cao": "Báo cáo", "cong_van": "Công văn"}
_NOT_IN_XML = re.compile(r"[^\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the body."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an annex. `share` is its part of the table's width."""

    title: str
    share: float
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Annex:
    """A table of figures; annexes are numbered I, II, … in their order."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperContext:
    """What one official paper says. All text is plain; it is escaped here.

    `issuer_code` and `drafted_by` make the symbol (`BC-SKHCN`, `UBND-KGVX`). `number` and `day`
    stay None for the clerk (văn thư) to fill in; `year` is then the year that is printed.
    `draft` prints the draft mark on every page.
    """

    issuer: str
    issuer_code: str
    place: str
    year: int
    subject: str
    blocks: tuple[Block, ...]
    authority: tuple[str, ...]
    signer: str
    superior: str = ""
    drafted_by: str = ""
    number: int | None = None
    day: date | None = None
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ("Như trên",)
    annexes: tuple[Annex, ...] = ()
    contact: str = ""
    draft: bool = True


def render(template: Template, context: PaperContext, *, folder: Path) -> bytes:
    """The paper as .docx; the same context gives the same bytes.

    `folder` holds the templates (content/papers). Text is escaped for XML and stripped of control
    characters; words that look like template commands stay words.
    """
    paper = DocxTemplate(folder / f"{template}.docx")
    paper.render(_places(template, context), autoescape=True)
    buffer = io.BytesIO()
    paper.save(buffer)
    document = docx.Document(buffer)
    _fit_rules(document, context)
    _fit_annexes(document, context.annexes)
    return word.saved(document)


def symbol_of(template: Template, context: PaperContext) -> str:
    """The part after the slash: `BC-SKHCN`."""
    drafted_by = "" if KIND_CODES[template] else context.drafted_by
    return rules.symbol(KIND_CODES[template], body=context.issuer_code, drafted_by=drafted_by)


def _places(template: Template, context: PaperContext) -> dict[str, object]:
    """What the template's places are filled with."""
    symbol = symbol_of(template, context)
    return {
        "superior": plain(context.superior).upper(),
        "issuer": plain(context.issuer).upper(),
        "number": rules.number_line(plain(symbol), context.number),
        "place_and_date": rules.date_line(plain(context.place), year=context.year, day=context.day),
        "subject": plain(context.subject),
        "addressees": [plain(name) for name in context.addressees],
        "addressee_lines": _plain_all(rules.addressee_lines(context.addressees)),
        "bases": _plain_all(rules.basis_lines(context.bases)),
        "blocks": _body(context.blocks),
        "recipient_lines": _plain_all(
            rules.recipient_lines(context.recipients, drafted_by=context.drafted_by)
        ),
        "authority": _plain_all(context.authority),
        "signer": plain(context.signer),
        "contact": plain(context.contact),
        "draft": context.draft,
        "annexes": [
            _annex(number, annex, _belongs_to(template, symbol, context))
            for number, annex in enumerate(context.annexes, start=1)
        ],
    }


def plain(text: str) -> str:
    """One line of text that XML can hold: control characters dropped, breaks as spaces."""
    return " ".join(_NOT_IN_XML.sub("", text.replace("\t", " ")).splitlines()).strip()


def _plain_all(lines: Sequence[str]) -> list[str]:
    return [plain(line) for line in lines]


def _body(blocks: Sequence[Block]) -> list[dict[str, str]]:
    """Every line of text a paragraph of its own; the last one carries the end mark."""
    lines = [
        {"kind": block.kind, "text": plain(line)}
        for block in blocks
        for line in block.text.splitlines()
        if plain(line)
    ]
    if lines:
        lines[-1]["text"] = lines[-1]["text"].rstrip(" ./") + layout.END_MARK
    return lines


def _belongs_to(template: Template, symbol: str, context: PaperContext) -> str:
    number = rules.number_line(symbol, context.number).removeprefix("Số: ")
    day = rules.date_words(context.day, year=context.year)
    kind = _KIND_WORDS[template]
    return plain(f"Kèm theo {kind} số {number} {day} của {context.issuer}")


def _annex(number: int, annex: Annex, belongs_to: str) -> dict[str, object]:
    return {
        "number": rules.roman(number),
        "title": plain(annex.title).upper(),
        "belongs_to": belongs_to,
        "columns": [plain(column.title) for column in annex.columns],
        "rows": [_plain_all(row) for row in annex.rows],
        "notes": _plain_all(annex.notes),
    }


def _fit_rules(document: Document, context: PaperContext) -> None:
    """The rules under issuer and abstract follow the length of the text above them."""
    box = layout.TEXT_MM * layout.LEFT_BOX_SHARE
    under_issuer = document.tables[0].cell(0, 0).paragraphs[-1]
    size = layout.STYLES["LC Cơ quan ban hành"].size
    length = layout.rule_mm(plain(context.issuer).upper(), size, box)
    word.rule(under_issuer, length_mm=length, column_mm=box)
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == layout.RULE:
            size = layout.STYLES["LC Trích yếu"].size
            length = layout.rule_mm(plain(context.subject), size, layout.TEXT_MM)
            word.rule(paragraph, length_mm=length, column_mm=layout.TEXT_MM)


def _fit_annexes(document: Document, annexes: Sequence[Annex]) -> None:
    """Column widths and the side on which figures stand, which the template cannot know."""
    tables = document.tables[2:]
    for table, annex in zip(tables, annexes, strict=True):
        total = sum(column.share for column in annex.columns)
        widths = tuple(layout.TEXT_MM * column.share / total for column in annex.columns)
        word.set_widths(table, widths)
        for column, described in enumerate(annex.columns):
            if described.numeric:
                word.align_column(table, column, WD_ALIGN_PARAGRAPH.RIGHT)
