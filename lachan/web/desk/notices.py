"""Nhắc việc: what the system told this person, and that they saw it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lachan.common.refs import Ref
from lachan.notices import queries
from lachan.notices.operations import mark_all_read
from lachan.people.permissions import Permission
from lachan.web.desk.links import href_of
from lachan.web.desk.needs import DeskRequest, needs


@needs(Permission.READ_NOTICES)
def notices(request: DeskRequest) -> HttpResponse:
    """The newest hundred, unread ones marked."""
    lines = [
        {
            "notice": one,
            "sentence": queries.sentence(one),
            "href": href_of(Ref(one.subject_kind, one.subject_id), request.actor),
        }
        for one in queries.for_actor(request.actor)[:100]
    ]
    return render(request, "desk/notices.html", {"lines": lines})


@require_POST
@needs(Permission.READ_NOTICES)
def read_all(request: DeskRequest) -> HttpResponse:
    mark_all_read(by=request.actor, now=request.now)
    return redirect("desk_notices")
