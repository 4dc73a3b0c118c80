"""Days are Viet Nam's days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.common.time import VIETNAM, local, local_date, start_of

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


def test_the_day_turns_at_seventeen_hours_utc():
    before = datetime(2026, 3, 16, 16, 59, 59, tzinfo=UTC)

    assert local_date(before) == date(2026, 3, 16)
    assert local_date(before + timedelta(seconds=1)) == date(2026, 3, 17)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        local(datetime(2026, 3, 16))


def test_local_time_is_the_same_moment():
    noon = datetime(2026, 3, 16, 5, tzinfo=UTC)

    assert local(noon) == noon
    assert local(noon).hour == 12


@given(MOMENTS)
def test_every_moment_lies_in_its_own_day(moment):
    day = local_date(moment)

    assert start_of(day) <= moment < start_of(day + timedelta(days=1))


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_day_begins_at_midnight_in_viet_nam(day):
    assert start_of(day).tzinfo is VIETNAM
    assert (local_date(start_of(day)), start_of(day).hour) == (day, 0)
