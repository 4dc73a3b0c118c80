"""The folded view keeps its way back to the original, whatever the text."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lachan.detect.fold import OTHER, PARAGRAPH, fold

anything = st.text(
    st.one_of(
        st.characters(codec=None),
        st.sampled_from(" \n\t\r\u200b\u00ad\u0301\u0323\u0302đĐÐẠỆ ộẴＡﬁ…а\ud800\x00"),
    )
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Việc NHẸ lương cao", "viec nhe luong cao"),
        ("Đường đi, Ðà Nẵng", "duong di, da nang"),
        (unicodedata.normalize("NFD", "Trường học"), "truong hoc"),
        ("e\u0302\u0323 and e\u0323\u0302", "e and e"),
        ("hòa hoà thuỷ thủy", "hoa hoa thuy thuy"),
        ("v\u200bi\u00adệ\u2060c", "viec"),
        ("ＡＢＣ１２３", "abc123"),
        ("vіệc nһẹ", "viec nhe"),
        ("a \t\n b", "a b"),
        ("a\n \nb", f"a{PARAGRAPH}b"),
        ("a\r\nb", "a b"),
        ("“x” – …", '"x" - ...'),
        ("ﬁ", "fi"),
        ("字😀", OTHER * 2),
        ("", ""),
    ],
)
def test_it_folds(written, folded):
    assert fold(written).text == folded


@given(anything)
@example("İ\u0307")
def test_the_folded_view_is_ascii(text):
    assert fold(text).text.isascii()


@given(anything)
def test_folding_again_changes_nothing(text):
    once = fold(text).text

    assert fold(once).text == once


@given(anything)
def test_offsets_never_fall_and_stay_inside(text):
    page = fold(text)

    assert len(page.offsets) == len(page.text) + 1
    assert list(page.offsets) == sorted(page.offsets)
    assert page.offsets[-1] == len(text)
    assert all(offset < len(text) for offset in page.offsets[:-1])


@given(anything, st.data())
def test_every_span_lands_inside_the_original(text, data):
    page = fold(text)
    if not page.text:
        return
    start = data.draw(st.integers(0, len(page.text) - 1))
    end = data.draw(st.integers(start + 1, len(page.text)))

    low, high = page.span(start, end)

    assert 0 <= low < high <= len(text)


@given(st.text("aàáạăâđêếệioôơuưy bcgh", min_size=1))
def test_how_marks_are_encoded_makes_no_difference(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert fold(composed).text == fold(decomposed).text


def test_a_span_takes_the_marks_typed_after_its_last_letter():
    text = unicodedata.normalize("NFD", "sợ lắm")

    start, end = fold(text).span(0, 2)

    assert unicodedata.normalize("NFC", text[start:end]) == "sợ"
