"""The countable facts of content cases (indicators C3). Each fact names its case by number."""

from collections.abc import Iterator
from datetime import datetime
from statistics import median

from django.db.models import Q

from lachan.common.labels import mark as _
from lachan.common.measures import Fact, Measure, Window
from lachan.common.refs import Ref
from lachan.takedown.models import ContentCase, PlatformReply, TakedownRequest
from lachan.takedown.rules import DONE, RequestState


def _in(moment: str, window: Window) -> Q:
    return Q(**{f"{moment}__gte": window.start, f"{moment}__lt": window.end})


def _cases(moment: str, window: Window) -> Iterator[Fact]:
    rows = ContentCase.objects.filter(_in(moment, window)).defer("locator", "reason")
    for case in rows.order_by(moment, "pk").iterator():
        dims = {
            "harm": case.harm,
            "severity": case.severity,
            "platform": case.platform,
            "outcome": case.outcome or "open",
        }
        yield Fact(Ref.of(case), getattr(case, moment), case.owner_unit_id, case.number, dims)


def _fact(request: TakedownRequest, at: datetime, **more: str) -> Fact:
    case = request.case
    dims = {
        "harm": case.harm,
        "severity": case.severity,
        "platform": request.platform,
        "channel": str(request.channel),
    }
    return Fact(Ref.of(request), at, case.owner_unit_id, case.number, dims | more)


def _sent(window: Window) -> Iterator[Fact]:
    rows = TakedownRequest.objects.filter(_in("sent_at", window)).select_related("case")
    for request in rows.order_by("sent_at", "pk").iterator():
        assert request.sent_at is not None  # filtered
        yield _fact(request, request.sent_at)


def _replies(kinds: frozenset[RequestState], window: Window) -> Iterator[tuple[Fact, bool]]:
    """Each reply of the kinds, and whether it came within the platform's time."""
    rows = PlatformReply.objects.filter(_in("received_at", window), kind__in=sorted(kinds))
    for reply in rows.select_related("request__case").order_by("received_at", "pk").iterator():
        timely = reply.received_at <= reply.request.due_at
        fact = _fact(
            reply.request,
            reply.received_at,
            result=str(reply.kind),
            in_time="yes" if timely else "no",
        )
        yield fact, timely


def _done(window: Window, *, timely: bool | None = None) -> Iterator[Fact]:
    for fact, was_timely in _replies(DONE, window):
        if timely is None or timely is was_timely:
            yield fact


def _answered(state: RequestState, window: Window) -> Iterator[Fact]:
    return (fact for fact, _timely in _replies(frozenset({state}), window))


def _reappeared(window: Window) -> Iterator[Fact]:
    rows = TakedownRequest.objects.filter(_in("drafted_at", window), reupload_of__isnull=False)
    for request in rows.select_related("case").order_by("drafted_at", "pk").iterator():
        yield _fact(request, request.drafted_at)


def median_hours(window: Window) -> float | None:
    """Median hours from sending to done, of what was done in the window; None when nothing was."""
    rows = PlatformReply.objects.filter(_in("received_at", window), kind__in=sorted(DONE))
    pairs = rows.values_list("request__sent_at", "received_at")
    hours = [(done - sent).total_seconds() / 3600 for sent, done in pairs]
    return median(hours) if hours else None


MEASURES = (
    Measure("content.opened", _("Vụ nội dung đã mở"), lambda w: _cases("opened_at", w)),
    Measure("content.closed", _("Vụ nội dung đã kết thúc"), lambda w: _cases("closed_at", w)),
    Measure("takedown.sent", _("Yêu cầu gỡ bỏ đã gửi"), _sent),
    Measure("takedown.done", _("Yêu cầu đã được thực hiện"), _done),
    Measure(
        "takedown.done_in_time",
        _("Yêu cầu được thực hiện trong 24 giờ"),
        lambda w: _done(w, timely=True),
    ),
    Measure(
        "takedown.done_late",
        _("Yêu cầu được thực hiện quá 24 giờ"),
        lambda w: _done(w, timely=False),
    ),
    Measure(
        "takedown.refused",
        _("Yêu cầu bị từ chối"),
        lambda w: _answered(RequestState.REFUSED, w),
    ),
    Measure(
        "takedown.no_reply",
        _("Yêu cầu không được trả lời"),
        lambda w: _answered(RequestState.NO_REPLY, w),
    ),
    Measure("takedown.reappeared", _("Nội dung xuất hiện lại"), _reappeared),
)
