"""Folding for search, and the order of a Vietnamese dictionary."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.common.text_vi import fold, initials, sort_key

VIETNAMESE = st.text("aàảãáạăằẳẵắặâầbcdđeêệghiịklmnoôổơờpqrstuưựvxyỵ AĂÂĐÊÔƠƯ", max_size=30)

IN_ORDER = [
    "An", "Ăn", "Ân", "Ba", "Bà", "Bả", "Bã", "Bá", "Bạ", "Da", "Dân", "Đa", "Đại", "Em", "Ê",
    "Khô", "Khơ", "Ma", "Mà", "Mai", "Phổ Yên", "Phố Cò", "Phù Yên", "Phú Bình", "Phú Lương",
    "Tu", "Tư", "Xã An", "Xã Ăn", "Xanh", "Y",
]  # fmt: skip


def test_names_come_in_the_order_of_the_dictionary():
    shuffled = random.Random(7).sample(IN_ORDER, len(IN_ORDER))

    assert sorted(shuffled, key=sort_key) == IN_ORDER


def test_tones_decide_only_between_words_of_the_same_letters():
    assert sort_key("Bạ") < sort_key("Bàn")


def test_a_shorter_name_comes_before_the_one_it_begins():
    assert sort_key("Phú") < sort_key("Phú An") < sort_key("Phúc")


@pytest.mark.parametrize(("low", "high"), [("Tổ 2", "Tổ an"), ("Tổ 1", "Tổ 2")])
def test_digits_come_before_letters(low, high):
    assert sort_key(low) < sort_key(high)


@given(VIETNAMESE, VIETNAMESE)
def test_case_never_decides_the_order(one, other):
    assert (sort_key(one) < sort_key(other)) == (sort_key(one.upper()) < sort_key(other.lower()))


@given(VIETNAMESE)
def test_the_order_does_not_depend_on_how_marks_are_encoded(text):
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đại Từ", "dai tu"),
        ("  Thái   NGUYÊN\n", "thai nguyen"),
        ("Nguyễn Thị Ửng", "nguyen thi ung"),
        ("đường dây 111", "duong day 111"),
        ("", ""),
    ],
)
def test_folding_leaves_plain_lower_case_letters(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_does_not_depend_on_how_marks_are_encoded(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(VIETNAMESE)
def test_vietnamese_folds_to_ascii(text):
    assert fold(text).isascii()


@pytest.mark.parametrize(
    ("name", "short"), [("Nguyễn Văn An", "N.V.A."), ("đỗ  ánh", "Đ.Á."), ("", "")]
)
def test_a_list_shows_initials_only(name, short):
    assert initials(name) == short
