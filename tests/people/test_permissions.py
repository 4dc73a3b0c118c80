"""The table: complete, and denying what it does not list."""

import pytest

from lachan.common.errors import NotAllowed
from lachan.journal.rules import Author
from lachan.people.permissions import (
    CONDITION_SENTENCES,
    GRANTS,
    PERMISSION_SENTENCES,
    PUBLIC,
    Condition,
    Permission,
    holds,
    require,
)
from lachan.people.rules import Actor, Position, Role

EVERYBODY_MAY = {
    Permission.USE_DESK,
    Permission.READ_NOTICES,
    Permission.READ_DIRECTORY,
    Permission.READ_CLOCKS,
}
CHILD_DATA = {
    Permission.READ_TIP,
    Permission.MESSAGE_REPORTER,
    Permission.READ_CHILD_CASE,
    Permission.WRITE_CHILD_CASE,
    Permission.READ_CONTENT_CASE,
    Permission.READ_REFERRAL,
}


def somebody(*roles: Role) -> Actor:
    positions = tuple(Position(role, 1, frozenset({1})) for role in roles)
    return Actor(7, 1, roles[0].value if roles else "", positions)


def granted_to(role: Role) -> set[Permission]:
    return {permission for permission in Permission if role in GRANTS[permission]}


def test_every_permission_has_a_sentence_and_a_line_in_the_table():
    assert set(PERMISSION_SENTENCES) == set(GRANTS) == set(Permission)


def test_every_condition_has_a_sentence():
    assert set(CONDITION_SENTENCES) == set(Condition)


def test_sentences_say_something_in_both_languages():
    said = [*PERMISSION_SENTENCES.values(), *CONDITION_SENTENCES.values()]

    assert all(s.vi.endswith(".") and s.en.endswith(".") for s in said)


def test_a_grant_names_at_least_one_condition():
    assert all(conditions for grants in GRANTS.values() for conditions in grants.values())


@pytest.mark.parametrize("permission", sorted(EVERYBODY_MAY))
def test_every_member_of_staff_may(permission):
    assert set(GRANTS[permission]) == set(Role)


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.AUDITOR, Role.CUSTODIAN, Role.LEADER])
def test_nobody_who_oversees_reads_a_child_s_data(role):
    assert not granted_to(role) & CHILD_DATA


@pytest.mark.parametrize(
    ("role", "only"),
    [
        (Role.SYSTEM_ADMIN, {Permission.MANAGE_STAFF}),
        (Role.AUDITOR, {Permission.READ_JOURNAL}),
        (Role.CUSTODIAN, {Permission.DECIDE_IDENTITY}),
    ],
)
def test_a_role_of_trust_does_one_thing(role, only):
    assert granted_to(role) == EVERYBODY_MAY | only


def test_only_the_commune_writes_a_child_case_and_only_its_own():
    assert GRANTS[Permission.WRITE_CHILD_CASE] == {
        Role.COMMUNE_WORKER: frozenset({Condition.OWN_UNIT})
    }


@pytest.mark.parametrize(
    ("writes", "approves"),
    [
        (Permission.WRITE_CHILD_CASE, Permission.APPROVE_PLAN),
        (Permission.WRITE_CHILD_CASE, Permission.APPROVE_ASSESSMENT),
        (Permission.WRITE_CHILD_CASE, Permission.CLOSE_CHILD_CASE),
        (Permission.WRITE_CONTENT_CASE, Permission.APPROVE_TAKEDOWN),
        (Permission.PREPARE_REPORT, Permission.SIGN_REPORT),
        (Permission.REQUEST_IDENTITY, Permission.DECIDE_IDENTITY),
    ],
)
def test_no_role_both_writes_and_approves(writes, approves):
    assert not set(GRANTS[writes]) & set(GRANTS[approves])


def test_child_data_is_never_open_to_a_whole_tree_of_units():
    conditions = {c for p in CHILD_DATA for held in GRANTS[p].values() for c in held}

    assert Condition.UNIT_TREE not in conditions


def test_an_intake_officer_no_longer_reads_a_promoted_tip():
    assert GRANTS[Permission.READ_TIP][Role.INTAKE_OFFICER] == {Condition.UNPROMOTED}


@pytest.mark.parametrize("permission", Permission)
def test_somebody_without_a_position_may_do_nothing(permission):
    with pytest.raises(NotAllowed):
        require(somebody(), permission)


@pytest.mark.parametrize("role", Role)
def test_a_role_holds_exactly_what_the_table_gives_it(role):
    actor = somebody(role)

    assert {p for p in Permission if holds(actor, p)} == granted_to(role)


def test_a_second_position_adds_its_permissions():
    actor = somebody(Role.LEADER, Role.AUDITOR)

    require(actor, Permission.READ_JOURNAL)
    require(actor, Permission.READ_AGGREGATES)


@pytest.mark.parametrize("permission", Permission)
def test_the_public_may_only_what_is_listed_for_it(permission):
    assert holds(Author.public(), permission) is (permission in PUBLIC)


@pytest.mark.parametrize("permission", Permission)
def test_an_author_who_is_neither_signed_in_nor_the_system_may_nothing(permission):
    assert not holds(Author(7, 1, Role.COMMUNE_WORKER.value), permission)
    assert not holds(Author(7, 1, "system:forged"), permission)


def test_a_part_of_the_system_may_act():
    require(Author.system("scheduler"), Permission.TRIAGE)
