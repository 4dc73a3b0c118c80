"""One deadline: how it was reached, more time for it, the calls its warnings asked for."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lachan.clocks import queries
from lachan.clocks.access import clock_for
from lachan.clocks.models import LadderStep
from lachan.clocks.operations import confirm_call
from lachan.common.errors import NotFound
from lachan.common.refs import Ref
from lachan.common.time import local_date
from lachan.journal.queries import entries_for
from lachan.people.permissions import Permission
from lachan.people.queries import unit_name
from lachan.web.desk.acts import fitting
from lachan.web.desk.clock_acts import ASK
from lachan.web.desk.extensions import extensions_of, no_more
from lachan.web.desk.home import due_lines
from lachan.web.desk.needs import DeskRequest, needs
from lachan.web.desk.trail import told


@needs(Permission.READ_CLOCKS)
def clock(request: DeskRequest, clock_id: int) -> HttpResponse:
    """How one deadline was reached, day by day, and what was asked for and decided about it."""
    one = clock_for(request.actor, clock_id, now=request.now)
    context = {
        "clock": one,
        "line": due_lines([one], request)[0],
        "rows": queries.trace_rows(one),
        "unit": unit_name(one.owner_unit_id, local_date(request.now)),
        "extensions": list(extensions_of(one, request)),
        "no_more": no_more(one, request),
        "acts": [] if request.now > one.due_at else fitting(ASK, one, request.actor),
        "here": reverse("desk_clock", args=[one.pk]),
        "version": 0,
        "trail": told(entries_for(Ref.of(one)), request.now),
    }
    return render(request, "desk/clock.html", context)


@require_POST
@needs(Permission.READ_CLOCKS)
def call(request: DeskRequest, step_id: int) -> HttpResponse:
    """The phone call that the warnings of one deadline asked for was made."""
    step = LadderStep.objects.filter(pk=step_id).first()
    if step is None:
        raise NotFound
    mine = clock_for(request.actor, step.clock_id, now=request.now)
    for one in queries.calls_for(request.actor).filter(clock=mine):
        confirm_call(step=one, by=request.actor, now=request.now)
    return redirect("desk_home")
