"""Units, staff and actors, plainly invented."""

from datetime import date, datetime
from itertools import count

from lachan.journal.rules import Author
from lachan.people import operations, queries
from lachan.people.models import Level, Unit, UnitKind, User
from lachan.people.rules import Actor, Role
from tests.builders import NOON

SETUP = Author.system("test")
LONG_AGO = date(2020, 1, 1)
_number = count(1)


def unit(
    code: str | None = None,
    name: str | None = None,
    kind: UnitKind | str = UnitKind.COMMUNE,
    parent: Unit | None = None,
    **given: object,
) -> Unit:
    """A unit valid since 2020; by default a commune."""
    number = next(_number)
    facts = {
        "level": Level.COMMUNE if kind == UnitKind.COMMUNE else Level.PROVINCE,
        "valid_from": LONG_AGO,
        "by": SETUP,
        "now": NOON,
    } | given
    return operations.create_unit(
        code=code or f"test-{number}",
        name=name or f"Xã Thử {number}",
        kind=kind,
        parent=parent,
        **facts,  # type: ignore[arg-type]
    )


def user(
    role: Role | None = None,
    unit: Unit | None = None,
    *,
    email: str | None = None,
    full_name: str | None = None,
    password: str | None = None,
    now: datetime = NOON,
) -> User:
    """A member of staff; with a role, in that unit or in a new one of its own."""
    number = next(_number)
    person = operations.create_user(
        email=email or f"can-bo-{number}@lachan.example",
        full_name=full_name or f"Cán Bộ Thử {number}",
        password=password,
        by=SETUP,
        now=now,
    )
    if role is not None:
        place = unit or new_unit()
        operations.add_member(user=person, unit=place, role=role, by=SETUP, now=now)
    return person


new_unit = unit


def actor(role: Role | None = None, unit: Unit | None = None, now: datetime = NOON) -> Actor:
    """A person of the role at work, as a request would load them."""
    return queries.actor_of(user(role, unit, now=now), now)
