"""Reporting periods from the 15th to the 14th (Nghị định 09/2019/NĐ-CP, art. 12)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.programme.periods import (
    PeriodKind,
    a_year_before,
    containing,
    following,
    per_year,
    title,
    window,
)

TILING = [kind for kind in PeriodKind if kind is not PeriodKind.NINE_MONTHS]
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("kind", "number", "first", "last"),
    [
        (PeriodKind.MONTH, 1, date(2025, 12, 15), date(2026, 1, 14)),
        (PeriodKind.MONTH, 6, date(2026, 5, 15), date(2026, 6, 14)),
        (PeriodKind.QUARTER, 1, date(2025, 12, 15), date(2026, 3, 14)),
        (PeriodKind.QUARTER, 4, date(2026, 9, 15), date(2026, 12, 14)),
        (PeriodKind.HALF_YEAR, 1, date(2025, 12, 15), date(2026, 6, 14)),
        (PeriodKind.HALF_YEAR, 2, date(2026, 6, 15), date(2026, 12, 14)),
        (PeriodKind.NINE_MONTHS, 1, date(2025, 12, 15), date(2026, 9, 14)),
        (PeriodKind.YEAR, 1, date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_windows_are_those_of_the_decree(
    kind: PeriodKind, number: int, first: date, last: date
) -> None:
    period = window(kind, 2026, number)
    assert (period.start, period.last_day) == (first, last)


@pytest.mark.parametrize("kind", TILING)
@given(day=DAYS)
def test_every_day_lies_in_exactly_one_period_of_a_kind(kind: PeriodKind, day: date) -> None:
    years = (day.year, day.year + 1)
    every = [window(kind, y, n) for y in years for n in range(1, per_year(kind) + 1)]
    holding = [period for period in every if period.holds(day)]
    assert holding == [containing(kind, day)]


@pytest.mark.parametrize("kind", TILING)
@given(day=DAYS)
def test_periods_follow_without_gap_or_overlap(kind: PeriodKind, day: date) -> None:
    period = containing(kind, day)
    after = following(period)
    assert after.start == period.end
    assert not after.holds(period.last_day)
    assert after.holds(period.last_day + timedelta(days=1))


@given(day=DAYS)
def test_a_year_is_its_halves_its_quarters_and_its_months(day: date) -> None:
    year = containing(PeriodKind.YEAR, day)
    for kind in (PeriodKind.HALF_YEAR, PeriodKind.QUARTER, PeriodKind.MONTH):
        parts = [window(kind, year.year, number) for number in range(1, per_year(kind) + 1)]
        assert (parts[0].start, parts[-1].end) == (year.start, year.end)


@pytest.mark.parametrize("kind", TILING)
@given(day=DAYS)
def test_the_same_period_of_last_year_has_the_same_days_and_months(
    kind: PeriodKind, day: date
) -> None:
    period, before = containing(kind, day), a_year_before(containing(kind, day))
    assert before.start == period.start.replace(year=period.start.year - 1)
    assert before.end == period.end.replace(year=period.end.year - 1)


def test_nine_months_do_not_hold_the_last_three() -> None:
    assert containing(PeriodKind.NINE_MONTHS, date(2026, 9, 14)).code == "2026-N1"
    with pytest.raises(ValueError, match="holds"):
        containing(PeriodKind.NINE_MONTHS, date(2026, 9, 15))


@pytest.mark.parametrize("number", [0, 3])
def test_a_year_has_two_halves(number: int) -> None:
    with pytest.raises(ValueError, match="no half_year"):
        window(PeriodKind.HALF_YEAR, 2026, number)


@pytest.mark.parametrize(
    ("kind", "number", "code", "words"),
    [
        (PeriodKind.MONTH, 3, "2026-M03", "tháng 3 năm 2026"),
        (PeriodKind.QUARTER, 2, "2026-Q2", "quý II năm 2026"),
        (PeriodKind.HALF_YEAR, 1, "2026-H1", "6 tháng đầu năm 2026"),
        (PeriodKind.NINE_MONTHS, 1, "2026-N1", "9 tháng đầu năm 2026"),
        (PeriodKind.YEAR, 1, "2026-Y1", "năm 2026"),
    ],
)
def test_periods_have_a_code_and_a_name(
    kind: PeriodKind, number: int, code: str, words: str
) -> None:
    period = window(kind, 2026, number)
    assert (period.code, title(period)) == (code, words)
