"""The plan is carried out: services, visits, notes."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from lachan.cases.models import CaseNote, ChildCase, FollowUp, Service
from lachan.cases.operations.approvals import write_note
from lachan.cases.operations.refusals import Frozen
from lachan.cases.operations.steps import (
    filled,
    locked,
    not_later_than,
    person,
    touch,
)
from lachan.cases.rules import (
    FINAL_SERVICE_STATES,
    NOT_CLOSED,
    SERVICE_MOVES,
    CaseState,
    FollowUpMethod,
    NoteKind,
    ServiceState,
)
from lachan.common.errors import Invalid, NotFound
from lachan.common.states import may_move
from lachan.common.time import local_date
from lachan.journal.rules import Author
from lachan.people.permissions import Permission
from lachan.vault import operations as vault

_AT_WORK = (CaseState.IMPLEMENTING, CaseState.REVIEWING)


@transaction.atomic
def begin_service(*, service: Service, version: int, by: Author, now: datetime) -> Service:
    """`planned -> in_progress`."""
    case, service = _service(service, version=version, by=by)
    return _moved(case, service, ServiceState.IN_PROGRESS, by=by, now=now)


@transaction.atomic
def end_service(
    *,
    service: Service,
    state: ServiceState,
    outcome: str,
    version: int,
    by: Author,
    now: datetime,
) -> Service:
    """Done, or not done and why: `outcome` says it in either case."""
    case, service = _service(service, version=version, by=by)
    if state not in FINAL_SERVICE_STATES:
        raise Invalid(field="state", problem=gettext("chỉ chọn đã thực hiện hoặc không thực hiện."))
    vault.seal(service, now=now, outcome=filled("outcome", outcome))
    service.ended_at = now
    return _moved(case, service, ServiceState(state), by=by, now=now)


@transaction.atomic
def reschedule_service(
    *, service: Service, due_on: date, version: int, by: Author, now: datetime
) -> Service:
    """A new day, today or later. The first one is kept."""
    case, service = _service(service, version=version, by=by)
    if service.state in FINAL_SERVICE_STATES:
        raise Frozen
    if due_on < local_date(now):
        raise Invalid(field="due_on", problem=gettext("hạn không được ở quá khứ."))
    service.due_on = due_on
    service.save(update_fields=["due_on"])
    touch(
        case, by=by, now=now, action="case.service_rescheduled", service=service.pk, due_on=due_on
    )
    return service


def _service(service: Service, *, version: int, by: Author) -> tuple[ChildCase, Service]:
    case = locked(
        service.case, *_AT_WORK, by=by, permission=Permission.WRITE_CHILD_CASE, version=version
    )
    found = Service.objects.select_for_update(of=("self",)).select_related("record_key")
    row = found.filter(pk=service.pk, case=case, plan__episode=case.episode).first()
    if row is None:
        raise NotFound
    return case, row


def _moved(
    case: ChildCase, service: Service, after: ServiceState, *, by: Author, now: datetime
) -> Service:
    if not may_move(SERVICE_MOVES, service.state, after):
        raise Frozen
    before, service.state = service.state, after
    service.save(update_fields=["state", "outcome", "ended_at"])
    touch(
        case,
        by=by,
        now=now,
        action="case.service_moved",
        service=service.pk,
        before=str(before),
        after=str(after),
    )
    return service


@transaction.atomic
def record_follow_up(
    *,
    case: ChildCase,
    done_at: datetime,
    method: FollowUpMethod,
    finding: str,
    version: int,
    by: Author,
    now: datetime,
    seen_alone: bool = False,
) -> FollowUp:
    """Somebody saw or spoke to the child, and what they found."""
    case = locked(case, *NOT_CLOSED, by=by, permission=Permission.WRITE_CHILD_CASE, version=version)
    visit = FollowUp(
        case=case,
        done_at=not_later_than(now, done_at, "done_at"),
        method=FollowUpMethod(method),
        seen_alone=seen_alone,
        author_id=person(by),
        recorded_at=now,
    )
    vault.seal(visit, now=now, finding=filled("finding", finding))
    visit.save(force_insert=True)
    touch(
        case,
        by=by,
        now=now,
        action="case.followed_up",
        follow_up=visit.pk,
        method=str(visit.method),
    )
    return visit


@transaction.atomic
def add_note(*, case: ChildCase, text: str, by: Author, now: datetime) -> CaseNote:
    """Words for whoever works on the case next. It overwrites nothing, so it needs no version."""
    case = locked(case, by=by, permission=Permission.WRITE_CHILD_CASE, version=None)
    note = write_note(case, NoteKind.PROGRESS, text, by=by, now=now)
    touch(case, by=by, now=now, action="case.note_added", note=note.pk)
    return note
