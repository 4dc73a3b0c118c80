"""Times are stored in UTC and spoken in Viet Nam's time."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def local(moment: datetime) -> datetime:
    """The same moment on a clock in Viet Nam. Naive moments are refused with ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(VIETNAM)


def local_date(moment: datetime) -> date:
    """The calendar day in Viet Nam on which the moment falls."""
    return local(moment).date()


def start_of(day: date) -> datetime:
    """The first moment of a day in Viet Nam."""
    return datetime.combine(day, time.min, VIETNAM)
