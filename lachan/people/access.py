"""The doors to accounts and positions, for those who manage staff."""

from typing import TypeVar

from django.db.models import QuerySet

from lachan.common.errors import NotFound
from lachan.journal.rules import Author
from lachan.people.models import Membership, User
from lachan.people.permissions import Permission, require

R = TypeVar("R", User, Membership)


def user_for(actor: Author, user_id: int) -> User:
    """One account to manage. NotAllowed for who manages nobody, NotFound for no such account."""
    return _one(User.objects.all(), actor, user_id)


def membership_for(actor: Author, membership_id: int) -> Membership:
    """One position, or request for one, with its person and unit. Refuses as `user_for`."""
    return _one(Membership.objects.select_related("user", "unit"), actor, membership_id)


def _one(rows: QuerySet[R], actor: Author, key: int) -> R:
    require(actor, Permission.MANAGE_STAFF)
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotFound
    return row
