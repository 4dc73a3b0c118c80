"""A slow second opinion on deadlines, written to be obviously right and unlike the engine.

It knows one made-up stretch of days, walks it minute by minute (or day by day), and looks only at
one bit for each minute: does it count. No spans, no arithmetic on time zones: minutes are integers
since the first midnight, in local time.
"""

from datetime import date, datetime, time, timedelta

from lachan.common.time import VIETNAM

FIRST = date(2025, 12, 1)
LAST = date(2027, 6, 30)
MIDNIGHT = datetime.combine(FIRST, time.min)

# Facts typed from the announcements for 2026, for use by this file and to build the engine's
# calendar in the test.
DAYS_OFF = {
    *(date(2026, 2, day) for day in (16, 17, 18, 19, 20)),
    date(2026, 1, 1),
    date(2026, 1, 2),
    date(2026, 4, 27),
    date(2026, 4, 30),
    date(2026, 5, 1),
    date(2026, 8, 31),
    date(2026, 9, 1),
    date(2026, 9, 2),
    date(2027, 1, 1),
    # Made up: a storm closes the office on a Thursday.
    date(2026, 7, 16),
}
WORKED_SATURDAYS = {date(2026, 1, 10), date(2026, 8, 22)}


def is_worked(on: date) -> bool:
    if on in WORKED_SATURDAYS:
        return True
    return on.strftime("%a") not in {"Sat", "Sun"} and on not in DAYS_OFF


def _all_minutes() -> dict[str, bytearray]:
    always, worked_days, office = bytearray(), bytearray(), bytearray()
    on = FIRST
    while on <= LAST:
        for minute in range(24 * 60):
            clock = f"{minute // 60:02}:{minute % 60:02}"
            in_office = "07:30" <= clock < "11:30" or "13:00" <= clock < "17:00"
            always.append(1)
            worked_days.append(is_worked(on))
            office.append(is_worked(on) and in_office)
        on += timedelta(days=1)
    return {
        "clock_hours": always,
        "calendar_days": always,
        "working_days": worked_days,
        "working_hours": office,
    }


COUNTS = _all_minutes()


def index_of(moment: datetime) -> int:
    """Minutes since the first midnight."""
    naive = moment.astimezone(VIETNAM).replace(tzinfo=None)
    return int((naive - MIDNIGHT).total_seconds()) // 60


def due(
    quantity: int,
    unit: str,
    start: str,
    roll: bool,
    started_at: datetime,
    pauses: list[tuple[datetime, datetime]],
) -> datetime:
    """The last moment in time, as a local time with its zone."""
    paused = set()
    for begin, end in pauses:
        paused |= set(range(index_of(begin), index_of(end)))
    if start == "next_day" and unit in {"calendar_days", "working_days"}:
        return _by_day(quantity, unit, roll, index_of(started_at), paused)
    return _by_minute(quantity, unit, start, index_of(started_at), paused)


def _by_day(quantity: int, unit: str, roll: bool, begun: int, paused: set[int]) -> datetime:
    on = FIRST + timedelta(days=begun // 1440)
    while _last_minute(on) in paused:
        on += timedelta(days=1)
    left = quantity
    while left:
        on += timedelta(days=1)
        if _last_minute(on) in paused:
            continue
        if unit == "calendar_days" or is_worked(on):
            left -= 1
    while roll and (not is_worked(on) or _last_minute(on) in paused):
        on += timedelta(days=1)
    return datetime.combine(on, time(23, 59, 59), VIETNAM)


def _last_minute(on: date) -> int:
    return ((on - FIRST).days + 1) * 1440 - 1


def _by_minute(quantity: int, unit: str, start: str, begun: int, paused: set[int]) -> datetime:
    if start == "next_day":
        begun = (begun // 1440 + 1) * 1440
    left = quantity * 60 * (24 if unit.endswith("days") else 1)
    for minute in range(begun, len(COUNTS[unit])):
        if COUNTS[unit][minute] and minute not in paused:
            left -= 1
            if not left:
                break
    return (MIDNIGHT + timedelta(minutes=minute + 1)).replace(tzinfo=VIETNAM)
