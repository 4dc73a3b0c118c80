"""The words of the storey."""

import pytest

from lachan.people.rules import (
    FUNCTION_LABELS,
    ROLE_LABELS,
    Actor,
    Function,
    Position,
    Role,
    short_name_of,
)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Xã Định Hóa", "Định Hóa"),
        ("Thành phố Thái Nguyên", "Thái Nguyên"),
        ("Thị trấn Chợ Chu", "Chợ Chu"),
        ("Sở Y tế", "Sở Y tế"),
        ("Xãhội", "Xãhội"),
    ],
)
def test_an_area_is_listed_by_its_own_name(name, short):
    assert short_name_of(name) == short


def test_every_role_and_function_has_a_label():
    assert set(ROLE_LABELS) == set(Role)
    assert set(FUNCTION_LABELS) == set(Function)


def test_a_position_owns_its_unit_and_what_that_inherited():
    position = Position(Role.POLICE, 1, frozenset({1, 2, 3}), inherited=frozenset({3}))

    assert position.own_ids == {1, 3}


def test_an_actor_has_the_roles_of_all_positions():
    chair = Position(Role.COMMUNE_CHAIR, 1, frozenset({1}))
    leader = Position(Role.LEADER, 2, frozenset({2}))

    actor = Actor(7, 1, chair.role.value, (chair, leader))

    assert actor.has(Role.LEADER)
    assert not actor.has(Role.AUDITOR)
