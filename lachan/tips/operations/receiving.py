"""From what somebody told us to a stored tip with a working receipt, or an honest error."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_noop as _

from lachan.common.errors import Invalid
from lachan.common.taxonomy import HARMS
from lachan.common.time import local_date
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.permissions import Permission, require
from lachan.tips import receipts, rules
from lachan.tips.errors import BadAnswer, DraftGone, NothingSaid, TooLong
from lachan.tips.models import Tip, TipDraft, TipReceipt
from lachan.tips.tokens import hashed
from lachan.vault import operations as vault
from lachan.vault.queries import unseal


@dataclass(frozen=True, slots=True)
class Received:
    """The stored tip and its receipt code. The code exists only here and on the reporter's paper;
    it is None when the same report is sent again after its draft is gone, or when nobody waits
    for one."""

    tip: Tip
    code: str | None


@transaction.atomic
def receive(
    *,
    answers: rules.TipAnswers,
    channel: rules.Channel,
    received_at: datetime,
    by: Author,
    now: datetime,
    token: str | None = None,
    with_code: bool = True,
) -> Received:
    """Stores a tip and makes its receipt.

    `received_at` is when somebody first heard it (an hour ago on the phone, for example); the
    clocks run from it. With the `token` of a draft the same draft always gives the same tip and
    the same code, however often it is sent. No code is made when there is nobody to give it to.
    Raises NothingSaid, BadAnswer, TooLong, DraftGone,
    Invalid for a time to come, TooBusy.
    """
    require(by, Permission.RECORD_TIP)
    answers = _checked(answers)
    if received_at > now:
        raise Invalid(field="received_at", problem=_("không được ở tương lai."))
    draft = _locked(token, now) if token else None
    # Asked after the lock was got: a join in the locking query would still see the time before it.
    if draft and draft.tip:
        return Received(draft.tip, unseal(draft, "code") or None)

    code = receipts.new_code() if with_code else None
    tip = _stored(answers, channel, received_at, by, now)
    if code:
        TipReceipt.objects.create(tip=tip, lookup=receipts.lookup(code))
    if draft:
        vault.seal(draft, now=now, answers=None, code=code)
        draft.tip = tip
        draft.save(update_fields=["tip", "answers", "code"])
    journal.record(
        by=by,
        action="tip.received",
        subject=tip,
        at=now,
        channel=channel.value,
        harm=tip.harm,
        severity=tip.severity,
    )
    return Received(tip, code)


def _checked(answers: rules.TipAnswers) -> rules.TipAnswers:
    answers = answers.trimmed()
    if not answers.says_something:
        raise NothingSaid
    if answers.harm not in HARMS:
        raise BadAnswer
    if len(answers.narrative) > rules.NARRATIVE_MAX:
        raise TooLong(most=rules.NARRATIVE_MAX)
    if len(answers.locator) > rules.LOCATOR_MAX:
        raise TooLong(most=rules.LOCATOR_MAX)
    return answers


def _locked(token: str, now: datetime) -> TipDraft:
    draft = (
        TipDraft.objects.select_for_update(of=("self",))
        .select_related("record_key")
        .filter(token_hash=hashed(token), expires_at__gt=now)
        .first()
    )
    if draft is None:
        raise DraftGone
    return draft


def _stored(
    answers: rules.TipAnswers,
    channel: rules.Channel,
    received_at: datetime,
    by: Author,
    now: datetime,
) -> Tip:
    harm = HARMS[answers.harm]
    tip = Tip(
        number=_next_number(now),
        kind=rules.TipKind.REFLECTION,
        channel=channel,
        mode=rules.Mode.ANONYMOUS,
        reporter_role=answers.reporter_role,
        age_band=answers.age_band,
        commune_id=answers.commune_id,
        harm=harm.code,
        place_kind=answers.place_kind,
        ongoing=answers.ongoing,
        danger=answers.danger,
        severity=rules.severity(harm.severity, harm.worst, answers),
        state=rules.TipState.RECEIVED,
        received_at=received_at,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    vault.seal(tip, now=now, narrative=answers.narrative, locator=answers.locator)
    tip.save(force_insert=True)
    return tip


def _next_number(now: datetime) -> str:
    """`TB-2026-000042`. From a sequence: no lock, so a number may be left out, never used twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('tips_tip_number')")
        (number,) = cursor.fetchone()
    return f"TB-{local_date(now).year}-{number:06d}"
