"""Vụ nội dung: the list, one case with its requests, and the acts of its state."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from lachan.clocks import queries as clocks
from lachan.common.refs import Ref
from lachan.common.time import local_date
from lachan.journal.queries import entries_for
from lachan.papers import queries as papers
from lachan.people.permissions import Permission
from lachan.people.queries import names_on
from lachan.takedown import queries
from lachan.takedown.access import content_case_for
from lachan.takedown.models import ContentCase, TakedownRequest
from lachan.takedown.rules import CONTENT_STATES, REQUEST_STATES, ContentState, RequestState
from lachan.vault.queries import unseal
from lachan.web.desk.acts import find, fitting, may
from lachan.web.desk.choices import harm_label
from lachan.web.desk.content_case_acts import CASE_ACTS, REQUEST_ACTS
from lachan.web.desk.content_case_table import STATE_COLOURS, content_case_table
from lachan.web.desk.home import due_lines
from lachan.web.desk.listing import show
from lachan.web.desk.needs import DeskRequest, needs
from lachan.web.desk.performing import perform
from lachan.web.desk.trail import told


@needs(Permission.READ_CONTENT_CASE)
def cases(request: DeskRequest) -> HttpResponseBase:
    """Number, platform, state and moments; never the address."""
    units = names_on(local_date(request.now))
    table = content_case_table(units)
    rows = ContentCase.objects.visible_to(request.actor).defer("locator", "reason")
    context = {"heading": gettext("Vụ nội dung")}
    return show(request, table, rows, "desk/list.html", context)


@needs(Permission.READ_CONTENT_CASE)
def case(request: DeskRequest, case_id: str) -> HttpResponse:
    """One case: where it is, what was asked, what was answered, who looks again and when."""
    one = content_case_for(request.actor, case_id, now=request.now)
    subject = Ref.of(one)
    asked = list(queries.requests_of(one))
    running = clocks.for_subject(subject).open()
    for each in asked:
        running |= clocks.for_subject(Ref.of(each)).open()
    context = {
        "case": one,
        "state": gettext(CONTENT_STATES[ContentState(one.state)]),
        "colour": STATE_COLOURS.get(ContentState(one.state), "turquoise"),
        "harm": harm_label(one.harm),
        "unit": names_on(local_date(request.now)).get(one.owner_unit_id, ""),
        "locator": unseal(one, "locator"),
        "never_shown": queries.never_shown(one),
        "lines": due_lines(running, request),
        "requests": [_request(each, request) for each in asked],
        "acts": fitting(CASE_ACTS, one, request.actor),
        "may_write": may(request.actor, Permission.WRITE_CONTENT_CASE, one),
        "here": reverse("desk_content_case", args=[one.pk]),
        "version": one.version,
        "trail": told(entries_for(subject), request.now),
    }
    return render(request, "desk/content_case.html", context)


def _request(asked: TakedownRequest, request: DeskRequest) -> dict[str, Any]:
    return {
        "request": asked,
        "state": gettext(REQUEST_STATES[RequestState(asked.state)]),
        "replies": [(reply, unseal(reply, "text")) for reply in asked.replies.all()],
        "rechecks": [
            (recheck, recheck.checked_at is None and recheck.due_at <= request.now)
            for recheck in asked.rechecks.all()
        ],
        "papers": papers.for_subject(request.actor, Ref.of(asked), Permission.READ_CONTENT_CASE),
        "acts": fitting(REQUEST_ACTS, asked, request.actor),
        "here": reverse("desk_takedown", args=[asked.pk]),
    }


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_CONTENT_CASE)
def act(request: DeskRequest, case_id: str, code: str) -> HttpResponse:
    """One act on one case, through the door with the act's own permission."""
    seen = content_case_for(request.actor, case_id, now=request.now)
    chosen = find(CASE_ACTS, code, seen)
    one = content_case_for(request.actor, case_id, chosen.permission, now=request.now)
    back = reverse("desk_content_case", args=[one.pk])
    return perform(request, chosen, one, back=back, label=one.number)
