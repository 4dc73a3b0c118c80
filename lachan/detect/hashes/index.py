"""HashIndex: 256-bit hashes, found within a Hamming distance; exact, and live at once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock, RLock
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from lachan.detect.hashes import merging, segment
from lachan.detect.hashes.codec import Hashes, Id, Words, as_ids, as_words
from lachan.detect.hashes.column import Ids
from lachan.detect.hashes.delta import Delta
from lachan.detect.hashes.memory import Memory
from lachan.detect.hashes.merging import DELTA_ROWS
from lachan.detect.hashes.parts import Matches, Parts
from lachan.detect.hashes.reader import Reader
from lachan.detect.hashes.segment import Segment
from lachan.detect.hashes.slots import BITS, LIMIT
from lachan.detect.hashes.writer import Writer


class HashIndex:
    """Add hashes under ids, disable ids, ask for all ids within a distance.

    In memory; with a folder also on disk: what add() or disable() returned for survives a kill.
    One process writes; others open the folder with `read_only=True` and see each change with
    their next query. Threads may share one. An id (all int, or all str) may carry several hashes.
    """

    def __init__(
        self,
        folder: Path | str | None = None,
        *,
        read_only: bool = False,
        delta_rows: int = DELTA_ROWS,
    ) -> None:
        """Raises writer.InUse when the folder has a writer, log.Damaged when it is broken."""
        if read_only and folder is None:
            raise ValueError("An index that is only read lives in a folder.")
        self._reader = Reader(Path(folder)) if folder is not None and read_only else None
        self._home: Memory | Writer = (
            Memory() if folder is None or read_only else Writer(Path(folder))
        )
        self._delta_rows = delta_rows
        self._changing, self._merging = RLock(), Lock()
        self._parts = self._home.parts

    def add(self, ids: Sequence[Id] | NDArray[Any], hashes: Hashes) -> None:
        """Makes the hashes findable under the ids, and durable, before it returns.

        Many at once (more than `delta_rows`) are built into a segment of their own: about a
        second for a million. Raises TypeError for ids of another kind than those there, ValueError
        for what is no hash or for unequal numbers, OSError for a full disk; nothing is added then.
        """
        names, words = as_ids(ids), as_words(hashes)
        if len(names) != len(words):
            raise ValueError(f"{len(names)} ids for {len(words)} hashes.")
        with self._changing:
            self._check(names)
            if not len(names):
                return
            if self._parts.delta.count + len(words) > self._delta_rows:
                self._seal(names, words)
                return
            self._home.record(names, words)
            self._parts.delta.add(names, words)

    def disable(self, ids: Sequence[Id] | NDArray[Any]) -> int:
        """Hides every hash added so far under the ids; tells how many. Unknown ids are no error.

        The same id may be added again afterwards.
        """
        names = as_ids(ids)
        with self._changing:
            self._check(names)
            if not len(names):
                return 0
            self._home.record(names, None)
            return self._parts.disable(names)

    def query(self, hashes: Hashes, radius: int = LIMIT, *, threads: int = 1) -> list[Matches]:
        """For each hash all ids within `radius` bits: exact, for any radius from 0 to 256.

        Up to 31 by the tables of slots; beyond it every hash is looked at. An id is named once,
        at its nearest hash.
        """
        words = as_words(hashes)
        if not 0 <= radius <= BITS:
            raise ValueError(f"A radius is 0 to {BITS} bits, not {radius}.")
        parts = self._now()
        if threads < 2 or len(words) < 2:
            return parts.query(words, radius)
        with ThreadPoolExecutor(threads) as pool:
            chunks = np.array_split(words, threads)
            found = pool.map(lambda chunk: parts.query(chunk, radius), chunks)
            return [one for chunk in found for one in chunk]

    def merge(self, *, child: bool = True) -> bool:
        """Makes one segment of those that are due; False when none is.

        For a persistent index in a child process, while this one goes on searching, adding and
        disabling; call it now and then from a job. Raises merging.MergeFailed; nothing is lost.
        """
        self._check_writer()
        with self._merging:
            sources = merging.due(self._parts.segments, self._delta_rows)
            if sources:
                self._merge(sources, child=child)
            return bool(sources)

    def __len__(self) -> int:
        """Hashes that can be found."""
        return self._now().live

    def close(self) -> None:
        """Gives the folder to the next writer."""
        with self._changing:
            self._home.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _now(self) -> Parts:
        if self._reader is not None:
            with self._changing:
                self._parts = self._reader.follow(self._parts)
        return self._parts

    def _check_writer(self) -> None:
        if self._reader is not None:
            raise PermissionError("This index was opened to be read only.")

    def _check(self, names: Ids) -> None:
        self._check_writer()
        if len(names) and self._parts.kinds() - {isinstance(names, list)}:
            raise TypeError("Ids of this index are of the other kind: all int or all str.")

    def _seal(self, names: Ids, words: Words) -> None:
        """Delta and newcomers become a segment, with a new log."""
        kept, hashes = self._parts.delta.alive()
        joined = _joined(kept, names) if len(hashes) else names
        every = np.concatenate([hashes, words]) if len(hashes) else words
        made = self._home.make(lambda name, folder: segment.build(name, every, joined, folder))
        self._publish((*self._parts.segments, made), Delta(), fresh_log=True)
        if self._merging.acquire(blocking=False):  # else another thread is at it
            try:
                self._merge_small()
            finally:
                self._merging.release()

    def _merge_small(self) -> None:
        while sources := merging.due(self._parts.segments, self._delta_rows):
            if sum(one.count for one in sources) > merging.AT_ONCE_ROWS:
                return
            self._merge(sources, child=False)

    def _merge(self, sources: list[Segment], *, child: bool) -> None:
        with self._changing:
            dead = [one.dead.copy() for one in sources]
        live = [one.live_rows(bits) for one, bits in zip(sources, dead, strict=True)]

        def build(name: str, folder: Path | None) -> Segment:
            if folder is None or not child:
                return segment.merge(name, sources, live, folder)
            return merging.merge_in_child(folder, [one.name for one in sources], dead)

        made = [self._home.make(build)] if any(map(len, live)) else []
        with self._changing:
            for merged in made:
                # What was disabled while it was built.
                rows = zip(sources, live, strict=True)
                late = np.concatenate([~source.alive(kept) for source, kept in rows])
                merged.kill(np.flatnonzero(late))
            rest = [one for one in self._parts.segments if one not in sources]
            self._publish((*rest, *made), self._parts.delta, fresh_log=False)

    def _publish(self, segments: tuple[Segment, ...], delta: Delta, *, fresh_log: bool) -> None:
        parts = Parts(segments, delta)
        self._home.publish(parts, fresh_log=fresh_log)
        self._parts = parts


def _joined(left: Ids, right: Ids) -> Ids:
    if isinstance(left, list) and isinstance(right, list):
        return left + right
    return np.concatenate([np.asarray(left, np.int64), np.asarray(right, np.int64)])
