"""Times as chat programs write them: day before month, in Viet Nam's time."""

import re
from datetime import UTC, datetime
from typing import Final

from lachan.common.time import VIETNAM

_CLOCK: Final = re.compile(r"(\d{1,2})[:h](\d{2})(?::(\d{2}))?\s?([AaPp])?\.?[Mm]?")
_DAY: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def pasted_time(text: str) -> datetime | None:
    """The moment in a stamp such as `20:15, 01/03/2026`; None without a day or for no real time.

    A clock without a day tells nothing of order over midnight, so it is not taken for a time.
    """
    day, clock = _day(text), _CLOCK.search(text)
    if day is None or clock is None:
        return None
    hour, half = int(clock[1]), (clock[4] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return datetime(*day, hour, int(clock[2]), int(clock[3] or 0), tzinfo=VIETNAM)
    except ValueError:
        return None


def _day(text: str) -> tuple[int, int, int] | None:
    if match := _ISO_DAY.search(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _DAY.search(text):
        year = int(match[3])
        return year + 2000 if year < 100 else year, int(match[2]), int(match[1])
    return None


def unix_time(seconds: object) -> datetime | None:
    """The moment of a number of seconds since 1970, given as a number or its digits."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | str):
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC).astimezone(VIETNAM)
    except (ValueError, OverflowError, OSError):
        return None


def written_time(text: object) -> datetime | None:
    """The moment of an ISO string; one without a zone is a clock in Viet Nam."""
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else _local(moment)
    except (ValueError, OverflowError):
        return None


def _local(moment: datetime) -> datetime:
    return moment.astimezone(VIETNAM)
