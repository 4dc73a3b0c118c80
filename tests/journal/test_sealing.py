"""Rows are chained a second later, each exactly once, whatever order they were committed in."""

import threading

import pytest
from django.db import connection, transaction

from lachan.journal import operations, rules
from lachan.journal.models import Seal, Unsealed
from lachan.journal.operations import record, seal
from lachan.journal.rules import GENESIS
from lachan.journal.verification import verify
from tests.builders import NOON
from tests.builders import journal as builders
from tests.builders.journal import OFFICER, TIP


def test_rows_are_sealed_in_order_each_behind_the_one_before(db):
    made = builders.sealed_entries(3)

    first, second, third = Seal.objects.order_by("position")

    assert [first.entry_id, second.entry_id, third.entry_id] == [entry.pk for entry in made]
    assert bytes(first.previous) == GENESIS == b"\0" * 32
    assert bytes(second.previous) == bytes(first.hash)
    assert bytes(third.previous) == bytes(second.hash)


def test_sealing_goes_on_where_it_stopped(db):
    for _ in range(5):
        builders.entry()

    assert [seal(now=NOON, limit=2) for _ in range(4)] == [2, 2, 1, 0]
    assert not Unsealed.objects.exists()
    assert verify().ok


def in_thread(work):
    """Runs work on a connection of its own."""

    def run():
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.fixture
def slow_writer(transactional_db):
    """Somebody who has written a row, thus holds a low id, and has not committed yet."""
    written, go_on = threading.Event(), threading.Event()

    def work():
        with transaction.atomic():
            record(by=OFFICER, action="slow", subject=TIP, at=NOON)
            written.set()
            go_on.wait(10)

    thread = in_thread(work)
    assert written.wait(10)

    def finish():
        go_on.set()
        thread.join(10)

    yield finish
    finish()


def test_a_slow_writer_holds_up_no_other(slow_writer):
    with transaction.atomic():
        connection.cursor().execute("SET LOCAL lock_timeout = '500ms'")
        record(by=OFFICER, action="quick", subject=TIP, at=NOON)

    assert seal(now=NOON) == 1


def test_a_row_committed_after_a_later_one_was_sealed_is_not_lost(slow_writer):
    builders.entry(action="quick")
    assert seal(now=NOON) == 1
    slow_writer()

    assert seal(now=NOON) == 1
    late, early = Seal.objects.order_by("-position")
    assert late.entry_id < early.entry_id
    assert verify().ok


def test_seals_and_their_queue_change_in_one_transaction(transactional_db, monkeypatch):
    seen = []

    def link(*args, **kwargs):
        seen.append(connection.in_atomic_block)
        return rules.link(*args, **kwargs)

    monkeypatch.setattr(operations, "link", link)
    builders.entry()
    seal(now=NOON)

    assert seen == [True]


def test_a_second_sealer_leaves_the_work_to_the_first(transactional_db):
    builders.entry()
    results = []

    with transaction.atomic():
        connection.cursor().execute("SELECT pg_advisory_xact_lock(%s)", [operations.SEALER])
        in_thread(lambda: results.append(seal(now=NOON))).join(10)

    assert results == [0]
    assert seal(now=NOON) == 1
