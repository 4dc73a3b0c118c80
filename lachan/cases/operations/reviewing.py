"""The work is reviewed with Mẫu 06: it goes on, or somebody asks to close."""

from datetime import datetime

from django.db import transaction

from lachan.cases.models import (
    Assessment,
    ChildCase,
    Closure,
    FollowUp,
    Service,
)
from lachan.cases.operations.approvals import ask
from lachan.cases.operations.planning import plan_of
from lachan.cases.operations.refusals import NoReviewYet, NotReady
from lachan.cases.operations.steps import (
    advance,
    filled,
    locked,
    person,
    tell_unit,
)
from lachan.cases.rules import (
    ApprovalKind,
    AssessmentKind,
    CaseState,
    ClosureReason,
    Outcome,
    Risk,
    ServiceState,
)
from lachan.cases.rules.guards import may_start_review
from lachan.common.time import local_date
from lachan.journal.rules import Author
from lachan.notices.rules import NoticeCode
from lachan.people.permissions import Permission
from lachan.people.rules import Role
from lachan.vault import operations as vault


@transaction.atomic
def start_review(*, case: ChildCase, version: int, by: Author, now: datetime) -> ChildCase:
    """`implementing -> reviewing`: nothing overdue without an answer, and the child was seen."""
    case = locked(
        case, CaseState.IMPLEMENTING, by=by, permission=Permission.WRITE_CHILD_CASE, version=version
    )
    plan = plan_of(case)
    services = Service.objects.filter(plan=plan).values_list("state", "due_on")
    problems = may_start_review(
        services=[(ServiceState(state), due) for state, due in services],
        follow_ups=FollowUp.objects.filter(case=case, done_at__gte=plan.approved_at).count(),
        risk=Risk(case.risk_level),
        today=local_date(now),
    )
    if problems:
        raise NotReady(problems)
    case.review_started_at = now
    return advance(
        case,
        CaseState.REVIEWING,
        "review_started_at",
        by=by,
        now=now,
        action="case.review_started",
    )


@transaction.atomic
def continue_plan(*, case: ChildCase, version: int, by: Author, now: datetime) -> ChildCase:
    """`reviewing -> implementing`: Mẫu 06 says the work goes on."""
    case = _reviewed(case, version=version, by=by)
    return advance(case, CaseState.IMPLEMENTING, by=by, now=now, action="case.plan_continued")


@transaction.atomic
def request_closure(
    *,
    case: ChildCase,
    reason: ClosureReason,
    outcome: Outcome,
    child_view: str,
    version: int,
    by: Author,
    now: datetime,
) -> Closure:
    """`reviewing -> closure_requested`, with what the child says to it."""
    case = _reviewed(case, version=version, by=by)
    closure = Closure(
        case=case,
        episode=case.episode,
        reason=ClosureReason(reason),
        outcome=Outcome(outcome),
        requested_by_id=person(by),
        requested_at=now,
    )
    vault.seal(closure, now=now, child_view=filled("child_view", child_view))
    closure.save(force_insert=True)
    ask(case, ApprovalKind.CLOSURE, closure.pk, by=by, now=now)
    advance(
        case,
        CaseState.CLOSURE_REQUESTED,
        by=by,
        now=now,
        action="case.closure_requested",
        closure=closure.pk,
        reason=str(closure.reason),
    )
    tell_unit(case.owner_unit_id, Role.COMMUNE_CHAIR, NoticeCode.APPROVAL_WAITS, case=case, now=now)
    return closure


def _reviewed(case: ChildCase, *, version: int, by: Author) -> ChildCase:
    case = locked(
        case, CaseState.REVIEWING, by=by, permission=Permission.WRITE_CHILD_CASE, version=version
    )
    forms = Assessment.objects.filter(case=case, episode=case.episode, kind=AssessmentKind.M06)
    if not forms.filter(approved_at__gte=case.review_started_at).exists():
        raise NoReviewYet
    return case
