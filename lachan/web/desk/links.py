"""Where a record's own page is, by the kind the trail, clocks and measures know it under."""

from django.urls import reverse

from lachan.common.refs import Ref
from lachan.people.permissions import Permission, holds
from lachan.people.rules import Actor

PAGES = {
    "triage.queueentry": ("desk_entry", Permission.READ_QUEUE),
    "tips.tip": ("desk_tip", Permission.READ_TIP),
    "monitor.finding": ("desk_finding", Permission.READ_ITEM),
    "monitor.item": ("desk_item", Permission.READ_ITEM),
    "cases.childcase": ("desk_child_case", Permission.READ_CHILD_CASE),
    "takedown.contentcase": ("desk_content_case", Permission.READ_CONTENT_CASE),
    "takedown.takedownrequest": ("desk_takedown", Permission.READ_CONTENT_CASE),
    "programme.report": ("desk_report", Permission.READ_REPORT),
    "programme.assignment": ("desk_assignment", Permission.READ_PROGRAMME),
    "programme.directive": ("desk_directive", Permission.READ_PROGRAMME),
    "clocks.clock": ("desk_clock", Permission.READ_CLOCKS),
}


def href_of(subject: Ref, actor: Actor) -> str | None:
    """The address of the record's page; None when no role of the actor opens such records.

    Whether this very row opens is decided by its door, which answers 404 if not.
    """
    known = PAGES.get(subject.kind)
    if known is None or not holds(actor, known[1]):
        return None
    return reverse(known[0], args=[subject.id])
