"""Disguises are undone, and the compiled way undoes them like the plain one."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lachan.detect.bare import bare, bare_term
from lachan.detect.disguises import ODD, respelled, spellings
from lachan.detect.fold import fold
from lachan.detect.teen_kernel import teen_table
from lachan.detect.views import bare_batch, fold_batch

TEEN = spellings(
    {"gòi": "roi", "ko": "khong", "k": "khong", "bjo": "bay gio", "b": "ban", "4ever": "mai mai"}
)
disguised = st.text(
    st.sampled_from("aăâbcghioòọôtuưyfjwzđáạKB0124579@$!|. .-_,\n  \u0301\u0323\u200b😀ко"),
    max_size=40,
)


def letters(text: str) -> str:
    return bare(fold(text), TEEN).text.replace("\x1a", "|")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("b4o h4nh", "baohanh"),
        ("b ạ o  h à n h", "baohanh"),
        ("b.ạ.o h-à-n-h", "baohanh"),
        ("bạooo hànhh", "baohanh"),
        ("b@o h@nh", "baohanh"),
        ("ko bjo", "khongbaygio"),
        ("zui wá fải", "duiquaphai"),
        ("jờ jì", "giogi"),
        ("mai. hôm nay", "mai|homnay"),
        ("số 12 nhà", "so|nha"),
        ("mãi 4ever", "maimaimai"),
        ("gòi goi gọi", "roiroigoi"),
    ],
)
def test_it_undoes(written, meant):
    assert letters(written) == meant


def test_a_lone_capital_is_no_abbreviation():
    assert letters("K ko") == "kkhong"


def test_a_letter_that_spells_a_word_is_no_abbreviation():
    assert letters("b ạ n") == "ban"


def test_plain_words_show_no_disguise():
    assert bare(fold("Hôm nay trời đẹp, con đi học."), TEEN).signs == 0


def test_a_plain_word_is_not_odd():
    reading = bare(fold("trời đẹp ko"), TEEN)

    assert [bool(flag & ODD) for flag in reading.flags] == [False] * 7 + [True] * 5


def test_a_term_is_bared_like_a_text():
    assert ["".join(c for c, _ in word) for word in bare_term("Facebook giả")] == [
        "phacebook",
        "gia",
    ]


def test_a_term_with_digits_has_no_bare_reading():
    assert bare_term("18+") == []


@pytest.mark.parametrize(("word", "plain"), [("w", "w"), ("f", "ph"), ("je", "gie"), ("jk", "jk")])
def test_only_what_can_be_said_is_respelled(word, plain):
    assert respelled(word) == plain


@given(st.lists(disguised, max_size=5))
@example(["ffa", "b 1a 4!", "@nh ko", ""])
@settings(max_examples=400, deadline=None)  # the first call compiles
def test_a_batch_is_bared_like_its_texts(texts):
    views = fold_batch(texts)
    readings = bare_batch(views, teen_table(TEEN))

    for row, text in enumerate(texts):
        plain, part = bare(fold(text), TEEN), slice(readings.starts[row], readings.ends[row])
        told = (readings.text, readings.flags, readings.marks, readings.lows, readings.highs)
        want = (plain.text.encode(), plain.flags, plain.marks, plain.lows, plain.highs)
        shown = plain.signs >= 2
        assert [list(one[part]) for one in told] == [list(one) if shown else [] for one in want]


@given(disguised)
def test_every_letter_leads_back_into_the_folded_text(text):
    reading, size = bare(fold(text), TEEN), len(fold(text).text)

    assert all(low <= high <= size for low, high in zip(reading.lows, reading.highs, strict=True))
