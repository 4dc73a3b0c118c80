"""What an entry becomes: a child case, a content case, both, or nothing, by two people."""

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext

from lachan.cases import operations as cases
from lachan.cases.models import ChildCase
from lachan.common.errors import Invalid
from lachan.common.refs import Ref
from lachan.common.taxonomy import Severity
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.monitor import operations as monitor
from lachan.monitor.rules import DismissReason, FindingState
from lachan.people.models import Unit
from lachan.people.permissions import Permission
from lachan.takedown import operations as takedown
from lachan.takedown.models import ContentCase
from lachan.tips import operations as tips
from lachan.tips.models import Tip
from lachan.tips.rules import TipState
from lachan.triage.models import CaseLink, QueueEntry
from lachan.triage.operations.refusals import OnlyForFindings, SecondPersonNeeded
from lachan.triage.operations.steps import (
    advance,
    locked,
    meet_clock,
    refuse_taken_by_another,
    refuse_unless_in,
    screen,
    tip_of,
    touch,
)
from lachan.triage.rules import MAY_OPEN, NO_ACTION_REASONS, Outcome, QueueState


@transaction.atomic
def open_child_case(
    *,
    entry: QueueEntry,
    unit: Unit,
    summary: str,
    version: int,
    by: Author,
    now: datetime,
    harm: str = "",
) -> ChildCase:
    """A child needs help: the commune gets a case, with what it must know to begin.

    Severity and first moment are the entry's; the harm too, unless the officer knows better.
    """
    entry = _openable(entry, version=version, by=by)
    case = cases.open_case(
        unit=unit,
        harm=harm or entry.harm,
        severity=Severity(entry.severity),
        received_at=entry.received_at,
        summary=summary,
        tip=entry.tip,
        finding=entry.finding,
        by=by,
        now=now,
    )
    link = CaseLink(entry=entry, child_case=case, linked_at=now, linked_by_id=by.user_id)
    _promote(entry, link, case, unit=unit, by=by, now=now)
    return case


@transaction.atomic
def open_content_case(
    *,
    entry: QueueEntry,
    unit: Unit,
    platform: str,
    locator: str,
    version: int,
    by: Author,
    now: datetime,
    harm: str = "",
) -> ContentCase:
    """Something must come down: the unit that holds the function gets a case."""
    entry = _openable(entry, version=version, by=by)
    case = takedown.open_content_case(
        unit=unit,
        harm=harm or entry.harm,
        severity=Severity(entry.severity),
        platform=platform,
        locator=locator,
        received_at=entry.received_at,
        tip=entry.tip,
        finding=entry.finding,
        by=by,
        now=now,
    )
    link = CaseLink(entry=entry, content_case=case, linked_at=now, linked_by_id=by.user_id)
    _promote(entry, link, case, unit=None, by=by, now=now)
    return case


def _openable(entry: QueueEntry, *, version: int, by: Author) -> QueueEntry:
    entry = locked(entry, by=by, version=version)
    refuse_unless_in(entry, *MAY_OPEN)
    refuse_taken_by_another(entry, by)
    return entry


def _promote(
    entry: QueueEntry,
    link: CaseLink,
    case: models.Model,
    *,
    unit: Unit | None,
    by: Author,
    now: datetime,
) -> None:
    """The first case decides the entry; `unit` is the commune that may then read the tip."""
    link.save(force_insert=True)
    if entry.tip is not None:
        _promote_tip(entry.tip, unit, by=by, now=now)
    if entry.finding is not None and entry.finding.state == FindingState.OPEN:
        monitor.promote(finding=entry.finding, by=by, now=now)
    if entry.state != QueueState.TAKEN:
        touch(entry, by=by, now=now, action="queue.case_added", case=str(Ref.of(case)))
        return
    _decide(entry, Outcome.VERIFIED, by=by, now=now)
    advance(
        entry, QueueState.PROMOTED, by=by, now=now, action="queue.promoted", case=str(Ref.of(case))
    )
    meet_clock(entry, Ref.of(case), by=by, now=now)


def _promote_tip(tip: Tip, unit: Unit | None, *, by: Author, now: datetime) -> None:
    tip = screen(tip, by=by, now=now)
    if tip.state == TipState.SCREENING:
        tips.move(tip=tip, to=TipState.PROMOTED, by=by, now=now, owner_unit=unit)
    elif unit is not None and tip.owner_unit_id is None:
        tip.owner_unit = unit
        tip.save(update_fields=["owner_unit"])
        journal.record(by=by, action="tip.handed_over", subject=tip, at=now, unit=unit.pk)


def _decide(entry: QueueEntry, outcome: Outcome, *, by: Author, now: datetime) -> None:
    entry.outcome = outcome
    entry.decided_by_id, entry.decided_at = by.user_id, now


@transaction.atomic
def redirect(*, entry: QueueEntry, version: int, by: Author, now: datetime) -> QueueEntry:
    """`taken -> redirected`: another body is the right one, and has been told."""
    entry = locked(entry, by=by, version=version)
    refuse_taken_by_another(entry, by)
    tip = screen(tip_of(entry), by=by, now=now)
    _decide(entry, Outcome.REDIRECTED, by=by, now=now)
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
    _decide(entry, Outcome(entry.outcome), by=by, now=now)
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
    _decide(entry, _AS_OUTCOME[DismissReason(reason)], by=by, now=now)
    advance(
        entry, QueueState.DISMISSED, by=by, now=now, action="queue.dismissed", reason=str(reason)
    )
    meet_clock(entry, Ref.of(entry), by=by, now=now)
    return entry
