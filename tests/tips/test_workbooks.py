"""Excel workbooks of other bodies: the same lines as a CSV, and nothing else of them."""

import io
import zipfile
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from lachan.tips.tables import rows_in
from lachan.tips.workbooks import MOST_UNPACKED, NotATable

HEAD = ("so", "Nhận lúc", "loi_ke")


def book(*rows, head=HEAD):
    made = Workbook()
    for row in (head, *rows):
        made.active.append(row)
    return saved(made)


def saved(made):
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


GOOD = book((42, datetime(2026, 3, 15, 23, 50), "Có người dọa."), ("0043", "14/03/2026", "Rủ gặp."))


def test_a_workbook_is_read_like_a_csv():
    text = "so;nhan_luc;loi_ke\n42;15/03/2026 23:50;Có người dọa.\n0043;14/03/2026;Rủ gặp.\n"

    assert rows_in(GOOD) == rows_in(text.encode())


def test_numbers_and_dates_are_what_somebody_would_type():
    ((_, cells),) = rows_in(book((42.0, datetime(2026, 3, 5), None)))

    assert cells == {"so": "42", "nhan_luc": "05/03/2026 00:00", "loi_ke": ""}


def test_empty_lines_are_passed_over_and_the_others_keep_their_numbers():
    found = rows_in(book((), (None, " "), (1, "15/03/2026", "a")))

    assert [line for line, _ in found] == [4]


def test_only_the_first_sheet_is_read():
    made = Workbook()
    made.active.append(HEAD)
    made.active.append((1, "15/03/2026", "a"))
    made.create_sheet("khác").append(("bí mật",))

    assert len(rows_in(saved(made))) == 1


def test_a_cell_without_a_name_above_it_is_told():
    ((_, cells),) = rows_in(book((1, "15/03/2026", "a", "thừa")))

    assert "" in cells


def test_a_formula_is_not_worked_out():
    ((_, cells),) = rows_in(book((1, "15/03/2026", '=HYPERLINK("https://xau.example")')))

    assert cells["loi_ke"] == ""


def changed(content, name, body):
    """The workbook with one of its parts replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for one in old.namelist():
            new.writestr(one, body if one == name else old.read(one))
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


FAR = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>so</t></is></c>'
    b'<c r="B1" t="inlineStr"><is><t>nhan_luc</t></is></c></row>'
    b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    "content",
    [
        book(head=("mot", "hai")),
        book(),
        book(*[(1, "15/03/2026", "a")] * 501),
        b"PK\x03\x04",
        GOOD[: len(GOOD) // 2],
        changed(GOOD, SHEET, b"<worksheet"),
        changed(GOOD, SHEET, b" " * (MOST_UNPACKED + 1)),
        changed(GOOD, SHEET, b'<!DOCTYPE a [<!ENTITY a "aaaa">]><a>&a;</a>'),
        changed(GOOD, "xl/workbook.xml", b"<a/>"),
        changed(GOOD, SHEET, FAR),
    ],
    ids=[
        "columns",
        "no lines",
        "too many",
        "no zip",
        "half",
        "xml",
        "bomb",
        "entity",
        "no sheets",
        "far",
    ],
)
def test_what_is_no_table_of_ours_is_refused_whole(content):
    with pytest.raises(NotATable):
        rows_in(content)


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=8))
def test_a_damaged_workbook_is_a_table_or_is_refused(damage):
    content = bytearray(GOOD)
    for place, byte in damage:
        content[place] = byte
    try:
        rows_in(bytes(content))
    except NotATable:
        return


@given(st.binary(max_size=400))
def test_a_sheet_of_any_bytes_is_a_table_or_is_refused(body):
    try:
        rows_in(changed(GOOD, SHEET, body))
    except NotATable:
        return
