"""Background entry points: take ids, call operations."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate import exceptions
from procrastinate.contrib.django import app

from lachan.clocks import queries as clocks
from lachan.common.errors import Refused
from lachan.journal.rules import Author
from lachan.monitor import operations, queries
from lachan.monitor import ruleset as rulesets
from lachan.monitor.models import Item, Source

REREAD = "monitor.reread"
FETCHER = Author.system("monitor")


@app.task(queue="monitor", name="monitor.run_import")
def run_import(*, import_id: int) -> None:
    """Reads a received file, then lets the rules read what is new."""
    operations.run_import(import_id=import_id, now=timezone.now())
    scan_all()


@app.task(queue="monitor", name="monitor.fetch_source")
def fetch_source(*, source_id: int) -> None:
    """Fetches one source, then lets the rules read what is new. A refusal is kept on the source."""
    try:
        operations.fetch(source=Source.objects.get(pk=source_id), by=FETCHER, now=timezone.now())
    except Refused:
        return
    scan_all()


@app.task(queue="monitor", name="monitor.scan_new")
def scan_new() -> None:
    """Lets the rules read a part of what they have not read, and asks for the next."""
    if operations.scan_new(now=timezone.now()) == operations.SCANNED_AT_ONCE:
        request_scan()


def scan_all() -> None:
    """Reads the items that the rules in use have not read, until none is left."""
    while operations.scan_new(now=timezone.now()):
        pass


def request_import(import_id: int) -> bool:
    """Puts an import in the queue; False when it waits there already."""
    return _once(run_import, f"import-{import_id}", import_id=import_id)


def request_fetch(source_id: int) -> bool:
    """Puts the fetching of a source in the queue; False when it waits there already."""
    return _once(fetch_source, f"fetch-{source_id}", source_id=source_id)


def request_scan() -> bool:
    """Puts a scan of everything unread in the queue; False when one waits there already."""
    return _once(scan_new, "scan")


def _once(task: Any, lock: str, **ids: int) -> bool:
    try:
        # A savepoint: the refusal must not spoil the transaction of whoever asks.
        with transaction.atomic():
            task.configure(queueing_lock=lock).defer(**ids)
    except exceptions.AlreadyEnqueued:
        return False
    return True


def fetch_due(now: datetime) -> None:
    """A step of the scheduler: queues every source whose turn has come."""
    for source in queries.sources_to_fetch(now):
        request_fetch(source.pk)


def reread(now: datetime) -> None:
    """A step of the scheduler: after rules were changed, what was read before is read again.

    Queues nothing while the files are those of its last good run and all items were read alike.
    """
    last = clocks.last_good_run(REREAD)
    changed = rulesets.changed_since(last) and Item.objects.exists()
    if changed or queries.unevenly_read():
        request_scan()


def resume_left_behind(now: datetime) -> None:
    """A step of the scheduler: queues imports again whose worker was killed."""
    for row in queries.left_behind(now):
        request_import(row.pk)
