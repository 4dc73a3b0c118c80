"""The compiled features are the plain ones, and disguises do not change them."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lachan.detect.fold import fold
from lachan.detect.model.features import features, tokens
from lachan.detect.model.sums import buckets
from lachan.detect.views import fold_batch

BITS = 16
SIGNS = "abcdeouii11 củ cải đẹp ạ ơ 0134@._-* \n!😀аЖ"
WRITING = st.text(st.sampled_from(SIGNS) | st.characters(codec="utf-8"), max_size=60)


def plain(text):
    return sorted(feature.bucket for feature in features(fold(text), BITS))


def words(text):
    return [token.plain.decode() for token in tokens(fold(text)) if token.is_word]


@settings(max_examples=150, deadline=None)
@given(st.lists(WRITING, min_size=1, max_size=4))
@example(["A@A"])
def test_the_compiled_way_finds_what_the_plain_way_finds(texts):
    found, starts = buckets(fold_batch(texts), BITS)

    rows = [sorted(found[starts[row] : starts[row + 1]].tolist()) for row in range(len(texts))]
    assert rows == [plain(text) for text in texts]


@settings(max_examples=60, deadline=None)
@given(WRITING)
def test_every_feature_speaks_of_a_place_in_the_text(text):
    page = fold(text)

    for feature in features(page, BITS):
        for start, end in (page.span(*span) for span in feature.spans):
            assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "disguise",
    [
        str.upper,
        lambda text: unicodedata.normalize("NFD", text),
        "\u200b".join,
        lambda text: text.replace("e", "е"),
        lambda text: text.replace("ep", "eppp"),
    ],
    ids=["capitals", "decomposed", "zero width", "look-alike", "stretched"],
)
def test_a_disguise_changes_nothing(disguise):
    text = "bạn chep bài của đẹp nhé"

    assert plain(disguise(text)) == plain(text)


def test_a_digit_between_letters_is_the_letter_it_hides():
    assert words("b4n thi 10 diem") == ["ban", "thi", "10", "diem"]


def test_a_hidden_letter_is_stretched_like_any_other():
    assert plain("i1c") == plain("ic")


def test_letters_one_by_one_are_a_word():
    assert words("n g o a n lắm") == ["ngoan", "lam"]


def test_two_lone_letters_stay_apart():
    assert words("ở y tế") == ["o", "y", "te"]


def test_a_word_counts_once():
    assert len(plain("hoa hoa")) == len(plain("hoa")) + 1


def test_marks_are_read_only_where_there_are_any():
    assert len(plain("cải")) == 2 * len(plain("cai"))
