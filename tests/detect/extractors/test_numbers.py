"""Telephones, citizen numbers, bank accounts. All numbers are invented."""

import pytest


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("gọi 0912 345 678 ngay", ["0912 345 678"]),
        ("gọi +84 912.345.678", ["+84 912.345.678"]),
        ("số 0208 3855 000 trực", ["0208 3855 000"]),
        ("(0208) 3855.000", ["(0208) 3855.000"]),
        ("số 0123456789012", []),
        ("ngày 09/12/2025", []),
        ("giá 0,912 tỷ", []),
    ],
)
def test_a_telephone_number(found, text, passages):
    assert found("so_dien_thoai", text) == passages


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("CCCD 019213001234 của cháu", ["019213001234"]),
        ("CCCD 019313 001 234", ["019313 001 234"]),
        ("CCCD 019185001234 của ông", []),
        ("CCCD 019205001234 của anh", []),
        ("CCCD 019713001234", []),
    ],
)
def test_the_citizen_number_of_a_minor_by_arithmetic(found, text, passages):
    assert found("cccd_tre_em", text) == passages


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("stk 1900 000 123 456 ngân hàng MB", ["1900 000 123 456"]),
        ("số tài khoản: 0123456789", ["0123456789"]),
        ("VCB 0123456789 chủ tk", ["0123456789"]),
        ("0123456789 Vietcombank", ["0123456789"]),
        ("tài khoản của em bị khóa", []),
        ("nộp 200.000 đồng", []),
    ],
)
def test_a_bank_account(found, text, passages):
    assert found("so_tai_khoan", text) == passages
