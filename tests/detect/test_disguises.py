"""Terms are found through disguises; what only looks like a term is not."""

import pytest

from lachan.detect.fold import fold
from lachan.detect.terms import Term, TermIndex

INDEX = TermIndex(
    [Term(text) for text in ("bạo hành", "dâm ô", "tự tử", "không được", "quá đáng", "rủ rê")],
    {"ko": "khong", "dc": "duoc"},
)


def found(text: str) -> list[tuple[str, str]]:
    return [(hit.term.text, text[hit.start : hit.end]) for hit in INDEX.find(fold(text))]


@pytest.mark.parametrize(
    "written",
    ["b4o h4nh", "b.ạ.o h.à.n.h", "b ạ o h à n h", "bạ o hà nh", "bạohành", "baohanh", "bạooo hành",
     "b@o hành", "bao😀hanh", "b-a-o h-a-n-h"],
)  # fmt: skip
def test_a_disguised_term_is_found_where_it_stands(written):
    assert found(f"nó {written}, rồi") == [("bạo hành", written)]


@pytest.mark.parametrize("written", ["ko dc", "wá đáng"])
def test_teenagers_spelling_is_read(written):
    assert len(found(f"nói {written} đâu")) == 1


@pytest.mark.parametrize(
    "written",
    [
        "đã mơ",
        "da mo",
        "damo",
        "b4o hánh",
        "b.á.o h.à.n.h",
        "bạo. hành",
        "tụ tử",
        "tutu",
        "baohanhx",
    ],
)
def test_what_only_looks_like_a_term_is_not_found(written):
    assert found(f"nó {written}, rồi") == []


def test_a_disguise_beside_a_plain_term_is_told_once_each():
    assert found("rủ rê rồi r.ủ r.ê") == [("rủ rê", "rủ rê"), ("rủ rê", "r.ủ r.ê")]
