"""Reports being written and visits with a code: half an hour of memory, then nothing."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from lachan.tips.models import TipDraft, TipVisit
from lachan.tips.queries import by_code
from lachan.tips.tokens import hashed, new_token
from lachan.vault import operations as vault
from lachan.vault.models import RecordKey

KEPT = timedelta(minutes=30)


@transaction.atomic
def save_draft(*, token: str, answers: Mapping[str, str], now: datetime) -> None:
    """Keeps the answers so far, sealed, for half an hour from now. A sent draft stays as sent.

    Not journaled: somebody who looked in and left again leaves no trace.
    """
    draft = (
        TipDraft.objects.select_for_update(of=("self",))
        .select_related("record_key")
        .filter(token_hash=hashed(token))
        .first()
    )
    if draft and draft.tip_id:
        return
    if draft and draft.expires_at <= now:
        _remove([draft])
        draft = None
    draft = draft or TipDraft(token_hash=hashed(token))
    vault.seal(draft, now=now, answers=json.dumps(dict(answers), ensure_ascii=False))
    draft.expires_at = now + KEPT
    draft.save()


@transaction.atomic
def open_visit(*, code: str, now: datetime) -> str | None:
    """The token of a visit to one's own report, None for a code that opens nothing.

    Wrong, expired and never given codes answer alike and take the same time. Raises TooBusy.
    """
    tip = by_code(code, now=now)
    if tip is None:
        return None
    token = new_token()
    TipVisit.objects.create(token_hash=hashed(token), tip=tip, expires_at=now + KEPT)
    return token


@transaction.atomic
def discard(*, token: str) -> None:
    """Forgets the draft and the visit of a browser at once."""
    _remove(list(TipDraft.objects.select_for_update().filter(token_hash=hashed(token))))
    TipVisit.objects.filter(token_hash=hashed(token)).delete()


@transaction.atomic
def purge(*, now: datetime, limit: int = 500) -> int:
    """Deletes what has expired, keys too; how many drafts. For the scheduler, every minute."""
    old = TipDraft.objects.select_for_update(skip_locked=True).filter(expires_at__lte=now)
    drafts = list(old.order_by("expires_at")[:limit])
    _remove(drafts)
    TipVisit.objects.filter(expires_at__lte=now).delete()
    return len(drafts)


def _remove(drafts: list[TipDraft]) -> None:
    """A draft leaves no tombstone: the row goes and its key with it."""
    TipDraft.objects.filter(pk__in=[draft.pk for draft in drafts]).delete()
    RecordKey.objects.filter(pk__in=[draft.record_key_id for draft in drafts]).delete()
