"""A small province in which every desk address has something to open.

One unit does everything and owns everything, so that whoever sits elsewhere is a stranger to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from lachan.people import queries
from lachan.people.models import Unit, UnitKind
from lachan.people.rules import Actor, Function, Role
from lachan.takedown import operations as takedown
from tests.access.oracle import Person
from tests.builders import NOON, clocks, desk, people, programme

# Everything is made from noon on; people come to look five days later.
LOOKED_AT = NOON + timedelta(days=5)


@dataclass(frozen=True)
class World:
    """The units, and the hands that make things at home."""

    house: programme.House
    home: Unit
    elsewhere: Unit
    cast: tuple[Person, ...]

    def person(self, role: Role) -> Person:
        """Who holds the role at home."""
        return next(one for one in self.cast if one.role is role and one.unit == self.home.pk)

    def stranger(self, role: Role) -> Person:
        """Who holds the role elsewhere."""
        return next(one for one in self.cast if one.role is role and one.unit == self.elsewhere.pk)

    def hand(self, role: Role) -> Actor:
        return queries.actor_of(self.person(role).user, NOON)


def build() -> World:
    clocks.loaded()
    takedown.load_content(folder=settings.CONTENT / "legal_bases", by=people.SETUP, now=NOON)
    house = programme.house()
    home = house.lead
    for function in (Function.INTAKE_DESK, Function.E_INFORMATION_LEAD):
        programme.holding(function, home)
    elsewhere = people.unit(name="Sở Nơi Khác", kind=UnitKind.DEPARTMENT, parent=house.province)
    return World(house, home, elsewhere, tuple(_cast(house.province, home, elsewhere)))


def _cast(province: Unit, home: Unit, elsewhere: Unit) -> Iterable[Person]:
    """Each role at home and elsewhere; and a leader above both, for whom alone the tree counts."""
    for role in Role:
        yield _person(f"{role} at home", role, home)
        yield _person(f"{role} elsewhere", role, elsewhere)
    whole = frozenset({province.pk, home.pk, elsewhere.pk})
    yield _person("leader of the province", Role.LEADER, province, whole)


def _person(label: str, role: Role, unit: Unit, below: frozenset[int] | None = None) -> Person:
    user = people.user(role, unit)
    return Person(label, role, unit.pk, below or frozenset({unit.pk}), user, desk.signed_in(user))
