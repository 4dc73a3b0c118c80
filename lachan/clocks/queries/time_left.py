"""What is left of a deadline, and how its date came about."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext, ngettext

from lachan.clocks.calendars import calendars_of
from lachan.clocks.line import from_json, terms_of
from lachan.clocks.models import Clock, ClockPause
from lachan.clocks.rules import remaining as left
from lachan.clocks.rules.calendar import Calendar, Span
from lachan.clocks.rules.deadline import counted_until
from lachan.clocks.rules.wording import TraceRow, trace_row


def remaining(clocks: Iterable[Clock], now: datetime) -> dict[int, left.Remaining]:
    """What is left of each clock, by its id. A paused clock stands at the moment it stopped."""
    listed = list(clocks)
    calendars = calendars_of({clock.owner_unit_id for clock in listed})
    ended, stopped = _pauses(listed)
    return {
        clock.pk: _remaining(
            clock,
            stopped.get(clock.pk, now),
            calendars[clock.owner_unit_id],
            ended.get(clock.pk, []),
        )
        for clock in listed
    }


def _remaining(
    clock: Clock, now: datetime, calendar: Calendar, pauses: list[Span]
) -> left.Remaining:
    if now > clock.due_at:
        # Nothing is left to walk through: a list of neglected deadlines costs no more than another.
        return left.Remaining(wall=clock.due_at - now, working=timedelta(), percent=100)
    terms = terms_of(clock.rule, clock.extended_by)
    counted = counted_until(now, terms, clock.started_at, calendar, pauses)
    return left.Remaining(
        wall=clock.due_at - now,
        working=left.office_time(now, clock.due_at, calendar),
        percent=left.share_used(counted, terms.amount),
    )


def _pauses(clocks: list[Clock]) -> tuple[dict[int, list[Span]], dict[int, datetime]]:
    """Ended pauses, and when those that stand stopped, by clock; one query for all."""
    ended: dict[int, list[Span]] = {}
    stopped: dict[int, datetime] = {}
    for row in ClockPause.objects.filter(clock__in=clocks).order_by("began_at"):
        if row.ended_at is None:
            stopped[row.clock_id] = row.began_at
        else:
            ended.setdefault(row.clock_id, []).append(Span(row.began_at, row.ended_at))
    return ended, stopped


def speak(remaining: left.Remaining) -> str:
    """`còn 2 ngày 3 giờ` or `quá hạn 40 phút`, by the wall clock."""
    words = " ".join(ngettext(word, word, n) % n for word, n in left.parts(remaining.wall))
    return gettext(left.OVER if remaining.overdue else left.LEFT) % words


def trace_rows(clock: Clock) -> list[TraceRow]:
    """The days that led to the due moment, for a small calendar. Labels are marked, not translated:
    pass them through gettext."""
    return [trace_row(from_json(row)) for row in clock.trace]
