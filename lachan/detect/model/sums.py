"""From folded views to buckets and weighted sums: what surrounds the compiled loops.

Importing it loads numba.
"""

from typing import Final, NamedTuple

import numpy as np

from lachan.detect.model.kernel import Rows, collect, sums_for, weigh, work_for
from lachan.detect.model.token_kernel import CODES, LEET
from lachan.detect.views import Views

# Words of which the sums are kept within a batch, at most: 1.2 MB with 16 labels, what a core has
# close by. A small batch needs fewer.
_MOST_KEPT: Final = 1 << 14
_FEWEST_KEPT: Final = 1 << 6
# More than the features that one byte of text can give rise to.
_FEATURES_A_BYTE: Final = 16


class Weighed(NamedTuple):
    """int64[rows, labels], int32[rows], bool[rows]: sums of weights, features, marks or none."""

    totals: np.ndarray
    counts: np.ndarray
    marked: np.ndarray


def weighed(views: Views, weights: np.ndarray) -> Weighed:
    """Sums `weights`, int16[2**bits, labels], over the features of each row."""
    rows, size = _rows(views), len(views)
    labels = weights.shape[1]
    words = max(_FEWEST_KEPT, min(_MOST_KEPT, len(views.folded)))
    kept = sums_for(1 << (words - 1).bit_length(), labels)
    out = Weighed(
        np.zeros((size, labels), np.int64), np.zeros(size, np.int32), np.zeros(size, np.bool_)
    )
    weigh(rows, CODES, LEET, weights, work_for(rows), kept, _shift(len(weights)), *out)
    return out


def buckets(views: Views, bits: int) -> tuple[np.ndarray, np.ndarray]:
    """uint32 buckets of all rows, one after the other, and int64[rows + 1] where each begins."""
    rows = _rows(views)
    out = np.empty(_FEATURES_A_BYTE * (len(views.folded) + 1), np.uint32)
    starts = np.zeros(len(views) + 1, np.int64)
    used = collect(rows, CODES, LEET, work_for(rows), _shift(1 << bits), out, starts[1:])
    return out[:used], starts


def _rows(views: Views) -> Rows:
    return Rows(views.folded, views.marks, views.folded_starts, views.folded_ends)


def _shift(size: int) -> np.uint64:
    return np.uint64(64 - (size.bit_length() - 1))
