"""The report as an official paper: sections, annexes, and honest words for what is missing."""

import io
from datetime import date

import docx
import pytest
from docx.document import Document

from lachan.papers import queries as papers
from lachan.papers.models import Paper
from lachan.papers.rules import Authority
from lachan.people.models import UnitKind
from lachan.people.rules import Role
from lachan.programme import operations
from lachan.programme.bodies import Signing, body_of
from lachan.programme.models import Programme, Report, Side
from lachan.programme.rules import ReportState, Section
from tests.builders import NOON, people, programme, tips
from tests.builders.programme import FULL_NAME, House
from tests.papers import reading

pytestmark = pytest.mark.django_db


def read(paper: Paper) -> Document:
    return docx.Document(io.BytesIO(papers.content_of(paper)))


def signed(place: House) -> Document:
    return read(programme.paper_of(programme.report(place, ReportState.APPROVED)))


def rows(document: Document, annex: int = 0) -> dict[str, list[str]]:
    """The rows of an annex by the code or name in their second column."""
    cells = [[cell.text for cell in row.cells] for row in document.tables[2 + annex].rows]
    return {row[1].split(". ")[0]: row for row in cells}


def body(document: Document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_paper_has_the_five_parts_in_order(place: House) -> None:
    headings = [p.text for p in reading.in_style(signed(place), "LC Mục lớn")]
    assert headings == [
        "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO",
        "II. KẾT QUẢ THỰC HIỆN",
        "III. TỒN TẠI, KHÓ KHĂN, NGUYÊN NHÂN",
        "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI",
        "V. KIẾN NGHỊ, ĐỀ XUẤT",
    ]


def test_what_was_written_stands_in_its_part(place: House) -> None:
    text = body(signed(place))
    for section in ("I", "III", "IV"):
        assert f"Nội dung phần {section}.\n" in text
    assert "Nội dung phần V./." in text


def test_head_addressee_and_signature_are_the_units(place: House) -> None:
    document = signed(place)
    assert reading.only(document, "LC Cơ quan chủ quản").text == "UBND TỈNH THỬ"
    assert reading.only(document, "LC Cơ quan ban hành").text == "SỞ KHOA HỌC VÀ CÔNG NGHỆ"
    assert reading.only(document, "LC Kính gửi").text == "Kính gửi: Ủy ban nhân dân tỉnh Thử"
    assert reading.only(document, "LC Quyền hạn ký").text == "GIÁM ĐỐC"
    assert reading.only(document, "LC Người ký").text == FULL_NAME


def test_number_and_date_are_left_to_the_clerk_until_given(place: House) -> None:
    document = signed(place)
    assert reading.only(document, "LC Số ký hiệu").text == "Số:       /BC-SKHCN"
    assert reading.only(document, "LC Địa danh").text == "Thử, ngày      tháng      năm 2026"


def test_the_numbered_paper_carries_both(place: House) -> None:
    document = read(programme.paper_of(programme.report(place, ReportState.ISSUED)))
    assert reading.only(document, "LC Số ký hiệu").text == "Số: 05/BC-SKHCN"
    assert reading.only(document, "LC Địa danh").text == "Thử, ngày 20 tháng 6 năm 2026"


def test_the_subject_names_programme_and_period(place: House) -> None:
    subject = reading.only(signed(place), "LC Trích yếu").text
    assert subject.startswith("Kết quả thực hiện Chương trình “Bảo vệ và hỗ trợ trẻ em")
    assert subject.endswith("6 tháng đầu năm 2026")


def test_the_annex_shows_numbers_ratio_last_year_and_target(place: House) -> None:
    for side, value in ((Side.NUMERATOR, 37), (Side.DENOMINATOR, 40)):
        programme.entered(place, "B1", place.education, value, side=side)
        before = programme.period(date(2025, 6, 1))
        programme.entered(place, "B1", place.education, value - 10, side=side, of=before)
    row = rows(signed(place))["B1"]
    assert row[3:] == ["37", "40", "92,5%", "27/30 (90%)", "mục tiêu 100%"]


def test_no_data_is_said_in_words_and_never_as_zero(place: House) -> None:
    document = signed(place)
    assert rows(document)["B1"][3:] == [
        "chưa có số liệu",
        "chưa có số liệu",
        "chưa có số liệu",
        "chưa có số liệu",
        "mục tiêu 100%; thiếu 1 đơn vị",
    ]


def test_all_that_lacks_a_number_is_told_in_one_sentence(place: House) -> None:
    programme.entered(place, "B2.1", place.education, 4)
    document = signed(place)

    (said,) = [line for line in body(document).split("\n") if "chưa có số liệu trong kỳ" in line]

    numbers = [row[3] for row in rows(document).values()][1:]
    number = numbers.count("chưa có số liệu")
    assert said.startswith(f"Có {number}/{len(numbers)} chỉ tiêu chưa có số liệu trong kỳ: A1. ")
    assert "B1. Trường học, cơ sở chăm sóc" in said
    assert "B2.1" not in said
    assert "- Văn bản chỉ đạo đã ban hành" not in body(document)
    assert "- Buổi truyền thông, giáo dục: 4 buổi" in body(document)


def test_what_the_system_counted_as_none_is_zero(place: House) -> None:
    assert rows(signed(place))["C1"][3:6] == ["0", "-", "-"]


def test_a_ratio_over_nothing_says_that_nothing_occurred(place: House) -> None:
    assert rows(signed(place))["C2.1"][3:6] == ["0", "0", "không phát sinh"]


def test_figures_are_told_in_part_two_by_group(place: House) -> None:
    tips.received()
    document = signed(place)
    groups = [p.text for p in reading.in_style(document, "LC Mục nhỏ")]
    assert groups[0] == "1. Tiếp nhận, xác minh, gỡ bỏ"
    assert "- Tin báo, phản ánh đã tiếp nhận: 1 tin." in body(document)
    assert "chỉ tiêu chưa có số liệu cùng kỳ năm trước để so sánh." in body(document)


def test_last_year_stands_beside_a_number_where_it_is_known(place: House) -> None:
    programme.entered(place, "B2.1", place.education, 4)
    before = programme.period(date(2025, 6, 1))
    programme.entered(place, "B2.1", place.education, 3, of=before)

    text = body(signed(place))

    assert "- Buổi truyền thông, giáo dục: 4 buổi (cùng kỳ năm trước: 3)." in text
    (said,) = [line for line in text.split("\n") if "cùng kỳ năm trước để so sánh:" in line]
    assert "C1. Tin báo, phản ánh đã tiếp nhận" in said
    assert "B2.1" not in said


def test_units_that_did_not_report_are_an_annex(place: House) -> None:
    document = signed(place)
    named = [row.cells[1].text for row in document.tables[3].rows[1:]]
    assert set(named) == {
        "Sở Khoa học và Công nghệ",
        "Sở Giáo dục và Đào tạo",
        "Xã Thử Một",
        "Phường Thử Hai",
    }
    assert "còn 4 đơn vị chưa báo cáo (Phụ lục II)" in body(document)


def test_an_unverified_form_says_so(place: House) -> None:
    notes = [p.text for p in reading.in_style(signed(place), "LC Ghi chú bảng")]
    assert any("chưa được đối chiếu với biểu mẫu chính thức" in note for note in notes)


def test_an_unverified_decision_is_not_printed_as_a_legal_basis(place: House) -> None:
    assert reading.in_style(signed(place), "LC Căn cứ") == []


def test_a_verified_decision_is_the_legal_basis(place: House) -> None:
    Programme.objects.update(verified=True)
    basis = reading.only(signed(place), "LC Căn cứ").text
    assert (
        basis == "Căn cứ Quyết định số 830/QĐ-TTg ngày 01 tháng 6 năm 2021 của Thủ tướng Chính phủ."
    )


def test_a_preview_carries_the_draft_mark(place: House) -> None:
    paper = operations.preview(report=programme.report(place), by=place.coordinator, now=NOON)
    assert reading.draft_marks(read(paper)) == 2
    assert paper.draft


def test_a_deputy_signs_in_the_name_of_the_head(place: House) -> None:
    report = programme.report(place, ReportState.SUBMITTED)
    signing = Signing("Phó Giám đốc", Authority.FOR_HEAD, head="Giám đốc")
    operations.sign_report(report=report, by=place.leader, now=NOON, signing=signing)
    lines = [p.text for p in reading.in_style(read(programme.paper_of(report)), "LC Quyền hạn ký")]
    assert lines[:2] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]


def test_markup_in_a_written_part_stays_text(place: House) -> None:
    report = programme.report(place)
    operations.write_section(
        report=report,
        section=Section.LEADERSHIP,
        text="Đã ban hành <&> {{ 7*7 }}",
        by=place.coordinator,
        now=NOON,
    )
    paper = operations.preview(report=report, by=place.coordinator, now=NOON)
    assert "Đã ban hành <&> {{ 7*7 }}" in body(read(paper))


def commune_report(place: House) -> Report:
    commune = place.communes[0]
    reporter = people.actor(Role.UNIT_REPORTER, commune)
    return operations.prepare_report(
        programme=place.programme, period=programme.period(), unit=commune, by=reporter, now=NOON
    )


def test_a_commune_writes_through_its_committee(place: House) -> None:
    report = commune_report(place)
    document = read(operations.preview(report=report, by=people.SETUP, now=NOON))
    assert reading.only(document, "LC Cơ quan ban hành").text == "ỦY BAN NHÂN DÂN XÃ THỬ MỘT"
    assert reading.in_style(document, "LC Cơ quan chủ quản") == []
    assert reading.only(document, "LC Số ký hiệu").text == "Số:       /BC-UBND"
    lines = [p.text for p in reading.in_style(document, "LC Quyền hạn ký") if p.text]
    assert lines == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]


def test_a_unit_below_a_department_writes_from_its_province(place: House) -> None:
    police = people.unit(name="Công an tỉnh Thử", kind=UnitKind.POLICE, parent=place.province)
    office = people.unit(name="Phòng Thử", kind=UnitKind.POLICE, parent=police)
    body = body_of(office.pk, programme.JUNE)
    assert (body.place, body.superior, body.superior_short) == (
        "Thử",
        "Công an tỉnh Thử",
        "Công an tỉnh Thử",
    )


def test_the_highest_unit_reports_to_nobody(place: House) -> None:
    body = body_of(place.province.pk, programme.JUNE)
    assert (body.name, body.superior) == ("Ủy ban nhân dân tỉnh Thử", "")
