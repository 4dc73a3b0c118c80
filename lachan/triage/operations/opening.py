"""An entry becomes a child case, a content case, or both."""

from datetime import datetime

from django.db import models, transaction

from lachan.cases import operations as cases
from lachan.cases.models import ChildCase
from lachan.common.refs import Ref
from lachan.common.taxonomy import Severity
from lachan.journal.rules import Author
from lachan.monitor import operations as monitor
from lachan.monitor.rules import FindingState
from lachan.people.models import Unit
from lachan.takedown import operations as takedown
from lachan.takedown.models import ContentCase
from lachan.tips import operations as tips
from lachan.tips.models import Tip
from lachan.tips.rules import TipState
from lachan.triage.models import CaseLink, QueueEntry
from lachan.triage.operations.steps import (
    advance,
    decide,
    locked,
    meet_clock,
    refuse_taken_by_another,
    refuse_unless_in,
    screen,
    touch,
)
from lachan.triage.rules import MAY_OPEN, Outcome, QueueState


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
    decide(entry, Outcome.VERIFIED, by=by, now=now)
    advance(
        entry, QueueState.PROMOTED, by=by, now=now, action="queue.promoted", case=str(Ref.of(case))
    )
    meet_clock(entry, Ref.of(case), by=by, now=now)


def _promote_tip(tip: Tip, unit: Unit | None, *, by: Author, now: datetime) -> None:
    tip = screen(tip, by=by, now=now)
    if tip.state == TipState.SCREENING:
        tips.move(tip=tip, to=TipState.PROMOTED, by=by, now=now, owner_unit=unit)
    elif unit is not None:
        tips.hand_over(tip=tip, unit=unit, by=by, now=now)
