"""The working calendars of units, read from the database. Built in three queries for any number."""

from collections.abc import Collection, Iterable
from datetime import date, time

from lachan.clocks.errors import NoCalendar
from lachan.clocks.models import CalendarDay, CalendarYear, OfficeHours
from lachan.clocks.rules import calendar as rules


def calendar_of(unit_id: int) -> rules.Calendar:
    """The calendar of one unit. NoCalendar when no office hours are loaded."""
    return calendars_of([unit_id])[unit_id]


def calendars_of(unit_ids: Collection[int]) -> dict[int, rules.Calendar]:
    """The calendars of several units: what holds for all, overridden by what is their own."""
    hours = list(OfficeHours.objects.order_by("since"))
    everywhere, own = _exceptions(CalendarDay.objects.all())
    reviewed = frozenset(CalendarYear.objects.filter(verified=True).values_list("year", flat=True))
    return {
        unit: rules.Calendar(_hours(hours, unit), everywhere | own.get(unit, {}), reviewed)
        for unit in set(unit_ids)
    }


def _hours(rows: Iterable[OfficeHours], unit: int) -> tuple[rules.OfficeHours, ...]:
    own = [row for row in rows if row.unit_id == unit]
    chosen = own or [row for row in rows if row.unit_id is None]
    if not chosen:
        raise NoCalendar("No office hours: run `lachan load` so that content/calendar is read.")
    return tuple(
        rules.OfficeHours(
            row.since,
            frozenset(row.weekdays),
            tuple(
                (time.fromisoformat(opens), time.fromisoformat(closes))
                for opens, closes in row.sessions
            ),
        )
        for row in chosen
    )


def _exceptions(
    rows: Iterable[CalendarDay],
) -> tuple[dict[date, rules.Day], dict[int, dict[date, rules.Day]]]:
    """The days that hold for every unit, and by unit those that are its own."""
    everywhere: dict[date, rules.Day] = {}
    own: dict[int, dict[date, rules.Day]] = {}
    for row in rows:
        days = everywhere if row.unit_id is None else own.setdefault(row.unit_id, {})
        days[row.on] = rules.Day(rules.DayKind(row.kind), row.name, row.verified)
    return everywhere, own
