"""A moment as the desk writes it."""

from datetime import datetime

from lachan.common.time import local


def clock_time(moment: datetime | None) -> str:
    """`14:05 16/3/2026`, in Viet Nam's time."""
    if moment is None:
        return ""
    there = local(moment)
    return f"{there:%H:%M} {there.day}/{there.month}/{there.year}"
