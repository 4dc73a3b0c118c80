"""Trail rows, and the hand of somebody who holds the database's own password."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from lachan.common.refs import Ref
from lachan.journal import operations
from lachan.journal.models import Entry
from lachan.journal.rules import Author
from tests.builders import NOON

OFFICER = Author(user_id=7, unit_id=3, role="intake_officer")
TIP = Ref("tips.tip", "0b6e4f")


def entry(
    *,
    by: Author = OFFICER,
    action: str = "tip.received",
    subject: Ref = TIP,
    at: datetime = NOON,
    **facts: object,
) -> Entry:
    with transaction.atomic():
        operations.record(by=by, action=action, subject=subject, at=at, **facts)
    return Entry.objects.latest("id")


def sealed_entries(count: int, *, now: datetime = NOON) -> list[Entry]:
    made = [entry(number=number) for number in range(count)]
    operations.seal(now=now)
    return made


@contextmanager
def tampering() -> Iterator[None]:
    """Inside, the triggers that guard the trail are off: what a superuser could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = origin")


def tamper(sql: str, *values: object, **named: object) -> None:
    with tampering(), connection.cursor() as cursor:
        cursor.execute(sql, named or values)
