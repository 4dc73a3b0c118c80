"""Positions and accounts that an administrator may end or confirm."""

from lachan.people import operations
from lachan.people.rules import Role
from tests.access.oracle import Sample
from tests.access.world import World
from tests.builders import NOON, people


def made(world: World) -> dict[str, list[Sample]]:
    """Samples by the name of the address."""
    requester = people.actor(Role.SYSTEM_ADMIN)
    asked = operations.add_member(
        user=people.user(), unit=world.home, role=Role.AUDITOR, by=requester, now=NOON
    )
    leaver = people.user(Role.SCHOOL)
    held = leaver.memberships.get()
    return {
        "desk_staff_confirm": [Sample("asked for", (asked.pk,))],
        "desk_staff_end": [Sample("held", (held.pk,)), Sample("asked for", (asked.pk,))],
        "desk_staff_deactivate": [Sample("active", (leaver.pk,))],
    }
