"""For which unit somebody acts who works for more than one."""

from lachan.common.errors import NotAllowed
from lachan.people.models import Unit
from lachan.people.permissions import GRANTS, Permission
from lachan.web.desk.needs import DeskRequest


def unit_at_work(request: DeskRequest, permission: Permission) -> Unit:
    """The unit for which the person acts: of their first position that holds the permission.

    Somebody may be Chair of one commune and report for another office. Raises NotAllowed.
    """
    for position in request.actor.positions:
        if position.role in GRANTS[permission]:
            return Unit.objects.get(pk=position.unit_id)
    raise NotAllowed(permission=permission.value)
