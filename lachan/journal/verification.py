"""Reads the whole trail again and says whether anything was changed, lost, moved or slipped in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction

from lachan.journal.anchor_check import AnchorCheck
from lachan.journal.operations import ANCHORED
from lachan.journal.problems import Problems
from lachan.journal.rules import GENESIS, Line, link

_CHUNK = 2000
_REPORT_EVERY = 50_000

# One statement, so one snapshot: rows that writers add meanwhile cannot look like damage.
_SQL = """
SELECT s.position, s.entry_id, s.sealed_at, s.previous, s.hash, u.entry_id,
       e.id, e.at, e.user_id, e.unit_id, e.role, e.action, e.subject_kind, e.subject_id,
       e.facts::text
FROM journal_entry e
FULL JOIN journal_seal s ON s.entry_id = e.id
FULL JOIN journal_unsealed u ON u.entry_id = COALESCE(e.id, s.entry_id)
ORDER BY s.position NULLS LAST, e.id
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: sealed rows checked, rows that still wait for their seal, and sentences
    for an operator, of which the first hundred are kept."""

    ok: bool
    checked: int
    unsealed: int
    problems: tuple[str, ...]
    anchors: int = 0


class _Seal(NamedTuple):
    position: int
    entry_id: int
    sealed_at: datetime
    previous: bytes
    hash: bytes


def verify(progress: Callable[[int], None] | None = None) -> Verdict:
    """Checks every row, every seal and every anchor file, in one pass with flat memory.

    `progress` is called now and then with the number of rows read so far. Rows written in the
    last moments may still wait for their seal; they count as `unsealed` and are no problem.
    """
    check = _ChainCheck()
    for count, row in enumerate(_rows(), start=1):
        check.read(row)
        if progress and count % _REPORT_EVERY == 0:
            progress(count)
    check.anchors.finish(head=check.position)
    return Verdict(
        ok=not check.problems.count,
        checked=check.checked,
        unsealed=check.unsealed,
        problems=check.problems.told(),
        anchors=check.anchors.good,
    )


def _rows() -> Iterator[tuple[Any, ...]]:
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(_SQL)
        while rows := cursor.fetchmany(_CHUNK):
            yield from rows


class _ChainCheck:
    """Walks the chain, carrying the last seal from row to row."""

    def __init__(self) -> None:
        self.position = 0
        self.checked = 0
        self.unsealed = 0
        self.problems = Problems()
        self.anchors = AnchorCheck(self.problems)
        self._previous = GENESIS

    def read(self, row: tuple[Any, ...]) -> None:
        seal = _Seal._make(row[:5]) if row[0] is not None else None
        line = Line._make(row[6:]) if row[6] is not None else None
        if seal is not None:
            self._sealed(seal, line)
        elif line is None:
            self.problems.add(f"entry {row[5]} was deleted before it was sealed")
        elif row[5] is None:
            self.problems.add(f"entry {line.id} was slipped in, or its seal was deleted")
        else:
            self.unsealed += 1

    def _sealed(self, seal: _Seal, line: Line | None) -> None:
        self._follows(seal)
        self.anchors.saw(seal.sealed_at)
        self.anchors.compare(seal.position, bytes(seal.hash))
        self.position, self._previous = seal.position, bytes(seal.hash)
        if line is None:
            self.problems.add(f"entry {seal.entry_id}, sealed at {seal.position}, was deleted")
            return
        self.checked += 1
        expected = link(
            bytes(seal.previous), position=seal.position, sealed_at=seal.sealed_at, line=line
        )
        if expected != bytes(seal.hash):
            self.problems.add(f"entry {line.id} or its seal at {seal.position} was changed")
        if line.action == ANCHORED:
            self.anchors.named(line.subject_id)

    def _follows(self, seal: _Seal) -> None:
        if seal.position != self.position + 1:
            self.problems.add(f"seals between {self.position} and {seal.position} are missing")
        elif bytes(seal.previous) != self._previous:
            self.problems.add(f"the seal at {seal.position} does not follow the one before it")
