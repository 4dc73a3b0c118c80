"""Every write to the trail: a row with its change, a seal a second later, an anchor a day."""

from datetime import datetime
from pathlib import Path

from django.db import connection, models, transaction
from django.db.models.functions import Cast

from lachan.common.refs import Ref
from lachan.common.time import local_date
from lachan.journal import anchors
from lachan.journal.models import Entry, Seal, Unsealed
from lachan.journal.rules import GENESIS, Author, Line, checked_facts, link

# One sealer at a time; writers never take this lock. The number only has to be ours alone.
SEALER = 0x6C61_6368_616E_6A6E
ANCHORED = "journal.anchored"


def record(
    *, by: Author, action: str, subject: models.Model | Ref, at: datetime, **facts: object
) -> None:
    """Adds a row in the caller's transaction: the change and its trace stand or fall together.

    `facts` are codes, ids, numbers, dates, or lists of them; ValueError otherwise. RuntimeError
    outside a transaction, because a trace without its change is a lie.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("journal.record belongs inside the transaction of the change")
    ref = subject if isinstance(subject, Ref) else Ref.of(subject)
    Entry.objects.create(
        at=at,
        user_id=by.user_id,
        unit_id=by.unit_id,
        role=by.role,
        action=action,
        subject_kind=ref.kind,
        subject_id=ref.id,
        facts=checked_facts(facts),
    )


@transaction.atomic
def seal(*, now: datetime, limit: int = 5000) -> int:
    """Chains up to `limit` committed rows that wait, in the order of their ids; how many it sealed.

    Ids are handed out before the commit, so a row may become visible after a later one was sealed.
    It still waits in `Unsealed` and simply takes the next place: a place is never skipped and no
    row is lost, which a mark at "the highest id so far" could not promise. Does nothing while
    another sealer works.
    """
    if not _only_sealer():
        return 0
    head = Seal.objects.order_by("-position").first()
    position, previous = (head.position, bytes(head.hash)) if head else (0, GENESIS)
    seals: list[Seal] = []
    for line in _waiting(limit):
        position += 1
        hashed = link(previous, position=position, sealed_at=now, line=line)
        seals.append(
            Seal(position=position, entry_id=line.id, sealed_at=now, previous=previous, hash=hashed)
        )
        previous = hashed
    Seal.objects.bulk_create(seals)
    Unsealed.objects.filter(entry_id__in=[seal.entry_id for seal in seals]).delete()
    return len(seals)


def _only_sealer() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER])
        return bool(cursor.fetchone()[0])


def _waiting(limit: int) -> list[Line]:
    rows = (
        Entry.objects.filter(pk__in=Unsealed.objects.values("entry_id"))
        .order_by("pk")
        .annotate(text=Cast("facts", models.TextField()))
        .values_list(*Line._fields[:-1], "text")[:limit]
    )
    return [Line(*row) for row in rows]


@transaction.atomic
def anchor(*, now: datetime) -> Path:
    """The signed file that fixes the head of the chain outside the database, one a day.

    The day is Viet Nam's. Called again on the same day it returns the file already there. The
    trail itself names each anchor, so that a lost file is noticed.
    """
    day = local_date(now)
    path = anchors.path_of(day)
    if path.exists():
        return path
    head = Seal.objects.order_by("-position").first()
    position, hashed = (head.position, bytes(head.hash)) if head else (0, GENESIS)
    record(
        by=Author.system("journal"),
        action=ANCHORED,
        subject=Ref("journal.anchor", day.isoformat()),
        at=now,
        position=position,
        head=hashed.hex(),
    )
    return anchors.write(anchors.Anchor(day, position, hashed), at=now)
