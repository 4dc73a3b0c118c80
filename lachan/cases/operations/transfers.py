"""A case goes to another unit with its clocks, once that unit has accepted it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from lachan.cases.models import ChildCase, Transfer
from lachan.cases.operations.refusals import NothingWaits
from lachan.cases.operations.steps import (
    filled,
    locked,
    person,
    refuse_unless_in,
    tell_unit,
    touch,
)
from lachan.cases.rules import NOT_CLOSED, TransferState
from lachan.clocks import operations as clocks
from lachan.common.errors import Invalid, NotFound
from lachan.common.refs import Ref
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.notices.rules import NoticeCode
from lachan.people.models import Unit, User
from lachan.people.permissions import Permission, holds, require
from lachan.people.rules import Actor, Role
from lachan.vault import operations as vault


@transaction.atomic
def propose_transfer(
    *,
    case: ChildCase,
    to_unit: Unit,
    reason: str,
    version: int,
    by: Author,
    now: datetime,
) -> Transfer:
    """Offers the case to another unit; it stays with its owner, who answers for it, until then."""
    assigning = holds(by, Permission.ASSIGN_CASE)
    permission = Permission.ASSIGN_CASE if assigning else Permission.WRITE_CHILD_CASE
    case = locked(case, *NOT_CLOSED, by=by, permission=permission, version=version)
    if to_unit.pk == case.owner_unit_id:
        raise Invalid(field="to_unit", problem=gettext("ca đã thuộc đơn vị này."))
    if Transfer.objects.filter(case=case, state=TransferState.PROPOSED).exists():
        raise Invalid(
            field="to_unit", problem=gettext("đang có một đề nghị chuyển giao chờ trả lời.")
        )
    transfer = Transfer(
        case=case,
        from_unit_id=case.owner_unit_id,
        to_unit=to_unit,
        state=TransferState.PROPOSED,
        proposed_by_id=person(by),
        proposed_at=now,
    )
    vault.seal(transfer, now=now, reason=filled("reason", reason))
    transfer.save(force_insert=True)
    touch(case, by=by, now=now, action="case.transfer_proposed", to_unit=to_unit.pk)
    tell_unit(to_unit.pk, Role.COMMUNE_WORKER, NoticeCode.HANDED_OVER, case=case, now=now)
    return transfer


@transaction.atomic
def accept_transfer(*, transfer: Transfer, by: Author, now: datetime) -> ChildCase:
    """The receiving unit takes the case with its clocks, which do not start again."""
    transfer = _offered(transfer, side="to_unit_id", by=by)
    case = ChildCase.objects.select_for_update(of=("self",)).get(pk=transfer.case_id)
    refuse_unless_in(case, *NOT_CLOSED)
    _answer(transfer, TransferState.ACCEPTED, by=by, now=now)
    owner = User.objects.get(pk=person(by))
    case.owner_unit, case.owner = transfer.to_unit, owner
    clocks.hand_over(subject=Ref.of(case), unit=transfer.to_unit, owner=owner, by=by, now=now)
    return touch(
        case,
        "owner_unit",
        "owner",
        by=by,
        now=now,
        action="case.transferred",
        from_unit=transfer.from_unit_id,
        to_unit=transfer.to_unit_id,
    )


@transaction.atomic
def reject_transfer(*, transfer: Transfer, by: Author, now: datetime) -> Transfer:
    """The receiving unit does not take the case; its owner is told and keeps it."""
    transfer = _offered(transfer, side="to_unit_id", by=by)
    _answer(transfer, TransferState.REJECTED, by=by, now=now)
    tell_unit(
        transfer.from_unit_id, Role.COMMUNE_WORKER, NoticeCode.RETURNED, case=transfer.case, now=now
    )
    return transfer


@transaction.atomic
def withdraw_transfer(*, transfer: Transfer, by: Author, now: datetime) -> Transfer:
    """The owning unit takes its offer back."""
    transfer = _offered(transfer, side="from_unit_id", by=by)
    return _answer(transfer, TransferState.WITHDRAWN, by=by, now=now)


def _offered(transfer: Transfer, *, side: str, by: Author) -> Transfer:
    """The waiting offer, locked, for a case worker of the unit on that side of it."""
    require(by, Permission.WRITE_CHILD_CASE)
    found = Transfer.objects.select_for_update(of=("self",)).filter(pk=transfer.pk).first()
    if found is None or not _works_in(by, getattr(found, side)):
        raise NotFound
    if found.state != TransferState.PROPOSED:
        raise NothingWaits
    return found


def _works_in(by: Author, unit_id: int) -> bool:
    return isinstance(by, Actor) and any(
        position.role is Role.COMMUNE_WORKER and unit_id in position.own_ids
        for position in by.positions
    )


def _answer(transfer: Transfer, state: TransferState, *, by: Author, now: datetime) -> Transfer:
    transfer.state = state
    transfer.answered_by_id, transfer.answered_at = person(by), now
    transfer.save(update_fields=["state", "answered_by", "answered_at"])
    journal.record(by=by, action=f"transfer.{state}", subject=transfer, at=now)
    return transfer
