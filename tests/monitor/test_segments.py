"""A marked text is the text: nothing lost, nothing twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.monitor.segments import Segment, segments

spans = st.lists(st.tuples(st.integers(-3, 25), st.integers(-3, 25), st.sampled_from("abc")))


@pytest.mark.parametrize(
    ("marks", "pieces"),
    [
        ([], [("abcdef", ())]),
        ([(1, 3, "x")], [("a", ()), ("bc", ("x",)), ("def", ())]),
        ([(0, 4, "y"), (2, 6, "x")], [("ab", ("y",)), ("cd", ("x", "y")), ("ef", ("x",))]),
        ([(4, 99, "x"), (3, 3, "y")], [("abcd", ()), ("ef", ("x",))]),
    ],
)
def test_a_text_is_cut_at_the_edges_of_its_marks(marks, pieces):
    assert segments("abcdef", marks) == [Segment(*piece) for piece in pieces]


def test_an_empty_text_has_no_pieces():
    assert segments("", [(0, 3, "x")]) == []


@given(st.text(max_size=20), spans)
def test_the_pieces_joined_are_the_text(text, marks):
    assert "".join(segment.text for segment in segments(text, marks)) == text


@given(st.text(max_size=20), spans)
def test_every_character_bears_exactly_its_marks(text, marks):
    at = 0
    for segment in segments(text, marks):
        for _ in segment.text:
            assert set(segment.conditions) == {c for s, e, c in marks if s <= at < e}
            at += 1
