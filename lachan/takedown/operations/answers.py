"""What the platform answered, and what people saw when they looked again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from lachan.clocks import operations as clocks
from lachan.common.errors import Invalid
from lachan.common.refs import Ref
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.permissions import Permission
from lachan.people.rules import Function
from lachan.takedown.models import PlatformReply, Recheck, TakedownRequest
from lachan.takedown.operations.ending import reopened
from lachan.takedown.operations.refusals import AlreadyLooked
from lachan.takedown.operations.requests import draft_request
from lachan.takedown.operations.sending import REMOVAL
from lachan.takedown.operations.steps import (
    advance,
    advance_request,
    locked_request,
    not_later_than,
    person,
    touch,
)
from lachan.takedown.rules import (
    DONE,
    LIVE,
    REPLIES,
    Channel,
    ContentState,
    Found,
    RequestState,
    recheck_moments,
)
from lachan.vault import operations as vault


@transaction.atomic
def record_reply(
    *,
    request: TakedownRequest,
    kind: RequestState,
    received_at: datetime,
    version: int,
    by: Author,
    now: datetime,
    text: str = "",
) -> TakedownRequest:
    """Acknowledged, removed, blocked here, age-gated, refused, or no reply when the day is over.

    Anything but an acknowledgement stops the platform's clock at `received_at`; no reply stops it
    as late. Looks fall due after done.
    """
    request = locked_request(
        request, by=by, permission=Permission.WRITE_CONTENT_CASE, version=version
    )
    if kind not in REPLIES:
        raise Invalid(field="kind", problem=gettext("không phải là trả lời của nền tảng."))
    _refuse_impossible(request, kind, received_at, now)
    reply = PlatformReply(
        request=request,
        kind=RequestState(kind),
        received_at=received_at,
        recorded_by_id=person(by),
        recorded_at=now,
    )
    vault.seal(reply, now=now, text=text.strip())
    reply.save(force_insert=True)
    if kind in DONE | {RequestState.REFUSED}:
        request.answered_at = received_at
    advance_request(request, RequestState(kind), by=by, now=now, reply=reply.pk)
    if kind is not RequestState.ACKNOWLEDGED:
        _answered(request, reply, by=by, now=now)
    touch(request.case, by=by, now=now, action="content.reply_recorded", kind=str(kind))
    return request


def _refuse_impossible(
    request: TakedownRequest, kind: RequestState, received_at: datetime, now: datetime
) -> None:
    not_later_than(now, received_at, "received_at")
    if request.sent_at is None or received_at < request.sent_at:
        raise Invalid(field="received_at", problem=gettext("không được trước khi gửi yêu cầu."))
    if kind is RequestState.NO_REPLY and (request.due_at is None or received_at < request.due_at):
        raise Invalid(field="kind", problem=gettext("chưa hết thời hạn của nền tảng."))


def _answered(request: TakedownRequest, reply: PlatformReply, *, by: Author, now: datetime) -> None:
    clocks.meet(
        rule=REMOVAL,
        subject=Ref.of(request),
        evidence=Ref.of(reply),
        at=reply.received_at,
        by=by,
        now=now,
    )
    if request.state in DONE:
        Recheck.objects.bulk_create(
            Recheck(request=request, hours=hours, due_at=due_at)
            for hours, due_at in recheck_moments(reply.received_at)
        )


@transaction.atomic
def record_recheck(
    *,
    recheck: Recheck,
    found: Found,
    version: int,
    by: Author,
    now: datetime,
) -> TakedownRequest:
    """What a person saw. Returns the request, or the new linked one when the content is back.

    The first "still gone" makes the case verified; the one at 72 hours makes the request so.
    """
    request = locked_request(
        recheck.request, by=by, permission=Permission.WRITE_CONTENT_CASE, version=version
    )
    row = Recheck.objects.select_for_update(of=("self",)).get(pk=recheck.pk, request=request)
    if row.checked_at is not None:
        raise AlreadyLooked
    if now < row.due_at:
        raise Invalid(field="recheck", problem=gettext("chưa đến giờ kiểm tra."))
    row.checked_at, row.checked_by_id, row.found = now, person(by), Found(found)
    row.save()
    journal.record(
        by=by,
        action="takedown.rechecked",
        subject=request,
        at=now,
        hours=row.hours,
        found=str(row.found),
    )
    if row.found == Found.REAPPEARED:
        return _came_back(request, by=by, now=now)
    return _still_gone(request, by=by, now=now)


def _still_gone(request: TakedownRequest, *, by: Author, now: datetime) -> TakedownRequest:
    waiting = Recheck.objects.filter(request=request, checked_at__isnull=True)
    if not waiting.exists() and request.state in DONE:
        advance_request(request, RequestState.VERIFIED, by=by, now=now)
    case = request.case
    others = TakedownRequest.objects.filter(case=case, state__in=sorted(LIVE))
    if case.state == ContentState.WAITING and not others.exists():
        advance(case, ContentState.VERIFIED, by=by, now=now, action="content.verified")
    else:
        touch(case, by=by, now=now, action="content.rechecked")
    return request


@transaction.atomic
def record_reappearance(
    *, request: TakedownRequest, version: int, by: Author, now: datetime
) -> TakedownRequest:
    """Somebody came across removed content again, on no particular day. Returns the new request."""
    request = locked_request(
        request, by=by, permission=Permission.WRITE_CONTENT_CASE, version=version
    )
    return _came_back(request, by=by, now=now)


def _came_back(request: TakedownRequest, *, by: Author, now: datetime) -> TakedownRequest:
    """Other looks at the same request are pointless now; a new request takes its place."""
    Recheck.objects.filter(request=request, checked_at__isnull=True).delete()
    advance_request(request, RequestState.REAPPEARED, by=by, now=now)
    case = request.case
    if case.state == ContentState.CLOSED:
        case = reopened(case, by=by, now=now)
    return draft_request(
        case=case,
        channel=Channel(request.channel),
        legal_basis=request.legal_basis,
        requester_function=Function(request.requester_function),
        platform=request.platform,
        objection_unit=request.objection_unit,
        reupload_of=request,
        version=case.version,
        by=by,
        now=now,
    )
