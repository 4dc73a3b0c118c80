"""What an index is made of at one moment: segments that never change, and the newest hashes."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lachan.detect.hashes.codec import Id, Words
from lachan.detect.hashes.column import Ids
from lachan.detect.hashes.delta import Delta
from lachan.detect.hashes.log import Record
from lachan.detect.hashes.segment import Segment
from lachan.detect.hashes.slots import BITS


class Matches(NamedTuple):
    """The ids within the radius and how many bits each is away, nearest first."""

    ids: list[Any]
    distances: list[int]


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """A moment of an index: who holds it goes on searching it while the index moves on."""

    segments: tuple[Segment, ...] = ()
    delta: Delta = field(default_factory=Delta)

    @property
    def live(self) -> int:
        return sum(one.live for one in self.segments) + self.delta.live

    def kinds(self) -> set[bool]:
        """Whether the ids are text; empty as long as there is none."""
        return {one.ids.is_text for one in self.segments} | self.delta.kinds()

    def disable(self, ids: Ids) -> int:
        return sum(one.disable(ids) for one in self.segments) + self.delta.disable(ids)

    def apply(self, record: Record) -> None:
        """Does again what the log says was done."""
        if record.hashes is None:
            self.disable(record.ids)
        else:
            self.delta.add(record.ids, record.hashes)

    def query(self, words: Words, radius: int) -> list[Matches]:
        nearest: list[dict[Id, int]] = [{} for _ in words]
        searched: tuple[Segment | Delta, ...] = (*self.segments, self.delta)
        for part in searched:
            queries, rows, distances = part.search(words, radius)
            ids = part.take(rows)
            for query, one, distance in zip(queries.tolist(), ids, distances.tolist(), strict=True):
                known = nearest[query]
                if distance < known.get(one, BITS + 1):
                    known[one] = distance
        return [_matches(known) for known in nearest]


def _matches(known: dict[Id, int]) -> Matches:
    ranked = sorted(known.items(), key=lambda pair: (pair[1], pair[0]))
    return Matches([one for one, _ in ranked], [distance for _, distance in ranked])
