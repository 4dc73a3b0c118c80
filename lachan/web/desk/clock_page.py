"""One deadline: how it was reached, and the calls its warnings asked for."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lachan.clocks import queries
from lachan.clocks.access import clock_for
from lachan.clocks.models import LadderStep
from lachan.clocks.operations import confirm_call
from lachan.common.errors import NotFound
from lachan.common.time import local_date
from lachan.people.permissions import Permission
from lachan.people.queries import unit_name
from lachan.web.desk.home import due_lines
from lachan.web.desk.needs import DeskRequest, needs


@needs(Permission.READ_CLOCKS)
def clock(request: DeskRequest, clock_id: int) -> HttpResponse:
    """How one deadline was reached, day by day."""
    one = clock_for(request.actor, clock_id, now=request.now)
    context = {
        "clock": one,
        "line": due_lines([one], request)[0],
        "rows": queries.trace_rows(one),
        "unit": unit_name(one.owner_unit_id, local_date(request.now)),
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
