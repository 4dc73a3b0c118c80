"""Reads of the tip-line, for the public face and for the storeys above."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from lachan.people.rules import ROLE_LABELS, Role
from lachan.tips import receipts
from lachan.tips.models import Tip, TipDraft, TipMessage, TipReceipt, TipSheet, TipVisit
from lachan.tips.rules import Direction
from lachan.tips.sheet import Body, Particular, Sheet
from lachan.tips.tokens import hashed
from lachan.vault.queries import unseal


@dataclass(frozen=True, slots=True)
class DraftRead:
    """A draft as its writer may see it. `code` and `tip` are there once it was sent."""

    answers: dict[str, str]
    tip: Tip | None
    code: str


@dataclass(frozen=True, slots=True)
class MessageRead:
    """One message of the thread, opened. `who` is a role, '' for the reporter."""

    is_from_reporter: bool
    who: str
    body: str
    written_at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class TipRead:
    """The sealed words of a tip, opened."""

    narrative: str
    locator: str


def by_code(code: str, *, now: datetime) -> Tip | None:
    """The tip a code opens, or None: wrong, expired and never given are not told apart.

    Takes the slow hash in every case, also for what cannot be a code. Raises TooBusy.
    """
    wanted = receipts.lookup(receipts.cleaned(code))
    receipt = TipReceipt.objects.select_related("tip").filter(lookup=wanted).first()
    if receipt is None or (receipt.expires_at is not None and receipt.expires_at <= now):
        return None
    return receipt.tip


def draft_of(token: str, *, now: datetime) -> DraftRead | None:
    """What this browser has written so far, None when there is nothing or its time is over."""
    draft = (
        TipDraft.objects.select_related("tip", "record_key")
        .filter(token_hash=hashed(token), expires_at__gt=now)
        .first()
    )
    if draft is None:
        return None
    answers: dict[str, str] = json.loads(unseal(draft, "answers") or "{}")
    return DraftRead(answers, draft.tip, unseal(draft, "code"))


def visited(token: str, *, now: datetime) -> Tip | None:
    """The tip this browser opened with its code, while the visit lasts."""
    visit = (
        TipVisit.objects.select_related("tip__receipt")
        .filter(token_hash=hashed(token), expires_at__gt=now)
        .first()
    )
    return visit.tip if visit else None


def thread_of(tip: Tip) -> list[MessageRead]:
    """Every message between the reporter and staff, oldest first."""
    rows = TipMessage.objects.filter(tip=tip).select_related("record_key").order_by("written_at")
    return [_opened(row) for row in rows]


def reading(tip: Tip) -> TipRead:
    """The words of a tip. The door in `access` has already recorded who reads."""
    return TipRead(unseal(tip, "narrative"), unseal(tip, "locator"))


def sheet_of(tip: Tip) -> Sheet:
    """What an officer wrote down of it; an empty sheet when it came by the web."""
    row = TipSheet.objects.select_related("record_key").filter(tip=tip).first()
    if row is None:
        return Sheet()
    lines: dict[str, str] = json.loads(unseal(row, "particulars") or "{}")
    return Sheet(
        {Particular(line): text for line, text in lines.items()},
        Body(row.body) if row.body else None,
        row.body_name,
        row.number,
    )


def sheet_with_number(sheet: Sheet) -> TipSheet | None:
    """The sheet taken in before under the same number of the same body."""
    if not sheet.number:
        return None
    same = TipSheet.objects.filter(
        body=sheet.body or "", body_name=sheet.body_name, number=sheet.number
    )
    return same.select_related("tip").defer("tip__narrative", "tip__locator").first()


def can_be_answered(tip: Tip) -> bool:
    """Whether somebody was given a code with which to read an answer."""
    return TipReceipt.objects.filter(tip=tip).exists()


def has_unread(tip: Tip) -> bool:
    """Whether the reporter wrote something that no staff have opened."""
    unread = TipMessage.objects.filter(tip=tip, direction=Direction.IN, read_at__isnull=True)
    return unread.exists()


def _opened(row: TipMessage) -> MessageRead:
    who = gettext(ROLE_LABELS[Role(row.staff_role)]) if row.staff_role else ""
    return MessageRead(
        row.direction == Direction.IN, who, unseal(row, "body"), row.written_at, row.read_at
    )
