"""Who somebody is at one moment."""

import pytest

from lachan.people import operations, queries
from lachan.people.rules import Role
from tests.builders import NOON, people

pytestmark = pytest.mark.django_db


def test_an_actor_holds_the_position_of_the_membership():
    commune = people.unit()

    actor = people.actor(Role.COMMUNE_WORKER, commune)

    assert actor.has(Role.COMMUNE_WORKER)
    assert actor.positions[0].unit_ids == {commune.pk}


def test_a_leaver_loses_every_position_at_once():
    user = people.user(Role.POLICE)

    operations.deactivate_user(user=user, by=people.SETUP, now=NOON)

    user.refresh_from_db()
    assert queries.actor_of(user, NOON).positions == ()
