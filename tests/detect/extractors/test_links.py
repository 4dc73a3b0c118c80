"""Addresses on the web and accounts. All are invented."""

import pytest


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("xem https://vi-du.example/a?b=1.", ["https://vi-du.example/a?b=1"]),
        ("vào vidu.com.vn nhé", ["vidu.com.vn"]),
        ("hxxp://vi-du[.]com/x", ["hxxp://vi-du[.]com/x"]),
        ("vidu123 dot com", ["vidu123 dot com"]),
        ("nhóm zalo.me/g/vidu", ["zalo.me/g/vidu"]),
        ("t.me/thu_nghiem", ["t.me/thu_nghiem"]),
        ("hết rồi.con đi", []),
        ("xin chấm me", []),
        ("giá 1.000.vn", ["1.000.vn"]),
    ],
)
def test_a_link_or_a_bare_domain(found, text, passages):
    assert found("duong_dan", text) == passages


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("kênh @thunghiem.vidu của em", ["@thunghiem.vidu"]),
        ("zalo: thu_nghiem9", ["thu_nghiem9"]),
        ("facebook.com/giadinh.vidu, có", ["facebook.com/giadinh.vidu"]),
        ('tài khoản Facebook "Thử Nghiệm Ví Dụ" đang', ['"Thử Nghiệm Ví Dụ"']),
        ("acc: vidu2012", ["vidu2012"]),
        ("thu@vi-du.example", []),
        ("chơi facebook cả ngày", []),
    ],
)
def test_an_account_on_a_network(found, text, passages):
    assert found("tai_khoan_mang", text) == passages
