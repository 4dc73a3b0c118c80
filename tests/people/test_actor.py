"""Who somebody is at one moment, and how far they reach."""

from datetime import date, timedelta

import pytest

from lachan.people import operations, queries
from lachan.people.models import SuccessionKind
from lachan.people.rules import Role, Tree
from tests.builders import NOON, people

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 16)


def succeed(before, after, *, inherits=True, kind=SuccessionKind.MERGE):
    operations.record_succession(
        before=before,
        after=after,
        effective=date(2025, 7, 1),
        kind=kind,
        inherits_work=inherits,
        by=people.SETUP,
        now=NOON,
    )


def test_an_actor_holds_the_position_of_the_membership():
    commune = people.unit()

    actor = people.actor(Role.COMMUNE_WORKER, commune)

    assert actor.has(Role.COMMUNE_WORKER)
    assert (actor.unit_id, actor.role) == (commune.pk, "commune_worker")
    assert actor.positions[0].unit_ids == {commune.pk}


def test_a_position_reaches_every_unit_below():
    province = people.unit()
    district = people.unit(parent=province)
    commune = people.unit(parent=district)

    actor = people.actor(Role.LEADER, province)

    assert actor.positions[0].unit_ids == {province.pk, district.pk, commune.pk}


def test_a_position_does_not_reach_up_or_aside():
    province = people.unit()
    people.unit(parent=province)
    commune = people.unit(parent=province)

    assert people.actor(Role.POLICE, commune).positions[0].unit_ids == {commune.pk}


def test_another_tree_gives_no_reach():
    police = people.unit()
    office = people.unit()
    operations.place_unit(
        unit=office,
        parent=police,
        tree=Tree.LINE,
        valid_from=people.LONG_AGO,
        by=people.SETUP,
        now=NOON,
    )

    assert people.actor(Role.POLICE, police).positions[0].unit_ids == {police.pk}


def test_a_successor_inherits_the_work_of_those_before_it_through_a_chain():
    first, second, today = people.unit(), people.unit(), people.unit()
    succeed(first, second)
    succeed(second, today)

    position = people.actor(Role.COMMUNE_WORKER, today).positions[0]

    assert position.own_ids == position.unit_ids == {first.pk, second.pk, today.pk}


def test_of_a_divided_unit_only_the_heir_inherits_the_work():
    divided, heir, other = people.unit(), people.unit(), people.unit()
    succeed(divided, heir, kind=SuccessionKind.SPLIT)
    succeed(divided, other, kind=SuccessionKind.SPLIT, inherits=False)

    assert divided.pk in people.actor(Role.COMMUNE_WORKER, heir).positions[0].own_ids
    assert divided.pk not in people.actor(Role.COMMUNE_WORKER, other).positions[0].unit_ids


def test_what_a_unit_below_inherited_is_reached_but_not_owned():
    province = people.unit()
    commune, former = people.unit(parent=province), people.unit()
    succeed(former, commune)

    position = people.actor(Role.LEADER, province).positions[0]

    assert former.pk in position.unit_ids
    assert position.own_ids == {province.pk}


def test_nobody_inherits_before_the_day():
    former, later = people.unit(), people.unit()
    succeed(former, later)
    before = NOON - timedelta(days=365)

    assert people.actor(Role.POLICE, later, now=before).positions[0].unit_ids == {later.pk}


def test_a_position_in_a_unit_that_has_ended_counts_no_more():
    commune = people.unit(valid_to=TODAY)

    assert people.actor(Role.COMMUNE_WORKER, commune).positions == ()


def test_several_positions_are_held_side_by_side():
    one, two = people.unit(), people.unit()
    user = people.user(Role.COMMUNE_WORKER, one)
    operations.add_member(user=user, unit=two, role=Role.POLICE, by=people.SETUP, now=NOON)

    held = {(p.role, p.unit_id) for p in queries.actor_of(user, NOON).positions}

    assert held == {(Role.COMMUNE_WORKER, one.pk), (Role.POLICE, two.pk)}


def test_a_person_without_a_position_is_nobody_in_particular():
    actor = people.actor()

    assert (actor.unit_id, actor.role, actor.positions) == (None, "", ())


def test_a_position_does_not_count_before_it_begins():
    user = people.user(Role.POLICE, now=NOON)

    assert queries.actor_of(user, NOON - timedelta(minutes=1)).positions == ()


def test_a_leaver_loses_every_position_at_once():
    user = people.user(Role.POLICE)

    operations.deactivate_user(user=user, by=people.SETUP, now=NOON)

    assert queries.actor_of(user, NOON).positions == ()


def test_an_actor_is_known_in_two_queries(django_assert_num_queries):
    user = people.user(Role.POLICE)
    operations.add_member(
        user=user, unit=people.unit(), role=Role.LEADER, by=people.SETUP, now=NOON
    )

    with django_assert_num_queries(2):
        queries.actor_of(user, NOON)


def test_members_are_those_who_hold_the_role_there_as_the_day_ends():
    commune = people.unit()
    stays = people.user(Role.POLICE, commune)
    leaves = people.user(Role.POLICE, commune)
    people.user(Role.LEADER, commune)
    people.user(Role.POLICE)
    for membership in leaves.memberships.all():
        operations.end_member(membership=membership, by=people.SETUP, now=NOON)

    assert queries.members(commune.pk, Role.POLICE, TODAY) == [stays]


def test_members_of_yesterday_do_not_hold_who_came_today():
    commune = people.unit()
    people.user(Role.POLICE, commune)

    assert queries.members(commune.pk, Role.POLICE, TODAY - timedelta(days=1)) == []


def test_an_inactive_account_is_no_member():
    commune = people.unit()
    user = people.user(Role.POLICE, commune)
    operations.deactivate_user(user=user, by=people.SETUP, now=NOON + timedelta(days=2))

    assert queries.members(commune.pk, Role.POLICE, TODAY) == []
