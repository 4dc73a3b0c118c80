"""How official papers spell things."""

from datetime import date

import pytest

from lachan.papers.rules import (
    Authority,
    addressee_lines,
    authority_lines,
    basis_lines,
    body_code,
    date_line,
    date_words,
    number_line,
    point,
    recipient_lines,
    roman,
    symbol,
)


def test_days_below_ten_and_months_one_and_two_get_a_leading_zero() -> None:
    assert date_words(date(2026, 2, 9), year=2026) == "ngày 09 tháng 02 năm 2026"


@pytest.mark.parametrize("month", range(3, 13))
def test_no_other_month_gets_a_leading_zero(month: int) -> None:
    assert date_words(date(2026, month, 10), year=2026) == f"ngày 10 tháng {month} năm 2026"


def test_without_a_date_there_is_room_for_the_clerk() -> None:
    assert date_line("Thử", year=2026) == "Thử, ngày      tháng      năm 2026"


@pytest.mark.parametrize(
    ("number", "line"),
    [(5, "Số: 05/BC-A"), (12, "Số: 12/BC-A"), (1926, "Số: 1926/BC-A"), (None, "Số:       /BC-A")],
)
def test_numbers_below_ten_get_a_leading_zero(number: int | None, line: str) -> None:
    assert number_line("BC-A", number) == line


def test_symbols_of_named_kinds_and_of_letters() -> None:
    assert symbol("BC", body="SKHCN", drafted_by="CNTT") == "BC-SKHCN"
    assert symbol("", body="UBND", drafted_by="KGVX") == "UBND-KGVX"


@pytest.mark.parametrize(
    ("authority", "lines"),
    [
        (Authority.HEAD, ("PHÓ GIÁM ĐỐC",)),
        (Authority.FOR_HEAD, ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        (Authority.BY_ORDER, ("TL. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        (Authority.AUTHORISED, ("TUQ. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        (Authority.ACTING, ("Q. GIÁM ĐỐC",)),
        (Authority.ON_BEHALF, ("PHÓ GIÁM ĐỐC",)),
    ],
)
def test_the_authority_stands_above_the_post(authority: Authority, lines: tuple[str, ...]) -> None:
    assert authority_lines(authority, head="Giám đốc", own="Phó Giám đốc") == lines


def test_a_deputy_of_a_committee_signs_for_the_chair_on_its_behalf() -> None:
    lines = authority_lines(
        Authority.FOR_HEAD, head="Chủ tịch", own="Phó Chủ tịch", body="Ủy ban nhân dân"
    )
    assert lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_lists_end_as_the_decree_asks() -> None:
    assert recipient_lines(["Như trên"], drafted_by="") == ("- Như trên;", "- Lưu: VT.")
    assert addressee_lines(["A", "B"]) == ("- A;", "- B.")
    assert basis_lines(["Căn cứ A", "Căn cứ B"]) == ("Căn cứ A;", "Căn cứ B.")


def test_points_follow_the_vietnamese_alphabet() -> None:
    assert [point(number) for number in range(1, 8)] == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)"]


@pytest.mark.parametrize(
    ("number", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (39, "XXXIX")]
)
def test_roman_numbers(number: int, text: str) -> None:
    assert roman(number) == text


@pytest.mark.parametrize("number", [0, 40])
def test_roman_numbers_beyond_use_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="1 to 39"):
        roman(number)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Sở Khoa học và Công nghệ", "SKHCN"),
        ("Ủy ban nhân dân xã Thử", "UBND"),
        ("Tỉnh đoàn Thử", "TĐT"),
    ],
)
def test_the_code_of_a_body_is_made_of_its_initials(name: str, code: str) -> None:
    assert body_code(name) == code
