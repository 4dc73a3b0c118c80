"""From the table to rows: exactly what a reading of the table, row by row, would open."""

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lachan.common.errors import Fault
from lachan.journal.rules import Author
from lachan.people.models import Membership, Unit, User
from lachan.people.permissions import GRANTS, Condition, Permission
from lachan.people.rules import Actor, Position, Role
from lachan.people.scoping import anywhere, own_unit, own_user, unit_tree, visible
from tests.builders import NOON, people

pytestmark = pytest.mark.django_db

# Memberships stand in for cases: each belongs to a unit and names a person.
PATHS = {
    Condition.ANYWHERE: anywhere,
    Condition.OWN_UNIT: own_unit("unit"),
    Condition.UNIT_TREE: unit_tree("unit"),
    Condition.ASSIGNED: own_user("user"),
    Condition.OWN_WORK: own_user("requested_by"),
}
UNITS = range(1, 7)
USERS = range(1, 4)

positions = st.builds(
    Position,
    role=st.sampled_from(Role),
    unit_id=st.sampled_from(UNITS),
    unit_ids=st.frozensets(st.sampled_from(UNITS), max_size=3),
    inherited=st.frozensets(st.sampled_from(UNITS), max_size=2),
)
actors = st.builds(
    lambda user, held: Actor(user, None, "", tuple(held)),
    st.sampled_from(USERS),
    st.lists(positions, max_size=3),
)
quick = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def rows():
    """Eighteen rows: each unit and person once. Keys are dealt so that strategies can name them."""
    for key in UNITS:
        Unit.objects.create(pk=key, code=f"u{key}")
    for key in USERS:
        User.objects.create(pk=key, email=f"{key}@lachan.example", created_at=NOON)
    for unit in UNITS:
        for user in USERS:
            Membership.objects.create(
                user_id=user,
                unit_id=unit,
                role=Role.POLICE,
                valid_from=NOON,
                requested_by_id=user % 3 + 1,
            )
    return list(Membership.objects.all())


def opens(condition: Condition, row: Membership, position: Position, actor: Actor) -> bool:
    """The table read by a person, one row at a time."""
    return {
        Condition.ANYWHERE: True,
        Condition.OWN_UNIT: row.unit_id in position.own_ids,
        Condition.UNIT_TREE: row.unit_id in position.unit_ids,
        Condition.ASSIGNED: row.user_id == actor.user_id,
        Condition.OWN_WORK: row.requested_by_id == actor.user_id,
    }.get(condition, False)


def may_see(row: Membership, actor: Actor, permission: Permission) -> bool:
    return any(
        opens(condition, row, position, actor)
        for position in actor.positions
        for condition in GRANTS[permission].get(position.role, ())
    )


@quick
@given(actor=actors, permission=st.sampled_from(Permission))
def test_a_list_holds_exactly_the_rows_that_may_be_seen(rows, actor, permission):
    listed = set(visible(Membership.objects.all(), PATHS, actor, permission))

    assert listed == {row for row in rows if may_see(row, actor, permission)}


@quick
@given(
    actor=actors,
    permission=st.sampled_from(Permission),
    declared=st.sets(st.sampled_from(sorted(PATHS))),
)
def test_declaring_fewer_conditions_never_opens_more(rows, actor, permission, declared):
    fewer = {condition: PATHS[condition] for condition in declared}

    some = set(visible(Membership.objects.all(), fewer, actor, permission))

    assert some <= set(visible(Membership.objects.all(), PATHS, actor, permission))


@quick
@given(actor=actors, more=positions, permission=st.sampled_from(Permission))
def test_another_position_never_closes_anything(rows, actor, more, permission):
    larger = Actor(actor.user_id, None, "", (*actor.positions, more))

    before = set(visible(Membership.objects.all(), PATHS, actor, permission))

    assert before <= set(visible(Membership.objects.all(), PATHS, larger, permission))


def test_a_model_that_declares_nothing_shows_nothing(rows):
    actor = Actor(1, 1, "", tuple(Position(role, 1, frozenset(UNITS)) for role in Role))

    assert not visible(Membership.objects.all(), {}, actor, Permission.USE_DESK)


def test_who_is_not_signed_in_sees_nothing(rows):
    for author in (Author.public(), Author(1, 1, Role.AUDITOR.value)):
        assert not visible(Membership.objects.all(), PATHS, author, Permission.USE_DESK)


def test_a_part_of_the_system_sees_all(rows):
    listed = visible(Membership.objects.all(), PATHS, people.SETUP, Permission.READ_TIP)

    assert listed.count() == len(rows)


def test_a_path_that_says_nothing_is_a_fault_and_not_an_open_door(rows):
    worker = Actor(1, 1, "", (Position(Role.COMMUNE_WORKER, 1, frozenset({1})),))
    empty = {Condition.OWN_UNIT: lambda position, actor: Q()}

    with pytest.raises(Fault):
        visible(Membership.objects.all(), empty, worker, Permission.WRITE_CHILD_CASE)
