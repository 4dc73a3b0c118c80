"""The Chair approves the plan, or sends it back."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from lachan.cases.models import ChildCase
from lachan.cases.operations.approvals import decide, waiting, write_note
from lachan.cases.operations.planning import plan_of
from lachan.cases.operations.refusals import SamePerson
from lachan.cases.operations.steps import (
    advance,
    filled,
    locked,
    person,
    tell_unit,
)
from lachan.cases.rules import (
    ApprovalKind,
    ApprovalState,
    CaseState,
    NoteKind,
)
from lachan.common.errors import Invalid
from lachan.common.time import local_date
from lachan.journal.rules import Author
from lachan.notices.rules import NoticeCode
from lachan.people.permissions import Permission
from lachan.people.rules import Role


@transaction.atomic
def approve_plan(
    *,
    case: ChildCase,
    decision_number: str,
    decided_on: date,
    version: int,
    by: Author,
    now: datetime,
) -> ChildCase:
    """`plan_review -> implementing`, by the Chair or delegate, by a numbered and dated decision."""
    case = locked(
        case, CaseState.PLAN_REVIEW, by=by, permission=Permission.APPROVE_PLAN, version=version
    )
    if decided_on > local_date(now):
        raise Invalid(field="decided_on", problem=gettext("không được ở tương lai."))
    number = filled("decision_number", decision_number)
    plan = plan_of(case)
    if plan.author_id == by.user_id:
        raise SamePerson
    asked, approved = waiting(case, ApprovalKind.PLAN, plan.pk, by=by), ApprovalState.APPROVED
    decide(asked, approved, by=by, now=now, decision_number=number, decided_on=decided_on)
    plan.approved_by_id, plan.approved_at = person(by), now
    plan.decision_number, plan.decided_on = number, decided_on
    plan.save()
    advance(case, CaseState.IMPLEMENTING, by=by, now=now, action="case.plan_approved", plan=plan.pk)
    tell_unit(case.owner_unit_id, Role.COMMUNE_WORKER, NoticeCode.NEW_WORK, case=case, now=now)
    return case


@transaction.atomic
def return_plan(
    *, case: ChildCase, reason: str, version: int, by: Author, now: datetime
) -> ChildCase:
    """`plan_review -> planning`: the Chair sends the plan back with a reason."""
    case = locked(
        case, CaseState.PLAN_REVIEW, by=by, permission=Permission.APPROVE_PLAN, version=version
    )
    plan = plan_of(case)
    decide(waiting(case, ApprovalKind.PLAN, plan.pk, by=by), ApprovalState.REJECTED, by=by, now=now)
    write_note(case, NoteKind.RETURNED, reason, by=by, now=now)
    advance(case, CaseState.PLANNING, by=by, now=now, action="case.plan_returned", plan=plan.pk)
    tell_unit(case.owner_unit_id, Role.COMMUNE_WORKER, NoticeCode.RETURNED, case=case, now=now)
    return case
