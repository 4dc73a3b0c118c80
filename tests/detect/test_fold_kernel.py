"""The compiled folding of a batch is the plain folding, text by text."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lachan.detect.fold import fold
from lachan.detect.fold_kernel import SEPARATOR
from lachan.detect.views import Views, fold_batch
from tests.detect.test_fold import anything


@given(st.lists(anything, max_size=6))
@example(["", "", "a\u0301", " ", "\n\n"])
@settings(max_examples=300, deadline=None)  # the first call compiles
def test_it_folds_every_text_like_the_plain_way(texts):
    views = fold_batch(texts)

    assert [views.row(row) for row in range(len(views))] == [fold(text) for text in texts]


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["Trường", None, "học"]),
        pa.array(["bỏ", "Trường", None, "học"])[1:],
        pa.array(["Trường", "", "học"], pa.large_string()),
        pa.chunked_array([["Trường"], ["", "học"]]),
        pa.array(["Trường", "", "học"]).dictionary_encode(),
    ],
)
def test_it_takes_any_column_of_strings(column):
    assert texts_of(fold_batch(column)) == ["truong", "", "hoc"]


@given(st.lists(st.binary(max_size=12), min_size=1, max_size=5))
@settings(deadline=None)  # the first call compiles
def test_bytes_that_are_no_text_are_foreign_and_break_nothing(pieces):
    broken = pa.array(pieces, pa.binary()).view(pa.string())
    views = fold_batch(broken)

    assert views.folded.max(initial=0) < 128
    assert (views.ends <= np.repeat(np.diff(views.starts), row_sizes(views) + 1)).all()


def test_rows_stand_apart():
    views = fold_batch(["một", "hai"])

    assert bytes(views.folded) == b"mot" + bytes([SEPARATOR]) + b"hai" + bytes([SEPARATOR])


def test_no_texts_make_an_empty_view():
    assert len(fold_batch([])) == 0


def texts_of(views: Views) -> list[str]:
    return [views.row(row).text for row in range(len(views))]


def row_sizes(views: Views) -> np.ndarray:
    return views.folded_ends - views.folded_starts
