"""Warnings ring once, in order, also after days of silence."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lachan.clocks import operations
from lachan.clocks.errors import AlreadyCalled, LadderStuck
from lachan.clocks.models import Clock, LadderStep
from lachan.clocks.operations import ladder
from lachan.common.errors import NotFound
from lachan.journal.models import Entry
from lachan.people.rules import Role
from tests.builders import NOON, clocks, people

HOUR = timedelta(hours=1)


@pytest.fixture
def told():
    return []


def climb(told, now):
    return operations.climb_ladder(now=now, tell=told.append)


def steps(told):
    return [step.step for step in told]


def test_nothing_rings_before_its_time(commune, told):
    clocks.clock("CONTENT_DECISION", unit=commune)

    assert climb(told, NOON + 12 * HOUR - timedelta(seconds=1)) == 0


def test_half_time_tells_the_owner(commune, told):
    clocks.clock("CONTENT_DECISION", unit=commune)

    assert climb(told, NOON + 12 * HOUR) == 1
    assert steps(told) == ["50%"]
    assert told[0].audiences == ["owner"]
    assert not told[0].caught_up


def test_a_warning_rings_once(commune, told):
    clocks.clock("CONTENT_DECISION", unit=commune)

    climb(told, NOON + 13 * HOUR)

    assert climb(told, NOON + 13 * HOUR) == 0


def test_an_emergency_rings_in_minutes_and_asks_for_a_call(commune, told):
    clocks.clock("TRIAGE_S1", unit=commune)

    climb(told, NOON + timedelta(minutes=10))

    assert steps(told) == ["10min"]
    assert told[0].phone_call


def test_after_three_days_of_silence_all_clocks_ring_in_order_of_time(commune, told):
    clocks.clock("CONTENT_DECISION", unit=commune)
    clocks.clock("TRIAGE_S1", unit=commune, started_at=NOON + 20 * HOUR)

    climb(told, NOON + 72 * HOUR)

    moments = [step.moment for step in told]
    assert len(told) == 8
    assert moments == sorted(moments)
    assert all(step.caught_up for step in told)


def test_a_day_rule_rings_overdue_only_when_it_is(commune, told):
    clock = clocks.clock("REFERRAL_ACK_MEDIUM", unit=commune)

    climb(told, clock.due_at)
    assert "100%" not in steps(told)
    climb(told, clock.due_at + timedelta(seconds=1))
    assert steps(told)[-1] == "100%"


def test_a_deadline_that_rolled_forward_is_not_overdue_on_the_day_off(commune, told):
    clock = clocks.clock("DENUNCIATION_30D", unit=commune, started_at=clocks.at("2026-03-06 09:00"))

    climb(told, clocks.at("2026-04-06 12:00"))
    assert steps(told) == ["50%", "80%"]
    climb(told, clock.due_at)
    assert steps(told) == ["50%", "80%", "100%"]


def test_a_met_clock_rings_no_more(commune, told):
    clock = clocks.clock("CONTENT_DECISION", unit=commune)
    operations.cancel(subject=clock.subject, reason="merged", by=people.SETUP, now=NOON)

    assert climb(told, NOON + 72 * HOUR) == 0


def test_an_extended_clock_climbs_its_ladder_anew(commune, chair, worker, told):
    clock = clocks.clock("CONTENT_DECISION", unit=commune)
    climb(told, NOON + 20 * HOUR)
    operations.extend(
        clock=clock,
        quantity=24,
        reason="Chờ giám định.",
        by=worker,
        approver=chair,
        now=NOON + 20 * HOUR,
    )

    climb(told, NOON + 60 * HOUR)

    assert steps(told) == ["50%", "80%", "50%/1", "80%/1", "100%/1", "125%/1"]


def test_one_failing_clock_does_not_silence_the_others(commune, told):
    bad = clocks.clock("CONTENT_DECISION", unit=commune)
    good = clocks.clock("CONTENT_DECISION", unit=commune, started_at=NOON + HOUR)

    def tell(step):
        if step.clock_id == bad.pk:
            raise OSError
        told.append(step)

    with pytest.raises(LadderStuck, match="1 clocks could not be warned"):
        operations.climb_ladder(now=NOON + 72 * HOUR, tell=tell)
    assert {step.clock_id for step in told} == {good.pk}
    assert not LadderStep.objects.filter(clock=bad).exists()


def test_what_failed_rings_on_the_next_run(commune, told):
    clocks.clock("CONTENT_DECISION", unit=commune)
    with pytest.raises(LadderStuck):
        operations.climb_ladder(now=NOON + 12 * HOUR, tell=lambda step: 1 / 0)

    assert climb(told, NOON + 12 * HOUR) == 1


def test_a_clock_somebody_else_works_on_is_left_for_the_next_run(commune, told, monkeypatch):
    clocks.clock("CONTENT_DECISION", unit=commune)
    monkeypatch.setattr(ladder, "_ring", lambda *_args: False)

    assert climb(told, NOON + 72 * HOUR) == 0


def test_a_clock_that_was_met_meanwhile_does_not_ring(commune, told):
    clock = clocks.clock("CONTENT_DECISION", unit=commune)

    assert not ladder._ring(clock.pk, NOON, told.append)


def test_the_warning_is_in_the_trail(commune, told):
    clocks.clock("CONTENT_DECISION", unit=commune)
    climb(told, NOON + 12 * HOUR)

    assert Entry.objects.get(action="clock.warned").facts["step"] == "50%"


def test_the_database_refuses_the_same_warning_twice(commune, told):
    clocks.clock("CONTENT_DECISION", unit=commune)
    climb(told, NOON + 12 * HOUR)
    told[0].pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        told[0].save(force_insert=True)


def test_no_open_clock_is_without_a_unit(commune):
    clocks.clock(unit=commune)

    with pytest.raises(IntegrityError), transaction.atomic():
        Clock.objects.update(owner_unit=None)


@pytest.fixture
def call(commune, told):
    clocks.clock("TRIAGE_S1", unit=commune)
    climb(told, NOON + timedelta(minutes=10))
    return told[0]


def test_a_call_is_recorded_with_who_made_it(call, worker):
    made = operations.confirm_call(step=call, by=worker, now=NOON)

    assert (made.called_at, made.called_by_id) == (NOON, worker.user_id)
    assert Entry.objects.filter(action="clock.called").exists()


def test_a_call_is_recorded_once(call, worker):
    operations.confirm_call(step=call, by=worker, now=NOON)

    with pytest.raises(AlreadyCalled):
        operations.confirm_call(step=call, by=worker, now=NOON)


def test_another_commune_cannot_record_the_call(call):
    with pytest.raises(NotFound):
        operations.confirm_call(step=call, by=people.actor(Role.COMMUNE_WORKER), now=NOON)
