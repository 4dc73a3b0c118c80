"""Chờ phân loại: one queue of tips and findings, and an officer's decision on each."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from lachan.clocks import queries as clocks
from lachan.common.errors import NotFound
from lachan.common.refs import Ref
from lachan.common.taxonomy import HARMS, SEVERITY_LABELS, Severity
from lachan.journal.queries import entries_for
from lachan.monitor import queries as monitor
from lachan.monitor.access import finding_for
from lachan.people.permissions import Permission, holds
from lachan.tips.access import tip_for
from lachan.triage import queries
from lachan.triage.access import entry_for
from lachan.triage.models import QueueEntry
from lachan.triage.rules import QUEUE_STATES, UNDECIDED, QueueState
from lachan.web.desk.acts import find, fitting
from lachan.web.desk.home import due_lines
from lachan.web.desk.links import addresses
from lachan.web.desk.listing import show
from lachan.web.desk.needs import DeskRequest, needs
from lachan.web.desk.performing import perform
from lachan.web.desk.queue_acts import ACTS
from lachan.web.desk.queue_table import COLOURS, queue_table, what
from lachan.web.desk.tips import answer, opened
from lachan.web.desk.trail import told


@needs(Permission.READ_QUEUE)
def queue(request: DeskRequest) -> HttpResponseBase:
    """Gravest first, then longest waiting. No words of a tip in the list."""
    table = queue_table()
    # The filter by state reaches the whole history; without it the list is what waits.
    states = frozenset(QueueState) if request.GET.get("trang-thai") else UNDECIDED
    rows = queries.queue_for(request.actor, states=states)
    context = {
        "heading": gettext("Chờ phân loại"),
        "unaccepted": queries.unaccepted_for(request.actor)[:20],
    }
    return show(request, table, rows, "desk/queue.html", context)


@needs(Permission.READ_QUEUE)
def entry(request: DeskRequest, entry_id: int) -> HttpResponse:
    """One entry: what was said or found, and what may be decided now."""
    one = entry_for(request.actor, entry_id, now=request.now)
    context = {
        "entry": one,
        "state": gettext(QUEUE_STATES[QueueState(one.state)]),
        "colour": COLOURS[Severity(one.severity)],
        "severity": gettext(SEVERITY_LABELS[Severity(one.severity)]),
        "harm": HARMS[one.harm],
        "what": what(one),
        "lines": due_lines(clocks.for_subject(Ref.of(one)).open(), request),
        "acts": fitting(ACTS, one, request.actor),
        "here": reverse("desk_entry", args=[one.pk]),
        "version": one.version,
        "links": _links(one, request),
        "trail": told(entries_for(Ref.of(one)), request.now),
    }
    context |= _tip(one, request) if one.tip_id else _finding(one, request)
    return render(request, "desk/entry.html", context)


def _tip(entry: QueueEntry, request: DeskRequest) -> dict[str, Any]:
    """What the tip says. After promotion an intake officer no longer reads it."""
    if not _may_read(entry, request):
        return {"closed_to_you": True}
    assert entry.tip is not None
    tip = tip_for(request.actor, entry.tip.pk, now=request.now)
    return opened(tip, request)


def _may_read(entry: QueueEntry, request: DeskRequest) -> bool:
    readable = type(entry.tip).objects.visible_to(request.actor) if entry.tip else None
    return readable is not None and readable.filter(pk=entry.tip_id or "").exists()


def _finding(entry: QueueEntry, request: DeskRequest) -> dict[str, Any]:
    assert entry.finding is not None
    return {"finding": entry.finding, "page": monitor.item_page(request.actor, entry.finding.item)}


def _links(entry: QueueEntry, request: DeskRequest) -> list[dict[str, Any]]:
    opened = [link.child_case or link.content_case for link in queries.links_of(entry)]
    cases = [case for case in opened if case is not None]
    pages = addresses(map(Ref.of, cases), request.actor)
    return [
        {"number": case.number, "href": pages.get(Ref.of(case)), "state": case.get_state_display()}
        for case in cases
    ]


@require_http_methods(["GET", "POST"])
@needs(Permission.TRIAGE)
def act(request: DeskRequest, entry_id: int, code: str) -> HttpResponse:
    seen = entry_for(request.actor, entry_id, now=request.now)
    chosen = find(ACTS, code, seen)
    one = entry_for(request.actor, entry_id, chosen.permission, now=request.now)
    # Who steps back from an entry can no longer open its page.
    back = reverse("desk_queue") if code == "tranh" else reverse("desk_entry", args=[one.pk])
    return perform(request, chosen, one, back=back, label=one.number)


@require_POST
@needs(Permission.MESSAGE_REPORTER)
def message(request: DeskRequest, entry_id: int) -> HttpResponse:
    """An answer to somebody whose name nobody knows."""
    one = entry_for(request.actor, entry_id, now=request.now)
    if one.tip is None:
        raise NotFound
    return answer(request, one.tip.pk, back=reverse("desk_entry", args=[one.pk]))


@needs(Permission.READ_ITEM)
def finding(request: DeskRequest, finding_id: int) -> HttpResponse:
    """A finding's page is that of its entry for the intake desk; for others, the item."""
    one = finding_for(request.actor, finding_id, now=request.now)
    if holds(request.actor, Permission.READ_QUEUE):
        entry = QueueEntry.objects.filter(finding=one).first()
        if entry is not None:
            return redirect("desk_entry", entry.pk)
    return redirect("desk_item", one.item_id)
