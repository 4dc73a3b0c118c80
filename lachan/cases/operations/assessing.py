"""Mẫu 02, 03 and 06 are written by the worker."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext

from lachan.cases.models import Assessment, ChildCase
from lachan.cases.operations.approvals import (
    ask,
    withdraw_waiting,
)
from lachan.cases.operations.steps import (
    advance,
    filled,
    locked,
    person,
    tell_unit,
    touch,
)
from lachan.cases.rules import (
    WRITTEN_IN,
    ApprovalKind,
    AssessmentKind,
    CaseState,
    HarmItem,
    Level,
    ProtectionItem,
    Risk,
)
from lachan.common.errors import Invalid
from lachan.journal.rules import Author
from lachan.notices.rules import NoticeCode
from lachan.people.permissions import Permission
from lachan.people.rules import Role
from lachan.vault import operations as vault

Item = TypeVar("Item", bound=StrEnum)


@transaction.atomic
def start_initial_assessment(
    *, case: ChildCase, version: int, by: Author, now: datetime
) -> ChildCase:
    """`registered -> initial_assessment`. The twelve hours run since the case was heard of."""
    case = locked(
        case, CaseState.REGISTERED, by=by, permission=Permission.WRITE_CHILD_CASE, version=version
    )
    return advance(
        case, CaseState.INITIAL_ASSESSMENT, by=by, now=now, action="case.assessment_started"
    )


@transaction.atomic
def write_assessment(
    *,
    case: ChildCase,
    kind: AssessmentKind,
    risk: Risk,
    harm: Mapping[HarmItem, Level],
    protective: Mapping[ProtectionItem, Level],
    conclusion: str,
    version: int,
    by: Author,
    now: datetime,
    no_measure_reason: str = "",
) -> Assessment:
    """A filled form, put before the approver. Written again, it is a new row that takes the place
    of the one still waiting. Every item of the grid needs a level; unknown is not offered there.
    """
    case = locked(
        case, WRITTEN_IN[kind], by=by, permission=Permission.WRITE_CHILD_CASE, version=version
    )
    form = Assessment(
        case=case,
        episode=case.episode,
        kind=AssessmentKind(kind),
        risk=Risk(risk),
        harm=_grid("harm", harm, HarmItem),
        protective=_grid("protective", protective, ProtectionItem),
        author_id=person(by),
        written_at=now,
    )
    vault.seal(
        form,
        now=now,
        conclusion=filled("conclusion", conclusion),
        no_measure_reason=no_measure_reason.strip(),
    )
    form.save(force_insert=True)
    withdraw_waiting(case, ApprovalKind.ASSESSMENT, by=by, now=now)
    ask(case, ApprovalKind.ASSESSMENT, form.pk, by=by, now=now)
    touch(
        case,
        by=by,
        now=now,
        action="case.assessment_written",
        kind=str(form.kind),
        assessment=form.pk,
        risk=str(form.risk),
    )
    tell_unit(case.owner_unit_id, Role.COMMUNE_CHAIR, NoticeCode.APPROVAL_WAITS, case=case, now=now)
    return form


def _grid(field: str, given: Mapping[Item, Level], items: type[Item]) -> dict[str, str]:
    missing = set(items) - set(given)
    if missing or set(given) - set(items):
        raise Invalid(field=field, problem=gettext("phải chọn mức cho mọi tiêu chí."))
    return {str(item): str(Level(level)) for item, level in given.items()}
