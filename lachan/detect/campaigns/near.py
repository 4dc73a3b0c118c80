"""Texts alike: bands of MinHash signatures find candidates, true Jaccard confirms them."""

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from lachan.detect.campaigns.growing import GrowingArray
from lachan.detect.campaigns.shingles import Shingles, signatures

if TYPE_CHECKING:
    import numpy as np

BANDS: Final = 32
"""Of four numbers each: two texts with Jaccard s meet in one with probability 1 - (1 - s^4)^32:
87 % at 0.5, 99 % at 0.6 (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4)."""

ALIKE_FROM: Final = 0.5
"""Least Jaccard. In a text of twenty words one other word leaves 0.71, two leave about 0.5."""

FEWEST: Final = 5
"""Shingles that a text must have: seven words. Shorter ones are wishes and cries of everybody."""

_DEEPEST: Final = 10_000
"""Texts looked at in one band: beyond it a text is of the same kind as thousands before it."""

# Pairs that are found before they are handed on.
_ROOM: Final = 4096


class Alike(NamedTuple):
    """Two texts, by their numbers, and the Jaccard of their shingles."""

    left: int
    right: int
    score: float


class NearTexts:
    """A growing collection of different texts, numbered from 0 as they are added."""

    def __init__(self) -> None:
        import numpy as np

        self._count = 0
        self._hashes = GrowingArray(np.uint64)
        self._bounds = GrowingArray(np.int64, np.zeros(1, np.int64))
        self._keys = GrowingArray(np.uint32)
        self._following = GrowingArray(np.int32)
        self._parent = GrowingArray(np.int32)
        self._seen = GrowingArray(np.int32)
        self._heads = np.full(1 << 12, -1, np.int32)

    def __len__(self) -> int:
        return self._count

    def add(self, sets: Shingles) -> list[Alike]:
        """Adds texts; gives a pair for each that joins what was apart before."""
        import numpy as np

        from lachan.detect.campaigns.kernel import band_keys

        more = len(sets.bounds) - 1
        keys = np.empty(more * BANDS, np.uint32)
        band_keys(signatures(sets), BANDS, keys)
        self._bounds.add(sets.bounds[1:] + self._bounds.body[-1])
        self._hashes.add(sets.hashes)
        self._keys.add(keys)
        self._following.add(np.full(more * BANDS, -1, np.int32))
        self._parent.add(np.arange(self._count, self._count + more, dtype=np.int32))
        self._seen.add(np.full(more, -1, np.int32))
        self._widen(self._count + more)
        found = list(self._join(self._count, self._count + more))
        self._count += more
        return found

    def roots(self) -> "np.ndarray":
        """For each text the least number among those it is joined with, int64."""
        import numpy as np

        from lachan.detect.campaigns.sets_kernel import roots

        out = np.empty(self._count, np.int64)
        roots(self._parent.body, out)
        return out

    def is_long_enough(self) -> "np.ndarray":
        """For each text whether it has enough shingles to be like another, bool."""
        import numpy as np

        return np.diff(self._bounds.body) >= FEWEST

    def _join(self, first: int, end: int) -> Any:
        import numpy as np

        from lachan.detect.campaigns.near_kernel import join_alike

        edges = (np.empty(_ROOM, np.int32), np.empty(_ROOM, np.int32), np.empty(_ROOM))
        while first < end:
            filled, first = join_alike(
                self._texts(), first, end, (BANDS, FEWEST, _DEEPEST, ALIKE_FROM), edges
            )
            yield from map(Alike, *(part[:filled].tolist() for part in edges))

    def _widen(self, count: int) -> None:
        """Keeps at least one head for each entry, so that chains stay short."""
        import numpy as np

        from lachan.detect.campaigns.near_kernel import enter_again

        if count * BANDS > len(self._heads):
            self._heads = np.full(1 << (count * BANDS).bit_length(), -1, np.int32)
            enter_again(self._texts(), self._count, BANDS, FEWEST)

    def _texts(self) -> tuple["np.ndarray", ...]:
        return (
            self._keys.body,
            self._heads,
            self._following.body,
            self._hashes.body,
            self._bounds.body,
            self._parent.body,
            self._seen.body,
        )
