"""Nhật ký: the trail, for the auditor. Ids, codes and times; there is no content in it to show."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from lachan.common.time import local_date
from lachan.journal.models import Entry
from lachan.journal.queries import page
from lachan.people.models import User
from lachan.people.permissions import Permission
from lachan.people.queries import names_on
from lachan.web.desk.asked import number_of, word_of
from lachan.web.desk.needs import DeskRequest, needs
from lachan.web.desk.trail_words import ACTIONS, KINDS

PAGE_ROWS = 50


@needs(Permission.READ_JOURNAL)
def journal(request: DeskRequest) -> HttpResponse:
    """Newest first; pages by position, so the last page costs what the first does."""
    action = word_of(request.GET, "viec")
    found = page(
        before_id=number_of(request.GET, "truoc"),
        action=action or None,
        size=PAGE_ROWS + 1,
    )
    shown = found[:PAGE_ROWS]
    context = {
        "entries": _named(shown, request),
        "older": shown[-1].pk if len(found) > PAGE_ROWS else None,
        "action": action,
    }
    return render(request, "desk/journal.html", context)


def _named(entries: Iterable[Entry], request: DeskRequest) -> list[dict[str, object]]:
    listed = list(entries)
    people = dict(
        User.objects.filter(pk__in={one.user_id for one in listed if one.user_id}).values_list(
            "pk", "full_name"
        )
    )
    units = names_on(local_date(request.now))
    return [
        {
            "entry": one,
            "done": gettext(ACTIONS.get(one.action, "")),
            "kind": gettext(KINDS.get(one.subject_kind, one.subject_kind)),
            "who": people.get(one.user_id or 0) or _without_name(one.role),
            "unit": units.get(one.unit_id or 0, ""),
            "facts": ", ".join(f"{key}: {value}" for key, value in one.facts.items()),
        }
        for one in listed
    ]


def _without_name(role: str) -> str:
    """Who acted when it was not one of the staff."""
    return gettext("Người báo tin") if role == "public" else f"{gettext('Hệ thống')} ({role})"
