"""Reads of the trail. Whether somebody may read it is asked above, where people are known."""

from datetime import datetime

from django.db.models import QuerySet

from lachan.common.refs import Ref
from lachan.journal.models import Entry


def entries_for(subject: Ref) -> QuerySet[Entry]:
    """Everything the trail holds about one record, oldest first."""
    return Entry.objects.filter(subject_kind=subject.kind, subject_id=subject.id).order_by("id")


def page(
    *,
    before_id: int | None = None,
    subject_kind: str | None = None,
    action: str | None = None,
    unit_id: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    size: int = 50,
) -> list[Entry]:
    """The newest entries that match, below `before_id`: pages cost the same at row 2,000,000.

    `since` is included, `until` is not; both with a time zone.
    """
    wanted = {
        "id__lt": before_id,
        "subject_kind": subject_kind,
        "action": action,
        "unit_id": unit_id,
        "at__gte": since,
        "at__lt": until,
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    return list(Entry.objects.filter(**given).order_by("-id")[:size])
