"""Exact lookups of 256-bit hashes beside FAISS, and how soon a change takes effect.

HASHES_ROWS="200000" make bench ONLY=detect.hashes     another number of hashes, or several

Each side runs in a process of its own on the same hashes and queries, with one thread, so that
its peak memory can be told. Half of the queries are planted: a stored hash with 0 to 31 bits
changed; all of them must be found. FAISS is asked fewer queries, since it takes longer.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from measured import Figure, Line, at_least, at_most, known

ROOT = Path(__file__).resolve().parents[1]
ROWS = tuple(int(rows) for rows in os.environ.get("HASHES_ROWS", "1000000,10000000").split(","))
# The promise at each size; between them nothing is held.
BOUNDS = {1_000_000: 5, 10_000_000: 30}
QUERIES = 4_000
QUERIES_OF_FAISS = 100
RADIUS = 31
CHANGES = 30


def hashes(rows: int) -> tuple[Any, Any, Any]:
    """Stored hashes and queries as uint8[n, 32], and which row each planted query is near to.

    Every other query is planted, the first as well.
    """
    import numpy as np

    chance = np.random.default_rng(rows)
    stored = chance.integers(0, 2**64, (rows, 4), dtype=np.uint64).view(np.uint8)
    queries = chance.integers(0, 2**64, (QUERIES, 4), dtype=np.uint64).view(np.uint8)
    near = chance.integers(0, rows, QUERIES // 2)
    bits = np.unpackbits(stored[near], axis=1)
    for row in bits:
        row[chance.choice(256, chance.integers(0, RADIUS + 1), replace=False)] ^= 1
    queries[::2] = np.packbits(bits, axis=1)
    return stored, queries, near


def alike(rows: int) -> tuple[Any, Any]:
    """Words of hashes and queries crowded around 2,500 pictures, 12 % of the bits changed.

    PDQ of pieces of one photograph are no nearer to one another than chance would have it (128
    bits, standard deviation 8), so this is worse than pictures are.
    """
    import numpy as np

    chance = np.random.default_rng(rows)
    centres = np.unpackbits(chance.integers(0, 256, (2500, 32), dtype=np.uint8), axis=1)
    bits = centres[chance.integers(0, 2500, rows)]
    for at in range(0, rows, 100_000):
        part = bits[at : at + 100_000]
        part ^= chance.random(part.shape) < 0.12
    return _with_queries(chance, bits)


def lopsided(rows: int) -> tuple[Any, Any]:
    """The same of hashes of which every other bit is nearly always 0: full buckets."""
    import numpy as np

    chance = np.random.default_rng(rows)
    bits = np.zeros((rows, 256), np.uint8)
    for at in range(0, rows, 100_000):
        part = bits[at : at + 100_000]
        part[:] = chance.random(part.shape) < np.where(np.arange(256) % 2, 0.02, 0.5)
    return _with_queries(chance, bits)


def _with_queries(chance: Any, bits: Any) -> tuple[Any, Any]:
    import numpy as np

    queries = bits[chance.integers(0, len(bits), 200)]
    queries ^= chance.random(queries.shape) < 0.05
    return tuple(np.packbits(one, axis=1).view(np.uint64) for one in (bits, queries))


# --- what the child processes do -----------------------------------------------------------------


def ours(rows: int) -> dict[str, float]:
    import numpy as np

    from lachan.detect import HashIndex

    stored, queries, near = hashes(rows)
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        index = HashIndex(folder)
        HashIndex().query(queries[:1])  # the kernels are compiled once, and kept
        began = time.perf_counter()
        index.add(np.arange(rows), stored)
        built = time.perf_counter() - began
        del stored
        index.query(queries[:100], RADIUS)
        began = time.perf_counter()
        found = index.query(queries, RADIUS)
        batch = time.perf_counter() - began
        recall = sum(row in one.ids for row, one in zip(near.tolist(), found[::2], strict=True))
        singles = [_seconds(partial(index.query, query)) for query in queries[:300]]
        changes = _changes(index, rows)
        index.close()
    return changes | {
        "rate": QUERIES / batch,
        "built": built,
        "recall": recall / len(near),
        "single": statistics.median(singles),
    }


def _changes(index: Any, rows: int) -> dict[str, float]:
    """The longest of some adds and disables, each until a query has shown its effect."""
    import numpy as np

    fresh = np.random.default_rng(1).integers(0, 2**64, (CHANGES, 4), dtype=np.uint64)

    def add(number: int) -> None:
        index.add([rows + number], fresh[number])
        assert rows + number in index.query(fresh[number])[0].ids

    def disable(number: int, one: Any) -> None:
        index.disable([number])
        assert number not in index.query(one)[0].ids

    segment = index._parts.segments[0]
    old = [(number, segment.hashes[number]) for number in range(0, rows, rows // CHANGES)]
    return {
        "add": max(_seconds(partial(add, number)) for number in range(CHANGES)),
        "disable": max(_seconds(partial(disable, *pair)) for pair in old),
    }


def faiss(rows: int) -> dict[str, float]:
    import faiss as library

    library.omp_set_num_threads(1)
    stored, queries, near = hashes(rows)
    # 16 tables of 16 bits, neighbours one bit away: by the pigeonhole bound exact up to 31.
    index = library.IndexBinaryMultiHash(256, 16, 16)
    index.nflip = 1
    began = time.perf_counter()
    index.add(stored)
    built = time.perf_counter() - began
    del stored
    asked = queries[:QUERIES_OF_FAISS]
    index.range_search(asked[:4], RADIUS + 1)
    began = time.perf_counter()
    ends, _distances, ids = index.range_search(asked, RADIUS + 1)  # it means less than
    batch = time.perf_counter() - began
    wanted = near[: len(asked) // 2].tolist()
    found = [ids[ends[2 * number] : ends[2 * number + 1]] for number in range(len(wanted))]
    recall = sum(row in one for row, one in zip(wanted, found, strict=True))
    return {"rate": len(asked) / batch, "built": built, "recall": recall / len(wanted)}


def crowds(rows: int) -> dict[str, float]:
    from lachan.detect import HashIndex

    rates = {}
    for made in (alike, lopsided):
        stored, queries = made(rows)
        index = HashIndex()
        index.add(range(rows), stored)
        index.query(queries[:5])
        rates[made.__name__] = len(queries) / _seconds(partial(index.query, queries))
    return rates


def pictures(side: int) -> dict[str, float]:
    """PDQ of made-up JPEG pictures from their bytes: 4 to 3, the longer side given."""
    from io import BytesIO

    import numpy as np
    from PIL import Image

    from lachan.detect.hashes.pdq import pdq

    noise = np.random.default_rng(1).integers(0, 256, (96, 128, 3), dtype=np.uint8)
    stream = BytesIO()
    Image.fromarray(noise).resize((side, side * 3 // 4)).save(stream, "JPEG", quality=90)
    raw = stream.getvalue()
    pdq(raw)
    took = _seconds(lambda: [pdq(raw) for _ in range(50)])
    return {"rate": 50 / took}


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


# --- what is told ----------------------------------------------------------------------------


def measured(side: str, rows: int) -> dict[str, float]:
    command = [sys.executable, __file__, side, str(rows)]
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "NUMBA_NUM_THREADS"), "1")
    environment = os.environ | one_thread | {"PYTHONPATH": str(ROOT)}
    said = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    figures: dict[str, float] = json.loads(said.stdout)
    return figures


@lru_cache
def told(side: str, rows: int) -> dict[str, float]:
    """What one side measures, printed once."""
    figures = measured(side, rows)
    print(
        f"  {side:6} {rows:>11,} hashes: {figures['rate']:9,.0f} lookups/s, "
        f"built in {figures['built']:6.1f} s, recall {figures['recall']:.4f}, "
        f"peak {figures['peak']:.2f} GB",
        flush=True,
    )
    return figures


def lookups(rows: int) -> Figure:
    mine, theirs = told("ours", rows), told("faiss", rows)
    ratio = mine["rate"] / theirs["rate"]
    beside = (
        f"{mine['rate']:,.0f} a second against {theirs['rate']:,.0f}; one at a time "
        f"{mine['single'] * 1e6:.0f} µs; recall {mine['recall']:.4f} and {theirs['recall']:.4f}"
    )
    bound = BOUNDS.get(rows)
    held = at_least(ratio, bound, "times") if bound else known(f"{ratio:.3g} times")
    complete = mine["recall"] == 1
    return Figure(f"{held.value} ({beside})", held.bound, held.holds and complete)


def changes(rows: int) -> Figure:
    mine = told("ours", rows)
    held = at_most(max(mine["add"], mine["disable"]) * 1000, 1000, "ms")
    each = f"add {mine['add'] * 1000:.1f} ms, disable {mine['disable'] * 1000:.1f} ms"
    return Figure(f"{held.value} ({each}, the longest of {CHANGES})", held.bound, held.holds)


def crowded(rows: int) -> Figure:
    rates = measured("crowds", rows)
    return known(
        f"{rates['alike']:,.0f} a second around 2,500 pictures, "
        f"{rates['lopsided']:,.0f} with half of the bits nearly constant"
    )


def hashing() -> Figure:
    small, large = (measured("pictures", side)["rate"] for side in (512, 1280))
    return known(f"{small:.0f} a second of 512 x 384, {large:.0f} of 1280 x 960")


def _millions(rows: int) -> str:
    return f"{rows / 1e6:g} million hashes"


LINES: tuple[Line, ...] = (
    *(
        Line(
            "detect.hashes",
            f"lookups within 31 bits of {_millions(rows)}, beside FAISS MultiHash (exact)",
            partial(lookups, rows),
            binding=False,
        )
        for rows in ROWS
    ),
    Line(
        "detect.hashes",
        f"until an added or disabled hash takes effect among {_millions(ROWS[-1])}",
        partial(changes, ROWS[-1]),
        binding=False,
    ),
    Line(
        "detect.hashes",
        f"lookups where {_millions(ROWS[0])} are alike",
        partial(crowded, ROWS[0]),
    ),
    Line("detect.hashes", "PDQ of JPEG pictures, decoded, one core", hashing),
)


if __name__ == "__main__":
    sides = {one.__name__: one for one in (ours, faiss, crowds, pictures)}
    figures = sides[sys.argv[1]](int(sys.argv[2]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(json.dumps(figures | {"peak": peak}))
