"""A case rests until a day."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from lachan.cases.models import ChildCase
from lachan.cases.operations.approvals import write_note
from lachan.cases.operations.steps import (
    advance,
    locked,
    tell_unit,
)
from lachan.cases.rules import OPEN_STATES, CaseState, NoteKind
from lachan.common.errors import Invalid
from lachan.common.time import local_date
from lachan.journal.rules import Author
from lachan.notices.rules import NoticeCode
from lachan.people.permissions import Permission
from lachan.people.rules import Role


@transaction.atomic
def suspend(
    *,
    case: ChildCase,
    reason: str,
    wake_on: date,
    version: int,
    by: Author,
    now: datetime,
) -> ChildCase:
    """Any open state -> `suspended` until a day. Legal deadlines go on: the law knows no pause."""
    case = locked(
        case, *OPEN_STATES, by=by, permission=Permission.CLOSE_CHILD_CASE, version=version
    )
    if wake_on <= local_date(now):
        raise Invalid(field="wake_on", problem=gettext("phải là một ngày sau hôm nay."))
    write_note(case, NoteKind.SUSPENDED, reason, by=by, now=now)
    case.suspended_from, case.wake_on = case.state, wake_on
    return advance(
        case,
        CaseState.SUSPENDED,
        "suspended_from",
        "wake_on",
        by=by,
        now=now,
        action="case.suspended",
        wake_on=wake_on,
    )


@transaction.atomic
def resume(*, case: ChildCase, version: int, by: Author, now: datetime) -> ChildCase:
    """`suspended ->` the state it was suspended in."""
    case = locked(
        case, CaseState.SUSPENDED, by=by, permission=Permission.WRITE_CHILD_CASE, version=version
    )
    return _woken(case, by=by, now=now)


def _woken(case: ChildCase, *, by: Author, now: datetime) -> ChildCase:
    after = CaseState(case.suspended_from)
    case.suspended_from, case.wake_on = "", None
    return advance(case, after, "suspended_from", "wake_on", by=by, now=now, action="case.resumed")


@transaction.atomic
def wake_due(*, now: datetime) -> int:
    """Resumes every case whose day has come and tells its unit; how many. Safe to repeat."""
    by = Author.system("cases")
    due = ChildCase.objects.select_for_update(of=("self",), skip_locked=True).filter(
        wake_on__lte=local_date(now)
    )
    cases = list(due)
    for case in cases:
        _woken(case, by=by, now=now)
        tell_unit(case.owner_unit_id, Role.COMMUNE_WORKER, NoticeCode.NEW_WORK, case=case, now=now)
    return len(cases)
