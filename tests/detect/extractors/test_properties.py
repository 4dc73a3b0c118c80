"""What holds of every finder on every text."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lachan.detect.extractors import EXTRACTORS, ages_under
from lachan.detect.extractors.ages import AGE_TRIGGER
from lachan.detect.extractors.view import view_of
from lachan.detect.fold import fold
from lachan.detect.patterns import Patterns
from tests.detect.press.articles import read

PIECES = st.sampled_from(
    """
    cháu em bé Nguyễn Lê Thị Ví Dụ Thử Hà Nội bị đánh xâm hại bạn lớp 7A 7 học sinh Trường THCS
    xã Giả Định thôn tổ 5 ( ) , . ; : " 12 tuổi SN 2013 mẹ bố là chị anh con gái của 0912345678
    019213001234 stk MB số nhà đường ngõ @vidu facebook.com/vidu zalo: dot com nạn nhân tên đã
    thay đổi trú tại Công an UBND LÊ VĂN N.T.H. Ảnh: nếu khi không phòng chống ? \u200b \u0301 a
    """.split()  # noqa: SIM905  reads better than a list
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=60).map(" ".join),
    st.binary(max_size=80).map(str),
)
ALL = sorted(EXTRACTORS)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_spans_lie_inside_the_text_and_triggers_hit_wherever_something_is_found(text):
    page = fold(text)
    for name in ALL:
        spans = list(EXTRACTORS[name].find(page))

        assert all(0 <= start < end <= len(text) for start, end in spans), name
        assert not spans or re.search(EXTRACTORS[name].trigger, page.text), name


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_trigger_of_ages_hits_wherever_an_age_is_found(text):
    page = fold(text)

    assert not list(ages_under(16)(page)) or re.search(AGE_TRIGGER, page.text)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_three_readings_of_a_page_have_one_length(text):
    view = view_of(fold(text))

    assert len(view.text) == len(view.toned) == len(view.cased)
    assert view.cased.lower() == view.text


@pytest.mark.parametrize("name", ALL)
def test_decomposed_text_is_found_as_composed(name):
    text = "Em Lê Thị Ví Dụ, lớp 7A Trường THCS Giả Định, xã Mẫu, con chị Hà Thị Thử, bị đánh."
    apart = unicodedata.normalize("NFD", text)
    spans = EXTRACTORS[name].find(fold(apart))

    assert [unicodedata.normalize("NFC", apart[s:e]) for s, e in spans] == [
        text[s:e] for s, e in EXTRACTORS[name].find(fold(text))
    ]


@pytest.mark.parametrize("name", ALL)
def test_a_trigger_compiles_without_captures_or_looking_around(name):
    assert not re.search(r"\(\?(?!:)|\\[1-9]", EXTRACTORS[name].trigger)
    assert Patterns([EXTRACTORS[name].trigger])


@pytest.mark.parametrize("name", ALL)
def test_the_trigger_hits_every_article_in_which_something_is_found(name):
    missed = []
    for article in (*read("development"), *read("further")):
        page = fold(f"{article.title}\n\n{article.text}")
        if list(EXTRACTORS[name].find(page)) and not re.search(EXTRACTORS[name].trigger, page.text):
            missed.append(article.id)

    assert missed == []


def test_what_identifies_a_person_is_never_quoted():
    told = {name for name in ALL if not EXTRACTORS[name].private}

    assert told == {"ten_da_doi"}


@pytest.mark.parametrize("body", ["a" * 5000, "0 " * 3000, "Lê " * 2000, "bị " * 2000, ". " * 3000])
def test_a_hostile_text_takes_no_long_time(body):
    page = fold(body)

    assert all(len(list(EXTRACTORS[name].find(page))) <= len(body) for name in ALL)
