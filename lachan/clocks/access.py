"""The one door to a clock. Another unit's answers 404, like one that never was."""

from datetime import datetime

from lachan.clocks.models import Clock, ClockExtension
from lachan.common.errors import NotAllowed, NotFound
from lachan.journal.rules import Author
from lachan.people.permissions import Permission, require


def clock_for(
    actor: Author, clock_id: int, permission: Permission = Permission.READ_CLOCKS, *, now: datetime
) -> Clock:
    """The clock, if the actor may see it. NotFound for an absent or invisible one alike;
    NotAllowed when it may be read but not this. Reading is not journalled: a clock holds no
    child's data."""
    readable = Clock.objects.visible_to(actor).select_related("rule", "owner")
    clock = readable.filter(pk=clock_id).first()
    if clock is None:
        raise NotFound
    require(actor, permission)
    if not Clock.objects.visible_to(actor, permission).filter(pk=clock_id).exists():
        raise NotAllowed(permission=permission.value)
    return clock


def extension_for(
    actor: Author,
    extension_id: int,
    permission: Permission = Permission.READ_CLOCKS,
    *,
    now: datetime,
) -> ClockExtension:
    """A request for more time, through the door of its clock."""
    one = ClockExtension.objects.visible_to(actor).filter(pk=extension_id).first()
    if one is None:
        raise NotFound
    one.clock = clock_for(actor, one.clock_id, permission, now=now)
    return one


def lock(clock: Clock, by: Author, permission: Permission) -> Clock:
    """The clock's row, locked for a change that takes the permission. Inside a transaction."""
    require(by, permission)
    rows = Clock.objects.visible_to(by, permission).select_related("rule")
    locked = rows.select_for_update(of=("self",)).filter(pk=clock.pk).first()
    if locked is None:
        raise NotFound
    return locked
