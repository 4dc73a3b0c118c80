"""Addresses and schools. All are invented, but for communes of the gazetteer."""

import pytest

from lachan.detect.extractors.gazetteer import gazetteer, read_gazetteer
from lachan.detect.problems import BadRules


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("ở thôn Minh Họa, xã Giả Định", ["thôn Minh Họa", "xã Giả Định"]),
        ("tổ dân phố 7 của phường", ["tổ dân phố 7"]),
        ("tổ 5, phường Đức Minh", ["tổ 5", "phường Đức Minh"]),
        ("thị trấn Ví Dụ", ["thị trấn Ví Dụ"]),
        ("bản Thử Nghiệm", ["bản Thử Nghiệm"]),
        ("xom 4, xa Gia Dinh", ["xom 4", "xa Gia Dinh"]),
        ("trú tại Hóa Thượng", ["Hóa Thượng"]),
        ("nha o xa hoa thuong", ["xa hoa thuong"]),
        ("trú tại Đồng Hỷ", []),
        ("xã hội và xã khác", []),
        ("bản thân Minh", []),
        ("tổ chức 7 lớp", []),
    ],
)
def test_a_place_as_small_as_a_commune(found, text, passages):
    assert found("dia_chi_xa_phuong", text) == passages


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("tại số 12, ngõ 5, đường Minh Họa, phường", ["tại số 12, ngõ 5, đường Minh Họa"]),
        ("số nhà 27 đường Ví Dụ", ["số nhà 27 đường Ví Dụ"]),
        ("số 27 người", []),
        ("Nghị định số 56", []),
    ],
)
def test_a_house_with_its_number(found, text, passages):
    assert found("so_nha", text) == passages


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("học ở Trường THCS Ví Dụ, xã", ["Trường THCS Ví Dụ"]),
        ("Trường tiểu học số 1 Ví Dụ", ["Trường tiểu học số 1 Ví Dụ"]),
        ("Trường PTDTBT THCS Giả Định", ["Trường PTDTBT THCS Giả Định"]),
        ("trường Ví Dụ 2", ["trường Ví Dụ 2"]),
        ("Trường Mầm non Hoa Thử", ["Trường Mầm non Hoa Thử"]),
        ("truong THCS Vi Du", ["truong THCS Vi Du"]),
        ("một trường THCS ở miền núi", []),
        ("quần đảo Trường Sa", []),
        ("thị trường Việt", []),
    ],
)
def test_a_school_with_its_name(found, text, passages):
    assert found("ten_truong", text) == passages


def test_the_gazetteer_holds_both_maps():
    names = gazetteer().marked

    assert {"bá xuyên", "quan triều", "phong quang", "nghiên loan"} <= names


def test_the_name_of_a_district_alone_is_no_commune():
    assert "đồng hỷ" in gazetteer().marked - gazetteer().alone


def test_a_gazetteer_that_is_not_as_its_schema_says_is_refused(tmp_path):
    (tmp_path / "a.yaml").write_text("ma: x\nten: y\nphien_ban: 1\n", encoding="utf-8")

    with pytest.raises(BadRules, match="don_vi"):
        read_gazetteer(tmp_path)
