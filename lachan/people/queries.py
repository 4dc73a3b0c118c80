"""What the storeys above read: who somebody is now, and which unit is what on a day."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import F, Q, QuerySet

from lachan.common.time import local_date, start_of
from lachan.people.models import (
    Membership,
    Unit,
    UnitFunction,
    UnitKind,
    UnitRelation,
    UnitSuccession,
    UnitVersion,
    User,
)
from lachan.people.rules import (
    SHARED_FUNCTIONS,
    Actor,
    Function,
    Position,
    Role,
    Tree,
    short_name_of,
)
from lachan.people.succession import Step, remap


def valid_on(on: date, prefix: str = "") -> Q:
    """Rows dated [valid_from, valid_to) that hold on the day (or, for memberships, moment)."""
    begun = Q(**{f"{prefix}valid_from__lte": on})
    unended = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on})
    return begun & unended


# --- who somebody is -------------------------------------------------------------------------


def actor_of(user: User, now: datetime) -> Actor:
    """The person with every position held at this moment. Ask anew on every request: a change of
    role, or leaving, takes effect the same minute. An inactive account holds no position."""
    held = _positions_held(user, now)
    reaches = reach({membership.unit_id for membership in held}, local_date(now))
    positions = tuple(
        Position(Role(membership.role), membership.unit_id, *reaches[membership.unit_id])
        for membership in held
        if membership.unit_id in reaches
    )
    if not positions:
        return Actor(user.pk, None, "")
    return Actor(user.pk, positions[0].unit_id, positions[0].role.value, positions)


def _positions_held(user: User, now: datetime) -> list[Membership]:
    active = Q(user__is_active=True, confirmed_at__lte=now)
    return list(user.memberships.filter(active & valid_on(now)).order_by("valid_from", "id"))


_REACH = """
WITH RECURSIVE below(seed, id) AS (
    SELECT unit_id, unit_id FROM people_unitversion
    WHERE unit_id = ANY(%(units)s) AND valid_from <= %(on)s
      AND (valid_to IS NULL OR valid_to > %(on)s)
  UNION
    SELECT below.seed, down.child_id FROM below
    JOIN people_unitrelation down ON down.parent_id = below.id AND down.tree = 'territorial'
     AND down.valid_from <= %(on)s AND (down.valid_to IS NULL OR down.valid_to > %(on)s)
), former(seed, own, id) AS (
    SELECT seed, seed = id, id FROM below
  UNION
    SELECT former.seed, former.own, past.before_id FROM former
    JOIN people_unitsuccession past ON past.after_id = former.id
     AND past.inherits_work AND past.effective <= %(on)s
)
SELECT seed, id, bool_or(own) FROM former GROUP BY seed, id
"""


def reach(unit_ids: Iterable[int], on: date) -> Mapping[int, tuple[frozenset[int], frozenset[int]]]:
    """For each unit that exists on the day: (it, all below it and whom these inherited from;
    those whose work it inherited itself). A unit that has ended reaches nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_REACH, {"units": sorted(unit_ids), "on": on})
        rows = cursor.fetchall()
    seeds = {seed for seed, _unit, _own in rows}
    return {
        seed: (
            frozenset(unit for start, unit, _own in rows if start == seed),
            frozenset(unit for start, unit, own in rows if start == seed and own and unit != seed),
        )
        for seed in seeds
    }


def members(unit_id: int, role: Role, on: date) -> list[User]:
    """Active staff who hold the role in the unit as the day ends in Viet Nam, in name order."""
    evening = start_of(on + timedelta(days=1)) - timedelta(microseconds=1)
    held = Membership.objects.filter(valid_on(evening), confirmed_at__lte=evening)
    holders = held.filter(unit_id=unit_id, role=role).values("user")
    return list(User.objects.filter(is_active=True, pk__in=holders))


# --- units on a day --------------------------------------------------------------------------


def unit_name(unit_id: int, on: date) -> str:
    """The name valid on the day; else the last name before it, else the first. '' if unknown."""
    versions = UnitVersion.objects.filter(unit_id=unit_id)
    earlier = versions.filter(valid_from__lte=on).order_by("-valid_from").first()
    version = earlier or versions.order_by("valid_from").first()
    return version.name if version else ""


def issuer_name(unit_id: int, on: date) -> str:
    """The name under which the unit signs papers: an area signs through its people's committee,
    `Ủy ban nhân dân xã Định Hóa`; any other body under its own name."""
    name = unit_name(unit_id, on)
    if short_name_of(name) == name:
        return name
    return f"Ủy ban nhân dân {name[0].lower()}{name[1:]}"


def names_on(on: date) -> dict[int, str]:
    """Unit id to name for every unit that exists on the day, in Vietnamese order."""
    valid = UnitVersion.objects.filter(valid_on(on)).order_by("sort_key")
    return dict(valid.values_list("unit_id", "name"))


def units_on(on: date) -> QuerySet[Unit]:
    """Units that exist on the day, each with `name`, `short_name`, `kind`, in Vietnamese order."""
    return (
        Unit.objects.filter(valid_on(on, "versions__"))
        .annotate(
            name=F("versions__name"),
            short_name=F("versions__short_name"),
            kind=F("versions__kind"),
        )
        .order_by("versions__sort_key")
    )


def commune_units(on: date) -> QuerySet[Unit]:
    """Communes, wards and towns that exist on the day, as `units_on`."""
    return units_on(on).filter(versions__kind=UnitKind.COMMUNE)


def units_under(unit_id: int, tree: Tree, on: date) -> frozenset[int]:
    """The unit and every unit below it in the tree on the day."""
    children: dict[int, list[int]] = {}
    edges = UnitRelation.objects.filter(valid_on(on), tree=tree)
    for parent, child in edges.values_list("parent_id", "child_id"):
        children.setdefault(parent, []).append(child)
    found: set[int] = set()
    waiting = [unit_id]
    while waiting:
        unit = waiting.pop()
        found.add(unit)
        waiting.extend(children.get(unit, ()))
    return frozenset(found)


def holder_of(function: Function, on: date) -> Unit | None:
    """The unit that holds the function on the day. ValueError for one held by many."""
    if function in SHARED_FUNCTIONS:
        raise ValueError(f"{function} is held by many units; ask holders_of")
    return holders_of(function, on).first()


def holders_of(function: Function, on: date) -> QuerySet[Unit]:
    """Every unit that holds the function on the day."""
    holding = UnitFunction.objects.filter(valid_on(on), function=function)
    return Unit.objects.filter(pk__in=holding.values("unit")).order_by("pk")


# --- figures over a change of map ------------------------------------------------------------


def as_it_was(values: Mapping[int, int], on: date) -> Mapping[int | None, int]:
    """The figures by the units that existed on the day, never rewritten; what was reported for a
    unit that did not exist then stands under None. The total is that of `values`."""
    alive = frozenset(names_on(on))
    return remap(values, steps=(), alive=alive)


def on_todays_map(
    values: Mapping[int, int], today: date, *, reported_on: date | None = None
) -> Mapping[int | None, int]:
    """The figures carried along every succession after `reported_on` (default: all) up to today.

    None collects what cannot be attributed: parts of a unit that was divided without a decided
    share, and units that ended without a successor. The total is that of `values`.
    """
    successions = UnitSuccession.objects.filter(effective__lte=today)
    if reported_on is not None:
        successions = successions.filter(effective__gt=reported_on)
    steps = [
        Step(row.before_id, row.after_id, row.effective, row.share, lives_on=row.lives_on)
        for row in successions
    ]
    return remap(values, steps=steps, alive=frozenset(names_on(today)))
