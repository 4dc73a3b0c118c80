"""Loads the reviewed files of content/clocks and content/calendar. Safe to repeat."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction

from lachan.clocks.content.calendar import DayRow, HoursRow, day_rows, hours_rows
from lachan.clocks.content.rules import rule_rows
from lachan.clocks.models import CalendarDay, CalendarYear, ClockRule, OfficeHours
from lachan.clocks.operations.recount import recount
from lachan.clocks.public_holidays import SOURCE, public_holidays
from lachan.clocks.rules.calendar import DayKind
from lachan.common.content import Document, files_of, read_files
from lachan.common.labels import mark as _
from lachan.common.refs import Ref
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.models import Unit
from lachan.people.permissions import Permission, require

DayKey = tuple[int | None, date]
DayValues = tuple[str, str, str, bool]
K = TypeVar("K")
V = TypeVar("V")

# Until when changed office hours are followed: no deadline reaches further.
LAST_DAY = date(2200, 12, 31)


@transaction.atomic
def load_content(*, folder: Path, by: Author, now: datetime) -> None:
    """Reads `folder`/calendar and `folder`/clocks, all or nothing; BadContent names the lines.

    A changed rule becomes a new version and running clocks keep theirs. A changed calendar counts
    open clocks anew (see `recount`). Unchanged files change nothing and leave no trace.
    """
    require(by, Permission.EDIT_CONTENT)
    files = read_files([*files_of(folder / "calendar"), *files_of(folder / "clocks")])
    calendar = [file for file in files if file.path.parent == folder / "calendar"]
    rules = [file for file in files if file.path.parent == folder / "clocks"]
    units = dict(Unit.objects.values_list("code", "pk"))
    span = _load_calendar(calendar, units)
    versions = [version for row in rule_rows(rules) if (version := _load_rule(row, now))]
    if span is not None or versions:
        journal.record(
            by=by,
            action="clocks.content_loaded",
            subject=Ref("clocks.content", "content"),
            at=now,
            rules=[f"{rule.code}.{rule.version}" for rule in versions],
            since=span[0] if span else None,
            until=span[1] if span else None,
        )
    if span is not None:
        recount(since=span[0], until=span[1], by=by, now=now)


def _load_rule(row: dict[str, Any], now: datetime) -> ClockRule | None:
    """The new version, or None when the newest of this start date already says the same."""
    versions = ClockRule.objects.filter(code=row["code"]).order_by("-version")
    same_start = versions.filter(effective_from=row["effective_from"]).first()
    if same_start is not None and same_start.content_hash == row["content_hash"]:
        return None
    newest = versions.first()
    version = newest.version + 1 if newest else 1
    return ClockRule.objects.create(version=version, loaded_at=now, **row)


def _load_calendar(files: Sequence[Document], units: dict[str, int]) -> tuple[date, date] | None:
    """The first and last day that may count differently now; None when nothing changed."""
    years = {d.values["year"]: d.values for d in files if "year" in d.values}
    wanted = _by_law(years)
    for row in day_rows(files):
        wanted[_unit(row, units), row.on] = (row.kind.value, row.name, row.source, row.verified)
    changed = [
        *_load_hours(list(hours_rows(files)), units),
        *_load_years(years),
        *_load_days(wanted),
    ]
    return (min(changed), max(changed)) if changed else None


def _by_law(years: Mapping[int, dict[str, Any]]) -> dict[DayKey, DayValues]:
    """What the law alone makes a holiday, a year beyond the files so that a deadline that runs
    over New Year is not blind to it. Only a year whose decision was read is certain."""
    if not years:
        return {}
    reach = range(min(years), max(years) + 2)
    return {
        (None, on): (
            DayKind.HOLIDAY.value,
            name,
            SOURCE,
            years.get(on.year, {}).get("verified", False),
        )
        for on, name in public_holidays(reach).items()
    }


def _unit(row: DayRow | HoursRow, units: dict[str, int]) -> int | None:
    if row.unit is None:
        return None
    if row.unit not in units:
        raise row.document.refuse(row.place, _("không có đơn vị mang mã này"))
    return units[row.unit]


def _load_hours(rows: Sequence[HoursRow], units: dict[str, int]) -> list[date]:
    known = {
        (row.unit_id, row.since): (row.weekdays, row.sessions, row.source, row.verified)
        for row in OfficeHours.objects.all()
    }
    wanted = {
        (_unit(row, units), row.since): (row.weekdays, row.sessions, row.source, row.verified)
        for row in rows
    }
    if known == wanted:
        return []
    OfficeHours.objects.all().delete()
    OfficeHours.objects.bulk_create(
        OfficeHours(
            unit_id=unit,
            since=since,
            weekdays=weekdays,
            sessions=sessions,
            source=source,
            verified=verified,
        )
        for (unit, since), (weekdays, sessions, source, verified) in wanted.items()
    )
    differing = {since for _unit, since in _difference(known, wanted)}
    return [*differing, LAST_DAY]


def _load_years(years: Mapping[int, dict[str, Any]]) -> list[date]:
    known = {row.year: (row.source, row.verified) for row in CalendarYear.objects.all()}
    wanted = {year: (given["source"], given["verified"]) for year, given in years.items()}
    differing = _difference(known, wanted)
    CalendarYear.objects.filter(year__in=differing).delete()
    CalendarYear.objects.bulk_create(
        CalendarYear(year=year, source=wanted[year][0], verified=wanted[year][1])
        for year in sorted(differing & wanted.keys())
    )
    return [date(year, month, day) for year in differing for month, day in ((1, 1), (12, 31))]


def _load_days(wanted: Mapping[DayKey, DayValues]) -> list[date]:
    rows = {(row.unit_id, row.on): row for row in CalendarDay.objects.all()}
    known = {key: (row.kind, row.name, row.source, row.verified) for key, row in rows.items()}
    differing = _difference(known, wanted)
    CalendarDay.objects.filter(pk__in=[rows[key].pk for key in differing & rows.keys()]).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(
            unit_id=unit,
            on=on,
            kind=wanted[unit, on][0],
            name=wanted[unit, on][1],
            source=wanted[unit, on][2],
            verified=wanted[unit, on][3],
        )
        for unit, on in differing & wanted.keys()
    )
    return [on for _unit, on in differing]


def _difference(known: Mapping[K, V], wanted: Mapping[K, V]) -> set[K]:
    """The keys that are new, gone, or say something else."""
    return {key for key in known.keys() | wanted.keys() if known.get(key) != wanted.get(key)}
