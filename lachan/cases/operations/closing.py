"""A case closes by two people, and may be opened again."""

from datetime import datetime

from django.db import transaction

from lachan.cases.models import (
    ChildCase,
    Closure,
)
from lachan.cases.operations.approvals import decide, waiting, write_note
from lachan.cases.operations.clocks import start_clocks
from lachan.cases.operations.refusals import NothingWaits, NotReady
from lachan.cases.operations.steps import (
    advance,
    locked,
    person,
    tell_unit,
)
from lachan.cases.queries import unfinished
from lachan.cases.rules import (
    ApprovalKind,
    ApprovalState,
    CaseState,
    ClosureReason,
    NoteKind,
)
from lachan.cases.rules.guards import may_close
from lachan.journal.rules import Author
from lachan.notices.rules import NoticeCode
from lachan.people.permissions import Permission
from lachan.people.rules import Role


@transaction.atomic
def approve_closure(*, case: ChildCase, version: int, by: Author, now: datetime) -> ChildCase:
    """`closure_requested -> closed`, by somebody else, with nothing left open."""
    case, closure = _asked(case, version=version, by=by)
    left = unfinished(case)
    problems = may_close(left=left, reason=ClosureReason(closure.reason))
    if problems:
        raise NotReady(problems)
    decide(
        waiting(case, ApprovalKind.CLOSURE, closure.pk, by=by),
        ApprovalState.APPROVED,
        by=by,
        now=now,
    )
    closure.approved_by_id, closure.approved_at = person(by), now
    closure.save(update_fields=["approved_by", "approved_at"])
    case.closed_at = now
    return advance(
        case,
        CaseState.CLOSED,
        "closed_at",
        by=by,
        now=now,
        action="case.closed",
        closure=closure.pk,
        reason=str(closure.reason),
        outcome=str(closure.outcome),
    )


@transaction.atomic
def return_closure(
    *, case: ChildCase, reason: str, version: int, by: Author, now: datetime
) -> ChildCase:
    """`closure_requested -> reviewing`: not yet, and why."""
    case, closure = _asked(case, version=version, by=by)
    decide(
        waiting(case, ApprovalKind.CLOSURE, closure.pk, by=by),
        ApprovalState.REJECTED,
        by=by,
        now=now,
    )
    write_note(case, NoteKind.RETURNED, reason, by=by, now=now)
    advance(case, CaseState.REVIEWING, by=by, now=now, action="case.closure_returned")
    tell_unit(case.owner_unit_id, Role.COMMUNE_WORKER, NoticeCode.RETURNED, case=case, now=now)
    return case


def _asked(case: ChildCase, *, version: int, by: Author) -> tuple[ChildCase, Closure]:
    case = locked(
        case,
        CaseState.CLOSURE_REQUESTED,
        by=by,
        permission=Permission.CLOSE_CHILD_CASE,
        version=version,
    )
    closures = Closure.objects.select_for_update(of=("self",)).filter(
        case=case, episode=case.episode, approved_at__isnull=True
    )
    closure = closures.order_by("-requested_at").first()
    if closure is None:
        raise NothingWaits
    return case, closure


@transaction.atomic
def reopen(*, case: ChildCase, reason: str, version: int, by: Author, now: datetime) -> ChildCase:
    """`closed -> initial_assessment`: a new opening with its own clocks, forms and plan.

    What was written before stays as it was, and the figures of the earlier closing too.
    """
    case = locked(
        case, CaseState.CLOSED, by=by, permission=Permission.CLOSE_CHILD_CASE, version=version
    )
    write_note(case, NoteKind.REOPENED, reason, by=by, now=now)
    case.episode += 1
    case.closed_at = case.review_started_at = None
    case.clocks_from = now
    advance(
        case,
        CaseState.INITIAL_ASSESSMENT,
        "episode",
        "closed_at",
        "review_started_at",
        "clocks_from",
        by=by,
        now=now,
        action="case.reopened",
        episode=case.episode,
    )
    start_clocks(case, by=by, now=now)
    tell_unit(case.owner_unit_id, Role.COMMUNE_WORKER, NoticeCode.NEW_WORK, case=case, now=now)
    return case
