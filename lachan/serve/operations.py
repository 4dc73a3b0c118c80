"""The one write of this package: marking a piece of a start as completed."""

from datetime import datetime

from lachan.serve.models import StartMark


def mark(name: str, value: str, *, now: datetime) -> None:
    """Sets the mark, in the transaction of the work it vouches for."""
    StartMark.objects.update_or_create(name=name, defaults={"value": value, "made_at": now})
