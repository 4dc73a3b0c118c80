"""The engine against a slow second opinion, and laws that hold for every deadline."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lachan.clocks.rules.calendar import Day, DayKind, Span
from lachan.clocks.rules.deadline import counted_until, deadline, moment_after
from lachan.clocks.rules.terms import StartConvention, Terms, TimeUnit
from tests.builders.clocks import at, plain_calendar
from tests.clocks import oracle

CASES_EACH = 2600
CALENDAR = plain_calendar(
    {on: Day(DayKind.HOLIDAY) for on in oracle.DAYS_OFF}
    | {on: Day(DayKind.WORKED_WEEKEND) for on in oracle.WORKED_SATURDAYS}
)
LONGEST = {
    TimeUnit.CLOCK_HOURS: 96,
    TimeUnit.WORKING_HOURS: 40,
    TimeUnit.WORKING_DAYS: 12,
    TimeUnit.CALENDAR_DAYS: 31,
}
# Where mistakes live: midnights, lunch, closing time, the last days of months, Tết, swapped days.
EDGES = [
    at(text)
    for text in (
        "2025-12-31 23:59",
        "2026-01-02 09:00",
        "2026-01-09 23:59",
        "2026-01-10 00:00",
        "2026-01-31 23:59",
        "2026-02-13 16:59",
        "2026-02-13 17:00",
        "2026-02-17 00:00",
        "2026-02-22 23:59",
        "2026-02-28 23:59",
        "2026-04-26 12:00",
        "2026-04-30 07:30",
        "2026-07-15 11:30",
        "2026-08-21 17:01",
        "2026-08-28 23:59",
        "2026-08-31 13:00",
    )
]


def case(chance: random.Random, unit: TimeUnit):
    """One random deadline: its terms, start, extension and pauses."""
    started_at = (
        chance.choice(EDGES)
        if chance.random() < 0.3
        else at("2025-12-02 00:00") + timedelta(minutes=chance.randrange(330 * 1440))
    )
    terms = Terms(chance.randint(1, LONGEST[unit]), unit, chance.choice(list(StartConvention)))
    terms = replace(terms, roll_forward=terms.whole_days and chance.random() < 0.4)
    if chance.random() < 0.2:
        terms = terms.longer(chance.randint(1, LONGEST[unit]))
    return terms, started_at, pauses(chance, started_at)


def pauses(chance: random.Random, started_at: datetime) -> list[Span]:
    found, cursor = [], started_at
    while chance.random() < 0.35:
        begin = cursor + timedelta(minutes=chance.randrange(4 * 1440))
        cursor = begin + timedelta(minutes=chance.choice([1, 60, 1439, 1440, 1441, 6000]))
        found.append(Span(begin, cursor))
    return found


@pytest.mark.parametrize("unit", list(TimeUnit))
def test_the_engine_agrees_with_the_slow_oracle(unit):
    chance = random.Random(f"clocks {unit}")

    for _ in range(CASES_EACH):
        terms, started_at, stood = case(chance, unit)
        expected = oracle.due(
            terms.quantity,
            unit.value,
            terms.start.value,
            terms.roll_forward,
            started_at,
            [(pause.start, pause.end) for pause in stood],
        )
        found = deadline(terms, started_at, CALENDAR, stood).due_at
        assert found == expected, (terms, started_at, stood)


TERMS = st.builds(
    Terms,
    quantity=st.integers(1, 30),
    unit=st.sampled_from(TimeUnit),
    start=st.sampled_from(StartConvention),
).flatmap(lambda terms: st.sampled_from([terms, replace(terms, roll_forward=terms.whole_days)]))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 10, 1)).map(
    lambda naive: at(naive.isoformat())
)
LAWS = settings(max_examples=150, deadline=None)


@LAWS
@given(TERMS, MOMENTS, MOMENTS)
def test_who_starts_later_is_not_due_sooner(terms, one, other):
    first, second = sorted([one, other])

    sooner = deadline(terms, first, CALENDAR).due_at
    assert sooner <= deadline(terms, second, CALENDAR).due_at


@LAWS
@given(TERMS, MOMENTS, st.integers(1, 20))
def test_an_extension_never_shortens(terms, started_at, more):
    plain = deadline(terms, started_at, CALENDAR).due_at

    assert plain <= deadline(terms.longer(more), started_at, CALENDAR).due_at


@LAWS
@given(TERMS, MOMENTS, st.integers(0, 9000), st.integers(0, 9000))
def test_a_pause_never_shortens(terms, started_at, wait, length):
    begin = started_at + timedelta(minutes=wait)
    pause = Span(begin, begin + timedelta(minutes=length))

    plain = deadline(terms, started_at, CALENDAR).due_at
    assert plain <= deadline(terms, started_at, CALENDAR, [pause]).due_at


@LAWS
@given(TERMS, MOMENTS, st.integers(0, 20000), st.integers(0, 9000))
def test_a_clock_stopped_in_time_goes_on_in_time(terms, started_at, wait, length):
    plain = deadline(terms, started_at, CALENDAR).due_at
    begin = min(started_at + timedelta(minutes=wait), plain - timedelta(minutes=1))
    pause = Span(begin, begin + timedelta(minutes=length))

    assert deadline(terms, started_at, CALENDAR, [pause]).due_at >= pause.end


@LAWS
@given(TERMS, MOMENTS)
def test_the_days_of_the_trace_add_up_to_the_amount(terms, started_at):
    trace = deadline(terms, started_at, CALENDAR).trace

    assert sum((step.counted for step in trace), timedelta()) == terms.amount
    days = [step.on for step in trace]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]


@LAWS
@given(TERMS, MOMENTS, st.integers(1, 200))
def test_a_share_of_the_time_is_reached_when_that_much_has_counted(terms, started_at, percent):
    amount = terms.amount * percent / 100

    moment = moment_after(amount, terms, started_at, CALENDAR)

    assert counted_until(moment, terms, started_at, CALENDAR) == amount


def test_the_oracle_and_the_engine_see_the_same_days():
    day = oracle.FIRST
    while day <= date(2026, 12, 31):
        assert CALENDAR.day(day).worked == oracle.is_worked(day)
        day += timedelta(days=1)
