"""The frame of every operation in the queue: find and lock, check, change, write the trail."""

from datetime import datetime

from django.utils.translation import gettext

from lachan.clocks import operations as clocks
from lachan.common.errors import CannotMove, ChangedMeanwhile, NotFound
from lachan.common.refs import Ref
from lachan.common.states import may_move
from lachan.common.taxonomy import Severity
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.permissions import Permission, require
from lachan.tips import operations as tips
from lachan.tips.models import Tip
from lachan.tips.rules import TipState
from lachan.triage.models import QueueEntry
from lachan.triage.operations.refusals import OnlyForTips, TakenByAnother
from lachan.triage.rules import QUEUE_MOVES, QUEUE_STATES, Outcome, QueueState, clock_rule


def locked(
    entry: QueueEntry,
    *,
    by: Author,
    version: int | None,
    permission: Permission = Permission.TRIAGE,
) -> QueueEntry:
    """The entry as it is now, locked until the transaction ends.

    Raises NotAllowed, NotFound (also for one the person is too close to) or ChangedMeanwhile.
    """
    require(by, permission)
    mine = QueueEntry.objects.visible_to(by, permission).select_for_update(of=("self",))
    found = mine.filter(pk=entry.pk).first()
    if found is None:
        raise NotFound
    if version is not None and found.version != version:
        raise ChangedMeanwhile
    return found


def refuse_unless_in(entry: QueueEntry, *states: str) -> None:
    if entry.state not in states:
        raise CannotMove(state=gettext(QUEUE_STATES[QueueState(entry.state)]))


def refuse_taken_by_another(entry: QueueEntry, by: Author) -> None:
    """One person at a time; after a decision anybody of the desk may add to it."""
    if entry.state == QueueState.TAKEN and entry.assigned_to_id != by.user_id:
        raise TakenByAnother


def advance(
    entry: QueueEntry, after: QueueState, *, by: Author, now: datetime, action: str, **facts: object
) -> QueueEntry:
    """Moves the entry along the table, saves all of it, and writes the trail."""
    if not may_move(QUEUE_MOVES, entry.state, after):
        raise CannotMove(state=gettext(QUEUE_STATES[QueueState(entry.state)]))
    before, entry.state = entry.state, after
    return touch(
        entry, by=by, now=now, action=action, before=str(before), after=str(after), **facts
    )


def touch(
    entry: QueueEntry, *, by: Author, now: datetime, action: str, **facts: object
) -> QueueEntry:
    entry.version += 1
    entry.save()
    journal.record(by=by, action=action, subject=entry, at=now, number=entry.number, **facts)
    return entry


def decide(entry: QueueEntry, outcome: Outcome, *, by: Author, now: datetime) -> None:
    entry.outcome = outcome
    entry.decided_by_id, entry.decided_at = by.user_id, now


def start_clock(entry: QueueEntry, *, started_at: datetime, by: Author, now: datetime) -> None:
    clocks.start(
        rule=clock_rule(Severity(entry.severity)),
        subject=Ref.of(entry),
        owner_unit=entry.unit,
        owner=entry.assigned_to,
        started_at=started_at,
        label=entry.number,
        by=by,
        now=now,
    )


def meet_clock(entry: QueueEntry, evidence: Ref, *, by: Author, now: datetime) -> None:
    """The decision is the evidence: a case, or the entry with its outcome."""
    clocks.meet(
        rule=clock_rule(Severity(entry.severity)),
        subject=Ref.of(entry),
        evidence=evidence,
        at=now,
        by=by,
        now=now,
    )


def tip_of(entry: QueueEntry) -> Tip:
    if entry.tip is None:
        raise OnlyForTips
    return entry.tip


def screen(tip: Tip, *, by: Author, now: datetime) -> Tip:
    """Brings a tip to where it can be decided on."""
    if tip.state in (TipState.RECEIVED, TipState.NEEDS_INFO):
        return tips.move(tip=tip, to=TipState.SCREENING, by=by, now=now)
    return tip
