"""A clock stands still for a reason its rule names."""

from datetime import timedelta

import pytest

from lachan.clocks import operations
from lachan.clocks.errors import AlreadyDue, ClockNotPaused, ClockNotRunning, NotPausable
from lachan.clocks.models import ClockPause
from lachan.clocks.rules.states import ClockState
from lachan.common.errors import NotAllowed, NotFound
from lachan.common.refs import Ref
from lachan.people.rules import Role
from tests.builders import NOON, clocks, people

WAITING = "waiting_for_reporter"
LATER = NOON + timedelta(days=1)


@pytest.fixture
def clock(commune):
    return clocks.clock("TRIAGE_S3", unit=commune)


def pause(clock, by, now=NOON, reason=WAITING):
    return operations.pause(clock=clock, reason=reason, by=by, now=now)


def test_a_paused_clock_warns_nobody(clock, chair):
    stood = pause(clock, chair)

    assert stood.state == ClockState.PAUSED
    assert stood.next_step_at is None


def test_a_resumed_clock_is_due_later_by_what_it_stood(clock, chair, worker):
    pause(clock, chair)

    running = operations.resume(clock=clock, by=worker, now=LATER)

    assert running.due_at == clocks.at("2026-03-19 23:59:59")
    assert running.original_due_at == clocks.at("2026-03-18 23:59:59")
    assert running.next_step == "50%"


def test_evidence_after_a_lawful_pause_is_in_the_original_time(clock, chair, worker):
    pause(clock, chair)
    operations.resume(clock=clock, by=worker, now=LATER)

    met = operations.meet(
        rule=clock.code,
        subject=clock.subject,
        evidence=Ref("triage.decision", "1"),
        at=clocks.at("2026-03-19 10:00"),
        by=people.SETUP,
        now=clocks.at("2026-03-19 10:00"),
    )

    assert met.state == ClockState.MET


@pytest.mark.parametrize("hours", [-1, 5])
def test_a_paused_clock_can_be_met_by_evidence_from_before_or_during_it(clock, chair, hours):
    pause(clock, chair)
    moment = NOON + timedelta(hours=hours)

    met = operations.meet(
        rule=clock.code,
        subject=clock.subject,
        evidence=Ref("triage.decision", "1"),
        at=moment,
        by=people.SETUP,
        now=LATER,
    )

    assert met.state == ClockState.MET
    assert not ClockPause.objects.filter(ended_at__isnull=True).exists()


def test_a_paused_clock_can_be_cancelled(clock, chair):
    pause(clock, chair)

    [ended] = operations.cancel(subject=clock.subject, reason="merged", by=chair, now=LATER)

    assert ended.state == ClockState.CANCELLED


def test_an_emergency_cannot_be_paused(commune, chair):
    with pytest.raises(NotPausable):
        pause(clocks.clock("EMERGENCY_12H", unit=commune), chair)


def test_a_paused_clock_cannot_be_paused_again(clock, chair):
    pause(clock, chair)

    with pytest.raises(ClockNotRunning):
        pause(clock, chair)


def test_an_overdue_clock_cannot_be_paused(clock, chair):
    with pytest.raises(AlreadyDue):
        pause(clock, chair, now=NOON + timedelta(days=30))


def test_a_running_clock_cannot_be_resumed(clock, worker):
    with pytest.raises(ClockNotPaused):
        operations.resume(clock=clock, by=worker, now=NOON)


def test_whoever_works_under_a_deadline_cannot_stop_it(clock, worker):
    with pytest.raises(NotAllowed):
        pause(clock, worker)


def test_the_chair_of_another_commune_finds_no_such_clock(clock):
    with pytest.raises(NotFound):
        pause(clock, people.actor(Role.COMMUNE_CHAIR))
