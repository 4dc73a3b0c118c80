"""The doors to reports, assignments and directives. Another unit's row answers as if absent."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from lachan.common.errors import NotAllowed, NotFound
from lachan.journal.rules import Author
from lachan.people.models import Unit
from lachan.people.permissions import Condition, Permission, require
from lachan.people.scoping import AccessPaths, anywhere, own_unit, unit_tree, visible
from lachan.programme.models import Assignment, Directive, Figure, Report

M = TypeVar("M", bound=Model)
_ITSELF: AccessPaths = {
    Condition.ANYWHERE: anywhere,
    Condition.OWN_UNIT: own_unit("pk"),
    Condition.UNIT_TREE: unit_tree("pk"),
}


def report_for(
    actor: Author, report_id: int, permission: Permission = Permission.READ_REPORT
) -> Report:
    """NotFound when the actor may not read it; NotAllowed when they may read it and no more."""
    readable, allowed = (
        Report.objects.visible_to(actor),
        Report.objects.visible_to(actor, permission),
    )
    return _open(readable, allowed, report_id, permission)


def assignment_for(
    actor: Author, assignment_id: int, permission: Permission = Permission.READ_PROGRAMME
) -> Assignment:
    """As `report_for`, for one duty at one unit."""
    readable = Assignment.objects.visible_to(actor)
    allowed = Assignment.objects.visible_to(actor, permission)
    return _open(readable, allowed, assignment_id, permission)


def directive_for(
    actor: Author, directive_id: int, permission: Permission = Permission.READ_PROGRAMME
) -> Directive:
    """As `report_for`, for a directive."""
    readable = Directive.objects.visible_to(actor)
    allowed = Directive.objects.visible_to(actor, permission)
    return _open(readable, allowed, directive_id, permission)


def figure_for(actor: Author, figure_id: int) -> Figure:
    """A figure of a report the actor may read, with its report and indicator."""
    readable = Figure.objects.filter(report__in=Report.objects.visible_to(actor))
    figure = readable.select_related("report", "indicator").filter(pk=figure_id).first()
    if figure is None:
        raise NotFound
    return figure


def unit_for(actor: Author, unit: Unit, permission: Permission) -> Unit:
    """The unit, if the actor holds the permission for it; NotFound else."""
    require(actor, permission)
    if not visible(Unit.objects.filter(pk=unit.pk), _ITSELF, actor, permission).exists():
        raise NotFound
    return unit


def _open(readable: QuerySet[M], allowed: QuerySet[M], key: int, permission: Permission) -> M:
    found = readable.filter(pk=key).first()
    if found is None:
        raise NotFound
    if not allowed.filter(pk=key).exists():
        raise NotAllowed(permission=permission.value)
    return found
