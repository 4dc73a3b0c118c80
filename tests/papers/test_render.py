"""What a paper says, and what it must not let in."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.papers import templates_make
from lachan.papers.render import Block, plain, render
from tests.builders import papers
from tests.papers import reading

NASTY = 'Tên <b>&amp; "Mẫu" {{ 7*7 }} {% if x %} </w:t>'


def body(text: str) -> list[str]:
    document = papers.rendered(blocks=(Block("text", text),))
    return [p.text for p in reading.in_style(document, "LC Thân bài")]


def test_text_that_looks_like_markup_or_commands_stays_text() -> None:
    assert body(f"{NASTY} hết")[0] == f"{NASTY} hết./."


def test_markup_in_head_table_and_annex_stays_text() -> None:
    document = papers.rendered(subject="A <&> B", signer="Lê <&> Thử")
    assert reading.only(document, "LC Trích yếu").text == "A <&> B"
    assert reading.only(document, "LC Người ký").text == "Lê <&> Thử"


def test_control_characters_are_dropped_and_breaks_make_paragraphs() -> None:
    assert body("một\x00\x07\nhai\u2028ba\x1b\ud800") == ["một", "hai", "ba./."]


@given(st.text(max_size=60))
def test_any_text_is_made_safe_for_the_file(text: str) -> None:
    safe = plain(text)
    safe.encode("utf-8")
    assert all(char >= " " for char in safe)


def test_the_body_ends_with_one_end_mark() -> None:
    assert body("Hết.")[-1] == "Hết./."
    assert body("Hết./.")[-1] == "Hết./."


def test_several_addressees_have_a_line_each() -> None:
    document = papers.rendered("cong_van", addressees=("Sở Một", "Sở Hai"))
    assert reading.only(document, "LC Kính gửi nhiều nơi").text == "Kính gửi:"
    lines = [p.text for p in reading.in_style(document, "LC Nơi kính gửi")]
    assert lines == ["- Sở Một;", "- Sở Hai."]


def test_a_paper_to_nobody_has_no_addressee_line() -> None:
    document = papers.rendered(addressees=())
    assert not any("Kính gửi" in p.text for p in reading.all_paragraphs(document))


def test_number_and_date_are_printed_once_the_clerk_gave_them() -> None:
    document = papers.rendered(number=5, day=date(2026, 1, 5))
    assert reading.only(document, "LC Số ký hiệu").text == "Số: 05/BC-SKHCN"
    assert reading.only(document, "LC Địa danh").text == "Thử, ngày 05 tháng 01 năm 2026"


@pytest.mark.parametrize(("draft", "marks"), [(True, 2), (False, 0)])
def test_a_draft_is_marked_on_every_page_and_an_approved_paper_on_none(
    draft: bool, marks: int
) -> None:
    assert reading.draft_marks(papers.rendered(draft=draft)) == marks


def test_a_paper_without_annex_is_one_section() -> None:
    assert len(papers.rendered(annexes=()).sections) == 1


def test_a_paper_without_superior_or_contact_leaves_no_empty_place() -> None:
    document = papers.rendered(superior="", contact="")
    assert reading.in_style(document, "LC Cơ quan chủ quản") == []
    assert document.sections[0].first_page_footer.paragraphs[0].text == ""


def test_columns_of_an_annex_share_the_width_as_asked() -> None:
    table = papers.rendered().tables[2]
    widths = [reading.column_mm(table, column) for column in range(3)]
    assert widths == pytest.approx([165 / 7, 165 * 4 / 7, 165 * 2 / 7], abs=0.2)


def test_the_same_context_gives_the_same_bytes() -> None:
    first = render("bao_cao", papers.context(), folder=papers.FOLDER)
    assert first == render("bao_cao", papers.context(), folder=papers.FOLDER)


def test_a_table_of_ninety_two_units_is_whole() -> None:
    table = papers.rendered(annexes=(papers.annex(rows=92),)).tables[2]
    assert len(table.rows) == 93


@pytest.mark.parametrize("name", templates_make.TEMPLATES)
def test_the_committed_template_is_the_one_the_script_makes(name: str) -> None:
    made = members(templates_make.TEMPLATES[name]())
    committed = members((papers.FOLDER / f"{name}.docx").read_bytes())
    assert committed.keys() == made.keys()
    for part, content in made.items():
        assert committed[part] == content, part


def members(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_script_writes_every_template_into_the_folder(tmp_path: Path) -> None:
    templates_make.main(tmp_path / "new")
    assert {path.name for path in (tmp_path / "new").iterdir()} == {"bao_cao.docx", "cong_van.docx"}
