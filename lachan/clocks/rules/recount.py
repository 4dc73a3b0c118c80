"""What a recount may change."""

from datetime import datetime


def kept(before: datetime, counted: datetime, now: datetime) -> datetime:
    """The due moment after a recount: the counted one, unless that would turn a deadline that was
    still open into one already missed, which nobody could have known."""
    return before if counted < now <= before else counted
