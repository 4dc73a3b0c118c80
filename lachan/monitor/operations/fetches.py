"""Fetches a source's address and stores what it gives."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from lachan.common.errors import Refused
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.monitor import fetching
from lachan.monitor.errors import NothingToFetch
from lachan.monitor.models import Source
from lachan.monitor.operations.imports import ImportResult, split
from lachan.monitor.operations.storing import store, told_when_full
from lachan.monitor.reading.material import START, read_whole
from lachan.monitor.rules import SourceKind
from lachan.people.permissions import Permission, require


def fetch(*, source: Source, by: Author, now: datetime) -> ImportResult:
    """What the source's address gives now. The source remembers when, and what went wrong.

    Raises what `fetching.fetch` and reading raise; what was stored before stays.
    """
    require(by, Permission.IMPORT_ITEMS)
    if source.kind == SourceKind.FILE:
        raise NothingToFetch
    try:
        with told_when_full():
            return _fetch(source, by, now)
    except Refused as refusal:
        _note(source, by, now, type(refusal).__name__)
        raise


def _fetch(source: Source, by: Author, now: datetime) -> ImportResult:
    # The network is left before a transaction begins: a slow host must not hold rows.
    answer = fetching.fetch(
        source.address, allow_loopback=getattr(settings, "MONITOR_FETCHES_LOOPBACK", False)
    )
    result = ImportResult()
    only_feed = source.kind == SourceKind.FEED
    found = read_whole(answer.body, answer.url, only_feed=only_feed)
    entries, problems, _ = split((one, START) for one in found)
    with transaction.atomic():
        result.add(*store(source=source, entries=entries, by=by, now=now), problems)
        _note(source, by, now, "")
    return result


@transaction.atomic
def _note(source: Source, by: Author, now: datetime, trouble: str) -> None:
    locked = Source.objects.select_for_update().get(pk=source.pk)
    changed = locked.trouble != trouble
    locked.fetched_at, locked.trouble = now, trouble
    locked.save(update_fields=["fetched_at", "trouble"])
    source.fetched_at, source.trouble = now, trouble
    if changed:
        journal.record(
            by=by, action="monitor.source_trouble", subject=source, at=now, trouble=trouble
        )
