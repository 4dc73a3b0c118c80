"""When segments become one, and the child process that does it.

Run as `python -m lachan.detect.hashes.merging ASIDE SEGMENT ...`: a process of its own,
so that the memory it took is given back whole and the searches go on.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from lachan.detect.hashes import segment
from lachan.detect.hashes.segment import Bits, Segment

# Hashes that are looked at one by one before they become a segment: about 0.1 ms for each query.
DELTA_ROWS: Final = 50_000
# So many segments of about one size become one. Fewer means more writing, more means more tables
# to ask; 4 keeps 10 million hashes in at most a dozen segments.
FAN: Final = 4
# So few rows are merged at once inside add(): a fraction of a second.
AT_ONCE_ROWS: Final = 400_000
_DEAD_PART: Final = 4
_KINDNESS: Final = 10


class MergeFailed(RuntimeError):
    """The child process ended with an error; the index is as it was. The message quotes it."""


def due(segments: Sequence[Segment], delta_rows: int) -> list[Segment]:
    """The segments that should become one now: of about one size, or one that is largely dead."""
    for one in segments:
        if one.count - one.live > one.count // _DEAD_PART:
            return [one]
    tiers: dict[int, list[Segment]] = {}
    for one in segments:
        tiers.setdefault(_tier(one.count, delta_rows), []).append(one)
    return next((tiers[tier] for tier in sorted(tiers) if len(tiers[tier]) >= FAN), [])


def merge_in_child(aside: Path, names: Sequence[str], dead: Sequence[Bits]) -> Segment:
    """Builds in `aside` one segment of the live rows of those beside it. Raises MergeFailed."""
    for number, bits in enumerate(dead):
        np.save(aside / f"dead-{number}.npy", bits)
    command = [sys.executable, "-m", __name__, str(aside), *names]
    paths = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(command, env=paths, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MergeFailed(f"exit code {done.returncode}: {done.stderr[-500:]}")
    return segment.load(aside)


def _tier(rows: int, delta_rows: int) -> int:
    tier = 0
    while rows >= FAN * delta_rows:
        rows //= FAN
        tier += 1
    return tier


def main(aside: Path, names: Sequence[str]) -> None:
    """What the child does."""
    os.nice(_KINDNESS)
    sources = [segment.load(aside.parent / name) for name in names]
    marks = [aside / f"dead-{number}.npy" for number in range(len(names))]
    live = [one.live_rows(np.load(mark)) for one, mark in zip(sources, marks, strict=True)]
    for mark in marks:
        mark.unlink()
    segment.merge(aside.stem, sources, live, aside)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
