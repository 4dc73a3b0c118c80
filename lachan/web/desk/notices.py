"""Nhắc việc: what the system told this person, and that they saw it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lachan.common.refs import Ref
from lachan.notices import queries
from lachan.notices.models import Notice
from lachan.notices.operations import mark_all_read
from lachan.people.permissions import Permission
from lachan.web.desk.links import addresses
from lachan.web.desk.needs import DeskRequest, needs


@needs(Permission.READ_NOTICES)
def notices(request: DeskRequest) -> HttpResponse:
    """The newest hundred, unread ones marked."""
    shown = list(queries.for_actor(request.actor)[:100])
    pages = addresses([_subject(one) for one in shown], request.actor)
    lines = [
        {"notice": one, "sentence": queries.sentence(one), "href": pages.get(_subject(one))}
        for one in shown
    ]
    return render(request, "desk/notices.html", {"lines": lines})


def _subject(notice: Notice) -> Ref:
    return Ref(notice.subject_kind, notice.subject_id)


@require_POST
@needs(Permission.READ_NOTICES)
def read_all(request: DeskRequest) -> HttpResponse:
    mark_all_read(by=request.actor, now=request.now)
    return redirect("desk_notices")
