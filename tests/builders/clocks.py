"""Deadlines on the real content, and the same calendar without a database."""

from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import count
from pathlib import Path

from lachan.clocks import operations
from lachan.clocks.content.calendar import day_rows
from lachan.clocks.models import Clock
from lachan.clocks.public_holidays import public_holidays
from lachan.clocks.rules.calendar import Calendar, Day, DayKind, OfficeHours
from lachan.common.content import read_folder
from lachan.common.refs import Ref
from lachan.common.time import VIETNAM
from lachan.people.models import Unit
from tests.builders import NOON, people

CONTENT = Path(__file__).resolve().parents[2] / "content"
WEEK = OfficeHours(
    since=date(2021, 1, 1),
    weekdays=frozenset({1, 2, 3, 4, 5}),
    sessions=((time(7, 30), time(11, 30)), (time(13), time(17))),
)
_number = count(1)


def at(text: str) -> datetime:
    """`2026-02-13 16:00` as a moment in Viet Nam."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def loaded() -> None:
    """The rules and the calendar of content/."""
    operations.load_content(folder=CONTENT, by=people.SETUP, now=NOON)


def subject() -> Ref:
    """A record that exists nowhere else."""
    return Ref("cases.childcase", str(next(_number)))


def clock(
    rule: str = "EMERGENCY_12H",
    *,
    unit: Unit | None = None,
    started_at: datetime = NOON,
    now: datetime | None = None,
    about: Ref | None = None,
    **given: object,
) -> Clock:
    """A running clock on the loaded content."""
    return operations.start(
        rule=rule,
        subject=about or subject(),
        owner_unit=unit or people.unit(),
        started_at=started_at,
        by=people.SETUP,
        now=now or started_at,
        label="TE-2026-000001",
        **given,  # type: ignore[arg-type]
    )


def plain_calendar(
    exceptions: dict[date, Day] | None = None,
    hours: Sequence[OfficeHours] = (WEEK,),
    reviewed: Sequence[int] = (2025, 2026),
) -> Calendar:
    """An ordinary week with the exceptions given, and no database."""
    return Calendar(tuple(hours), exceptions or {}, frozenset(reviewed))


def real_calendar() -> Calendar:
    """What content/calendar and the law make of 2022 to 2027, without a database."""
    days = {
        on: Day(DayKind.HOLIDAY, name) for on, name in public_holidays(range(2022, 2028)).items()
    }
    files = read_folder(CONTENT / "calendar")
    days |= {row.on: Day(row.kind, row.name, row.verified) for row in day_rows(files)}
    return plain_calendar(days, reviewed=(2023, 2024, 2025, 2026))
