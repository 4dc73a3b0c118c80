"""Every write of notices: telling, delivering, reading."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from lachan.common.errors import NotFound
from lachan.common.refs import Ref
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.notices import mail
from lachan.notices.models import Channel, Notice, State
from lachan.notices.retrying import after_failure
from lachan.notices.rules import NoticeCode
from lachan.people.models import User
from lachan.people.permissions import Permission, require


@transaction.atomic
def tell(
    *,
    recipients: Iterable[User],
    template: str,
    now: datetime,
    subject: Ref | None = None,
    dedupe: str,
) -> int:
    """Puts a notice on each recipient's desk and a mail in the outbox; how many people are new.

    In the caller's transaction, so that nobody is told of what did not happen. A second call with
    the same `dedupe` tells nobody twice. `template` is a NoticeCode; ValueError otherwise.
    """
    code = NoticeCode(template)
    active = {user.pk: user for user in recipients if user.is_active}
    told = Notice.objects.filter(
        user__in=active, dedupe=dedupe, channel=Channel.IN_APP
    ).values_list("user_id", flat=True)
    new = sorted(set(active) - set(told))
    Notice.objects.bulk_create(
        [
            _notice(user_id, channel, code, subject, dedupe, now)
            for user_id in new
            for channel in Channel
        ],
        # A second teller may have been faster; its notices stand.
        ignore_conflicts=True,
    )
    return len(new)


def _notice(
    user_id: int,
    channel: Channel,
    code: NoticeCode,
    subject: Ref | None,
    dedupe: str,
    now: datetime,
) -> Notice:
    mailed = channel is Channel.MAIL
    return Notice(
        user_id=user_id,
        channel=channel,
        template=code.value,
        subject_kind=subject.kind if subject else "",
        subject_id=subject.id if subject else "",
        dedupe=dedupe,
        made_at=now,
        state=State.WAITING if mailed else State.SHOWN,
        next_try_at=now if mailed else None,
    )


def deliver_due(*, now: datetime, limit: int = 50) -> int:
    """Sends waiting mails to up to `limit` people; how many people got one.

    Each person's mails are one transaction: they are locked, put into one message, sent and marked.
    Two deliverers never take the same person. A mail whose answer was lost is sent again under the
    same Message-ID, so a mailbox can tell. Failures are counted on the rows, not raised.
    """
    due = Notice.objects.filter(state=State.WAITING, next_try_at__lte=now)
    people = due.order_by("user_id").values_list("user_id", flat=True).distinct()[:limit]
    sent = 0
    with mail.Line() as line:
        for user_id in list(people):
            sent += _deliver_to(user_id, line=line, now=now)
    return sent


@transaction.atomic
def _deliver_to(user_id: int, *, line: mail.Line, now: datetime) -> bool:
    mails = list(
        Notice.objects.select_for_update(skip_locked=True)
        .filter(user_id=user_id, state=State.WAITING, next_try_at__lte=now)
        .order_by("id")
    )
    if not mails:
        return False
    failure = line.send(User.objects.get(pk=user_id), mails)
    for notice in mails:
        _mark(notice, failure, now)
    Notice.objects.bulk_update(mails, ["state", "attempts", "next_try_at", "sent_at", "failure"])
    return failure is None


def _mark(notice: Notice, failure: mail.Failure | None, now: datetime) -> None:
    notice.attempts += 1
    if failure is None:
        notice.state, notice.sent_at, notice.next_try_at, notice.failure = State.SENT, now, None, ""
        return
    notice.failure = failure.code
    step = after_failure(attempts=notice.attempts, now=now, permanent=failure.permanent)
    notice.next_try_at = step.at
    if step.give_up:
        notice.state = State.GIVEN_UP


@transaction.atomic
def mark_read(*, notice_id: int, by: Author, now: datetime) -> Notice:
    """Notes that the person saw it; the first time stands. NotFound for anybody else's."""
    require(by, Permission.READ_NOTICES)
    mine = Notice.objects.visible_to(by).select_for_update()
    notice = mine.filter(pk=notice_id, channel=Channel.IN_APP).first()
    if notice is None:
        raise NotFound
    if notice.read_at is None:
        notice.read_at = now
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def mark_all_read(*, by: Author, now: datetime) -> int:
    """Notes that the person saw everything on their desk; how many were new."""
    require(by, Permission.READ_NOTICES)
    unread = Notice.objects.visible_to(by).filter(channel=Channel.IN_APP, read_at__isnull=True)
    return unread.update(read_at=now)


@transaction.atomic
def try_again(*, notice_id: int, by: Author, now: datetime) -> Notice:
    """An administrator puts a mail that was given up back in the outbox."""
    require(by, Permission.MANAGE_STAFF)
    given_up = Notice.objects.select_for_update().filter(state=State.GIVEN_UP)
    notice = given_up.filter(pk=notice_id).first()
    if notice is None:
        raise NotFound
    notice.state, notice.attempts, notice.next_try_at = State.WAITING, 0, now
    notice.save(update_fields=["state", "attempts", "next_try_at"])
    journal.record(by=by, action="notice.tried_again", subject=notice, at=now)
    return notice
