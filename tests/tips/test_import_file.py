"""Tables of other bodies: what is read, and what is refused by field, without its words."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.common.time import VIETNAM
from lachan.tips.import_file import read
from lachan.tips.rules import AgeBand, Answer, Place, ReporterRole
from lachan.tips.sheet import Body, Particular
from lachan.tips.tables import rows_in
from lachan.tips.workbooks import NotATable

COMMUNES = {"04-xa-thu": 7}


def lines(text, **given):
    facts = {"body": Body.HOTLINE, "body_name": "", "communes": COMMUNES} | given
    return list(read(rows_in(text.encode()), **facts))


def only(cells, head="so,nhan_luc,loi_ke"):
    (line,) = lines(f"{head}\n{cells}\n")
    return line


def test_a_line_is_read_by_the_words_on_screen():
    line = only(
        "42,15/03/2026 23:50,T07,Có,10 đến 12 tuổi,Bạn của trẻ,zalo,04-xa-thu,Nữ",
        "so,nhan_luc,loai_viec,dang_nguy_hiem,nhom_tuoi,ai_bao,noi_tren_mang,ma_xa_phuong,gioi_tinh",
    )
    told = line.answers

    assert not line.problems
    assert line.received_at == datetime(2026, 3, 15, 23, 50, tzinfo=VIETNAM)
    assert (told.harm, told.danger, told.commune_id) == ("T07", Answer.YES, 7)
    assert (told.age_band, told.place_kind) == (AgeBand.FROM_10, Place.ZALO)
    assert told.reporter_role is ReporterRole.FRIEND
    assert line.sheet.particulars == {Particular.SEX: "female"}


@pytest.mark.parametrize("head", ["Số;Nhận lúc;Lời kể", "\ufeffso\tnhan_luc\tloi_ke"])
def test_excels_ways_of_saving_are_read(head):
    separator = ";" if ";" in head else "\t"
    line = only(separator.join(["42", "15/03/2026", "Có người dọa."]), head)

    assert not line.problems
    assert line.received_at == datetime(2026, 3, 15, tzinfo=VIETNAM)


def test_words_over_several_lines_stay_together():
    line = only('42,15/03/2026,"Dòng một\nDòng hai"')

    assert line.answers.narrative == "Dòng một\nDòng hai"


@pytest.mark.parametrize(
    ("head", "cells", "column"),
    [
        ("so,nhan_luc,loi_ke", ",15/03/2026,a", "so"),
        ("so,nhan_luc,loi_ke", "1,,a", "nhan_luc"),
        ("so,nhan_luc,loi_ke", "1,31/02/2026 08:00,a", "nhan_luc"),
        ("so,nhan_luc,loi_ke", "1,15/03/2026,", "loai_viec"),
        ("so,nhan_luc,loai_viec", "1,15/03/2026,T99", "loai_viec"),
        ("so,nhan_luc,loi_ke,nhom_tuoi", "1,15/03/2026,a,mười", "nhom_tuoi"),
        ("so,nhan_luc,loi_ke,ma_xa_phuong", "1,15/03/2026,a,khac", "ma_xa_phuong"),
        ("so,nhan_luc,loi_ke", f"1,15/03/2026,{'a' * 5001}", "loi_ke"),
        ("so,nhan_luc,loi_ke", f"{'1' * 41},15/03/2026,a", "so"),
        ("so,nhan_luc,loi_ke,cha", f"1,15/03/2026,a,{'a' * 1001}", "cha"),
        ("so,nhan_luc,loi_ke", "1,15/03/2026,a,thừa", ""),
    ],
)
def test_what_cannot_be_is_refused_by_field(head, cells, column):
    assert column in [problem.column for problem in only(cells, head).problems]


def test_a_number_twice_in_one_file_is_refused_the_second_time():
    first, second = lines("so,nhan_luc,loi_ke\n1,15/03/2026,a\n1,15/03/2026,b\n")

    assert not first.problems
    assert [problem.column for problem in second.problems] == ["so"]


def test_a_line_is_counted_as_the_file_counts_it():
    found = lines('so,nhan_luc,loi_ke\n\n1,15/03/2026,"a\nb"\n2,15/03/2026,c\n')

    assert [line.line for line in found] == [4, 5]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"so,nhan_luc\n",
        b"nhan_luc,loi_ke\n15/03/2026,a\n",
        b"so,nhan_luc,nguoi_bao\n1,15/03/2026,Ong Thu\n",
        b"so,nhan_luc,so\n1,15/03/2026,2\n",
        b'so,nhan_luc,loi_ke\n1,15/03/2026,"a\n',
        "so,nhan_luc,loi_ke\n1,15/03/2026,kể\n".encode("utf-16"),
        b"so,nhan_luc\n1,\x00\n",
        b"so,nhan_luc\n" + b"1,15/03/2026\n" * 501,
        b"a" * (1024 * 1024 + 1),
    ],
)
def test_what_is_no_table_of_ours_is_refused_whole(content):
    with pytest.raises(NotATable):
        rows_in(content)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_reason_repeats_what_stands_in_a_cell(number, words):
    text = "so,nhan_luc,nhom_tuoi\n" + ",".join(
        f'"{cell}"' for cell in (number, words, "bí mật của em")
    )
    try:
        found = lines(text.replace("\0", "").replace('""', ""))
    except NotATable:
        return
    reasons = " ".join(problem.reason for line in found for problem in line.problems)
    assert "bí mật" not in reasons


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_are_refused(content):
    try:
        rows = rows_in(b"so,nhan_luc,loi_ke\n" + content)
    except NotATable:
        return
    assert list(read(rows, body=Body.HOTLINE, body_name="", communes={}))
