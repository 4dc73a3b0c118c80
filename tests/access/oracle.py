"""What the permission table says, read by hand: one person, one object, one address at a time."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from django.test import Client

from lachan.people.models import User
from lachan.people.permissions import GRANTS, Condition, Permission
from lachan.people.rules import Role

T = TypeVar("T")
LET_IN = 0


@dataclass(frozen=True)
class Person:
    """Somebody with one role in one unit. `below`: that unit and those under it."""

    label: str
    role: Role
    unit: int
    below: frozenset[int]
    user: User
    client: Client = field(compare=False)

    def holds(self, permission: Permission) -> bool:
        return self.role in GRANTS[permission]


@dataclass(frozen=True)
class Facts:
    """What the conditions of the table ask of an object.

    `units` own it; `named` are those it was given to by name; `by` made it, or it is addressed to
    them; `unpromoted` where the word means something; `hidden_from`: too close to it.
    """

    units: frozenset[int] = frozenset()
    named: frozenset[int | None] = frozenset()
    by: int | None = None
    unpromoted: bool = False
    hidden_from: frozenset[int] = frozenset()


_MEANING: dict[Condition, Callable[[Facts, Person], bool]] = {
    Condition.ANYWHERE: lambda facts, person: True,
    Condition.OWN_UNIT: lambda facts, person: person.unit in facts.units,
    Condition.UNIT_TREE: lambda facts, person: bool(person.below & facts.units),
    Condition.ASSIGNED: lambda facts, person: person.user.pk in facts.named,
    Condition.UNPROMOTED: lambda facts, person: facts.unpromoted,
    Condition.OWN_WORK: lambda facts, person: facts.by == person.user.pk,
}


def opens(permission: Permission, facts: Facts, person: Person) -> bool:
    """Whether the table opens the object to the person."""
    if person.user.pk in facts.hidden_from:
        return False
    conditions = GRANTS[permission].get(person.role, frozenset())
    return any(_MEANING[condition](facts, person) for condition in conditions)


@dataclass(frozen=True)
class Door:
    """One check on the way to an object: the answer to who does not hold it, or not for this."""

    permission: Permission
    facts: Facts
    unheld: int = 404
    unreached: int = 404

    def answer(self, person: Person) -> int:
        if opens(self.permission, self.facts, person):
            return LET_IN
        return self.unreached if person.holds(self.permission) else self.unheld


@dataclass(frozen=True)
class Gone:
    """What was asked for does not exist, or does not fit the state of the object."""

    def answer(self, person: Person) -> int:
        return 404


@dataclass(frozen=True)
class Sample:
    """One address that leads to one object in one state, with the doors on the way to it."""

    state: str
    args: tuple[object, ...] = ()
    doors: tuple[Door | Gone, ...] = ()

    def through(self, *more: object, doors: tuple[Door | Gone, ...], state: str = "") -> "Sample":
        """A longer address, behind more doors."""
        label = f"{self.state} {state}".strip()
        return replace(self, state=label, args=(*self.args, *more), doors=(*self.doors, *doors))


def ends(found: list[T]) -> list[T]:
    """The first and the last: enough where an act is the same in every state it fits."""
    return found[:1] + found[1:][-1:]


@dataclass(frozen=True)
class Route:
    """An address: the permission at its gate and how it is knocked at. Without `parts` it is one
    page for everybody; with them, each sample fills them in."""

    gate: Permission
    parts: int = 0
    post: dict[str, str] | None = None


def expected(route: Route, sample: Sample, person: Person) -> int:
    """LET_IN, 403 or 404."""
    if not person.holds(route.gate):
        return 403
    answers = (door.answer(person) for door in sample.doors)
    return next((answer for answer in answers if answer is not LET_IN), LET_IN)
