"""Reporting periods of Nghị định 09/2019/NĐ-CP, art. 12: from the 15th to the 14th. Pure.

Windows are half-open [start, end): `end` is the 15th on which the next one begins, so periods of
one kind tile the years without gap or overlap. (Articles 12 and 8 are known from secondary
sources, so the regime in content/programmes carries verified: false.)
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lachan.common.labels import mark as _

CUT_OFF_DAY = 15


class PeriodKind(StrEnum):
    """How long one period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


LABELS = {
    PeriodKind.MONTH: _("tháng"),
    PeriodKind.QUARTER: _("quý"),
    PeriodKind.HALF_YEAR: _("6 tháng"),
    PeriodKind.NINE_MONTHS: _("9 tháng"),
    PeriodKind.YEAR: _("năm"),
}
# Months of one period, and how many such periods a year has. Nine months is a running total.
_LENGTH = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
}
_CODES = {
    PeriodKind.MONTH: "M",
    PeriodKind.QUARTER: "Q",
    PeriodKind.HALF_YEAR: "H",
    PeriodKind.NINE_MONTHS: "N",
    PeriodKind.YEAR: "Y",
}


def per_year(kind: PeriodKind) -> int:
    """How many periods of the kind a year has."""
    return 12 // _LENGTH[kind]


@dataclass(frozen=True, slots=True)
class PeriodWindow:
    """One period: days [start, end) in Viet Nam."""

    kind: PeriodKind
    year: int
    number: int
    start: date
    end: date

    @property
    def code(self) -> str:
        """`2026-H1`, `2026-M03`, `2026-Y1`."""
        width = 2 if self.kind is PeriodKind.MONTH else 1
        return f"{self.year}-{_CODES[self.kind]}{self.number:0{width}d}"

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    def holds(self, day: date) -> bool:
        return self.start <= day < self.end


def window(kind: PeriodKind, year: int, number: int) -> PeriodWindow:
    """The period `number` (from 1) of a year. ValueError when the year has no such period."""
    if not 1 <= number <= per_year(kind):
        raise ValueError(f"a year has no {kind} number {number}")
    length = _LENGTH[kind]
    last_month = number * length
    return PeriodWindow(
        kind, year, number, _cut_off(year, last_month - length), _cut_off(year, last_month)
    )


def _cut_off(year: int, month: int) -> date:
    """The 15th of a month; month 0 is December of the year before."""
    return date(year, month, CUT_OFF_DAY) if month else date(year - 1, 12, CUT_OFF_DAY)


def containing(kind: PeriodKind, day: date) -> PeriodWindow:
    """The period of the kind that holds the day. Nine months: ValueError in the last three."""
    year = day.year + (1 if (day.month, day.day) >= (12, CUT_OFF_DAY) else 0)
    for number in range(1, per_year(kind) + 1):
        found = window(kind, year, number)
        if found.holds(day):
            return found
    raise ValueError(f"no {kind} holds {day}")


def a_year_before(period: PeriodWindow) -> PeriodWindow:
    """The same period of the year before: what every figure is compared with (cùng kỳ)."""
    return window(period.kind, period.year - 1, period.number)


def following(period: PeriodWindow) -> PeriodWindow:
    """The next period of the kind."""
    if period.number < per_year(period.kind):
        return window(period.kind, period.year, period.number + 1)
    return window(period.kind, period.year + 1, 1)


# Where a year has several of a kind, one for each or the same for all.
_TITLES = {
    PeriodKind.MONTH: (_("tháng %(number)s năm %(year)s"),) * 12,
    PeriodKind.QUARTER: (
        _("quý I năm %(year)s"),
        _("quý II năm %(year)s"),
        _("quý III năm %(year)s"),
        _("quý IV năm %(year)s"),
    ),
    PeriodKind.HALF_YEAR: (_("6 tháng đầu năm %(year)s"), _("6 tháng cuối năm %(year)s")),
    PeriodKind.NINE_MONTHS: (_("9 tháng đầu năm %(year)s"),),
    PeriodKind.YEAR: (_("năm %(year)s"),),
}


def title(period: PeriodWindow, say: Callable[[str], str] = str) -> str:
    """How a paper names it: `6 tháng đầu năm 2026`, `quý II năm 2026`, `năm 2026`.

    `say` puts the words into the reader's language.
    """
    words = _TITLES[period.kind][period.number - 1]
    return say(words) % {"number": period.number, "year": period.year}
