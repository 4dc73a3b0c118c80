"""Terms are found as whole words, with their marks, at their place in the original."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.common.text_vi import fold as plain
from lachan.detect.fold import fold
from lachan.detect.syllables import Marks
from lachan.detect.terms import Term, TermIndex, Wordless

TERMS = ["bắt nạt", "việc nhẹ lương cao", "đánh hội đồng", "bán", "bạn", "thuỷ"]
INDEX = TermIndex(map(Term, TERMS))


def found(text, index=INDEX):
    return [(hit.term.text, text[hit.start : hit.end]) for hit in index.find(fold(text))]


@pytest.mark.parametrize(
    "written",
    ["bắt nạt", "bat nat", "BẮT NẠT", "bắt  nạt", "bắt\nnạt", "bat_nat", "bắt-nạt", "bắt nat"],
)
def test_a_term_is_found_however_it_is_typed(written):
    assert found(f"nó {written} em") == [("bắt nạt", written)]


@pytest.mark.parametrize("written", ["bắt nát", "bát nạt", "bắt nạtx", "xbắt nạt", "bắt\n\nnạt"])
def test_other_words_are_not_the_term(written):
    assert found(f"nó {written} em") == []


def test_unmarked_text_means_every_term_it_may_mean():
    assert {term for term, _ in found("ban")} == {"bán", "bạn"}
    assert {term for term, _ in found("bán")} == {"bán"}


def test_strict_terms_and_loose_terms_live_side_by_side():
    index = TermIndex([Term("bán", Marks.REQUIRED), Term("bàn", Marks.IGNORED)])

    assert found("ban", index) == [("bàn", "ban")]
    assert sorted(found("bán", index)) == [("bàn", "bán"), ("bán", "bán")]


def test_no_terms_find_nothing():
    assert TermIndex([]).find(fold("bắt nạt")) == []
    assert found("") == []


def test_a_term_without_letters_is_refused():
    with pytest.raises(Wordless):
        TermIndex([Term("…!")])


@given(
    st.sampled_from(TERMS),
    st.text("xyz ,.\u200b", max_size=8),
    st.sampled_from(["NFC", "NFD"]),
    st.booleans(),
    st.sampled_from(["", "\u200b", "\u00ad"]),
)
def test_a_term_survives_what_people_do_to_text(term, around, form, unmarked, hidden):
    written = unicodedata.normalize(form, plain(term) if unmarked else term)
    written = written[0] + hidden + written[1:]
    text = f"{around} {written} {around}"

    hits = {unicodedata.normalize("NFC", passage) for _, passage in found(text)}

    assert unicodedata.normalize("NFC", written) in hits
