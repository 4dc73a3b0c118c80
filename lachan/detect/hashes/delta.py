"""The newest hashes, in memory: every one is looked at, until there are enough for a segment."""

import numpy as np

from lachan.detect.hashes import kernel
from lachan.detect.hashes.codec import Id, Words
from lachan.detect.hashes.column import Ids, Rows, frozen
from lachan.detect.hashes.plain import Found


class Delta:
    """Hashes in the order they came. One thread writes while others may search."""

    def __init__(self) -> None:
        self._hashes: Words = np.empty((64, 4), np.uint64)
        self._dead = np.zeros(64, np.bool_)
        self._ids: list[Id] = []
        self._rows: dict[Id, list[int]] = {}
        self.count = 0

    @property
    def live(self) -> int:
        return self.count - int(np.count_nonzero(self._dead[: self.count]))

    def kinds(self) -> set[bool]:
        """Whether the ids are text; empty as long as there is none."""
        return {isinstance(self._ids[0], str)} if self._ids else set()

    def add(self, ids: Ids, hashes: Words) -> None:
        count = self.count + len(hashes)
        if count > len(self._hashes):
            self._grow(2 * count)
        self._hashes[self.count : count] = hashes
        for row, one in enumerate(_listed(ids), start=self.count):
            self._ids.append(one)
            self._rows.setdefault(one, []).append(row)
        # Last: a search that runs meanwhile must not see rows that are not filled yet.
        self.count = count

    def disable(self, ids: Ids) -> int:
        rows = [row for one in _listed(ids) for row in self._rows.pop(one, ())]
        self._dead[rows] = True
        return len(rows)

    def search(self, queries: Words, radius: int) -> Found:
        count, hashes = self.count, frozen(self._hashes)
        found: Found = kernel.scan(hashes, count, queries, radius)
        return found[:, ~self._dead[found[1]]]

    def take(self, rows: Rows) -> list[Id]:
        return [self._ids[row] for row in rows.tolist()]

    def alive(self) -> tuple[Ids, Words]:
        """Ids and hashes of all rows not disabled."""
        rows = np.flatnonzero(~self._dead[: self.count])
        ids = self.take(rows)
        texts = [one for one in ids if isinstance(one, str)]
        numbers = np.array([one for one in ids if isinstance(one, int)], np.int64)
        return texts or numbers, self._hashes[rows]

    def _grow(self, size: int) -> None:
        hashes, dead = np.empty((size, 4), np.uint64), np.zeros(size, np.bool_)
        hashes[: self.count] = self._hashes[: self.count]
        dead[: self.count] = self._dead[: self.count]
        # The marks first: a search takes the hashes and then looks rows up in the marks.
        self._dead = dead
        self._hashes = hashes


def _listed(ids: Ids) -> list[Id]:
    return list(ids) if isinstance(ids, list) else ids.tolist()
