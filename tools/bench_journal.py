"""The trail under eight writers: ours, and a hash chain that each writer extends under a lock.

Both sides do what an operation does: a line, a few changes, another line, one durable commit; on
this disk, and on one that takes its time to flush. Ours is sealed meanwhile by the job that seals.
"""

import hashlib
import json
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench_house import house

WRITERS = 8
EACH = 100  # transactions of each writer
CHANGES = 4
LINES = 2 * WRITERS * EACH

_PEER = """
CREATE TABLE IF NOT EXISTS bench_chain (
  LIKE journal_entry INCLUDING ALL,
  position bigint UNIQUE, previous bytea NOT NULL, hash bytea NOT NULL
);
CREATE TABLE IF NOT EXISTS bench_work (writer int PRIMARY KEY, done int NOT NULL);
INSERT INTO bench_work SELECT g, 0 FROM generate_series(0, 63) g ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class Writing:
    """Lines a second while all write, ms of a slow transaction."""

    rate: float
    p95: float


def ours(flush_ms: int = 0) -> Writing:
    """`journal.record`, with `journal.seal` running beside it."""
    house()
    from django.utils import timezone

    from lachan.common.refs import Ref
    from lachan.journal.operations import record, seal
    from lachan.journal.rules import Author

    by = Author.system("bench")

    def write(_cursor: Any, writer: int, number: int) -> None:
        record(
            by=by, action="bench.line", subject=Ref("bench", f"{writer}-{number}"),
            at=timezone.now(), number=number,
        )  # fmt: skip

    return _write(write, lambda: seal(now=timezone.now()), flush_ms)


def locked_chain(flush_ms: int = 0) -> Writing:
    """Take the lock, read the head, hash, insert: each writer waits for the commit before it."""
    house()

    def write(cursor: Any, writer: int, number: int) -> None:
        line = ["system:bench", "bench.line", "bench", f"{writer}-{number}", json.dumps({})]
        cursor.execute("SELECT pg_advisory_xact_lock(830)")
        cursor.execute("SELECT position, hash FROM bench_chain ORDER BY position DESC LIMIT 1")
        position, previous = cursor.fetchone() or (0, bytes(32))
        hashed = hashlib.sha256(bytes(previous) + json.dumps(line).encode()).digest()
        cursor.execute(
            "INSERT INTO bench_chain (at, role, action, subject_kind, subject_id, facts,"
            " position, previous, hash) VALUES (now(), %s, %s, %s, %s, %s, %s, %s, %s)",
            [*line, position + 1, previous, hashed],
        )

    return _write(write, lambda: 0, flush_ms)


def sealing() -> float:
    """Lines sealed a second, when ten thousand wait."""
    found = house()
    from django.db import connection
    from django.utils import timezone

    from lachan.journal.operations import seal

    number = 10_000
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (at, role, action, subject_kind, subject_id, facts)"
            " SELECT %s, 'system:bench', 'bench.line', 'bench', g::text, '{}'"
            " FROM generate_series(1, %s) g",
            [found.now, number],
        )
    began = time.monotonic()
    while seal(now=timezone.now()):
        pass
    return number / (time.monotonic() - began)


def _write(
    write: Callable[[Any, int, int], None], seal: Callable[[], int], flush_ms: int
) -> Writing:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_PEER)
    took: list[float] = []
    writers = [
        threading.Thread(target=_writer, args=(n, write, flush_ms, took)) for n in range(WRITERS)
    ]
    began = time.monotonic()
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        seal()
        time.sleep(0.2)
    for writer in writers:
        writer.join()
    seconds = time.monotonic() - began
    while seal():
        pass
    assert len(took) == WRITERS * EACH, "not every line was written"
    return Writing(LINES / seconds, statistics.quantiles(took, n=20)[-1])


def _writer(
    number: int, write: Callable[[Any, int, int], None], flush_ms: int, took: list[float]
) -> None:
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        # The database waits so long before each flush, and takes along who has come meanwhile.
        cursor.execute("SELECT set_config('commit_delay', %s, false)", [str(flush_ms * 1000)])
        cursor.execute("SET commit_siblings = 0")
    for line in range(EACH):
        began = time.perf_counter()
        with transaction.atomic(), connection.cursor() as cursor:
            write(cursor, number, 2 * line)
            for _ in range(CHANGES):
                cursor.execute("UPDATE bench_work SET done = done + 1 WHERE writer = %s", [number])
            write(cursor, number, 2 * line + 1)
        took.append((time.perf_counter() - began) * 1000)
    connection.close()
