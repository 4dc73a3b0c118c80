"""A request to a platform is drafted by an officer."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from lachan.common.errors import Invalid
from lachan.common.time import local_date
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.models import Unit
from lachan.people.permissions import Permission
from lachan.people.rules import Function
from lachan.takedown.models import ContentCase, LegalBasis, TakedownRequest
from lachan.takedown.operations.refusals import NotInForce
from lachan.takedown.operations.steps import (
    advance,
    locked,
    person,
    refuse_unless_in,
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
