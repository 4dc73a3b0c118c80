"""The thread between a reporter and staff, who show as a role. Notes among staff live elsewhere."""

from datetime import datetime

from django.db import transaction

from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.permissions import Permission, require
from lachan.people.rules import Actor
from lachan.tips import receipts, rules
from lachan.tips.errors import CodeInMessage, EmptyMessage, PeopleOnly, TooLong
from lachan.tips.models import Tip, TipMessage
from lachan.tips.operations.screening import reopen
from lachan.vault import operations as vault


@transaction.atomic
def write_to_reporter(*, tip: Tip, body: str, by: Author, now: datetime) -> TipMessage:
    """Adds a message that the reporter will read. Raises EmptyMessage, TooLong, PeopleOnly."""
    require(by, Permission.MESSAGE_REPORTER)
    if not isinstance(by, Actor) or not by.positions:
        raise PeopleOnly
    message = _added(tip, rules.Direction.OUT, body, now, role=by.positions[0].role.value)
    journal.record(by=by, action="tip.message_out", subject=tip, at=now, message=message.pk)
    return message


@transaction.atomic
def write_from_reporter(*, tip: Tip, body: str, now: datetime) -> TipMessage:
    """Adds what the reporter wrote and puts the tip before staff again.

    An answered question and a closed tip go back to screening. Raises EmptyMessage, TooLong,
    CodeInMessage.
    """
    if any(receipts.lookup(code) == _lookup_of(tip) for code in receipts.codes_in(body)[:3]):
        raise CodeInMessage
    message = _added(tip, rules.Direction.IN, body, now)
    by = Author.public()
    journal.record(by=by, action="tip.message_in", subject=tip, at=now, message=message.pk)
    reopen(tip=tip, by=by, now=now)
    return message


@transaction.atomic
def mark_read(*, tip: Tip, by: Author, now: datetime) -> int:
    """Staff have opened the thread: how many messages of the reporter became read."""
    require(by, Permission.READ_TIP)
    return _now_read(tip, rules.Direction.IN, now)


@transaction.atomic
def seen_by_reporter(*, tip: Tip, now: datetime) -> int:
    """The reporter has opened the thread: how many messages of staff became read."""
    return _now_read(tip, rules.Direction.OUT, now)


def _added(
    tip: Tip, direction: rules.Direction, body: str, now: datetime, role: str = ""
) -> TipMessage:
    body = body.strip()
    if not body:
        raise EmptyMessage
    if len(body) > rules.MESSAGE_MAX:
        raise TooLong(most=rules.MESSAGE_MAX)
    message = TipMessage(tip=tip, direction=direction, staff_role=role, written_at=now)
    vault.seal(message, now=now, body=body)
    message.save(force_insert=True)
    return message


def _now_read(tip: Tip, direction: rules.Direction, now: datetime) -> int:
    unread = TipMessage.objects.filter(tip=tip, direction=direction, read_at__isnull=True)
    return unread.update(read_at=now)


def _lookup_of(tip: Tip) -> bytes:
    return bytes(tip.receipt.lookup)
