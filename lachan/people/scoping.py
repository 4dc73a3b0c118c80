"""From the permission table to rows: a queryset that holds only what somebody may see.

A protected model declares what each condition means for its rows and builds `visible_to` on
`visible`. A condition it does not declare opens nothing: deny by default. Paths must not cross
to-many joins (use `pk__in` of a subquery), since rows are not made distinct here.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from lachan.common.errors import Fault
from lachan.journal.rules import Author
from lachan.people.permissions import GRANTS, Condition, Permission, is_system
from lachan.people.rules import Actor, Position

Path = Callable[[Position, Actor], Q]
AccessPaths = Mapping[Condition, Path]
M = TypeVar("M", bound=Model)


def visible(
    queryset: QuerySet[M], paths: AccessPaths, actor: Author, permission: Permission
) -> QuerySet[M]:
    """The rows of the queryset on which the actor holds the permission, by any position."""
    if is_system(actor):
        return queryset
    if not isinstance(actor, Actor):
        return queryset.none()
    open_to: Q | None = None
    for position in actor.positions:
        for condition in GRANTS[permission].get(position.role, frozenset()):
            if condition not in paths:
                continue
            path = paths[condition](position, actor)
            if not path:
                # An empty Q means every row, and would vanish when joined by OR.
                if condition is Condition.ANYWHERE:
                    return queryset
                raise Fault(f"The path for {condition} says nothing, which would open every row.")
            open_to = path if open_to is None else open_to | path
    return queryset.none() if open_to is None else queryset.filter(open_to)


def anywhere(position: Position, actor: Actor) -> Q:
    """Every row. Only for Condition.ANYWHERE."""
    return Q()


def own_unit(field: str) -> Path:
    """Rows whose unit is the position's own, or one whose work it inherited."""
    return lambda position, actor: Q(**{f"{field}__in": position.own_ids})


def unit_tree(field: str) -> Path:
    """Rows whose unit is the position's own or below it, former units included."""
    return lambda position, actor: Q(**{f"{field}__in": position.unit_ids})


def own_user(field: str) -> Path:
    """Rows that name the person: as owner, assignee or author."""
    return lambda position, actor: Q(**{field: actor.user_id})
