"""An entry is redirected, dismissed, or nothing is done about it, by two people."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from lachan.common.errors import Invalid
from lachan.common.refs import Ref
from lachan.journal.rules import Author
from lachan.monitor import operations as monitor
from lachan.monitor.rules import DismissReason
from lachan.people.permissions import Permission
from lachan.tips import operations as tips
from lachan.tips.rules import TipState
from lachan.triage.models import QueueEntry
from lachan.triage.operations.refusals import OnlyForFindings, SecondPersonNeeded
from lachan.triage.operations.steps import (
    advance,
    decide,
    locked,
    meet_clock,
    refuse_taken_by_another,
    refuse_unless_in,
    screen,
    tip_of,
)
from lachan.triage.rules import NO_ACTION_REASONS, Outcome, QueueState


@transaction.atomic
def redirect(*, entry: QueueEntry, version: int, by: Author, now: datetime) -> QueueEntry:
    """`taken -> redirected`: another body is the right one, and has been told."""
    entry = locked(entry, by=by, version=version)
    refuse_taken_by_another(entry, by)
    tip = screen(tip_of(entry), by=by, now=now)
    decide(entry, Outcome.REDIRECTED, by=by, now=now)
    advance(entry, QueueState.REDIRECTED, by=by, now=now, action="queue.redirected")
    tips.move(tip=tip, to=TipState.REDIRECTED, by=by, now=now)
    meet_clock(entry, Ref.of(entry), by=by, now=now)
    return entry


@transaction.atomic
def propose_no_action(
    *, entry: QueueEntry, reason: Outcome, version: int, by: Author, now: datetime
) -> QueueEntry:
    """`taken -> no_action_proposed`. The clock goes on: nothing is decided yet."""
    entry = locked(entry, by=by, version=version)
    refuse_taken_by_another(entry, by)
    if reason not in NO_ACTION_REASONS:
        raise Invalid(field="reason", problem=gettext("hãy chọn lý do không xử lý."))
    tip = screen(tip_of(entry), by=by, now=now)
    entry.outcome, entry.proposed_by_id = Outcome(reason), by.user_id
    advance(
        entry,
        QueueState.NO_ACTION_PROPOSED,
        by=by,
        now=now,
        action="queue.no_action_proposed",
        reason=str(entry.outcome),
    )
    tips.move(tip=tip, to=TipState.NO_ACTION_PROPOSED, by=by, now=now)
    return entry


@transaction.atomic
def confirm_no_action(*, entry: QueueEntry, version: int, by: Author, now: datetime) -> QueueEntry:
    """`no_action_proposed -> no_action`, by a second person."""
    entry = _proposed(entry, version=version, by=by)
    tips.move(tip=tip_of(entry), to=TipState.NO_ACTION, by=by, now=now)
    decide(entry, Outcome(entry.outcome), by=by, now=now)
    advance(entry, QueueState.NO_ACTION, by=by, now=now, action="queue.no_action")
    meet_clock(entry, Ref.of(entry), by=by, now=now)
    return entry


@transaction.atomic
def refuse_no_action(*, entry: QueueEntry, version: int, by: Author, now: datetime) -> QueueEntry:
    """`no_action_proposed -> taken`: the second person sees something in it, and takes it on."""
    entry = _proposed(entry, version=version, by=by)
    tips.move(tip=tip_of(entry), to=TipState.SCREENING, by=by, now=now)
    entry.outcome, entry.proposed_by = "", None
    entry.assigned_to_id, entry.taken_at = by.user_id, now
    return advance(entry, QueueState.TAKEN, by=by, now=now, action="queue.no_action_refused")


def _proposed(entry: QueueEntry, *, version: int, by: Author) -> QueueEntry:
    entry = locked(entry, by=by, version=version, permission=Permission.CONFIRM_NO_ACTION)
    refuse_unless_in(entry, QueueState.NO_ACTION_PROPOSED)
    if entry.proposed_by_id == by.user_id:
        raise SecondPersonNeeded
    return entry


_AS_OUTCOME = {
    DismissReason.NOT_HARMFUL: Outcome.UNFOUNDED,
    DismissReason.NOT_ABOUT_CHILDREN: Outcome.UNFOUNDED,
    DismissReason.ALREADY_KNOWN: Outcome.DUPLICATE,
    DismissReason.OUT_OF_SCOPE: Outcome.OUT_OF_SCOPE,
}


@transaction.atomic
def dismiss_finding(
    *, entry: QueueEntry, reason: DismissReason, version: int, by: Author, now: datetime
) -> QueueEntry:
    """`taken -> dismissed`: a rule was wrong, or right about nothing new. One person is enough,
    since nobody waits for an answer; the counts by rule say which rule must be mended."""
    entry = locked(entry, by=by, version=version)
    refuse_taken_by_another(entry, by)
    if entry.finding is None:
        raise OnlyForFindings
    monitor.dismiss(finding=entry.finding, reason=DismissReason(reason), by=by, now=now)
    decide(entry, _AS_OUTCOME[DismissReason(reason)], by=by, now=now)
    advance(
        entry, QueueState.DISMISSED, by=by, now=now, action="queue.dismissed", reason=str(reason)
    )
    meet_clock(entry, Ref.of(entry), by=by, now=now)
    return entry
