"""Gives old verdicts again: the same rules over the same texts say the same, to the byte."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lachan.detect.engine import RuleSet, Verdict
from lachan.detect.history.archive import load_archived
from lachan.detect.history.canonical import joined, verdict_bytes
from lachan.detect.history.layout import parts
from lachan.detect.history.tables import label_names, read_batches, row_count

if TYPE_CHECKING:
    import pyarrow as pa

_NOTHING: Final = b"[]"
_MOST_NAMED: Final = 100
_COLUMNS: Final = ("key", "id", "title", "text", "source_kind")


@dataclass(frozen=True, slots=True)
class Replayed:
    """`same` of `texts` verdicts came out as they were stored; `other` names the first others.

    `dropped` texts are no longer kept. `digest` is SHA-256 over the verdicts given now.
    """

    texts: int
    same: int
    dropped: int
    other: tuple[str, ...]
    digest: str


def replay(home: Path, digest: str, progress: Callable[[int, int], None] | None = None) -> Replayed:
    """Reads again everything that an archived rule set once read.

    Raises CannotLookBack (AlteredArchive, OtherEngine).
    """
    rules = load_archived(home, digest)
    span = [part for part in parts(home) if part.verdicts(home, digest).exists()]
    total = sum(row_count(part.texts(home)) for part in span)
    read = same = texts = dropped = 0
    other: list[str] = []
    hashed = hashlib.sha256()
    for part in span:
        stored = _Stored(part.verdicts(home, digest))
        for batch in read_batches(part.texts(home), _COLUMNS):
            for id_, was, now in stored.beside(rules, batch):
                texts, same, dropped = texts + 1, same + (was == now), dropped + (now is None)
                if now is not None and was != now and len(other) < _MOST_NAMED:
                    other.append(id_)
                hashed.update(now or b"")
            read += batch.num_rows
            if progress is not None:
                progress(read, total)
    return Replayed(texts, same, dropped, tuple(other), hashed.hexdigest())


class _Stored:
    """The verdicts of one part by key. Findings are few, scores are numbers."""

    def __init__(self, path: Path) -> None:
        self._row: dict[int, int] = {}
        self._findings: dict[int, bytes] = {}
        self._scores: list[tuple[float, ...]] = []
        self._labels: tuple[str, ...] = ()
        for batch in read_batches(path, ("key", "findings", "scores")):
            self._labels = label_names(batch.schema)
            self._take(batch)

    def beside(
        self, rules: RuleSet, batch: "pa.RecordBatch"
    ) -> Iterator[tuple[str, bytes, bytes | None]]:
        """Of each row that has a verdict: its id, the verdict as stored, and as given now."""
        given = rules.scan(batch)
        columns = (batch.column("key").to_pylist(), batch.column("text").is_valid().to_pylist())
        for key, kept, now in zip(*columns, given, strict=True):
            if key in self._row:
                was = joined(now.id, self._findings.get(key, _NOTHING), self._of(key, now))
                yield now.id, was, verdict_bytes(now) if kept else None

    def _of(self, key: int, now: Verdict) -> Mapping[str, float]:
        """The scores as they were stored, in the words of a verdict."""
        scores = self._scores[self._row[key]] if self._labels else ()
        return Verdict(now.id, (), self._labels, scores).labels

    def _take(self, batch: "pa.RecordBatch") -> None:
        keys, findings = batch.column("key").to_pylist(), batch.column("findings").to_pylist()
        before = len(self._row)
        self._row |= {key: before + n for n, key in enumerate(keys)}
        self._findings |= {
            key: body for key, body in zip(keys, findings, strict=True) if body is not None
        }
        if self._labels:
            self._scores += map(tuple, batch.column("scores").to_pylist())
