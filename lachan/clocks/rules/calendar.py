"""Which days and hours count: the working calendar of one unit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from lachan.common.labels import mark as _
from lachan.common.time import VIETNAM, start_of

ONE_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """What a calendar day is. Only WORKING and WORKED_WEEKEND are worked."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SWAPPED_OFF = "swapped_off"
    WORKED_WEEKEND = "worked_weekend"
    CLOSURE = "closure"


LABELS: Mapping[DayKind, str] = {
    DayKind.WORKING: _("Ngày làm việc"),
    DayKind.WEEKEND: _("Ngày nghỉ cuối tuần"),
    DayKind.HOLIDAY: _("Ngày nghỉ lễ, tết"),
    DayKind.SWAPPED_OFF: _("Ngày nghỉ hoán đổi"),
    DayKind.WORKED_WEEKEND: _("Ngày làm bù cuối tuần"),
    DayKind.CLOSURE: _("Cơ quan đóng cửa"),
}

WORKED = frozenset({DayKind.WORKING, DayKind.WORKED_WEEKEND})


@dataclass(frozen=True, slots=True)
class Day:
    """What one day is and why. `verified` is false when no decision for that day has been seen."""

    kind: DayKind
    name: str = ""
    verified: bool = True

    @property
    def worked(self) -> bool:
        return self.kind in WORKED


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time [start, end), both with time zones."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The working week from a date on: ISO weekdays (1 = Monday) and sessions in local time."""

    since: date
    weekdays: frozenset[int]
    sessions: tuple[tuple[time, time], ...]


@dataclass(frozen=True)
class Calendar:
    """The days of one unit: exceptions by date over an ordinary week.

    `hours` is ordered by `since`; a day before the first uses the first. `reviewed` holds the
    years whose yearly decision on holidays is known: days of other years are provisional.
    """

    hours: tuple[OfficeHours, ...]
    exceptions: Mapping[date, Day]
    reviewed: frozenset[int]

    def day(self, on: date) -> Day:
        given = self.exceptions.get(on)
        if given is not None:
            return given
        worked = on.isoweekday() in self._hours(on).weekdays
        kind = DayKind.WORKING if worked else DayKind.WEEKEND
        return Day(kind, verified=on.year in self.reviewed)

    def sessions(self, on: date) -> tuple[Span, ...]:
        """The office hours of a day; none when it is not worked."""
        if not self.day(on).worked:
            return ()
        return tuple(
            Span(datetime.combine(on, opens, VIETNAM), datetime.combine(on, closes, VIETNAM))
            for opens, closes in self._hours(on).sessions
        )

    def next_worked(self, after: date) -> date:
        """The first worked day later than `after`.

        Raises ValueError when a whole year has none, which only a broken calendar can cause.
        """
        for on in days_from(after + ONE_DAY):
            if self.day(on).worked:
                return on
            if on - after > timedelta(days=366):
                break
        raise ValueError("no worked day within a year")

    def _hours(self, on: date) -> OfficeHours:
        past = [hours for hours in self.hours if hours.since <= on]
        return past[-1] if past else self.hours[0]


def days_from(first: date) -> Iterator[date]:
    """Every day from the first on, without end."""
    on = first
    while True:
        yield on
        on += ONE_DAY


def whole_day(on: date) -> Span:
    """A local day from midnight to midnight."""
    return Span(start_of(on), start_of(on + ONE_DAY))
