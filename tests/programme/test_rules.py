"""States, lateness, and how figures are spelled."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.programme.rules import (
    ASSIGNMENT_LABELS,
    ASSIGNMENT_MOVES,
    NO_DATA,
    NOTHING_OCCURRED,
    REPORT_LABELS,
    REPORT_MOVES,
    REQUIRED_SECTIONS,
    SECTION_TITLES,
    TIMELINESS_LABELS,
    AssignmentState,
    ReportState,
    Section,
    Timeliness,
    number_text,
    percent,
    percent_text,
    timeliness,
)

DUE = date(2026, 6, 15)
COUNTS = st.integers(min_value=0, max_value=10**9)


@pytest.mark.parametrize(
    ("done", "today", "expected"),
    [
        (None, DUE - timedelta(days=8), Timeliness.IN_TIME),
        (None, DUE - timedelta(days=7), Timeliness.DUE_SOON),
        (None, DUE, Timeliness.DUE_SOON),
        (None, DUE + timedelta(days=1), Timeliness.OVERDUE),
        (DUE, DUE, Timeliness.DONE_ON_TIME),
        (DUE + timedelta(days=1), DUE, Timeliness.DONE_LATE),
    ],
)
def test_the_due_day_itself_is_still_in_time(
    done: date | None, today: date, expected: Timeliness
) -> None:
    assert timeliness(due=DUE, done=done, today=today) == expected


def test_a_standing_duty_is_never_late() -> None:
    assert timeliness(due=None, done=None, today=DUE) == Timeliness.NO_DEADLINE
    assert timeliness(due=None, done=DUE, today=DUE) == Timeliness.DONE_ON_TIME


@given(COUNTS, st.integers(min_value=1, max_value=10**9))
def test_a_percentage_is_within_half_a_tenth_of_the_ratio(above: int, below: int) -> None:
    share = percent(above, below)
    assert share is not None
    assert abs(share - Decimal(above) * 100 / below) <= Decimal("0.05")


@pytest.mark.parametrize(("above", "below"), [(None, 3), (3, None), (3, 0), (0, 0)])
def test_without_both_numbers_or_anything_to_count_there_is_no_percentage(
    above: int | None, below: int | None
) -> None:
    assert percent(above, below) is None


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [
        (37, 40, "92,5%"),
        (40, 40, "100%"),
        (0, 40, "0%"),
        (1, 8, "12,5%"),
        (0, 0, NOTHING_OCCURRED),
        (None, 4, NO_DATA),
        (4, None, NO_DATA),
    ],
)
def test_percentages_are_spelled_as_in_vietnamese_papers(
    above: int | None, below: int | None, text: str
) -> None:
    assert percent_text(above, below) == text


def test_a_missing_figure_is_said_and_never_zero() -> None:
    assert (number_text(None), number_text(0), number_text(1234567)) == (NO_DATA, "0", "1.234.567")


def test_every_state_and_section_has_a_label() -> None:
    assert set(ASSIGNMENT_LABELS) == set(AssignmentState)
    assert set(REPORT_LABELS) == set(ReportState)
    assert set(TIMELINESS_LABELS) == set(Timeliness)
    assert set(SECTION_TITLES) == set(Section)


def test_the_figures_speak_for_part_two() -> None:
    assert Section.RESULTS not in REQUIRED_SECTIONS
    assert len(REQUIRED_SECTIONS) == 4


@pytest.mark.parametrize(
    ("table", "end"), [(ASSIGNMENT_MOVES, "verified_done"), (REPORT_MOVES, "issued")]
)
def test_every_state_but_the_last_leads_on(table: dict[str, frozenset[str]], end: str) -> None:
    reached = {after for moves in table.values() for after in moves}
    assert end in reached
    assert end not in table
    assert reached - {end} <= set(table)
