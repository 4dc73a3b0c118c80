"""What is left of a deadline, in wall time and in office time, and in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from lachan.clocks.rules.calendar import Calendar, days_from
from lachan.common.labels import counted
from lachan.common.labels import mark as _
from lachan.common.time import local_date

LEFT = _("còn %s")
OVER = _("quá hạn %s")
DAYS = counted("%d ngày")
HOURS = counted("%d giờ")
MINUTES = counted("%d phút")


@dataclass(frozen=True, slots=True)
class Remaining:
    """Once the deadline has passed, `wall` is negative, `working` zero and `percent` 100."""

    wall: timedelta
    working: timedelta
    percent: int

    @property
    def overdue(self) -> bool:
        return self.wall < timedelta()


def office_time(start: datetime, end: datetime, calendar: Calendar) -> timedelta:
    """Office hours between two moments; negative when `end` comes first."""
    if end < start:
        return -office_time(end, start, calendar)
    total = timedelta()
    for on in days_from(local_date(start)):
        if on > local_date(end):
            return total
        for session in calendar.sessions(on):
            shared = min(session.end, end) - max(session.start, start)
            total += max(shared, timedelta())
    raise AssertionError("days_from never ends")  # pragma: no cover


def share_used(counted: timedelta, whole: timedelta) -> int:
    """Percent used up, rounded down, so that 100 is never shown before its time."""
    return counted * 100 // whole


def parts(length: timedelta) -> list[tuple[str, int]]:
    """A length as at most two wordings with their numbers: days and hours, or hours and minutes."""
    minutes = int(abs(length).total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        wanted = [(DAYS, days), (HOURS, hours)]
    else:
        wanted = [(HOURS, hours), (MINUTES, minutes)]
    return [part for part in wanted if part[1]] or [(MINUTES, 0)]
