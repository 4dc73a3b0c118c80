"""Unmarked matches any mark; marked must agree."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.common.text_vi import fold as plain
from lachan.detect.syllables import Marks, agrees

SYLLABLES = st.sampled_from(
    [
        "bắt",
        "nạt",
        "hòa",
        "thuỷ",
        "đánh",
        "quyển",
        "nghiêng",
        "ước",
        "được",
        "ế",
        "ỵ",
        "khuya",
        "giữ",
    ]
)


@pytest.mark.parametrize(
    ("written", "meant", "agree"),
    [
        ("nat", "nạt", True),
        ("nạt", "nạt", True),
        ("NẠT", "nạt", True),
        ("nát", "nạt", False),
        ("hoà", "hòa", True),
        ("danh", "đánh", True),
        ("dánh", "đánh", False),
        ("đanh", "đánh", False),
        ("cho", "cho", True),
        ("chó", "cho", False),
        ("e\u0301\u0302", "ế", True),
        ("nһạt", "nhạt", True),
        ("n\u200bạt", "nạt", True),
    ],
)
def test_marks_are_compatible(written, meant, agree):
    assert agrees(written, meant, Marks.COMPATIBLE) is agree


def test_required_marks_refuse_unmarked_text():
    assert not agrees("ban", "bán", Marks.REQUIRED)
    assert agrees("Bán", "bán", Marks.REQUIRED)


def test_ignored_marks_accept_any():
    assert agrees("bạn", "bán", Marks.IGNORED)


@given(SYLLABLES, st.sampled_from(["NFC", "NFD"]), st.booleans())
def test_a_syllable_agrees_with_itself_however_it_is_typed(syllable, form, upper):
    written = unicodedata.normalize(form, syllable.upper() if upper else syllable)

    assert agrees(written, syllable, Marks.REQUIRED)


@given(SYLLABLES)
def test_a_syllable_without_marks_agrees_with_any(syllable):
    assert agrees(plain(syllable), syllable, Marks.COMPATIBLE)
