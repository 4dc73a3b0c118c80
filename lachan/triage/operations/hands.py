"""Into somebody's hands, and back."""

from datetime import datetime

from django.db import transaction

from lachan.clocks import operations as clocks
from lachan.common.refs import Ref
from lachan.common.taxonomy import Severity
from lachan.journal.rules import Author
from lachan.tips.errors import PeopleOnly
from lachan.triage.models import QueueConflict, QueueEntry
from lachan.triage.operations.steps import (
    advance,
    locked,
    refuse_taken_by_another,
    refuse_unless_in,
    screen,
    start_clock,
    touch,
)
from lachan.triage.rules import UNDECIDED, QueueState, clock_rule

SWEEPER = Author.system("triage")


@transaction.atomic
def take(*, entry: QueueEntry, version: int, by: Author, now: datetime) -> QueueEntry:
    """`waiting -> taken`: one officer looks into it; the reporter reads "being looked at"."""
    entry = locked(entry, by=by, version=version)
    refuse_unless_in(entry, QueueState.WAITING)
    entry.assigned_to_id, entry.taken_at = by.user_id, now
    advance(entry, QueueState.TAKEN, by=by, now=now, action="queue.taken")
    if entry.tip is not None:
        screen(entry.tip, by=by, now=now)
    return entry


@transaction.atomic
def release(*, entry: QueueEntry, version: int, by: Author, now: datetime) -> QueueEntry:
    """`taken -> waiting`: back on the pile, for anybody."""
    entry = locked(entry, by=by, version=version)
    refuse_taken_by_another(entry, by)
    refuse_unless_in(entry, QueueState.TAKEN)
    entry.assigned_to = None
    return advance(entry, QueueState.WAITING, by=by, now=now, action="queue.released")


@transaction.atomic
def flag_conflict(*, entry: QueueEntry, by: Author, now: datetime) -> QueueEntry:
    """The person steps back: the entry is no longer theirs to see, and waits for somebody else."""
    entry = locked(entry, by=by, version=None)
    if by.user_id is None:
        raise PeopleOnly
    QueueConflict.objects.create(entry=entry, user_id=by.user_id, flagged_at=now)
    if entry.state == QueueState.TAKEN and entry.assigned_to_id == by.user_id:
        entry.assigned_to = None
        return advance(entry, QueueState.WAITING, by=by, now=now, action="queue.conflict_flagged")
    return touch(entry, by=by, now=now, action="queue.conflict_flagged")


@transaction.atomic
def set_severity(
    *, entry: QueueEntry, severity: Severity, version: int, by: Author, now: datetime
) -> QueueEntry:
    """A person knows better than a rule. The deadline is counted anew from the same moment."""
    entry = locked(entry, by=by, version=version)
    refuse_unless_in(entry, *UNDECIDED)
    before, entry.severity = entry.severity, Severity(severity)
    if before != entry.severity:
        clocks.cancel(
            subject=Ref.of(entry),
            rule=clock_rule(Severity(before)),
            reason="severity_changed",
            by=by,
            now=now,
        )
        start_clock(entry, started_at=entry.received_at, by=by, now=now)
    return touch(
        entry,
        by=by,
        now=now,
        action="queue.severity_set",
        before=str(before),
        after=str(entry.severity),
    )
