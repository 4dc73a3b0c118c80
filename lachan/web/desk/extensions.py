"""More time for one deadline: what was asked for, what was decided, and by whom."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from lachan.clocks import queries
from lachan.clocks.access import clock_for, extension_for
from lachan.clocks.models import Clock, ExtensionState
from lachan.clocks.rules.states import OPEN
from lachan.people.permissions import Permission
from lachan.web.desk.acts import find, fitting, may
from lachan.web.desk.clock_acts import ASK, DECIDE, amount
from lachan.web.desk.needs import DeskRequest, needs
from lachan.web.desk.performing import perform


def extensions_of(clock: Clock, request: DeskRequest) -> Iterator[dict[str, Any]]:
    """Each request, its reason only for who asked and who decides: it may speak of a person."""
    decides = may(request.actor, Permission.EXTEND_CLOCK, clock)
    for one in clock.extensions.select_related("requested_by", "decided_by"):
        one.clock = clock
        waits = one.state == ExtensionState.REQUESTED
        own = one.requested_by_id == request.actor.user_id
        acts = fitting(DECIDE, one, request.actor) if clock.state in OPEN and not own else []
        late = request.now > clock.due_at
        yield {
            "extension": one,
            "amount": amount(clock, one.quantity),
            "leads_to": queries.longer_by(clock, one.quantity).due_at if waits else None,
            "reason": one.reason if own or decides else "",
            "own": own,
            "acts": [act for act in acts if act.code != "duyet"] if late else acts,
            "here": reverse("desk_extension", args=[one.pk]),
        }


def no_more(clock: Clock, request: DeskRequest) -> str:
    """Why an open deadline gets no more time; empty when it may."""
    if clock.state not in OPEN:
        return ""
    if clock.rule.extension is None:
        return gettext("Quy định về thời hạn này không cho gia hạn.")
    if request.now > clock.due_at:
        return gettext("Đã quá hạn nên không gia hạn được nữa.")
    if not queries.room(clock):
        return gettext("Đã gia hạn hết số lần hoặc thời gian mà quy định cho phép.")
    return ""


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_CLOCKS)
def act(request: DeskRequest, clock_id: int, code: str) -> HttpResponse:
    """More time is asked for."""
    seen = clock_for(request.actor, clock_id, now=request.now)
    chosen = find(ASK, code, seen)
    one = clock_for(request.actor, clock_id, chosen.permission, now=request.now)
    back = reverse("desk_clock", args=[one.pk])
    return perform(request, chosen, one, back=back, label=one.label)


@needs(Permission.READ_CLOCKS)
def extension(request: DeskRequest, extension_id: int) -> HttpResponse:
    """A request for more time is shown on its clock's page."""
    one = extension_for(request.actor, extension_id, now=request.now)
    return redirect("desk_clock", one.clock_id)


@require_POST
@needs(Permission.READ_CLOCKS)
def decide(request: DeskRequest, extension_id: int, code: str) -> HttpResponse:
    """One request is approved or refused, by another person than who asked."""
    seen = extension_for(request.actor, extension_id, now=request.now)
    chosen = find(DECIDE, code, seen)
    one = extension_for(request.actor, extension_id, chosen.permission, now=request.now)
    back = reverse("desk_clock", args=[one.clock_id])
    return perform(request, chosen, one, back=back, label=one.clock.label)
