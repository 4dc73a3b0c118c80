"""An assessment is approved by somebody else, or sent back."""

from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from django.db import transaction

from lachan.cases.models import Assessment, ChildCase, EmergencyMeasure
from lachan.cases.operations.approvals import (
    decide,
    waiting,
    write_note,
)
from lachan.cases.operations.clocks import EMERGENCY, emergency, meet, start_emergency
from lachan.cases.operations.refusals import NotReady, SamePerson
from lachan.cases.operations.steps import (
    advance,
    locked,
    person,
    refuse_unless_in,
    tell_unit,
    touch,
)
from lachan.cases.rules import (
    WRITTEN_IN,
    ApprovalKind,
    ApprovalState,
    AssessmentKind,
    CaseState,
    NoteKind,
    Risk,
)
from lachan.cases.rules.guards import is_emergency, may_conclude_initial_assessment
from lachan.common.taxonomy import Severity
from lachan.journal.rules import Author
from lachan.notices.rules import NoticeCode
from lachan.people.permissions import Permission
from lachan.people.rules import Role

Item = TypeVar("Item", bound=StrEnum)


@transaction.atomic
def approve_assessment(
    *, assessment: Assessment, version: int, by: Author, now: datetime
) -> Assessment:
    """The form becomes final and its risk the case's. Mẫu 02 also ends the initial assessment:
    an emergency then needs a measure, or a written reason why there is none.
    """
    case = locked(assessment.case, by=by, permission=Permission.APPROVE_ASSESSMENT, version=version)
    form = _decided(case, assessment, ApprovalState.APPROVED, by=by, now=now)
    form.approved_by_id, form.approved_at = person(by), now
    form.save(update_fields=["approved_by", "approved_at"])
    return _take_over(case, form, by=by, now=now)


def _decided(
    case: ChildCase,
    assessment: Assessment,
    state: ApprovalState,
    *,
    by: Author,
    now: datetime,
) -> Assessment:
    form: Assessment = Assessment.objects.select_for_update(of=("self",)).get(
        pk=assessment.pk, case=case
    )
    refuse_unless_in(case, WRITTEN_IN[AssessmentKind(form.kind)])
    if form.author_id == by.user_id:
        raise SamePerson
    approval = waiting(case, ApprovalKind.ASSESSMENT, form.pk, by=by)
    decide(approval, state, by=by, now=now)
    return form


def _take_over(case: ChildCase, form: Assessment, *, by: Author, now: datetime) -> Assessment:
    newly_urgent = form.risk == Risk.EMERGENCY != case.risk_level
    case.risk_level = form.risk
    facts = {"kind": str(form.kind), "assessment": form.pk, "risk": str(form.risk)}
    if form.kind != AssessmentKind.M02:
        if newly_urgent:
            start_emergency(case, started_at=now, by=by, now=now)
        touch(case, "risk_level", by=by, now=now, action="case.assessment_approved", **facts)
        return form
    _refuse_idle_emergency(case, form)
    _settle_emergency(case, form, by=by, now=now)
    advance(
        case,
        CaseState.ASSESSED,
        "risk_level",
        by=by,
        now=now,
        action="case.assessed",
        **facts,
    )
    return form


def _refuse_idle_emergency(case: ChildCase, form: Assessment) -> None:
    problems = may_conclude_initial_assessment(
        emergency=is_emergency(severity=Severity(case.severity), risk=Risk(form.risk)),
        measures=EmergencyMeasure.objects.filter(case=case, episode=case.episode).count(),
        reason_written=form.no_measure_reason is not None,
    )
    if problems:
        raise NotReady(problems)


def _settle_emergency(case: ChildCase, form: Assessment, *, by: Author, now: datetime) -> None:
    """With the written reason approved, the twelve hours end: somebody decided, on paper."""
    if emergency(case):
        start_emergency(case, started_at=case.clocks_from, by=by, now=now)
    meet(EMERGENCY, case, evidence=form, at=now, by=by, now=now)


@transaction.atomic
def return_assessment(
    *, assessment: Assessment, reason: str, version: int, by: Author, now: datetime
) -> Assessment:
    """The approver sends the form back; the worker writes a new one."""
    case = locked(assessment.case, by=by, permission=Permission.APPROVE_ASSESSMENT, version=version)
    form = _decided(case, assessment, ApprovalState.REJECTED, by=by, now=now)
    write_note(case, NoteKind.RETURNED, reason, by=by, now=now)
    touch(case, by=by, now=now, action="case.assessment_returned", assessment=form.pk)
    tell_unit(case.owner_unit_id, Role.COMMUNE_WORKER, NoticeCode.RETURNED, case=case, now=now)
    return form
