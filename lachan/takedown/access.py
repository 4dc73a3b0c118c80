"""The doors to one content case and to its requests."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lachan.common.errors import NotFound
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.permissions import Permission, require
from lachan.takedown.models import ContentCase, Recheck, TakedownRequest

READ = Permission.READ_CONTENT_CASE


@transaction.atomic
def content_case_for(
    actor: Author, case_id: UUID | str, permission: Permission = READ, *, now: datetime
) -> ContentCase:
    """One case to read or work on, and a line in the trail: an address can lead to a child.

    NotFound alike for no case and another unit's; NotAllowed for one that may only be read.
    """
    rows = ContentCase.objects.visible_to(actor, READ).select_related(
        "owner_unit", "owner", "record_key"
    )
    case = rows.filter(pk=_uuid(case_id)).first()
    if case is None:
        raise NotFound
    if permission is not READ:
        require(actor, permission)
        if not ContentCase.objects.visible_to(actor, permission).filter(pk=case.pk).exists():
            raise NotFound
    journal.record(by=actor, action="read", subject=case, at=now, permission=permission.value)
    return case


def request_for(
    actor: Author, request_id: UUID | str, permission: Permission = READ, *, now: datetime
) -> TakedownRequest:
    """One request, through the door of its case."""
    rows = TakedownRequest.objects.visible_to(actor).select_related("legal_basis", "record_key")
    request: TakedownRequest | None = rows.filter(pk=_uuid(request_id)).first()
    if request is None:
        raise NotFound
    request.case = content_case_for(actor, request.case_id, permission, now=now)
    return request


def recheck_for(
    actor: Author, recheck_id: int, permission: Permission = READ, *, now: datetime
) -> Recheck:
    """One look, through the door of its case."""
    row: Recheck | None = Recheck.objects.visible_to(actor).filter(pk=recheck_id).first()
    if row is None:
        raise NotFound
    row.request = request_for(actor, row.request_id, permission, now=now)
    return row


def _uuid(given: UUID | str) -> UUID:
    """NotFound for what cannot be an id: a mistyped address says no more than a wrong one."""
    try:
        return given if isinstance(given, UUID) else UUID(given)
    except ValueError:
        raise NotFound from None
