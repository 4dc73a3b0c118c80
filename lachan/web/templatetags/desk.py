"""What the desk's templates say about the person at work and about time."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext

from lachan.common.time import local, local_date
from lachan.people.queries import unit_name
from lachan.people.rules import ROLE_LABELS, Actor
from lachan.web.desk.choices import harm_label
from lachan.web.desk.needs import DeskRequest
from lachan.web.desk.places import Place, places_for

register = template.Library()


@register.filter
def places(request: DeskRequest) -> list[Place]:
    """The side navigation; empty for a page shown before the gate was passed."""
    return places_for(request) if hasattr(request, "actor") else []


@register.filter
def harm(code: str) -> str:
    """The kind of harm in the language of the page."""
    return harm_label(code)


@register.filter
def standing(actor: Actor | str) -> str:
    """In which capacity the person acts: the first role and its unit."""
    if not isinstance(actor, Actor) or not actor.positions:
        return ""
    position = actor.positions[0]
    unit = unit_name(position.unit_id, local_date(timezone.now()))
    return f"{gettext(ROLE_LABELS[position.role])}, {unit}"


@register.filter
def clock_time(moment: datetime | None) -> str:
    """`14:05 ngày 16/3/2026`, in Viet Nam's time."""
    if moment is None:
        return ""
    there = local(moment)
    return f"{there:%H:%M} {there.day}/{there.month}/{there.year}"
