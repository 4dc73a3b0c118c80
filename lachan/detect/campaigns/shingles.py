"""Texts as sets of three-word shingles, and the MinHash signatures of those sets."""

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np

    from lachan.detect.views import Views

PERMUTATIONS: Final = 128
_SEED: Final = 20_260_701
# rensa gives signatures as lists of numbers; so few at a time stay in the processor's cache.
_AT_ONCE: Final = 128


@dataclass(frozen=True, slots=True)
class Shingles:
    """Hashes uint64, sorted and distinct within a text: `hashes[bounds[r]:bounds[r + 1]]`.

    `prints` uint64 stands for all words of a text in their order; 0 where there is no word.
    """

    hashes: "np.ndarray"
    bounds: "np.ndarray"
    prints: "np.ndarray"

    def of(self, rows: "np.ndarray") -> "Shingles":
        """Those of some of the texts."""
        import numpy as np

        sizes = np.diff(self.bounds)[rows]
        bounds = np.zeros(len(rows) + 1, np.int64)
        np.cumsum(sizes, out=bounds[1:])
        places = np.arange(bounds[-1]) + np.repeat(self.bounds[rows] - bounds[:-1], sizes)
        return Shingles(self.hashes[places], bounds, self.prints[rows])


def shingles(views: "Views") -> Shingles:
    """The shingles of the folded view of each text of a batch."""
    import numpy as np

    from lachan.detect.campaigns.kernel import shingle_rows

    hashes = np.empty(len(views.folded) // 2 + 1, np.uint64)
    bounds = np.empty(len(views) + 1, np.int64)
    prints = np.empty(len(views), np.uint64)
    used = shingle_rows(
        views.folded, views.folded_starts, views.folded_ends, hashes, bounds, prints
    )
    return Shingles(hashes[:used], bounds, prints)


def signatures(sets: Shingles) -> "np.ndarray":
    """MinHash signatures by rensa, uint32[texts, PERMUTATIONS]."""
    import numpy as np
    from rensa import RMinHash

    count = len(sets.bounds) - 1
    out = np.empty((count, PERMUTATIONS), np.uint32)
    bounds = sets.bounds.astype(np.uint64)
    for first in range(0, count, _AT_ONCE):
        part = bounds[first : min(first + _AT_ONCE, count) + 1]
        matrix = RMinHash.digest_matrix_from_flat_token_hashes(
            sets.hashes[part[0] : part[-1]], part - part[0], PERMUTATIONS, _SEED
        )
        body = b"".join(array("I", row) for row in matrix.to_rows())
        out[first : first + len(part) - 1] = np.frombuffer(body, np.uint32).reshape(
            -1, PERMUTATIONS
        )
    return out
