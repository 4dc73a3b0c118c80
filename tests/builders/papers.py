"""An official paper with invented words in every place."""

import io
from dataclasses import replace

import docx
from django.conf import settings
from docx.document import Document

from lachan.papers.render import Annex, Block, Column, PaperContext, Template, render
from lachan.papers.rules import Authority, authority_lines

FOLDER = settings.CONTENT / "papers"


def annex(rows: int = 3) -> Annex:
    columns = (Column("STT", 1), Column("Chỉ tiêu", 4), Column("Số liệu", 2, numeric=True))
    cells = tuple((str(row), f"Chỉ tiêu {row}", "12") for row in range(1, rows + 1))
    return Annex("Biểu số liệu", columns, cells, ("Ghi chú của biểu.",))


def context(**given: object) -> PaperContext:
    """Everything filled in; number and date are left to the clerk."""
    whole = PaperContext(
        superior="UBND tỉnh Thử",
        issuer="Sở Khoa học và Công nghệ",
        issuer_code="SKHCN",
        place="Thử",
        year=2026,
        subject="Kết quả thực hiện Chương trình 6 tháng đầu năm 2026",
        addressees=("Ủy ban nhân dân tỉnh Thử",),
        bases=("Căn cứ Kế hoạch thứ nhất", "Căn cứ Kế hoạch thứ hai"),
        blocks=(
            Block("heading", "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO"),
            Block("subheading", "1. Ban hành văn bản"),
            Block("text", "Đoạn thứ nhất."),
            Block("text", "Đoạn cuối cùng."),
        ),
        authority=authority_lines(Authority.FOR_HEAD, head="Giám đốc", own="Phó Giám đốc"),
        signer="Nguyễn Văn Thử",
        drafted_by="CNTT",
        annexes=(annex(), annex()),
        contact="Địa chỉ: số 1, đường Thử",
        draft=False,
    )
    return replace(whole, **given)  # type: ignore[arg-type]


def rendered(template: Template = "bao_cao", **given: object) -> Document:
    """The paper read back from its bytes, as Word would."""
    return docx.Document(io.BytesIO(render(template, context(**given), folder=FOLDER)))
