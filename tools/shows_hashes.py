"""B.8: hashes are found exactly, changes take effect at once, PDQ agrees with the reference."""

import time
from pathlib import Path

from measured import Figure, Line, at_most, none_of
from steps import ROOT

ROWS = 300_000
PICTURES = ROOT.parent / "shared" / "data" / "pdq_images"
# pdq/cpp/bin/README.md of the reference.
BRIDGE = "f8f8f0cce0f4e84d0e370a22028f67f0b36e2ed596623e1d33e6339c4e9c9b22"


def every_distance() -> Figure:
    """Queries planted at 0 to 32 bits, against looking at every hash."""
    import numpy as np

    from lachan.detect import HashIndex

    chance = np.random.default_rng(8)
    stored = chance.integers(0, 2**64, (ROWS, 4), dtype=np.uint64)
    bits = np.unpackbits(stored[chance.integers(0, ROWS, 330)].view(np.uint8), axis=1)
    for number, row in enumerate(bits):
        row[chance.choice(256, number % 33, replace=False)] ^= 1
    queries = np.packbits(bits, axis=1).view(np.uint64)
    index = HashIndex()
    index.add(np.arange(ROWS), stored)
    wrong = []
    for number, found in enumerate(index.query(queries, 31)):
        apart = np.bitwise_count(stored ^ queries[number]).sum(axis=1)
        if sorted(found.ids) != np.flatnonzero(apart <= 31).tolist():
            wrong.append(f"at {number % 33} bits")
    return none_of(wrong, len(queries), f"queries differ among {ROWS:,} hashes")


def takes_effect() -> Figure:
    """The longest of 50 adds and disables, each until a query has shown it."""
    import numpy as np

    from lachan.detect import HashIndex

    chance = np.random.default_rng(9)
    stored = chance.integers(0, 2**64, (ROWS + 50, 4), dtype=np.uint64)
    index = HashIndex()
    index.add(np.arange(ROWS), stored[:ROWS])
    index.query(stored[:2])
    longest = 0.0
    for number in range(50):
        began = time.perf_counter()
        index.add([ROWS + number], stored[ROWS + number])
        index.disable([number])
        added, disabled = index.query(stored[[ROWS + number, number]], 0)
        longest = max(longest, time.perf_counter() - began)
        assert added.ids
        assert not disabled.ids
    return at_most(longest * 1000, 1000, "ms")


def bridge() -> Figure:
    return at_most(_apart(PICTURES / "dih" / "bridge-1-original.jpg"), 10, "bits")


def edits() -> Figure:
    paths = sorted((PICTURES / "bridge-mods").iterdir())
    far = [path.name for path in paths if _apart(path) > 31]
    return none_of(far, len(paths), "edits are more than 31 bits away")


def _apart(path: Path) -> int:
    from lachan.detect.hashes.pdq import pdq

    return (int(pdq(path).hash, 16) ^ int(BRIDGE, 16)).bit_count()


LINES: tuple[Line, ...] = (
    Line("B.8", "found as by looking at every hash, at each distance from 0 to 32", every_distance),
    Line("B.8", "until an added or disabled hash takes effect", takes_effect),
    Line("B.8", "PDQ of the reference's bridge, from the reference", bridge),
    Line("B.8", "edits of the bridge that PDQ no longer knows", edits),
)
