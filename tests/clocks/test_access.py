"""The one door to a clock."""

import pytest

from lachan.clocks.access import clock_for
from lachan.common.errors import NotAllowed, NotFound
from lachan.people.permissions import Permission
from lachan.people.rules import Role
from tests.builders import NOON, clocks, people


def test_the_owner_unit_finds_its_clock(commune, worker):
    clock = clocks.clock(unit=commune)

    assert clock_for(worker, clock.pk, now=NOON) == clock


def test_another_units_clock_is_not_told_from_one_that_never_was(commune):
    stranger = people.actor(Role.COMMUNE_WORKER)
    clock = clocks.clock(unit=commune)

    for clock_id in (clock.pk, 0):
        with pytest.raises(NotFound):
            clock_for(stranger, clock_id, now=NOON)


def test_reading_is_not_yet_extending(commune, worker):
    clock = clocks.clock(unit=commune)

    with pytest.raises(NotAllowed):
        clock_for(worker, clock.pk, Permission.EXTEND_CLOCK, now=NOON)


def test_the_permission_must_hold_for_this_clock(commune):
    chair = people.actor(Role.COMMUNE_CHAIR)
    clock = clocks.clock(unit=commune, owner=people.User.objects.get(pk=chair.user_id))

    with pytest.raises(NotAllowed):
        clock_for(chair, clock.pk, Permission.EXTEND_CLOCK, now=NOON)
