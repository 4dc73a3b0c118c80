"""Ages that people give as their own."""

import pytest

from lachan.detect.conversations.ages import stated_age


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("em 12 tuổi ạ", 12),
        ("anh năm nay 27 tuổi rồi", 27),
        ("e 13t", 13),
        ("em mới 15", 15),
        ("anh 34 rồi, còn em", 34),
        ("em học lớp 6", 11),
        ("lớp 9A ạ", 14),
        ("dạ 11 ạ", 11),
        ("con 10 tuoi", 10),
    ],
)
def test_an_age_is_heard_as_it_is_said(text, age):
    found, (start, end) = stated_age(text)

    assert found == age
    assert any(char.isdigit() for char in text[start:end])


@pytest.mark.parametrize(
    "text",
    [
        "em 12 tuổi hả",
        "em 12 tuổi phải không?",
        "em 12 tuổi à",
        "em mấy tuổi",
        "em được 8 điểm",
        "em đi lúc 5h",
        "lớp 45",
        "em 0 tuổi",
        "hôm nay 8",
        "",
        "em có 3 con mèo",
    ],
)
def test_what_is_asked_or_is_no_age_is_not(text):
    assert stated_age(text) is None
