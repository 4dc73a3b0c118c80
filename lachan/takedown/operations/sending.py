"""A request goes out; the platform has a day from then."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from lachan.clocks import operations as clocks
from lachan.common.errors import Invalid
from lachan.common.refs import Ref
from lachan.common.taxonomy import Severity
from lachan.common.time import local_date
from lachan.journal.rules import Author
from lachan.people.permissions import Permission
from lachan.takedown.models import TakedownRequest
from lachan.takedown.operations.casework import DECISION
from lachan.takedown.operations.refusals import NotUrgent, SamePerson
from lachan.takedown.operations.requests import refuse_out_of_force
from lachan.takedown.operations.steps import (
    advance,
    advance_request,
    locked_request,
    not_later_than,
    person,
    touch,
)
from lachan.takedown.rules import (
    ContentState,
    RequestState,
)

REMOVAL = "TAKEDOWN_24H"


@transaction.atomic
def send_request(
    *,
    request: TakedownRequest,
    version: int,
    by: Author,
    now: datetime,
    sent_at: datetime | None = None,
    reference: str = "",
) -> TakedownRequest:
    """`approved -> sent`: records that it went out. The platform's day runs from `sent_at`."""
    request = locked_request(
        request, by=by, permission=Permission.WRITE_CONTENT_CASE, version=version
    )
    return _sent(request, sent_at=sent_at or now, reference=reference, by=by, now=now)


@transaction.atomic
def send_urgent(
    *,
    request: TakedownRequest,
    version: int,
    by: Author,
    now: datetime,
    reference: str = "",
) -> TakedownRequest:
    """S1 only: out at once on the officer's own approval. Another person must look afterwards, and
    the case cannot close before."""
    request = locked_request(
        request, by=by, permission=Permission.WRITE_CONTENT_CASE, version=version
    )
    if request.case.severity != Severity.S1:
        raise NotUrgent
    request.urgent = True
    request.approved_by_id, request.approved_at = person(by), now
    advance_request(request, RequestState.APPROVED, by=by, now=now, urgent=True)
    return _sent(request, sent_at=now, reference=reference, by=by, now=now)


def _sent(
    request: TakedownRequest, *, sent_at: datetime, reference: str, by: Author, now: datetime
) -> TakedownRequest:
    case = request.case
    refuse_out_of_force(request.legal_basis, local_date(sent_at))
    request.sent_at = not_later_than(now, sent_at, "sent_at")
    request.reference = reference.strip()
    clock = clocks.start(
        rule=REMOVAL,
        subject=Ref.of(request),
        owner_unit=case.owner_unit,
        owner=case.owner,
        started_at=sent_at,
        label=case.number,
        by=by,
        now=now,
    )
    request.due_at = clock.due_at
    advance_request(request, RequestState.SENT, by=by, now=now, basis=request.legal_basis.code)
    clocks.meet(
        rule=DECISION,
        subject=Ref.of(case),
        evidence=Ref.of(request),
        at=sent_at,
        by=by,
        now=now,
    )
    if case.state == ContentState.REQUESTING:
        advance(case, ContentState.WAITING, by=by, now=now, action="content.waiting")
    else:
        touch(case, by=by, now=now, action="content.request_sent")
    return request


@transaction.atomic
def review_urgent(
    *, request: TakedownRequest, agrees: bool, version: int, by: Author, now: datetime
) -> TakedownRequest:
    """The look afterwards. Disagreeing undoes nothing by itself: it is for the unit to withdraw."""
    request = locked_request(
        request, by=by, permission=Permission.APPROVE_TAKEDOWN, version=version
    )
    if not request.urgent or request.reviewed_at is not None:
        raise Invalid(field="request", problem=gettext("không chờ duyệt sau."))
    if request.officer_id == person(by):
        raise SamePerson
    request.reviewed_by_id, request.reviewed_at = person(by), now
    request.review_agrees = agrees
    request.save(update_fields=["reviewed_by", "reviewed_at", "review_agrees"])
    touch(request.case, by=by, now=now, action="content.urgent_reviewed", agrees=agrees)
    return request
