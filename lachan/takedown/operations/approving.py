"""A request is approved by somebody other than its officer, sent back, or withdrawn."""

from datetime import datetime

from django.db import transaction

from lachan.journal.rules import Author
from lachan.notices.rules import NoticeCode
from lachan.people.permissions import Permission
from lachan.takedown.models import ContentCase, TakedownRequest
from lachan.takedown.operations.casework import OFFICERS
from lachan.takedown.operations.refusals import SamePerson
from lachan.takedown.operations.steps import (
    advance,
    advance_request,
    filled,
    locked_request,
    person,
    tell_unit,
    touch,
)
from lachan.takedown.rules import (
    ContentState,
    RequestState,
)
from lachan.vault import operations as vault

REMOVAL = "TAKEDOWN_24H"
_MAY_ASK = (
    ContentState.OPENED,
    ContentState.REOPENED,
    ContentState.REQUESTING,
    ContentState.WAITING,
    ContentState.VERIFIED,
)


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
