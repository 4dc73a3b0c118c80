"""Everything somebody told us or a rule found enters the queue, once, with its clock."""

from collections.abc import Iterator
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from lachan.common.errors import Fault
from lachan.common.refs import Ref
from lachan.common.taxonomy import Severity
from lachan.common.time import local_date
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.monitor.models import Finding
from lachan.monitor.rules import FindingState
from lachan.notices import operations as notices
from lachan.notices.rules import NoticeCode
from lachan.people import queries as people
from lachan.people.models import Unit
from lachan.people.rules import Function, Role
from lachan.tips.models import Tip
from lachan.tips.rules import TipState
from lachan.triage.models import QueueEntry
from lachan.triage.operations.steps import (
    advance,
    start_clock,
)
from lachan.triage.rules import QueueState, finding_number

SWEEPER = Author.system("triage")


def take_in(*, now: datetime) -> int:
    """Puts every tip and finding without an entry in the queue, and back whatever its reporter
    brought to life again; how many. Starts the clock of each from when it was first heard of.

    Safe to repeat and to run twice at once: an entry is unique for its tip or finding, each is a
    transaction of its own, and one that fails does not hold up those before it.
    """
    desk = _desk(now)
    new = sum(_take_in(entry, now) for entry in _outside(desk, now))
    return new + _take_back(now)


def _desk(now: datetime) -> Unit:
    desk = people.holder_of(Function.INTAKE_DESK, local_date(now))
    if desk is None:
        raise Fault(
            "No unit holds the function intake_desk today, so nothing can enter the queue. "
            "Give it to a unit in content/units, or in the desk."
        )
    return desk


def _outside(desk: Unit, now: datetime) -> Iterator[QueueEntry]:
    tips = Tip.objects.filter(queue_entry__isnull=True, state=TipState.RECEIVED)
    for tip in tips.defer("narrative", "locator").order_by("received_at").iterator():
        yield QueueEntry(
            tip=tip,
            number=tip.number,
            severity=tip.severity,
            harm=tip.harm,
            received_at=tip.received_at,
            unit=desk,
            taken_in_at=now,
        )
    findings = Finding.objects.filter(queue_entry__isnull=True, state=FindingState.OPEN)
    for finding in findings.order_by("found_at", "pk").iterator():
        yield QueueEntry(
            finding=finding,
            number=finding_number(finding.pk),
            severity=finding.severity,
            harm=finding.harm,
            received_at=finding.found_at,
            unit=desk,
            taken_in_at=now,
        )


def _take_in(entry: QueueEntry, now: datetime) -> int:
    """1 when the entry is new, 0 when another sweep was faster."""
    try:
        with transaction.atomic():
            entry.state = QueueState.WAITING
            entry.save(force_insert=True)
            _begin(entry, now)
    except IntegrityError:
        if not QueueEntry.objects.filter(tip=entry.tip, finding=entry.finding).exists():
            raise
        return 0
    return 1


def _begin(entry: QueueEntry, now: datetime) -> None:
    start_clock(entry, started_at=entry.received_at, by=SWEEPER, now=now)
    journal.record(
        by=SWEEPER,
        action="queue.taken_in",
        subject=entry,
        at=now,
        number=entry.number,
        severity=str(entry.severity),
        harm=entry.harm,
    )
    if entry.severity == Severity.S1:
        _alarm(entry, now)


def _alarm(entry: QueueEntry, now: datetime) -> None:
    """An emergency does not wait for somebody to look at the queue."""
    today = local_date(now)
    officers = people.members(entry.unit_id, Role.INTAKE_OFFICER, today)
    notices.tell(
        recipients=officers + people.members(entry.unit_id, Role.TRIAGE_SUPERVISOR, today),
        template=NoticeCode.NEW_WORK,
        subject=Ref.of(entry),
        now=now,
        dedupe=f"queue:{entry.pk}:{entry.version}",
    )


_REPORTER_WROTE = Q(
    state__in=[QueueState.ACCEPTED, QueueState.REDIRECTED, QueueState.NO_ACTION],
    tip__state=TipState.SCREENING,
)
_FOUND_AGAIN = Q(state=QueueState.DISMISSED, finding__state=FindingState.OPEN)


@transaction.atomic
def _take_back(now: datetime) -> int:
    """Entries already decided on whose tip or finding was opened again."""
    rows = QueueEntry.objects.select_for_update(of=("self",), skip_locked=True)
    back = rows.filter(_REPORTER_WROTE | _FOUND_AGAIN)
    entries = list(back)
    for entry in entries:
        entry.assigned_to = entry.taken_at = entry.proposed_by = None
        entry.decided_by = entry.decided_at = entry.accepted_at = None
        entry.outcome = ""
        advance(entry, QueueState.WAITING, by=SWEEPER, now=now, action="queue.came_back")
        start_clock(entry, started_at=now, by=SWEEPER, now=now)
        _alarm(entry, now)
    return len(entries)
