"""Takes files in: at once, or as an import that a worker runs, and another may go on with."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from lachan.common.errors import CannotMove, Fault, Refused
from lachan.common.states import may_move
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.monitor.errors import NothingToImport, TooBig
from lachan.monitor.models import Import, Source
from lachan.monitor.operations.storing import BATCH, store, told_when_full
from lachan.monitor.reading.entries import Entry, LineProblem
from lachan.monitor.reading.material import START, Place, Read, read_material
from lachan.monitor.rules import IMPORT_MOVES, IMPORT_STATE_LABELS, ImportState
from lachan.people.permissions import Permission, require

MOST_PROBLEMS = 1000
UPLOAD_CAP = 500 * 1024 * 1024


class Overtaken(Fault):
    """The import of this number is being read by another worker; this one stops."""


# (lines or articles read so far, bytes read so far)
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class ImportResult:
    """How reading went. `rejected` holds the first thousand problems, `refused` counts them all."""

    new: int = 0
    known: int = 0
    refused: int = 0
    rejected: list[LineProblem] = field(default_factory=list)

    def add(self, new: int, known: int, problems: list[LineProblem]) -> None:
        self.new += new
        self.known += known
        self.refused += len(problems)
        self.rejected += problems[: MOST_PROBLEMS - len(self.rejected)]


def import_file(
    *,
    source: Source,
    file: Path | BinaryIO,
    by: Author,
    now: datetime,
    progress: Progress | None = None,
) -> ImportResult:
    """Reads a JSONL file, a feed or an HTML page into items, batch by batch.

    Each batch is a transaction of its own, so that a stop keeps what was read; reading the file
    again skips it. Bad lines are reported, the good kept. Raises NotAllowed, or a BadInput when
    the whole is not readable, or DiskFull.
    """
    require(by, Permission.IMPORT_ITEMS)
    result = ImportResult()
    with told_when_full():
        if isinstance(file, Path):
            with file.open("rb") as stream:
                _read_all(read_material(stream), source, by, now, result, progress)
        else:
            _read_all(read_material(file), source, by, now, result, progress)
    return result


def _read_all(
    found: Iterator[Read],
    source: Source,
    by: Author,
    now: datetime,
    result: ImportResult,
    progress: Progress | None,
) -> None:
    while batch := list(islice(found, BATCH)):
        entries, problems, place = split(batch)
        result.add(*store(source=source, entries=entries, by=by, now=now), problems)
        if progress is not None:
            progress(place.lines, place.position)


def split(batch: Iterable[Read]) -> tuple[list[Entry], list[LineProblem], Place]:
    """The good, the bad, and the place after the last of them."""
    entries: list[Entry] = []
    problems: list[LineProblem] = []
    last = START
    for found, place in batch:
        last = place
        if isinstance(found, Entry):
            entries.append(found)
        else:
            problems.append(found)
    return entries, problems, last


def receive_file(*, source: Source, stream: BinaryIO, by: Author, now: datetime) -> Import:
    """Keeps a copy of an uploaded file for a worker to read. Raises TooBig or DiskFull.

    The name it was handed in under is not kept: it may name a person.
    """
    require(by, Permission.IMPORT_ITEMS)
    name = f"{uuid.uuid4().hex}.in"
    with told_when_full():
        _keep(stream, folder() / name)
    with transaction.atomic():
        row = Import.objects.create(
            source=source,
            file=name,
            requested_by_id=by.user_id,
            unit_id=by.unit_id,
            requested_at=now,
            touched_at=now,
        )
        journal.record(by=by, action="monitor.file_received", subject=row, at=now)
    return row


def folder() -> Path:
    """Where files that wait for a worker are kept."""
    path = Path(settings.VAR) / "imports"
    path.mkdir(parents=True, exist_ok=True)
    return path


def _keep(stream: BinaryIO, path: Path) -> None:
    try:
        with path.open("xb") as copy:
            for piece in iter(partial(stream.read, 1024 * 1024), b""):
                copy.write(piece)
                if copy.tell() > UPLOAD_CAP:
                    raise TooBig(megabytes=UPLOAD_CAP // 2**20)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def run_import(*, import_id: int, now: datetime, progress: Progress | None = None) -> Import:
    """Reads a received file to its end, going on where a killed run stopped.

    Items, counters and place move together, batch by batch, so that nothing is lost or counted
    twice. A refusal ends it as FAILED with the sentence for the person who asked.
    """
    row = _begin(import_id, now)
    if row.state == ImportState.DONE:
        return row
    try:
        with told_when_full():
            _run(row, now, progress)
    except Refused as refusal:
        return _end(row, ImportState.FAILED, now, str(refusal))
    done = _end(row, ImportState.DONE, now)
    (folder() / row.file).unlink(missing_ok=True)
    return done


def _run(row: Import, now: datetime, progress: Progress | None) -> None:
    path = folder() / row.file
    if not path.exists():
        raise NothingToImport
    with path.open("rb") as stream:
        found = read_material(stream, Place(row.position, row.lines))
        while batch := list(islice(found, BATCH)):
            row = _store_batch(row, batch, now)
            if progress is not None:
                progress(row.lines, row.position)


@transaction.atomic
def _store_batch(before: Import, batch: list[Read], now: datetime) -> Import:
    row = Import.objects.select_for_update(of=("self",)).select_related("source").get(pk=before.pk)
    if row.position != before.position:
        # The killed worker was only slow: it and we must not count the same lines twice.
        raise Overtaken(row.pk)
    entries, problems, place = split(batch)
    by = Author(row.requested_by_id, row.unit_id, "import")
    new, known = store(source=row.source, entries=entries, by=by, now=now)
    row.new += new
    row.known += known
    row.rejected += len(problems)
    room = MOST_PROBLEMS - len(row.problems)
    row.problems += [[p.line, p.field, p.reason.value] for p in problems[:room]]
    row.position, row.lines, row.touched_at = place.position, place.lines, now
    row.save()
    return row


@transaction.atomic
def _begin(import_id: int, now: datetime) -> Import:
    row = Import.objects.select_for_update(of=("self",)).select_related("source").get(pk=import_id)
    if row.state in {ImportState.DONE, ImportState.RUNNING}:
        return row
    return _move(row, ImportState.RUNNING, now)


@transaction.atomic
def _end(row: Import, state: ImportState, now: datetime, failure: str = "") -> Import:
    locked = Import.objects.select_for_update().get(pk=row.pk)
    locked.failure, locked.finished_at = failure, now
    moved = _move(locked, state, now)
    journal.record(
        by=Author(row.requested_by_id, row.unit_id, "import"),
        action=f"monitor.import_{state.value}",
        subject=row,
        at=now,
        new=moved.new,
        known=moved.known,
        rejected=moved.rejected,
    )
    return moved


def _move(row: Import, state: ImportState, now: datetime) -> Import:
    if not may_move(IMPORT_MOVES, row.state, state):
        raise CannotMove(state=IMPORT_STATE_LABELS[ImportState(row.state)])
    row.state, row.touched_at = state.value, now
    row.save()
    return row
