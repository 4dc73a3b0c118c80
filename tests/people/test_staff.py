"""Accounts and positions: nobody serves themself, and trust takes two."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from lachan.common.errors import NotAllowed, NotFound
from lachan.journal.models import Entry
from lachan.people import access, operations, queries
from lachan.people.errors import AddressTaken, AlreadyHeld, NotForOneself, SecondAdminNeeded
from lachan.people.models import Membership, User
from lachan.people.rules import TWO_ADMIN_ROLES, Role
from tests.builders import NOON, people

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def admin():
    return people.actor(Role.SYSTEM_ADMIN)


@pytest.fixture
def second_admin():
    return people.actor(Role.SYSTEM_ADMIN)


@pytest.fixture
def request_for_auditor(admin):
    return operations.add_member(
        user=people.user(), unit=people.unit(), role=Role.AUDITOR, by=admin, now=NOON
    )


def test_a_new_account_can_do_nothing(admin):
    user = operations.create_user(
        email=" An.Thu@Lachan.Example ", full_name="Nguyễn Thử An", by=admin, now=NOON
    )

    assert user.email == "an.thu@lachan.example"
    assert not user.has_usable_password()
    assert queries.actor_of(user, NOON).positions == ()


def test_an_account_with_a_password_can_sign_in_by_it():
    assert people.user(password="mot-mat-khau-dai").check_password("mot-mat-khau-dai")


def test_an_address_has_one_account(admin):
    people.user(email="an@lachan.example")

    with pytest.raises(AddressTaken):
        operations.create_user(email="AN@lachan.example", full_name="X", by=admin, now=NOON)


def test_the_database_refuses_an_address_in_capitals():
    user = people.user()
    user.email = "An@lachan.example"

    with pytest.raises(IntegrityError, match="user_email_is_lower_case"):
        user.save()


def test_an_account_is_found_by_its_address_in_any_case():
    user = people.user(email="an@lachan.example")

    assert User.objects.get_by_natural_key("An@Lachan.Example") == user
    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key(None)


def test_people_are_listed_by_given_name():
    for name in ("Trần Thử Yên", "Lê Thử Ân", "Đỗ Thử An"):
        people.user(full_name=name)

    assert [user.get_short_name() for user in User.objects.all()] == ["An", "Ân", "Yên"]


def test_a_nameless_account_has_no_short_name():
    user = people.user()
    user.full_name = " "

    assert (user.get_short_name(), user.get_full_name()) == ("", " ")


def test_the_trail_of_an_account_holds_no_name(admin):
    user = operations.create_user(
        email="an@lachan.example", full_name="Nguyễn Thử An", by=admin, now=NOON
    )

    entry = Entry.objects.get(action="user.created", subject_id=str(user.pk), user_id=admin.user_id)
    assert entry.facts == {}


def test_a_position_given_counts_at_once(admin):
    user = people.user()

    operations.add_member(user=user, unit=people.unit(), role=Role.POLICE, by=admin, now=NOON)

    assert queries.actor_of(user, NOON).has(Role.POLICE)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM_ADMIN])
def test_only_an_administrator_manages_staff(role):
    user = people.user()

    with pytest.raises(NotAllowed):
        operations.add_member(
            user=user, unit=people.unit(), role=Role.POLICE, by=people.actor(role), now=NOON
        )

    assert not user.memberships.exists()


def test_an_administrator_gives_nothing_to_oneself(admin):
    user = User.objects.get(pk=admin.user_id)

    with pytest.raises(NotForOneself):
        operations.add_member(user=user, unit=people.unit(), role=Role.POLICE, by=admin, now=NOON)


def test_the_database_refuses_a_position_given_to_oneself():
    user = people.user()

    with pytest.raises(IntegrityError, match="membership_not_granted_to_oneself"):
        Membership.objects.create(
            user=user, unit=people.unit(), role=Role.POLICE, valid_from=NOON, requested_by=user
        )


def test_a_position_is_held_once(admin):
    unit = people.unit()
    user = people.user(Role.POLICE, unit)

    with pytest.raises(AlreadyHeld):
        operations.add_member(user=user, unit=unit, role=Role.POLICE, by=admin, now=NOON)


@pytest.mark.parametrize("role", sorted(TWO_ADMIN_ROLES))
def test_a_position_of_trust_waits_for_a_second_administrator(role, admin):
    user = people.user()

    operations.add_member(user=user, unit=people.unit(), role=role, by=admin, now=NOON)

    assert queries.actor_of(user, NOON).positions == ()


def test_it_counts_once_the_second_has_confirmed(request_for_auditor, second_admin):
    operations.confirm_member(membership=request_for_auditor, by=second_admin, now=LATER)

    assert queries.actor_of(request_for_auditor.user, LATER).has(Role.AUDITOR)
    assert queries.actor_of(request_for_auditor.user, NOON).positions == ()


def test_the_one_who_asked_cannot_confirm(request_for_auditor, admin):
    with pytest.raises(SecondAdminNeeded):
        operations.confirm_member(membership=request_for_auditor, by=admin, now=LATER)

    assert queries.actor_of(request_for_auditor.user, LATER).positions == ()


def test_the_one_who_gains_cannot_confirm(admin):
    other = people.user(Role.SYSTEM_ADMIN)
    membership = operations.add_member(
        user=other, unit=people.unit(), role=Role.AUDITOR, by=admin, now=NOON
    )

    with pytest.raises(NotForOneself):
        operations.confirm_member(
            membership=membership, by=queries.actor_of(other, LATER), now=LATER
        )


def test_a_position_is_confirmed_once(request_for_auditor, second_admin):
    operations.confirm_member(membership=request_for_auditor, by=second_admin, now=LATER)

    with pytest.raises(AlreadyHeld):
        operations.confirm_member(membership=request_for_auditor, by=second_admin, now=LATER)


def test_a_withdrawn_request_can_no_longer_be_confirmed(request_for_auditor, admin, second_admin):
    operations.end_member(membership=request_for_auditor, by=admin, now=LATER)

    with pytest.raises(AlreadyHeld):
        operations.confirm_member(membership=request_for_auditor, by=second_admin, now=LATER)


@pytest.mark.parametrize("confirmer", ["admin", "nobody", "gainer"])
def test_the_database_too_wants_a_second_administrator(request_for_auditor, admin, confirmer):
    who = {"admin": admin.user_id, "nobody": None, "gainer": request_for_auditor.user_id}
    request_for_auditor.confirmed_by_id = who[confirmer]
    request_for_auditor.confirmed_at = LATER

    with pytest.raises(IntegrityError, match="membership_two_admins"):
        request_for_auditor.save()


def test_the_first_administrator_is_made_at_the_server_itself():
    assert people.actor(Role.SYSTEM_ADMIN).has(Role.SYSTEM_ADMIN)


def test_an_ended_position_counts_no_more_from_that_moment(admin):
    user = people.user(Role.POLICE)
    membership = user.memberships.get()

    operations.end_member(membership=membership, by=admin, now=LATER)

    assert queries.actor_of(user, LATER - timedelta(seconds=1)).has(Role.POLICE)
    assert queries.actor_of(user, LATER).positions == ()


def test_ending_twice_is_ending_once(admin):
    membership = people.user(Role.POLICE).memberships.get()
    operations.end_member(membership=membership, by=admin, now=LATER)

    again = operations.end_member(membership=membership, by=admin, now=LATER + timedelta(days=1))

    assert again.valid_to == LATER
    assert Entry.objects.filter(action="membership.ended").count() == 1


def test_a_position_may_be_taken_up_again(admin):
    unit = people.unit()
    user = people.user(Role.POLICE, unit)
    operations.end_member(membership=user.memberships.get(), by=admin, now=NOON)

    operations.add_member(user=user, unit=unit, role=Role.POLICE, by=admin, now=LATER)

    assert queries.actor_of(user, LATER).has(Role.POLICE)


def test_leaving_ends_every_position_and_shuts_the_account_once(admin):
    user = people.user(Role.POLICE)

    operations.deactivate_user(user=user, by=admin, now=LATER)
    left = operations.deactivate_user(user=user, by=admin, now=LATER + timedelta(days=1))

    assert (left.is_active, left.deactivated_at) == (False, LATER)
    assert not user.memberships.filter(valid_to__isnull=True).exists()
    assert Entry.objects.filter(action="user.deactivated").count() == 1


def test_the_doors_open_for_who_manages_staff(admin):
    user = people.user(Role.POLICE)
    membership = user.memberships.get()

    assert access.user_for(admin, user.pk) == user
    assert access.membership_for(admin, membership.pk) == membership


def test_the_doors_know_nobody_who_is_not_there(admin):
    with pytest.raises(NotFound):
        access.user_for(admin, 0)


def test_the_doors_stay_shut_for_others():
    user = people.user(Role.POLICE)

    with pytest.raises(NotAllowed):
        access.user_for(people.actor(Role.LEADER), user.pk)
