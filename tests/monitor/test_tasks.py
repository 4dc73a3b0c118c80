"""Jobs hold ids only, wait once, and do what operations do."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from lachan.monitor import tasks
from lachan.monitor.models import Finding, Item
from lachan.monitor.rules import SourceKind
from tests import builders
from tests.builders import NOON
from tests.monitor.test_reading_feeds import RSS
from tests.monitor.test_running_imports import received

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("var", "loopback")]


def waiting():
    return [(job.task_name, job.args) for job in ProcrastinateJob.objects.order_by("id")]


def test_an_import_waits_once_and_holds_only_its_number():
    row = received()

    assert tasks.request_import(row.pk)
    assert not tasks.request_import(row.pk)

    assert waiting() == [("monitor.run_import", {"import_id": row.pk})]


def test_a_scan_waits_once():
    assert (tasks.request_scan(), tasks.request_scan()) == (True, False)
    assert waiting() == [("monitor.scan_new", {})]


def test_running_an_import_also_reads_what_is_new():
    row = received(builders.monitor.jsonl(builders.monitor.rows(builders.monitor.HARMFUL)))

    tasks.run_import(import_id=row.pk)

    assert Finding.objects.get().item.source_id == row.source_id


def test_fetching_a_source_also_reads_what_is_new(pages):
    feed = RSS.replace("Chữ.", builders.monitor.HARMFUL).encode()
    source = builders.monitor.source(SourceKind.FEED, pages.put("/tin.rss", feed))

    tasks.fetch_source(source_id=source.pk)

    assert Finding.objects.filter(item__source=source).exists()


def test_a_source_in_trouble_does_not_stop_the_worker(pages):
    source = builders.monitor.source(SourceKind.FEED, f"{pages.address}/khong-co")

    tasks.fetch_source(source_id=source.pk)

    source.refresh_from_db()
    assert source.trouble == "Unreachable"


def test_the_scheduler_asks_for_every_source_whose_turn_has_come(pages):
    source = builders.monitor.source(SourceKind.FEED, f"{pages.address}/x")
    builders.monitor.source()

    tasks.fetch_due(NOON)

    assert waiting() == [("monitor.fetch_source", {"source_id": source.pk})]


def test_the_scheduler_asks_again_for_imports_left_behind():
    row = received()

    tasks.resume_left_behind(NOON)
    assert waiting() == []
    tasks.resume_left_behind(NOON + timedelta(hours=1))

    assert waiting() == [("monitor.run_import", {"import_id": row.pk})]


def test_a_scan_reads_until_nothing_is_left():
    builders.monitor.item()

    tasks.scan_new()

    assert not Item.objects.filter(scanned_with="").exists()
