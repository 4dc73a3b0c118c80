"""Writes to staff: accounts and the positions they hold."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from lachan.common.text_vi import sort_key
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.errors import AddressTaken, AlreadyHeld, NotForOneself, SecondAdminNeeded
from lachan.people.models import Membership, Unit, User
from lachan.people.permissions import Permission, is_system, require
from lachan.people.rules import TWO_ADMIN_ROLES, Role


@transaction.atomic
def create_user(
    *, email: str, full_name: str, by: Author, now: datetime, password: str | None = None
) -> User:
    """An account without any position: it can sign in and see nothing.

    Without a password the account cannot sign in until one is set. The trail gets the id only.
    """
    require(by, Permission.MANAGE_STAFF)
    address = email.strip().lower()
    if User.objects.filter(email=address).exists():
        raise AddressTaken
    user = User.objects.create(
        email=address,
        full_name=full_name,
        sort_key=_name_key(full_name),
        password=make_password(password),
        created_at=now,
    )
    journal.record(by=by, action="user.created", subject=user, at=now)
    return user


def _name_key(full_name: str) -> str:
    """Vietnamese lists of people go by given name, which comes last, then by the whole name."""
    given = full_name.split()[-1:] or [""]
    return sort_key(f"{given[0]} {full_name}")


@transaction.atomic
def add_member(*, user: User, unit: Unit, role: Role, by: Author, now: datetime) -> Membership:
    """The user takes up the role in the unit now.

    For a role of TWO_ADMIN_ROLES it is only a request until another administrator confirms it.
    The command line of the server (a system author) needs no second: it makes the first ones.
    """
    require(by, Permission.MANAGE_STAFF)
    if by.user_id == user.pk:
        raise NotForOneself
    User.objects.select_for_update().get(pk=user.pk)
    if user.memberships.filter(unit=unit, role=role, valid_to__isnull=True).exists():
        raise AlreadyHeld
    waits = role in TWO_ADMIN_ROLES and not is_system(by)
    membership = Membership.objects.create(
        user=user,
        unit=unit,
        role=role,
        valid_from=now,
        requested_by_id=by.user_id,
        confirmed_by_id=None if waits else by.user_id,
        confirmed_at=None if waits else now,
    )
    action = "membership.requested" if waits else "membership.added"
    _record(membership, action, by=by, now=now)
    return membership


@transaction.atomic
def confirm_member(*, membership: Membership, by: Author, now: datetime) -> Membership:
    """The second administrator confirms; the position counts from this moment."""
    require(by, Permission.MANAGE_STAFF)
    locked = Membership.objects.select_for_update().get(pk=membership.pk)
    if locked.confirmed_at is not None or locked.valid_to is not None:
        raise AlreadyHeld
    if by.user_id == locked.user_id:
        raise NotForOneself
    if by.user_id == locked.requested_by_id:
        raise SecondAdminNeeded
    locked.confirmed_by_id = by.user_id
    locked.confirmed_at = now
    locked.save(update_fields=["confirmed_by", "confirmed_at"])
    _record(locked, "membership.confirmed", by=by, now=now)
    return locked


@transaction.atomic
def end_member(*, membership: Membership, by: Author, now: datetime) -> Membership:
    """The position ends at this moment, or the request for it is withdrawn. Twice is once."""
    require(by, Permission.MANAGE_STAFF)
    locked = Membership.objects.select_for_update().get(pk=membership.pk)
    if locked.valid_to is None:
        locked.valid_to = max(now, locked.valid_from)
        locked.save(update_fields=["valid_to"])
        _record(locked, "membership.ended", by=by, now=now)
    return locked


@transaction.atomic
def deactivate_user(*, user: User, by: Author, now: datetime) -> User:
    """The person leaves: every position ends and the account is shut, the same minute."""
    require(by, Permission.MANAGE_STAFF)
    locked = User.objects.select_for_update().get(pk=user.pk)
    for membership in locked.memberships.filter(valid_to__isnull=True):
        end_member(membership=membership, by=by, now=now)
    if locked.is_active:
        locked.is_active = False
        locked.deactivated_at = now
        locked.save(update_fields=["is_active", "deactivated_at"])
        journal.record(by=by, action="user.deactivated", subject=locked, at=now)
    return locked


def _record(membership: Membership, action: str, *, by: Author, now: datetime) -> None:
    facts = {
        "member": membership.user_id,
        "unit": membership.unit_id,
        "position": str(membership.role),
    }
    journal.record(by=by, action=action, subject=membership, at=now, **facts)
