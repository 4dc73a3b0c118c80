"""Puts entries into items, once each, however often they are read."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from errno import ENOSPC

import psycopg
from django.db import OperationalError, transaction
from django.db.models import Q

from lachan.common.text_vi import fold
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.monitor.errors import DiskFull
from lachan.monitor.models import Item, Source
from lachan.monitor.reading.entries import Entry

BATCH = 500
_SEARCHED = 200_000
"""Characters of an item that search covers."""


@contextmanager
def told_when_full() -> Iterator[None]:
    """Turns a full disk, ours or the database's, into a refusal that says what was kept."""
    try:
        yield
    except OSError as error:
        if error.errno != ENOSPC:
            raise
        raise DiskFull from error
    except OperationalError as error:
        if not isinstance(error.__cause__, psycopg.errors.DiskFull):
            raise
        raise DiskFull from error


@transaction.atomic
def store(
    *, source: Source, entries: Sequence[Entry], by: Author, now: datetime
) -> tuple[int, int]:
    """Adds the entries the source has not given before; how many were new and how many known.

    Known is the same id, or the same words at the same address, of the same source. An importer
    working on the same entries at the same time adds nothing twice: the database refuses it.
    """
    fresh = {_key(item): item for item in (_item(source, entry, now) for entry in entries)}
    items = list({item.external_id: item for item in fresh.values()}.values())
    known = _already_there(source, items)
    missing = [i for i in items if i.external_id not in known[0] and _key(i) not in known[1]]
    Item.objects.bulk_create(missing, ignore_conflicts=True)
    if missing:
        journal.record(
            by=by, action="monitor.items_stored", subject=source, at=now, new=len(missing)
        )
    return len(missing), len(entries) - len(missing)


def _item(source: Source, entry: Entry, now: datetime) -> Item:
    folded = fold(f"{entry.title} {entry.text}")
    return Item(
        source=source,
        external_id=entry.external_id,
        publisher=entry.publisher,
        medium=entry.medium or source.medium,
        url=entry.url,
        title=entry.title,
        text=entry.text,
        folded=folded[:_SEARCHED],
        published_at=entry.published_at,
        fetched_at=now,
        text_hash=hashlib.sha256(folded.encode()).hexdigest(),
    )


def _key(item: Item) -> tuple[str, str]:
    return item.text_hash, item.url


def _already_there(source: Source, items: Sequence[Item]) -> tuple[set[str], set[tuple[str, str]]]:
    ids, hashes = [i.external_id for i in items], [i.text_hash for i in items]
    there = Item.objects.filter(source=source).filter(
        Q(external_id__in=ids) | Q(text_hash__in=hashes)
    )
    rows = list(there.values_list("external_id", "text_hash", "url"))
    return {row[0] for row in rows}, {(row[1], row[2]) for row in rows}
