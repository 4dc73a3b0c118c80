"""Where a record's own page is, by the kind the trail, clocks and measures know it under."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
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


def addresses(subjects: Iterable[Ref], actor: Actor) -> dict[Ref, str]:
    """The pages of those records that this person may open. One query for each kind of record.

    A page never shows a link that would answer 404 to whoever clicks it.
    """
    by_kind = defaultdict(set)
    for subject in subjects:
        by_kind[subject.kind].add(subject)
    found: dict[Ref, str] = {}
    for kind, wanted in by_kind.items():
        name, permission = PAGES.get(kind, ("", None))
        if permission is not None and holds(actor, permission):
            open_to = _open_to(actor, permission, kind, [one.id for one in wanted])
            found |= {one: reverse(name, args=[one.id]) for one in wanted if one.id in open_to}
    return found


def _open_to(actor: Actor, permission: Permission, kind: str, ids: list[str]) -> set[str]:
    rows = apps.get_model(kind)._default_manager.visible_to(actor, permission)
    return {str(pk) for pk in rows.filter(pk__in=ids).values_list("pk", flat=True)}
