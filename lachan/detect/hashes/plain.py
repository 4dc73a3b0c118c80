"""The compiled loops said in NumPy, slowly and without tables: what they are tested against."""

import numpy as np
from numpy.typing import NDArray

from lachan.detect.hashes.codec import Words

# int64[3, hits]: the number of the query, the row, and the bits between them.
Found = NDArray[np.int64]


def scan(hashes: Words, queries: Words, radius: int) -> Found:
    """All pairs within the radius, by query and row."""
    apart = np.bitwise_count(hashes[None] ^ queries[:, None]).sum(axis=2, dtype=np.int64)
    which, rows = np.nonzero(apart <= radius)
    return np.stack([which, rows, apart[which, rows]])
