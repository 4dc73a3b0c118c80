"""Which days and hours are worked."""

from datetime import date, time, timedelta

import pytest

from lachan.clocks.rules.calendar import Day, DayKind, OfficeHours
from tests.builders.clocks import WEEK, at, plain_calendar, real_calendar

CALENDAR = real_calendar()


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        (date(2026, 3, 16), DayKind.WORKING),
        (date(2026, 3, 15), DayKind.WEEKEND),
        (date(2026, 2, 16), DayKind.HOLIDAY),
        (date(2026, 2, 20), DayKind.HOLIDAY),
        (date(2026, 2, 23), DayKind.WORKING),
        (date(2026, 4, 27), DayKind.HOLIDAY),
        (date(2026, 1, 2), DayKind.SWAPPED_OFF),
        (date(2026, 1, 10), DayKind.WORKED_WEEKEND),
        (date(2026, 8, 31), DayKind.SWAPPED_OFF),
        (date(2026, 8, 22), DayKind.WORKED_WEEKEND),
        (date(2025, 4, 26), DayKind.WORKED_WEEKEND),
        (date(2024, 5, 4), DayKind.WORKED_WEEKEND),
        (date(2024, 2, 14), DayKind.HOLIDAY),
        (date(2023, 1, 26), DayKind.HOLIDAY),
        (date(2022, 1, 31), DayKind.HOLIDAY),
        (date(2026, 11, 24), DayKind.WORKING),
    ],
)
def test_the_days_of_the_official_calendar(on, kind):
    assert CALENDAR.day(on).kind is kind


def test_an_ordinary_day_has_two_sessions():
    morning, afternoon = CALENDAR.sessions(date(2026, 3, 16))

    assert (morning.start, morning.end) == (at("2026-03-16 07:30"), at("2026-03-16 11:30"))
    assert afternoon.length == timedelta(hours=4)


def test_a_holiday_has_no_sessions():
    assert CALENDAR.sessions(date(2026, 2, 17)) == ()


def test_a_swapped_saturday_has_the_sessions_of_a_working_day():
    assert len(CALENDAR.sessions(date(2026, 1, 10))) == 2


def test_a_day_of_a_year_whose_decision_is_unknown_is_provisional():
    assert not plain_calendar(reviewed=[2026]).day(date(2027, 3, 15)).verified


def test_office_hours_hold_from_their_day_on():
    summer = OfficeHours(date(2026, 4, 15), WEEK.weekdays, ((time(7), time(15)),))
    calendar = plain_calendar(hours=[WEEK, summer])

    assert len(calendar.sessions(date(2026, 4, 14))) == 2
    assert len(calendar.sessions(date(2026, 4, 15))) == 1


def test_a_day_before_the_first_office_hours_uses_the_first():
    assert len(plain_calendar().sessions(date(2020, 3, 16))) == 2


def test_the_next_worked_day_passes_over_tet():
    assert CALENDAR.next_worked(date(2026, 2, 13)) == date(2026, 2, 23)


def test_a_calendar_without_work_is_refused_instead_of_searched_for_ever():
    idle = OfficeHours(date(2021, 1, 1), frozenset(), ())

    with pytest.raises(ValueError, match="no worked day"):
        plain_calendar(hours=[idle]).next_worked(date(2026, 3, 16))


def test_a_closure_makes_a_working_day_idle():
    storm = {date(2026, 3, 16): Day(DayKind.CLOSURE, "Bão")}

    assert not plain_calendar(storm).day(date(2026, 3, 16)).worked
