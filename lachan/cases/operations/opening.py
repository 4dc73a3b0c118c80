"""A case begins: identified by triage, or by the commune itself."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from lachan.cases.models import ChildCase
from lachan.cases.operations.clocks import start_clocks
from lachan.cases.operations.numbers import next_number
from lachan.cases.operations.steps import (
    filled,
    not_later_than,
    tell_unit,
)
from lachan.cases.rules import CaseState
from lachan.common.errors import Invalid, NotAllowed
from lachan.common.taxonomy import HARMS, Severity
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.monitor.models import Finding
from lachan.notices.rules import NoticeCode
from lachan.people.models import Unit
from lachan.people.permissions import Permission, holds
from lachan.people.rules import Actor, Role
from lachan.tips.models import Tip
from lachan.vault import operations as vault


@transaction.atomic
def open_case(
    *,
    unit: Unit,
    harm: str,
    severity: Severity,
    received_at: datetime,
    summary: str,
    by: Author,
    now: datetime,
    tip: Tip | None = None,
    finding: Finding | None = None,
) -> ChildCase:
    """`identified`: by intake for any commune, or by a commune worker for their own.

    `received_at` is when somebody first heard of it; both clocks run from there. `summary` is what
    the commune must know to begin.
    """
    _may_open(by, unit)
    if harm not in HARMS:
        raise Invalid(field="harm", problem=gettext("không có trong danh mục."))
    case = ChildCase(
        number=next_number("TE", now=now),
        state=CaseState.IDENTIFIED,
        severity=Severity(severity),
        harm=harm,
        owner_unit=unit,
        opened_by_id=by.user_id,
        tip=tip,
        finding=finding,
        received_at=not_later_than(now, received_at, "received_at"),
        clocks_from=received_at,
        opened_at=now,
    )
    vault.seal(case, now=now, summary=filled("summary", summary))
    case.save(force_insert=True)
    journal.record(
        by=by,
        action="case.identified",
        subject=case,
        at=now,
        number=case.number,
        unit=unit.pk,
        harm=harm,
        severity=str(case.severity),
        tip=tip.pk if tip else None,
        finding=finding.pk if finding else None,
    )
    start_clocks(case, by=by, now=now)
    tell_unit(unit.pk, Role.COMMUNE_WORKER, NoticeCode.NEW_WORK, case=case, now=now)
    return case


def _may_open(by: Author, unit: Unit) -> None:
    if holds(by, Permission.TRIAGE):
        return
    own = isinstance(by, Actor) and any(
        position.role is Role.COMMUNE_WORKER and unit.pk in position.own_ids
        for position in by.positions
    )
    if not own:
        raise NotAllowed(permission=Permission.TRIAGE.value)
