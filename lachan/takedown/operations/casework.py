"""A content case opens, and its day for a decision begins."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from lachan.cases.operations import next_number
from lachan.clocks import operations as clocks
from lachan.common.errors import Invalid, NotAllowed
from lachan.common.refs import Ref
from lachan.common.taxonomy import HARMS, Severity
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.monitor.models import Finding
from lachan.notices.rules import NoticeCode
from lachan.people.models import Unit
from lachan.people.permissions import Permission, holds
from lachan.people.rules import Actor, Role
from lachan.takedown.models import ContentCase
from lachan.takedown.operations.steps import (
    filled,
    not_later_than,
    tell_unit,
)
from lachan.takedown.rules import (
    ContentState,
)
from lachan.tips.models import Tip
from lachan.vault import operations as vault

DECISION = "CONTENT_DECISION"
OFFICERS = (Role.CONTENT_OFFICER, Role.POLICE)


@transaction.atomic
def open_content_case(
    *,
    unit: Unit,
    harm: str,
    severity: Severity,
    platform: str,
    locator: str,
    received_at: datetime,
    by: Author,
    now: datetime,
    tip: Tip | None = None,
    finding: Finding | None = None,
) -> ContentCase:
    """`opened`: by triage for the unit that holds the function, or by that unit itself.

    `locator`: where it is, and nothing of what it shows. The day for a decision runs from now.
    """
    _may_open(by, unit)
    if harm not in HARMS:
        raise Invalid(field="harm", problem=gettext("không có trong danh mục."))
    case = ContentCase(
        number=next_number("ND", now=now),
        state=ContentState.OPENED,
        severity=Severity(severity),
        harm=harm,
        platform=filled("platform", platform),
        owner_unit=unit,
        opened_by_id=by.user_id,
        tip=tip,
        finding=finding,
        received_at=not_later_than(now, received_at, "received_at"),
        opened_at=now,
    )
    vault.seal(case, now=now, locator=filled("locator", locator))
    case.save(force_insert=True)
    journal.record(
        by=by,
        action="content.opened",
        subject=case,
        at=now,
        number=case.number,
        unit=unit.pk,
        harm=harm,
        severity=str(case.severity),
        tip=tip.pk if tip else None,
        finding=finding.pk if finding else None,
    )
    start_decision(case, by=by, now=now)
    tell_unit(unit.pk, OFFICERS, NoticeCode.NEW_WORK, case=case, now=now)
    return case


def _may_open(by: Author, unit: Unit) -> None:
    if holds(by, Permission.TRIAGE):
        return
    own = isinstance(by, Actor) and any(
        position.role in OFFICERS and unit.pk in position.own_ids for position in by.positions
    )
    if not own:
        raise NotAllowed(permission=Permission.TRIAGE.value)


def start_decision(case: ContentCase, *, by: Author, now: datetime) -> None:
    clocks.start(
        rule=DECISION,
        subject=Ref.of(case),
        owner_unit=case.owner_unit,
        owner=case.owner,
        started_at=now,
        label=case.number,
        by=by,
        now=now,
    )
