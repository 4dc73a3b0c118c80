"""Signs that identify, and the ordinary text that only looks like them. All names are invented."""

import pytest

from lachan.detect.extractors import EXTRACTORS, ages_under
from lachan.detect.fold import fold


def found(name, text):
    return [text[start:end] for start, end in EXTRACTORS[name].find(fold(text))]


@pytest.mark.parametrize(
    ("name", "text", "passages"),
    [
        ("ho_ten_day_du", "em Nguyễn Thử Nghiệm ở đó", ["Nguyễn Thử Nghiệm"]),
        ("ho_ten_day_du", "Chau Nguyen Thu Nghiem den", ["Nguyen Thu Nghiem"]),
        ("ho_ten_day_du", "đường Phạm Ví Dụ đông xe", []),
        ("ho_ten_day_du", "ông Trần Giả Sử phát biểu", []),
        ("ho_ten_day_du", "cháu N.T.N. kể lại", []),
        ("ho_ten_day_du", "Hồ nước rộng", []),
        ("ten_tre_em", "cháu Lê Thị Ví Dụ bị ngã", ["Lê Thị Ví Dụ"]),
        ("ten_tre_em", "Lê Thị Ví Dụ (13 tuổi) kể", ["Lê Thị Ví Dụ"]),
        ("ten_tre_em", "Lê Thị Ví Dụ (sinh năm 2014) kể", ["Lê Thị Ví Dụ"]),
        ("ten_tre_em", "Lê Thị Ví Dụ, học sinh lớp 6", ["Lê Thị Ví Dụ"]),
        ("ten_tre_em", "Lê Thị Ví Dụ (45 tuổi) bị bắt", []),
        ("ten_cha_me", "Mẹ cháu là chị Trần Thị Giả Sử nói", ["Trần Thị Giả Sử"]),
        ("ten_cha_me", "nghệ sĩ Trần Thị Giả Sử nói", []),
        ("ten_truong", "học ở Trường THCS Ví Dụ, xã", ["Trường THCS Ví Dụ"]),
        ("ten_truong", "Trường tiểu học số 1 Ví Dụ", []),
        ("ten_truong", "một trường THCS ở miền núi", []),
        ("dia_chi_xa_phuong", "ở thôn Minh Họa, xã Giả Định", ["thôn Minh Họa", "xã Giả Định"]),
        ("dia_chi_xa_phuong", "tổ dân phố 7 của phường", ["tổ dân phố 7"]),
        ("dia_chi_xa_phuong", "xã hội và xã khác", []),
        ("so_dien_thoai", "gọi 0912 345 678 ngay", ["0912 345 678"]),
        ("so_dien_thoai", "gọi +84 912.345.678", ["+84 912.345.678"]),
        ("so_dien_thoai", "số 0123456789012", []),
        ("cccd_tre_em", "CCCD 019213001234 của cháu", ["019213001234"]),
        ("cccd_tre_em", "CCCD 019185001234 của ông", []),
        ("cccd_tre_em", "CCCD 019205001234 của anh", []),
    ],
)
def test_a_sign_is_found_or_left_alone(name, text, passages):
    assert found(name, text) == passages


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("bé gái 9 tuổi kể", ["9 tuổi"]),
        ("be trai 15 tuoi", ["15 tuoi"]),
        ("anh 16 tuổi", []),
        ("trẻ dưới 12 tuổi", []),
        ("từ 6 đến 11 tuổi", []),
        ("trẻ 15-18 tuổi", []),
        ("tăng 1,5 tuổi", []),
        ("9 tươi", []),
    ],
)
def test_the_age_of_a_person_under_sixteen(text, passages):
    assert [text[s:e] for s, e in ages_under(16)(fold(text))] == passages


def test_what_identifies_a_person_is_never_quoted():
    assert all(extractor.private for extractor in EXTRACTORS.values())
