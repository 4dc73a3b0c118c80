"""Small rules: outcomes, ladders, what is left, words."""

from datetime import date, timedelta

import pytest

from lachan.clocks.rules.calendar import Day, DayKind
from lachan.clocks.rules.ladder import Audience, Rung, next_ring, rings
from lachan.clocks.rules.recount import kept
from lachan.clocks.rules.remaining import DAYS, HOURS, MINUTES, office_time, parts, share_used
from lachan.clocks.rules.states import MOVES, OPEN, ClockState, outcome
from lachan.clocks.rules.terms import TraceStep, Why
from lachan.clocks.rules.wording import REASONS, trace_row
from tests.builders import NOON
from tests.builders.clocks import at, real_calendar

HOUR = timedelta(hours=1)
HALF = Rung(percent=50, minutes=None, tell=(Audience.OWNER,))
CALL = Rung(percent=None, minutes=30, tell=(Audience.DEPUTY,), phone_call=True)
CALENDAR = real_calendar()


@pytest.mark.parametrize(
    ("at_hour", "expected"),
    [
        (1, ClockState.MET),
        (2, ClockState.MET_EXTENDED),
        (3, ClockState.MET_EXTENDED),
        (4, ClockState.LATE),
    ],
)
def test_there_are_three_outcomes(at_hour, expected):
    found = outcome(NOON + at_hour * HOUR, unextended_due_at=NOON + HOUR, due_at=NOON + 3 * HOUR)
    assert found is expected


def test_an_outcome_is_final():
    assert MOVES.keys() == OPEN


def test_the_rungs_are_laid_in_order_of_time():
    laid = rings([HALF, CALL], [NOON + 2 * HOUR, NOON + HOUR], extensions=0)

    assert [ring.step for ring in laid] == ["30min", "50%"]


def test_after_an_extension_the_rungs_have_new_names():
    assert rings([HALF], [NOON], extensions=2)[0].step == "50%/2"


def test_the_next_warning_has_not_rung_and_lies_ahead():
    laid = rings([CALL, HALF], [NOON + HOUR, NOON + 2 * HOUR], extensions=0)

    assert next_ring(laid, set(), NOON).step == "30min"
    assert next_ring(laid, {"30min"}, NOON).step == "50%"
    assert next_ring(laid, set(), NOON + HOUR).step == "50%"
    assert next_ring(laid, {"30min", "50%"}, NOON) is None


def test_a_rung_rings_after_a_share_or_after_minutes():
    assert HALF.amount(2 * HOUR) == HOUR
    assert CALL.amount(2 * HOUR) == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("before", "counted", "expected"),
    [
        (3, 4, 4),
        (3, 2, 2),
        (3, 0, 3),
        (0, -1, -1),
        (0, 3, 3),
    ],
)
def test_a_recount_never_makes_an_open_deadline_missed(before, counted, expected):
    now = NOON + HOUR
    assert kept(NOON + before * HOUR, NOON + counted * HOUR, now) == NOON + expected * HOUR


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-03-16 08:00", "2026-03-16 18:00", 7.5),
        ("2026-03-13 16:00", "2026-03-16 08:30", 2),
        ("2026-02-13 16:00", "2026-02-23 08:30", 2),
        ("2026-03-16 12:00", "2026-03-16 12:30", 0),
        ("2026-03-16 18:00", "2026-03-16 08:00", -7.5),
    ],
)
def test_office_time_between_two_moments(start, end, hours):
    assert office_time(at(start), at(end), CALENDAR) == timedelta(hours=hours)


def test_a_hundred_percent_is_not_shown_before_its_time():
    assert share_used(2 * HOUR - timedelta(seconds=1), 2 * HOUR) == 99
    assert share_used(3 * HOUR, 2 * HOUR) == 150


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (timedelta(days=2, hours=3, minutes=59), [(DAYS, 2), (HOURS, 3)]),
        (timedelta(days=2), [(DAYS, 2)]),
        (timedelta(hours=5, minutes=7), [(HOURS, 5), (MINUTES, 7)]),
        (-timedelta(minutes=40), [(MINUTES, 40)]),
        (timedelta(seconds=59), [(MINUTES, 0)]),
    ],
)
def test_a_length_is_said_in_two_parts_at_most(length, expected):
    assert parts(length) == expected


def test_a_day_of_the_trace_in_words():
    step = TraceStep(
        date(2026, 2, 17), Day(DayKind.HOLIDAY, "Mùng 1 Tết"), Why.NOT_WORKED, timedelta()
    )

    row = trace_row(step)

    assert (row.kind, row.name) == ("Ngày nghỉ lễ, tết", "Mùng 1 Tết")
    assert row.reason == "Không tính vì không phải ngày làm việc"
    assert not row.counted


def test_a_part_of_a_day_is_told_in_hours_and_minutes():
    row = trace_row(
        TraceStep(date(2026, 3, 16), Day(DayKind.WORKING), Why.COUNTED, timedelta(minutes=210))
    )

    assert (row.counted, row.whole_day, row.hours, row.minutes) == (True, False, 3, 30)


def test_every_reason_has_words():
    assert REASONS.keys() == set(Why)
