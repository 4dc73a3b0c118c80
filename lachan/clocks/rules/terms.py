"""What a rule counts, and what a counted deadline is made of."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from lachan.clocks.rules.calendar import ONE_DAY, Day
from lachan.common.labels import mark as _


class TimeUnit(StrEnum):
    CLOCK_HOURS = "clock_hours"
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"


UNIT_LABELS: dict[TimeUnit, str] = {
    TimeUnit.CLOCK_HOURS: _("giờ"),
    TimeUnit.WORKING_HOURS: _("giờ làm việc"),
    TimeUnit.WORKING_DAYS: _("ngày làm việc"),
    TimeUnit.CALENDAR_DAYS: _("ngày"),
}

DAY_UNITS = frozenset({TimeUnit.WORKING_DAYS, TimeUnit.CALENDAR_DAYS})


class StartConvention(StrEnum):
    """INSTANT counts from the very moment; NEXT_DAY leaves out the day of the event.

    NEXT_DAY follows Bộ luật Dân sự 2015 art. 147(2), and its days end at 24:00 (art. 148).
    """

    INSTANT = "instant"
    NEXT_DAY = "next_day"


class Why(StrEnum):
    """Why a day of the trace counted, or did not."""

    COUNTED = "counted"
    START_DAY = "start_day"
    NOT_WORKED = "not_worked"
    OUT_OF_HOURS = "out_of_hours"
    PAUSED = "paused"
    ROLLED = "rolled"


@dataclass(frozen=True, slots=True)
class Terms:
    """The countable part of a rule. `quantity` is in `unit`, extensions included."""

    quantity: int
    unit: TimeUnit
    start: StartConvention
    roll_forward: bool = False

    def __post_init__(self) -> None:
        # A running amount of time that rolled to the end of Monday would end later than one that
        # runs out on Monday morning by itself: more time would mean an earlier deadline.
        if self.roll_forward and not self.whole_days:
            raise ValueError("only a deadline of whole days rolls forward")

    @property
    def whole_days(self) -> bool:
        """Whether whole days are counted rather than a running amount of time."""
        return self.unit in DAY_UNITS and self.start is StartConvention.NEXT_DAY

    @property
    def amount(self) -> timedelta:
        if self.unit in DAY_UNITS:
            return self.quantity * ONE_DAY
        return timedelta(hours=self.quantity)

    def longer(self, quantity: int) -> "Terms":
        return replace(self, quantity=self.quantity + quantity)


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One local day on the way: how much of it counted, and why."""

    on: date
    day: Day
    why: Why
    counted: timedelta


@dataclass(frozen=True, slots=True)
class Deadline:
    """`due_at` in UTC and the days that led to it. Provisional if a day's decision is unseen."""

    due_at: datetime
    trace: tuple[TraceStep, ...]

    @property
    def provisional(self) -> bool:
        return any(not step.day.verified for step in self.trace)
