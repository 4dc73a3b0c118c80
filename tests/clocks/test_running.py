"""A clock begins, is met, no longer applies, changes hands."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lachan.clocks import operations
from lachan.clocks.errors import NoCalendar, UnknownRule
from lachan.clocks.models import Clock, OfficeHours
from lachan.clocks.operations import running
from lachan.clocks.rules.states import ClockState
from lachan.common.refs import Ref
from lachan.journal.models import Entry
from tests.builders import NOON, clocks, people

EVIDENCE = Ref("cases.assessment", "1")


def meet(clock, at, now=None, rule=None):
    return operations.meet(
        rule=rule or clock.code,
        subject=clock.subject,
        evidence=EVIDENCE,
        at=at,
        by=people.SETUP,
        now=now or at,
    )


def test_an_emergency_is_due_twelve_hours_after_the_news_came(commune):
    clock = clocks.clock("EMERGENCY_12H", unit=commune, now=NOON + timedelta(hours=3))

    assert clock.due_at == clock.original_due_at == NOON + timedelta(hours=12)
    assert clock.state == ClockState.RUNNING


def test_a_started_clock_carries_its_trace_and_first_warning(commune):
    clock = clocks.clock("PLAN_5WD", unit=commune)

    assert [row["why"] for row in clock.trace[:2]] == ["start_day", "counted"]
    assert clock.next_step == "50%"
    assert not clock.provisional


def test_the_start_is_in_the_trail(commune):
    clock = clocks.clock(unit=commune)

    entry = Entry.objects.get(action="clock.started")
    assert entry.subject_id == str(clock.pk)
    assert entry.facts["rule"] == "EMERGENCY_12H"
    assert entry.facts["about"] == str(clock.subject)


def test_starting_twice_gives_the_same_clock(commune):
    first = clocks.clock(unit=commune)

    assert clocks.clock(unit=commune, about=first.subject).pk == first.pk
    again = clocks.clock(unit=commune, about=first.subject, started_at=NOON + timedelta(hours=1))
    assert again.pk == first.pk
    assert Clock.objects.count() == 1


def test_starting_again_after_the_end_gives_the_ended_clock(commune):
    first = clocks.clock(unit=commune)
    meet(first, NOON)

    assert clocks.clock(unit=commune, about=first.subject).pk == first.pk


def test_a_reopened_record_gets_a_new_clock(commune):
    first = clocks.clock(unit=commune)
    meet(first, NOON)

    again = clocks.clock(unit=commune, about=first.subject, started_at=NOON + timedelta(days=9))

    assert again.pk != first.pk


def test_whoever_loses_the_race_to_start_gets_the_winners_clock(commune, monkeypatch):
    winner = clocks.clock(unit=commune)
    answers = iter([None, winner])
    monkeypatch.setattr(running, "_known", lambda *_args: next(answers))

    assert clocks.clock(unit=commune, about=winner.subject).pk == winner.pk


def test_another_fault_while_starting_is_not_hidden(commune, monkeypatch):
    winner = clocks.clock(unit=commune)
    monkeypatch.setattr(running, "_known", lambda *_args: None)

    with pytest.raises(IntegrityError):
        clocks.clock(unit=commune, about=winner.subject)


def test_an_unknown_rule_is_a_fault(commune):
    with pytest.raises(UnknownRule, match="NO_SUCH"):
        clocks.clock("NO_SUCH", unit=commune)


def test_without_office_hours_there_is_no_deadline(commune):
    OfficeHours.objects.all().delete()

    with pytest.raises(NoCalendar):
        clocks.clock(unit=commune)


def test_evidence_at_the_due_moment_is_in_time(commune):
    clock = meet(clocks.clock(unit=commune), NOON + timedelta(hours=12))

    assert clock.state == ClockState.MET
    assert (clock.evidence_kind, clock.evidence_id) == (EVIDENCE.kind, EVIDENCE.id)
    assert clock.next_step_at is None


def test_evidence_a_second_after_is_late(commune):
    clock = meet(clocks.clock(unit=commune), NOON + timedelta(hours=12, seconds=1))

    assert clock.state == ClockState.LATE


def test_the_moment_of_the_evidence_counts_and_not_of_its_entry(commune):
    clock = clocks.clock(unit=commune)

    meet(clock, NOON + timedelta(hours=11), now=NOON + timedelta(hours=20))

    clock.refresh_from_db()
    assert clock.state == ClockState.MET


def test_evidence_from_the_future_is_a_mistake(commune):
    with pytest.raises(ValueError, match="future"):
        meet(clocks.clock(unit=commune), NOON + timedelta(hours=2), now=NOON)


def test_meeting_what_does_not_run_does_nothing(commune):
    clock = clocks.clock(unit=commune)
    meet(clock, NOON)

    assert meet(clock, NOON) is None
    assert meet(clock, NOON, rule="PLAN_5WD") is None


def test_the_outcome_is_in_the_trail(commune):
    meet(clocks.clock(unit=commune), NOON)

    facts = Entry.objects.get(action="clock.met").facts
    assert (facts["outcome"], facts["evidence"]) == ("met", "cases.assessment:1")


def test_cancelling_ends_every_open_clock_of_the_subject(commune):
    subject = clocks.subject()
    for rule in ("EMERGENCY_12H", "PLAN_5WD"):
        clocks.clock(rule, unit=commune, about=subject)

    ended = operations.cancel(subject=subject, reason="merged", by=people.SETUP, now=NOON)

    assert {clock.state for clock in ended} == {ClockState.CANCELLED}
    assert len(ended) == 2
    assert not Clock.objects.open().exists()


def test_cancelling_may_name_one_rule(commune):
    subject = clocks.subject()
    for rule in ("EMERGENCY_12H", "PLAN_5WD"):
        clocks.clock(rule, unit=commune, about=subject)

    operations.cancel(subject=subject, rule="PLAN_5WD", reason="merged", by=people.SETUP, now=NOON)

    assert Clock.objects.open().get().code == "EMERGENCY_12H"


def test_a_cancelled_clock_can_start_again_from_the_same_moment(commune):
    first = clocks.clock("TRIAGE_S1", unit=commune)
    operations.cancel(subject=first.subject, reason="severity", by=people.SETUP, now=NOON)

    again = clocks.clock("TRIAGE_S1", unit=commune, about=first.subject)

    assert again.pk != first.pk
    assert again.state == ClockState.RUNNING


def test_handing_over_does_not_start_the_clock_again(commune):
    clock = clocks.clock(unit=commune)
    other, owner = people.unit(), people.user()

    [moved] = operations.hand_over(
        subject=clock.subject, unit=other, owner=owner, by=people.SETUP, now=NOON
    )

    assert (moved.owner_unit, moved.owner) == (other, owner)
    assert moved.due_at == clock.due_at
    assert Entry.objects.get(action="clock.handed_over").facts["unit"] == other.pk


@pytest.mark.parametrize("after", ["running", "late"])
def test_the_database_refuses_to_change_an_outcome(commune, after):
    clock = meet(clocks.clock(unit=commune), NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        Clock.objects.filter(pk=clock.pk).update(state=after)


def test_the_database_refuses_a_clock_met_without_evidence(commune):
    clock = clocks.clock(unit=commune)

    with pytest.raises(IntegrityError), transaction.atomic():
        Clock.objects.filter(pk=clock.pk).update(state="met", met_at=NOON, next_step_at=None)
