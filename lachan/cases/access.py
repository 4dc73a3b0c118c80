"""The doors to one child case and to its parts. Reading a child's data leaves a trace."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from lachan.cases.models import Assessment, ChildCase, Service, Transfer
from lachan.common.errors import NotFound
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.permissions import Permission, require

READ = Permission.READ_CHILD_CASE
P = TypeVar("P", Assessment, Service)


@transaction.atomic
def case_for(
    actor: Author, case_id: UUID | str, permission: Permission = READ, *, now: datetime
) -> ChildCase:
    """One case to read or work on, and a line in the trail that it was opened.

    NotFound alike for no case, another unit's and one the person is too close to; NotAllowed for
    a case that may be read but not that.
    """
    readable = ChildCase.objects.visible_to(actor, READ)
    rows = readable.select_related("owner_unit", "owner", "child__record_key", "record_key")
    case = rows.filter(pk=_uuid(case_id)).first()
    if case is None:
        raise NotFound
    if permission is not READ:
        require(actor, permission)
        if not ChildCase.objects.visible_to(actor, permission).filter(pk=case.pk).exists():
            raise NotFound
    journal.record(by=actor, action="read", subject=case, at=now, permission=permission.value)
    return case


def summary_for(actor: Author, case_id: UUID | str) -> ChildCase:
    """Number, state, unit and moments of one case, for those who may know no more of it."""
    seen = ChildCase.objects.visible_to(actor, Permission.READ_CASE_METADATA)
    case = seen.select_related("owner_unit").defer("summary").filter(pk=_uuid(case_id)).first()
    if case is None:
        raise NotFound
    return case


def assessment_for(
    actor: Author, assessment_id: UUID | str, permission: Permission = READ, *, now: datetime
) -> Assessment:
    """One form, through the door of its case."""
    return _part(Assessment, actor, assessment_id, permission, now=now)


def service_for(
    actor: Author, service_id: UUID | str, permission: Permission = READ, *, now: datetime
) -> Service:
    """One service, through the door of its case."""
    return _part(Service, actor, service_id, permission, now=now)


def _part(
    kind: type[P], actor: Author, part_id: UUID | str, permission: Permission, *, now: datetime
) -> P:
    rows = kind.objects.visible_to(actor).select_related("record_key")
    part: P | None = rows.filter(pk=_uuid(part_id)).first()
    if part is None:
        raise NotFound
    part.case = case_for(actor, part.case_id, permission, now=now)
    return part


def transfer_for(actor: Author, transfer_id: UUID | str) -> Transfer:
    """One offer, for the unit that made it and the one that got it."""
    rows = Transfer.objects.visible_to(actor).select_related("case", "from_unit", "to_unit")
    transfer = rows.filter(pk=_uuid(transfer_id)).first()
    if transfer is None:
        raise NotFound
    return transfer


def _uuid(given: UUID | str) -> UUID:
    """NotFound for what cannot be an id: a mistyped address says no more than a wrong one."""
    try:
        return given if isinstance(given, UUID) else UUID(given)
    except ValueError:
        raise NotFound from None
