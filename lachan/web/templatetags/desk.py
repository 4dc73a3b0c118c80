"""What the desk's templates say about the person at work and about time."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext

from lachan.common.time import local_date
from lachan.people.queries import unit_name
from lachan.people.rules import ROLE_LABELS, Actor
from lachan.web.desk.choices import harm_label
from lachan.web.desk.moments import clock_time
from lachan.web.desk.needs import DeskRequest
from lachan.web.desk.places import Place, places_for

register = template.Library()
register.filter(clock_time)


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
