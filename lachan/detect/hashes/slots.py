"""How 256 bits are cut into slots, and how far each slot must be searched.

Two hashes at most r apart agree in some slot i up to s_i bits, whenever the sum of (s_i + 1) over
all slots is r + 1 (the pigeonhole principle; Norouzi, Punjani, Fleet: Fast exact search in Hamming
space with multi-index hashing, 2014). So a table for each slot finds all of them.
"""

from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

BITS = 256
# The distance up to which PDQ calls two pictures the same (PDQ README), and the farthest that the
# slots are laid out for. Beyond it every hash is looked at.
LIMIT = 31
# Rows from which on so many slots are the fastest: longer slots have more neighbours to visit and
# fewer hashes in each. Lookups a second at 31 bits, one core, random hashes:
#     0.2 million   11: 18,900   13: 61,000   14: 75,800   16: 111,300   20: 40,400
#     1 million     11: 17,800   12: 19,900   13: 17,200   14: 10,100    16: 9,400
#     10 million    10:  4,400   11:  6,500   12:  3,100
_SLOTS = ((3_000_000, 11), (500_000, 12), (0, 16))


def slots_for(rows: int) -> int:
    """How many slots serve so many hashes best."""
    return next(slots for least, slots in _SLOTS if rows >= least)


def widths(slots: int) -> NDArray[np.int64]:
    """Bits of each slot; the wider ones first. 11 slots: three of 24 bits and eight of 23."""
    width, wider = divmod(BITS, slots)
    return np.array([width + (slot < wider) for slot in range(slots)], dtype=np.int64)


def shifts(slots: int) -> NDArray[np.int64]:
    """The first bit of each slot."""
    ends = np.cumsum(widths(slots))
    return np.concatenate([np.zeros(1, np.int64), ends[:-1]])


def radii(slots: int, radius: int) -> list[int]:
    """How many bits may differ in each slot; -1 for one that need not be searched.

    The narrow ones take the larger share: they have fewer neighbours.
    """
    share, more = divmod(radius + 1, slots)
    return [share - 1 + (slot >= slots - more) for slot in range(slots)]


@lru_cache(maxsize=64)
def neighbours(width: int, radius: int) -> NDArray[np.uint32]:
    """What to xor a key of so many bits with, to visit all keys within the radius, nearest first.

    Empty for a radius of -1.
    """
    flips = [
        sum(1 << bit for bit in chosen)
        for count in range(radius + 1)
        for chosen in combinations(range(width), count)
    ]
    return np.array(flips, dtype=np.uint32)


@lru_cache(maxsize=256)
def probes(slots: int, radius: int) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The neighbours for every slot one after another, and where those of each slot begin."""
    each = [
        neighbours(int(width), within)
        for width, within in zip(widths(slots), radii(slots, radius), strict=True)
    ]
    begins = np.concatenate([[0], np.cumsum([len(one) for one in each])])
    return np.concatenate(each), begins.astype(np.int64)
