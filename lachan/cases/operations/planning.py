"""Mẫu 04: the plan is written and put before the Chair."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from lachan.cases.models import Assessment, CasePlan, ChildCase, Service
from lachan.cases.operations.approvals import ask
from lachan.cases.operations.clocks import PLAN, meet
from lachan.cases.operations.refusals import NotReady
from lachan.cases.operations.steps import (
    advance,
    filled,
    locked,
    person,
    tell_unit,
    touch,
)
from lachan.cases.rules import (
    ApprovalKind,
    AssessmentKind,
    CaseState,
    Need,
    Risk,
    ServiceState,
)
from lachan.cases.rules.guards import may_start_planning, may_submit_plan
from lachan.common.errors import Invalid, NotFound
from lachan.common.time import local_date
from lachan.journal.rules import Author
from lachan.notices.rules import NoticeCode
from lachan.people.models import Unit
from lachan.people.permissions import Permission
from lachan.people.rules import Role
from lachan.vault import operations as vault


@transaction.atomic
def start_planning(*, case: ChildCase, version: int, by: Author, now: datetime) -> ChildCase:
    """`assessed -> planning`: after Mẫu 03, unless the risk is low. Makes an empty sheet."""
    case = locked(
        case, CaseState.ASSESSED, by=by, permission=Permission.WRITE_CHILD_CASE, version=version
    )
    m03 = Assessment.objects.filter(
        case=case,
        episode=case.episode,
        kind=AssessmentKind.M03,
        approved_at__isnull=False,
    )
    problems = may_start_planning(risk=Risk(case.risk_level), m03_approved=m03.exists())
    if problems:
        raise NotReady(problems)
    plan = CasePlan(case=case, episode=case.episode, author_id=person(by), created_at=now)
    vault.seal(plan, now=now)
    plan.save(force_insert=True)
    return advance(
        case, CaseState.PLANNING, by=by, now=now, action="case.planning_started", plan=plan.pk
    )


@transaction.atomic
def write_plan(
    *,
    case: ChildCase,
    needs: Iterable[Need],
    goal: str,
    child_opinion: str,
    version: int,
    by: Author,
    now: datetime,
) -> CasePlan:
    """Writes the sheet; may be left half filled and written again until it is submitted."""
    case, plan = _sheet(case, version=version, by=by)
    plan.needs = sorted({str(Need(need)) for need in needs})
    plan.author_id = person(by)
    vault.seal(plan, now=now, goal=goal.strip(), child_opinion=child_opinion.strip())
    plan.save()
    touch(case, by=by, now=now, action="case.plan_written", plan=plan.pk, needs=len(plan.needs))
    return plan


def _sheet(case: ChildCase, *, version: int, by: Author) -> tuple[ChildCase, CasePlan]:
    case = locked(
        case, CaseState.PLANNING, by=by, permission=Permission.WRITE_CHILD_CASE, version=version
    )
    return case, plan_of(case)


def plan_of(case: ChildCase) -> CasePlan:
    """The plan of this opening, locked. Raises NotFound before planning began."""
    found = CasePlan.objects.select_for_update(of=("self",)).filter(case=case, episode=case.episode)
    plan: CasePlan | None = found.first()
    if plan is None:
        raise NotFound
    return plan


@transaction.atomic
def add_service(
    *,
    case: ChildCase,
    need: Need,
    action: str,
    unit: Unit,
    due_on: date,
    version: int,
    by: Author,
    now: datetime,
) -> Service:
    """One thing a unit will do by a day. Its need joins the plan's needs."""
    case, plan = _sheet(case, version=version, by=by)
    if due_on < local_date(now):
        raise Invalid(field="due_on", problem=gettext("hạn không được ở quá khứ."))
    service = Service(
        case=case,
        plan=plan,
        need=Need(need),
        unit=unit,
        due_on=due_on,
        first_due_on=due_on,
        state=ServiceState.PLANNED,
        created_at=now,
    )
    vault.seal(service, now=now, action=filled("action", action))
    service.save(force_insert=True)
    plan.needs = sorted({*plan.needs, str(service.need)})
    plan.save(update_fields=["needs"])
    touch(
        case,
        by=by,
        now=now,
        action="case.service_planned",
        service=service.pk,
        unit=unit.pk,
        due_on=due_on,
    )
    return service


@transaction.atomic
def drop_service(
    *, case: ChildCase, service: Service, version: int, by: Author, now: datetime
) -> ChildCase:
    """Takes a service off a sheet that was not approved yet."""
    case, plan = _sheet(case, version=version, by=by)
    gone, _ = Service.objects.filter(pk=service.pk, plan=plan).delete()
    if not gone:
        raise NotFound
    return touch(case, by=by, now=now, action="case.service_dropped", service=service.pk)


@transaction.atomic
def submit_plan(*, case: ChildCase, version: int, by: Author, now: datetime) -> ChildCase:
    """`planning -> plan_review`. Being submitted is what the five working days ask for."""
    case, plan = _sheet(case, version=version, by=by)
    problems = may_submit_plan(
        needs=plan.needs,
        served=Service.objects.filter(plan=plan).values_list("need", flat=True),
        opinion_recorded=plan.child_opinion is not None,
    )
    if problems:
        raise NotReady(problems)
    plan.submitted_at = now
    plan.save(update_fields=["submitted_at"])
    ask(case, ApprovalKind.PLAN, plan.pk, by=by, now=now)
    meet(PLAN, case, evidence=plan, at=now, by=by, now=now)
    advance(case, CaseState.PLAN_REVIEW, by=by, now=now, action="case.plan_submitted", plan=plan.pk)
    tell_unit(case.owner_unit_id, Role.COMMUNE_CHAIR, NoticeCode.APPROVAL_WAITS, case=case, now=now)
    return case
