"""Requests to platforms and looks again, each shown on its case's page."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lachan.papers import queries as papers
from lachan.papers.access import paper_for
from lachan.people.permissions import Permission
from lachan.takedown.access import recheck_for, request_for
from lachan.web.desk.acts import find
from lachan.web.desk.content_case_acts import RECHECK_ACTS, REQUEST_ACTS
from lachan.web.desk.needs import DeskRequest, needs
from lachan.web.desk.performing import perform
from lachan.web.desk.reports import DOCX


@needs(Permission.READ_CONTENT_CASE)
def takedown(request: DeskRequest, request_id: str) -> HttpResponse:
    """A request is shown on its case's page."""
    asked = request_for(request.actor, request_id, now=request.now)
    return redirect("desk_content_case", asked.case_id)


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_CONTENT_CASE)
def takedown_act(request: DeskRequest, request_id: str, code: str) -> HttpResponse:
    seen = request_for(request.actor, request_id, now=request.now)
    chosen = find(REQUEST_ACTS, code, seen)
    one = request_for(request.actor, request_id, chosen.permission, now=request.now)
    back = reverse("desk_content_case", args=[one.case_id])
    return perform(request, chosen, one, back=back, label=one.case.number)


@require_http_methods(["GET", "POST"])
@needs(Permission.WRITE_CONTENT_CASE)
def recheck(request: DeskRequest, recheck_id: int) -> HttpResponse:
    """Somebody looked again. The address is opened by hand, outside this system."""
    one = recheck_for(request.actor, recheck_id, Permission.WRITE_CONTENT_CASE, now=request.now)
    back = reverse("desk_content_case", args=[one.request.case_id])
    return perform(request, RECHECK_ACTS[0], one, back=back, label=one.request.case.number)


@needs(Permission.READ_CONTENT_CASE)
def letter(request: DeskRequest, paper_id: str) -> HttpResponse:
    """The letter to a platform as issued. The download is in the trail."""
    one = paper_for(request.actor, paper_id, Permission.READ_CONTENT_CASE, now=request.now)
    answer = HttpResponse(papers.content_of(one), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="{papers.file_name(one)}"'
    return answer
