"""The door to one entry of the queue. The words of its tip are behind the tip's own door."""

from datetime import datetime

from lachan.common.errors import NotFound
from lachan.journal.rules import Author
from lachan.people.permissions import Permission, require
from lachan.triage.models import QueueEntry


def entry_for(
    actor: Author,
    entry_id: int,
    permission: Permission = Permission.READ_QUEUE,
    *,
    now: datetime,
) -> QueueEntry:
    """One entry with its tip or finding. NotFound alike for none and for one the person is too
    close to; NotAllowed for one that may only be read."""
    rows = QueueEntry.objects.visible_to(actor).select_related(
        "tip", "finding__item__source", "assigned_to", "unit"
    )
    entry = rows.filter(pk=entry_id).first()
    if entry is None:
        raise NotFound
    require(actor, permission)
    return entry
