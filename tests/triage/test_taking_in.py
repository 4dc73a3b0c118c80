"""Tips and findings enter the queue once, with their clock, however often the sweep runs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from lachan.clocks.models import Clock
from lachan.common.errors import Fault
from lachan.common.refs import Ref
from lachan.monitor.operations import reopen
from lachan.monitor.rules import DismissReason
from lachan.notices.models import Notice
from lachan.tips.operations import write_from_reporter
from lachan.tips.rules import Answer, TipState
from lachan.triage import operations
from lachan.triage.models import QueueEntry
from lachan.triage.rules import QueueState
from tests.builders import NOON, clocks, monitor, tips, triage

LATER = NOON + timedelta(hours=1)


def clock(entry):
    return Clock.objects.about(Ref.of(entry)).order_by("-pk").first()


def test_a_tip_waits_with_its_severity_and_its_clock(desk):
    tip = tips.tip(now=NOON)

    assert operations.take_in(now=LATER) == 1

    entry = QueueEntry.objects.get()
    assert (entry.number, entry.severity, entry.harm) == (tip.number, tip.severity, "T07")
    assert (clock(entry).code, clock(entry).started_at) == ("TRIAGE_S3", NOON)


def test_a_finding_waits_in_the_same_queue(desk):
    finding = monitor.finding()

    operations.take_in(now=LATER)

    entry = QueueEntry.objects.get()
    assert (entry.finding, entry.received_at) == (finding, finding.found_at)
    assert entry.number == f"PH-{finding.pk:06d}"


def test_sweeping_again_changes_nothing(desk):
    tips.tip()

    assert [operations.take_in(now=LATER) for _ in range(3)] == [1, 0, 0]
    assert Clock.objects.count() == 1


def test_what_was_decided_elsewhere_does_not_enter(desk):
    tips.tip(TipState.REDIRECTED)

    assert operations.take_in(now=LATER) == 0


def test_an_emergency_rings_at_once(desk):
    tips.tip(danger=Answer.YES)
    operations.take_in(now=LATER)

    told = Notice.objects.filter(template="new_work").values_list("user", flat=True)

    assert set(told) == {desk.officer.user_id, desk.supervisor.user_id}


def test_without_an_intake_desk_the_operator_is_told(db):
    clocks.loaded()
    tips.tip()

    with pytest.raises(Fault, match="intake_desk"):
        operations.take_in(now=LATER)


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_take_each_in_once():
    clocks.loaded()
    triage.desk()
    for _ in range(6):
        tips.tip()

    def sweep(_number):
        try:
            return operations.take_in(now=LATER)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        taken = list(pool.map(sweep, range(3)))

    assert sum(taken) == 6
    assert QueueEntry.objects.count() == Clock.objects.count() == 6


def test_a_tip_its_reporter_opened_again_comes_back_with_a_new_clock(desk):
    entry = triage.entry(QueueState.NO_ACTION, at=desk)
    operations.watch(now=LATER)
    entry.tip.refresh_from_db()
    write_from_reporter(tip=entry.tip, body="Con vẫn bị.", now=LATER)

    assert operations.take_in(now=LATER) == 1
    entry.refresh_from_db()
    assert (entry.state, entry.outcome) == (QueueState.WAITING, "")
    assert (clock(entry).state, clock(entry).started_at) == ("running", LATER)


def test_a_dismissed_finding_that_was_opened_again_comes_back(desk):
    entry = triage.finding_entry(QueueState.TAKEN, at=desk)
    entry = operations.dismiss_finding(
        entry=entry,
        reason=DismissReason.NOT_HARMFUL,
        version=entry.version,
        by=desk.officer,
        now=NOON,
    )
    reopen(finding=entry.finding, by=desk.officer, now=LATER)

    assert operations.take_in(now=LATER) == 1
    entry.refresh_from_db()
    assert entry.state == QueueState.WAITING
