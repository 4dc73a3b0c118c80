"""Deadlines an official can recount by hand."""

from datetime import UTC, timedelta

import pytest

from lachan.clocks.rules.calendar import Span
from lachan.clocks.rules.deadline import TooFarError, counted_until, deadline, moment_after
from lachan.clocks.rules.terms import StartConvention, Terms, TimeUnit, Why
from tests.builders.clocks import at, real_calendar

CALENDAR = real_calendar()
HOURS_12 = Terms(12, TimeUnit.CLOCK_HOURS, StartConvention.INSTANT)
OFFICE_4 = Terms(4, TimeUnit.WORKING_HOURS, StartConvention.INSTANT)
DAYS_5 = Terms(5, TimeUnit.WORKING_DAYS, StartConvention.NEXT_DAY)
CALENDAR_15 = Terms(15, TimeUnit.CALENDAR_DAYS, StartConvention.NEXT_DAY)
CALENDAR_30 = Terms(30, TimeUnit.CALENDAR_DAYS, StartConvention.NEXT_DAY, roll_forward=True)
ONE_DAY_INSTANT = Terms(1, TimeUnit.WORKING_DAYS, StartConvention.INSTANT)


@pytest.mark.parametrize(
    ("terms", "start", "due"),
    [
        # A call at 23:50 counts from 23:50, through the night and through Tết.
        (HOURS_12, "2026-02-16 23:50", "2026-02-17 11:50"),
        (HOURS_12, "2026-03-31 23:59", "2026-04-01 11:59"),
        # Lunch and the night do not count; nor does what lies before the opening.
        (OFFICE_4, "2026-03-16 10:30", "2026-03-16 16:00"),
        (OFFICE_4, "2026-03-16 16:00", "2026-03-17 10:30"),
        (OFFICE_4, "2026-03-15 03:00", "2026-03-16 11:30"),
        (OFFICE_4, "2026-02-13 16:00", "2026-02-23 10:30"),
        # The day of the event is left out; the last day ends at its end.
        (DAYS_5, "2026-03-16 08:00", "2026-03-23 23:59:59"),
        (DAYS_5, "2026-03-20 23:59", "2026-03-27 23:59:59"),
        # Tết takes a week; the swapped Saturday gives a day back.
        (DAYS_5, "2026-02-12 09:00", "2026-02-26 23:59:59"),
        (DAYS_5, "2026-01-05 09:00", "2026-01-10 23:59:59"),
        (DAYS_5, "2025-04-25 09:00", "2025-05-06 23:59:59"),
        (CALENDAR_15, "2026-02-13 09:00", "2026-02-28 23:59:59"),
        # 30 days end on Sunday 5 April and roll to Monday.
        (CALENDAR_30, "2026-03-06 09:00", "2026-04-06 23:59:59"),
        (CALENDAR_30, "2026-03-10 09:00", "2026-04-09 23:59:59"),
        # An instant working day from a Saturday ends when Monday does.
        (ONE_DAY_INSTANT, "2026-03-13 10:00", "2026-03-16 10:00"),
        (ONE_DAY_INSTANT, "2026-03-14 10:00", "2026-03-17 00:00"),
    ],
)
def test_a_deadline_that_can_be_recounted_by_hand(terms, start, due):
    assert deadline(terms, at(start), CALENDAR).due_at == at(due)


def test_the_due_moment_is_in_utc():
    assert deadline(HOURS_12, at("2026-03-16 12:00"), CALENDAR).due_at.tzinfo is UTC


def test_a_pause_of_three_days_moves_calendar_days_by_three():
    pause = Span(at("2026-03-18 10:00"), at("2026-03-21 10:00"))

    due = deadline(CALENDAR_15, at("2026-03-16 09:00"), CALENDAR, [pause]).due_at

    assert due == at("2026-04-03 23:59:59")


def test_a_pause_over_the_night_of_the_start_moves_whole_days_by_one():
    pause = Span(at("2026-03-16 12:00"), at("2026-03-17 12:00"))

    due = deadline(DAYS_5, at("2026-03-16 09:00"), CALENDAR, [pause]).due_at

    assert due == at("2026-03-24 23:59:59")


def test_a_clock_that_stood_when_its_last_day_ended_has_the_next_day_left():
    pause = Span(at("2026-03-23 15:00"), at("2026-03-24 10:00"))

    due = deadline(DAYS_5, at("2026-03-16 09:00"), CALENDAR, [pause]).due_at

    assert due == at("2026-03-24 23:59:59")


def test_a_pause_within_one_day_does_not_move_whole_days():
    pause = Span(at("2026-03-18 08:00"), at("2026-03-18 16:00"))

    due = deadline(DAYS_5, at("2026-03-16 09:00"), CALENDAR, [pause]).due_at

    assert due == at("2026-03-23 23:59:59")


def test_a_pause_over_lunch_does_not_move_office_hours():
    pause = Span(at("2026-03-16 11:30"), at("2026-03-16 13:00"))

    due = deadline(OFFICE_4, at("2026-03-16 10:30"), CALENDAR, [pause]).due_at

    assert due == at("2026-03-16 16:00")


def test_a_pause_moves_clock_hours_by_its_length():
    pause = Span(at("2026-03-16 13:00"), at("2026-03-16 15:30"))

    due = deadline(HOURS_12, at("2026-03-16 12:00"), CALENDAR, [pause]).due_at

    assert due == at("2026-03-17 02:30")


def test_the_trace_says_why_each_day_counted_or_not():
    trace = deadline(DAYS_5, at("2026-03-12 09:00"), CALENDAR).trace

    assert [(step.on.day, step.why) for step in trace] == [
        (12, Why.START_DAY),
        (13, Why.COUNTED),
        (14, Why.NOT_WORKED),
        (15, Why.NOT_WORKED),
        (16, Why.COUNTED),
        (17, Why.COUNTED),
        (18, Why.COUNTED),
        (19, Why.COUNTED),
    ]


def test_the_trace_of_office_hours_tells_what_lay_outside_them():
    trace = deadline(OFFICE_4, at("2026-03-16 18:00"), CALENDAR).trace

    assert [step.why for step in trace] == [Why.OUT_OF_HOURS, Why.COUNTED]
    assert trace[-1].counted == timedelta(hours=4)


def test_the_trace_names_the_days_that_stood_still():
    pause = Span(at("2026-03-17 00:00"), at("2026-03-18 00:00"))

    for terms in (DAYS_5, OFFICE_4.longer(40)):
        trace = deadline(terms, at("2026-03-16 09:00"), CALENDAR, [pause]).trace
        assert [step.on.day for step in trace if step.why is Why.PAUSED] == [17]


def test_the_trace_follows_a_deadline_that_rolls_forward():
    trace = deadline(CALENDAR_30, at("2026-03-05 09:00"), CALENDAR).trace

    assert [(step.on.day, step.why) for step in trace[-3:]] == [
        (4, Why.COUNTED),
        (5, Why.NOT_WORKED),
        (6, Why.ROLLED),
    ]


def test_a_deadline_that_runs_into_an_undecided_year_is_provisional():
    assert deadline(DAYS_5, at("2026-12-28 09:00"), CALENDAR).provisional
    assert not deadline(DAYS_5, at("2026-03-16 09:00"), CALENDAR).provisional


def test_only_a_deadline_of_whole_days_rolls_forward():
    with pytest.raises(ValueError, match="whole days"):
        Terms(12, TimeUnit.CLOCK_HOURS, StartConvention.INSTANT, roll_forward=True)


def test_an_endless_pause_is_refused():
    pause = Span(at("2026-03-16 13:00"), at("2099-01-01 00:00"))
    started_at = at("2026-03-16 12:00")

    with pytest.raises(TooFarError):
        deadline(HOURS_12, started_at, CALENDAR, [pause])
    with pytest.raises(TooFarError):
        moment_after(HOURS_12.amount, HOURS_12, started_at, CALENDAR, [pause])


def test_half_of_five_working_days_is_never_in_tet():
    half = moment_after(DAYS_5.amount / 2, DAYS_5, at("2026-02-12 09:00"), CALENDAR)

    assert half == at("2026-02-24 12:00")


def test_what_has_counted_stands_still_over_tet():
    started_at = at("2026-02-12 09:00")

    on_the_eve = counted_until(at("2026-02-14 00:00"), DAYS_5, started_at, CALENDAR)
    after_tet = counted_until(at("2026-02-23 00:00"), DAYS_5, started_at, CALENDAR)

    assert on_the_eve == after_tet == timedelta(days=1)


def test_nothing_has_counted_before_the_start():
    started_at = at("2026-02-12 09:00")

    assert not counted_until(at("2026-02-11 00:00"), DAYS_5, started_at, CALENDAR)
