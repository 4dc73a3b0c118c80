"""Ca bảo vệ trẻ: the list, one case, and the acts of its state."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from lachan.cases import queries
from lachan.cases.access import case_for, service_for
from lachan.cases.models import ChildCase
from lachan.cases.rules import CASE_STATES, CaseState
from lachan.clocks import queries as clocks
from lachan.common.refs import Ref
from lachan.common.time import local_date
from lachan.journal.queries import entries_for
from lachan.people.permissions import Permission
from lachan.people.queries import names_on
from lachan.tips import queries as tips
from lachan.vault.queries import unseal
from lachan.web.desk.acts import find, fitting, may
from lachan.web.desk.child_case_acts import ACTS, END_SERVICE
from lachan.web.desk.child_case_table import STATE_COLOURS, child_case_table
from lachan.web.desk.choices import harm_label
from lachan.web.desk.home import due_lines
from lachan.web.desk.links import addresses
from lachan.web.desk.listing import show
from lachan.web.desk.needs import DeskRequest, needs
from lachan.web.desk.performing import perform
from lachan.web.desk.trail import told

PATH = [state for state in CASE_STATES if state is not CaseState.SUSPENDED]


@needs(Permission.READ_CASE_METADATA)
def cases(request: DeskRequest) -> HttpResponseBase:
    """Number, state, unit and moments. No child's data, not even initials."""
    table = child_case_table(names_on(local_date(request.now)))
    mine = ChildCase.objects.visible_to(request.actor, Permission.READ_CHILD_CASE)
    rows = ChildCase.objects.visible_to(request.actor, Permission.READ_CASE_METADATA)
    # Who knows of a case need not be who may open it.
    rows = rows.defer("summary").annotate(opens=Exists(mine.filter(pk=OuterRef("pk"))))
    context = {"heading": gettext("Ca bảo vệ trẻ")}
    return show(request, table, rows, "desk/list.html", context)


@needs(Permission.READ_CHILD_CASE)
def case(request: DeskRequest, case_id: str) -> HttpResponse:
    """Everything of one case, for those who work on it. Opening it is in the trail."""
    one = case_for(request.actor, case_id, now=request.now)
    subject = Ref.of(one)
    context = (
        _facts(one)
        | _tip(one, request)
        | {
            "case": one,
            "state": gettext(CASE_STATES[CaseState(one.state)]),
            "colour": STATE_COLOURS.get(CaseState(one.state), "turquoise"),
            "path": [(gettext(CASE_STATES[state]), state == one.state) for state in PATH],
            "lines": due_lines(clocks.for_subject(subject).open(), request),
            "acts": fitting(ACTS, one, request.actor),
            "may_write": may(request.actor, Permission.WRITE_CHILD_CASE, one),
            "here": reverse("desk_child_case", args=[one.pk]),
            "version": one.version,
            "harm": harm_label(one.harm),
            "unit": names_on(local_date(request.now)).get(one.owner_unit_id, ""),
            "trail": told(entries_for(subject), request.now),
            "waiting": queries.approvals_for(request.actor).filter(case=one).exists(),
        }
    )
    return render(request, "desk/child_case.html", context)


def _tip(case: ChildCase, request: DeskRequest) -> dict[str, Any]:
    """Where the child's own words are, for whoever may read them."""
    if case.tip is None:
        return {}
    subject = Ref.of(case.tip)
    href = addresses([subject], request.actor).get(subject)
    return {"tip_href": href, "tip_unread": bool(href) and tips.has_unread(case.tip)}


def _facts(case: ChildCase) -> dict[str, Any]:
    """The unsealed texts of a case. The door has journaled that they were read."""
    plan = queries.plan_of(case)
    return {
        "summary": unseal(case, "summary"),
        "child": case.child,
        "child_name": unseal(case.child, "name") if case.child else "",
        "assessments": [
            (form, unseal(form, "conclusion")) for form in case.assessments.order_by("written_at")
        ],
        "plan": plan,
        "plan_goal": unseal(plan, "goal") if plan else "",
        "plan_opinion": unseal(plan, "child_opinion") if plan else "",
        "services": [
            (one, unseal(one, "action"), unseal(one, "outcome"))
            for one in (plan.services.all() if plan else ())
        ],
        "measures": [(one, unseal(one, "detail")) for one in case.measures.order_by("started_at")],
        "follow_ups": [
            (one, unseal(one, "finding")) for one in case.follow_ups.order_by("done_at")
        ],
        "notes": [(one, unseal(one, "text")) for one in case.notes.all()],
    }


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_CHILD_CASE)
def act(request: DeskRequest, case_id: str, code: str) -> HttpResponse:
    """One act on one case, through the door with the act's own permission."""
    seen = case_for(request.actor, case_id, now=request.now)
    chosen = find(ACTS, code, seen)
    one = case_for(request.actor, case_id, chosen.permission, now=request.now)
    back = reverse("desk_child_case", args=[one.pk])
    return perform(request, chosen, one, back=back, label=one.number)


@require_http_methods(["GET", "POST"])
@needs(Permission.WRITE_CHILD_CASE)
def service(request: DeskRequest, case_id: str, service_id: str) -> HttpResponse:
    """The result of one service of the plan."""
    one = service_for(request.actor, service_id, Permission.WRITE_CHILD_CASE, now=request.now)
    back = reverse("desk_child_case", args=[one.case_id])
    return perform(request, END_SERVICE, one, back=back, label=one.case.number)
