"""A request to a platform: drafted by an officer, approved by another, sent."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from lachan.clocks import operations as clocks
from lachan.common.errors import Invalid
from lachan.common.refs import Ref
from lachan.common.taxonomy import Severity
from lachan.common.time import local_date
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.notices.rules import NoticeCode
from lachan.people.models import Unit
from lachan.people.permissions import Permission
from lachan.people.rules import Function
from lachan.takedown.models import ContentCase, LegalBasis, TakedownRequest
from lachan.takedown.operations.casework import DECISION, OFFICERS
from lachan.takedown.operations.refusals import NotInForce, NotUrgent, SamePerson
from lachan.takedown.operations.steps import (
    advance,
    advance_request,
    filled,
    locked,
    locked_request,
    not_later_than,
    person,
    refuse_unless_in,
    tell_unit,
    touch,
)
from lachan.takedown.rules import (
    REQUEST_HOLDS_FOR,
    Channel,
    ContentState,
    RequestState,
)
from lachan.vault import operations as vault
from lachan.vault.queries import unseal

REMOVAL = "TAKEDOWN_24H"
_MAY_ASK = (
    ContentState.OPENED,
    ContentState.REOPENED,
    ContentState.REQUESTING,
    ContentState.WAITING,
    ContentState.VERIFIED,
)


@transaction.atomic
def draft_request(
    *,
    case: ContentCase,
    channel: Channel,
    legal_basis: LegalBasis,
    requester_function: Function,
    version: int,
    by: Author,
    now: datetime,
    platform: str = "",
    locator: str = "",
    expires_on: date | None = None,
    objection_unit: Unit | None = None,
    reupload_of: TakedownRequest | None = None,
) -> TakedownRequest:
    """Puts a request before the approver. Platform and address are the case's unless given.

    `expires_on`: after it the request no longer binds anybody; 90 days by default. Whoever objects
    writes to `objection_unit`, by default the unit of the case.
    """
    case = locked(case, by=by, permission=Permission.WRITE_CONTENT_CASE, version=version)
    refuse_unless_in(case, *_MAY_ASK)
    refuse_out_of_force(legal_basis, local_date(now))
    request = TakedownRequest(
        case=case,
        state=RequestState.DRAFT,
        platform=platform.strip() or case.platform,
        channel=Channel(channel),
        legal_basis=legal_basis,
        requester_function=Function(requester_function),
        objection_unit=objection_unit or case.owner_unit,
        expires_on=_end(expires_on, now),
        officer_id=person(by),
        drafted_at=now,
        reupload_of=reupload_of,
    )
    vault.seal(request, now=now, locator=locator.strip() or unseal(case, "locator"))
    request.save(force_insert=True)
    journal.record(
        by=by,
        action="takedown.drafted",
        subject=request,
        at=now,
        case=case.number,
        basis=legal_basis.code,
        channel=str(request.channel),
    )
    case.owner_id = person(by)
    _to_requesting(case, by=by, now=now)
    return request


def _end(given: date | None, now: datetime) -> date:
    end = given or local_date(now + REQUEST_HOLDS_FOR)
    if end <= local_date(now):
        raise Invalid(field="expires_on", problem=gettext("phải là một ngày sau hôm nay."))
    return end


def _to_requesting(case: ContentCase, *, by: Author, now: datetime) -> None:
    if case.state == ContentState.REQUESTING:
        touch(case, "owner", by=by, now=now, action="content.request_added")
        return
    advance(case, ContentState.REQUESTING, "owner", by=by, now=now, action="content.requesting")


def refuse_out_of_force(basis: LegalBasis, on: date) -> None:
    """Law is what was in force on the day. Raises NotInForce."""
    if on < basis.valid_from or (basis.valid_to is not None and on >= basis.valid_to):
        raise NotInForce


@transaction.atomic
def approve_request(
    *, request: TakedownRequest, version: int, by: Author, now: datetime
) -> TakedownRequest:
    """`draft -> approved`, by somebody other than its officer. `version` is the case's."""
    request = locked_request(
        request, by=by, permission=Permission.APPROVE_TAKEDOWN, version=version
    )
    if request.officer_id == person(by):
        raise SamePerson
    request.approved_by_id, request.approved_at = person(by), now
    advance_request(request, RequestState.APPROVED, by=by, now=now)
    touch(request.case, by=by, now=now, action="content.request_approved")
    tell_unit(request.case.owner_unit_id, OFFICERS, NoticeCode.NEW_WORK, case=request.case, now=now)
    return request


@transaction.atomic
def return_request(
    *, request: TakedownRequest, reason: str, version: int, by: Author, now: datetime
) -> TakedownRequest:
    """`draft -> withdrawn`: the approver does not agree, and says why; a new draft may follow."""
    request = locked_request(
        request, by=by, permission=Permission.APPROVE_TAKEDOWN, version=version
    )
    vault.seal(request.case, now=now, reason=filled("reason", reason))
    advance_request(request, RequestState.WITHDRAWN, by=by, now=now)
    _back_to_waiting(request.case, "reason", by=by, now=now, action="content.request_returned")
    tell_unit(request.case.owner_unit_id, OFFICERS, NoticeCode.RETURNED, case=request.case, now=now)
    return request


@transaction.atomic
def withdraw_request(
    *, request: TakedownRequest, version: int, by: Author, now: datetime
) -> TakedownRequest:
    """`draft | approved -> withdrawn`, by its own side, before it was sent."""
    request = locked_request(
        request, by=by, permission=Permission.WRITE_CONTENT_CASE, version=version
    )
    advance_request(request, RequestState.WITHDRAWN, by=by, now=now)
    _back_to_waiting(request.case, by=by, now=now, action="content.request_withdrawn")
    return request


def _back_to_waiting(
    case: ContentCase, *fields: str, by: Author, now: datetime, action: str
) -> None:
    """With no draft left, a case that has sent requests waits for those again."""
    requests = TakedownRequest.objects.filter(case=case)
    drafts = requests.filter(state__in=[RequestState.DRAFT, RequestState.APPROVED])
    asked = requests.filter(sent_at__isnull=False)
    if case.state == ContentState.REQUESTING and asked.exists() and not drafts.exists():
        advance(case, ContentState.WAITING, *fields, by=by, now=now, action=action)
    else:
        touch(case, *fields, by=by, now=now, action=action)


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
