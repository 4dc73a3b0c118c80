"""Ages, years of birth and classes of children."""

import pytest

from lachan.detect.extractors import ages_under
from lachan.detect.fold import fold


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("bé gái 9 tuổi kể", ["9 tuổi"]),
        ("be trai 15 tuoi", ["15 tuoi"]),
        ("cậu bé mười hai tuổi", ["mười hai tuổi"]),
        ("bé 18 tháng tuổi", ["18 tháng tuổi"]),
        ("em 13t tìm bạn", ["13t"]),
        ("cháu H. (SN 2012)", ["SN 2012"]),
        ("em A, sinh năm 2014", ["sinh năm 2014"]),
        ("sinh ngày 4/5/2013 tại xã", ["sinh ngày 4/5/2013"]),
        ("anh 16 tuổi", []),
        ("hai mươi hai tuổi", []),
        ("ông sinh năm 1985", []),
        ("em sinh năm 2009", []),
        ("trẻ dưới 12 tuổi", []),
        ("từ 6 đến 11 tuổi", []),
        ("trẻ 15-18 tuổi", []),
        ("tăng 1,5 tuổi", []),
        ("xe chở 13t hàng", []),
        ("9 tươi", []),
    ],
)
def test_the_age_of_a_person_under_sixteen(text, passages):
    assert [text[s:e] for s, e in ages_under(16)(fold(text))] == passages


def test_a_lower_limit_asks_for_a_later_year_of_birth():
    text = "em sinh năm 2012, bạn sinh năm 2015"

    assert [text[s:e] for s, e in ages_under(13)(fold(text))] == ["sinh năm 2015"]


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("học sinh lớp 4 kể", ["lớp 4"]),
        ("lớp 7A2, trường", ["lớp 7A2"]),
        ("lop 6/3 truong", ["lop 6/3"]),
        ("lớp 5Đ ở tầng hai", ["lớp 5Đ"]),
        ("lớp 12 và lớp 13", ["lớp 12"]),
        ("một lớp học", []),
        ("lớp 3.000 đồng", []),
    ],
)
def test_a_class_of_school(found, text, passages):
    assert found("lop_hoc", text) == passages
