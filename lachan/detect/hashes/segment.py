"""A segment: hashes that never change, with a table for each slot; in memory or mapped."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lachan.detect.hashes import kernel, slots
from lachan.detect.hashes.codec import Id, Words
from lachan.detect.hashes.column import (
    IdColumn,
    Ids,
    Rows,
    frozen,
    join_ids,
    map_ids,
    mapped,
    new_array,
    write_ids,
)
from lachan.detect.hashes.plain import Found

Bits = NDArray[np.uint8]
# A query with candidates for so large a part of all rows is faster by looking at every row: a
# candidate is a jump in memory, a row in order is not.
_FLAT_PART = 8


@dataclass(slots=True, eq=False)
class Segment:
    """Hashes [n, 4], the table of each slot, ids, and which rows are disabled.

    `starts` holds the tables of all slots one after another, that of slot s from `at[s]` on;
    `rows[s]` are the row numbers sorted by their key in slot s.
    """

    name: str
    hashes: Words
    starts: NDArray[np.uint32]
    rows: NDArray[np.uint32]
    ids: IdColumn
    # One bit a row, set where it was disabled; none set at all while this is empty.
    dead: Bits = field(default_factory=lambda: np.empty(0, np.uint8))

    @property
    def count(self) -> int:
        return len(self.hashes)

    @property
    def live(self) -> int:
        return self.count - int(np.bitwise_count(self.dead).sum())

    def search(self, queries: Words, radius: int) -> Found:
        """Every live row within the radius (bits, 0 to 256)."""
        if radius > slots.LIMIT:
            return self._alive(kernel.scan(self.hashes, self.count, queries, radius))
        found, given_up = self._by_slots(queries, radius)
        if given_up.any():
            again = np.flatnonzero(given_up)
            flat = kernel.scan(self.hashes, self.count, queries[again], radius)
            flat[0] = again[flat[0]]
            found = np.concatenate([found[:, ~given_up[found[0]]], flat], axis=1)
        return self._alive(found)

    def take(self, rows: Rows) -> list[Id]:
        return self.ids.take(rows)

    def disable(self, ids: Ids) -> int:
        """How many live hashes of these ids there were; none is found any more."""
        rows = self.ids.find(ids)
        rows = np.unique(rows[self.alive(rows)])
        if len(rows):
            self.kill(rows)
        return len(rows)

    def kill(self, rows: Rows) -> None:
        if not len(self.dead):
            self.dead = np.zeros((self.count + 7) // 8, np.uint8)
        np.bitwise_or.at(self.dead, rows >> 3, (1 << (rows & 7)).astype(np.uint8))

    def alive(self, rows: Rows) -> NDArray[np.bool_]:
        return is_alive(self.dead, rows)

    def live_rows(self, dead: Bits | None = None) -> Rows:
        """The rows not disabled, now or as `dead` said."""
        rows = np.arange(self.count)
        return rows[is_alive(self.dead if dead is None else dead, rows)]

    def _by_slots(self, queries: Words, radius: int) -> tuple[Found, NDArray[np.bool_]]:
        count = len(self.rows)
        masks, begins = slots.probes(count, radius)
        cap = max(1024, self.count // _FLAT_PART)
        found: tuple[Found, NDArray[np.bool_]] = kernel.search(
            self.hashes, self.starts, table_begins(count), self.rows,
            slots.shifts(count), slots.widths(count), masks, begins, queries, radius, cap,
        )  # fmt: skip
        return found

    def _alive(self, found: Found) -> Found:
        return found[:, self.alive(found[1])] if len(self.dead) else found


def is_alive(dead: Bits, rows: Rows) -> NDArray[np.bool_]:
    if not len(dead):
        return np.ones(len(rows), np.bool_)
    marks: NDArray[np.uint8] = dead[rows >> 3] >> (rows & 7).astype(np.uint8)
    alive: NDArray[np.bool_] = (marks & 1) == 0
    return alive


def table_begins(count: int) -> NDArray[np.int64]:
    """Where the table of each slot begins; one entry more than the last one's end."""
    sizes = (1 << slots.widths(count)) + 1
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])


def build(name: str, hashes: Words, ids: Ids, folder: Path | None = None) -> Segment:
    """A new segment; with a folder (that exists and is empty) it is written there and mapped."""
    kept = new_array(folder, "hashes", np.uint64, hashes.shape)
    kept[:] = hashes
    return _with_tables(name, kept, write_ids(folder, ids), folder)


def merge(
    name: str, segments: Sequence[Segment], live: Sequence[Rows], folder: Path | None = None
) -> Segment:
    """One segment of the live rows of several, in their order."""
    kept = new_array(folder, "hashes", np.uint64, (sum(map(len, live)), 4))
    at = 0
    for segment, rows in zip(segments, live, strict=True):
        np.take(segment.hashes, rows, axis=0, out=kept[at : at + len(rows)])
        at += len(rows)
    columns = zip((segment.ids for segment in segments), live, strict=True)
    return _with_tables(name, kept, join_ids(folder, columns), folder)


def load(folder: Path) -> Segment:
    """The segment that was written into the folder. Raises OSError or ValueError for none."""
    hashes, starts, rows = (mapped(folder, part) for part in ("hashes", "starts", "rows"))
    return Segment(folder.name, hashes, starts, rows, map_ids(folder))


def _with_tables(name: str, hashes: Words, ids: IdColumn, folder: Path | None) -> Segment:
    count = slots.slots_for(len(hashes))
    at = table_begins(count)
    starts = new_array(folder, "starts", np.uint32, (int(at[-1]),))
    rows = new_array(folder, "rows", np.uint32, (count, len(hashes)))
    shifts, widths = slots.shifts(count), slots.widths(count)
    plain = hashes.view(np.ndarray)
    for slot in range(count):
        table = starts[at[slot] : at[slot + 1]].view(np.ndarray)
        kernel.group(plain, shifts[slot], widths[slot], table, rows[slot].view(np.ndarray))
    return Segment(name, frozen(hashes), frozen(starts), frozen(rows), ids)
