"""Jobs hold ids only, wait once, and do what operations do."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from lachan.clocks.models import StepRun
from lachan.monitor import operations, tasks
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


@pytest.fixture
def folder(tmp_path, settings):
    """Rules that can be changed."""
    rules = tmp_path / "content" / "rules"
    rules.mkdir(parents=True)
    (rules / "luat.yaml").write_text("# một quy tắc", encoding="utf-8")
    (tmp_path / "lachan" / "detect").mkdir(parents=True)
    settings.CONTENT, settings.ROOT = rules.parent, tmp_path
    return rules


@pytest.fixture
def reread(folder):
    """The scheduler's step, which ended well at the moment given; what it asked for."""

    def step(last_ok):
        StepRun.objects.update_or_create(
            name="monitor.reread", defaults={"last_started": NOON, "last_ok": last_ok}
        )
        tasks.reread(NOON)
        return waiting()

    return step


def written(folder):
    """When the newest of the files came to be as it is."""
    return datetime.fromtimestamp(max(p.stat().st_ctime for p in folder.rglob("*")), UTC)


def read_by(*digests):
    for digest in digests:
        item = builders.monitor.item(f"bài của {digest}")
        Item.objects.filter(pk=item.pk).update(scanned_with=digest)


SCAN = [("monitor.scan_new", {})]


def test_nothing_is_asked_for_while_the_rules_are_as_they_were(reread, folder):
    read_by("a", "a")

    assert reread(written(folder) + timedelta(seconds=1)) == []


def test_a_changed_rule_asks_for_a_reading_once(reread, folder):
    read_by("a")

    before = written(folder)
    (folder / "moi.yaml").write_text("# thêm một quy tắc", encoding="utf-8")
    os.utime(folder / "moi.yaml", (0, 0))

    assert reread(before - timedelta(seconds=1)) == SCAN
    assert reread(before - timedelta(seconds=1)) == SCAN


def test_a_step_that_never_ran_asks_to_be_sure(reread):
    read_by("a")

    assert reread(None) == SCAN


def test_without_items_there_is_nothing_to_read(reread):
    assert reread(None) == []


@pytest.mark.parametrize("digests", [("a", "b"), ("", "b"), ("",)])
def test_a_reading_that_broke_off_is_gone_on_with(reread, folder, digests):
    read_by(*digests)

    assert reread(written(folder) + timedelta(seconds=1)) == SCAN


def test_a_long_reading_is_done_in_parts(monkeypatch):
    monkeypatch.setattr(operations, "SCANNED_AT_ONCE", 2)
    monkeypatch.setattr(operations, "scan_new", lambda *, now: 2)

    tasks.scan_new()

    assert waiting() == SCAN


def test_the_last_part_asks_for_no_other():
    builders.monitor.item()

    tasks.scan_new()

    assert waiting() == []
