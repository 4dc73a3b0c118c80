"""Who sees a case, and with it everything that hangs on it."""

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lachan.journal.rules import Author
from lachan.people.permissions import Condition, Permission
from lachan.people.rules import Actor
from lachan.people.scoping import AccessPaths, anywhere, own_unit, own_user, unit_tree, visible

M = TypeVar("M", bound=Model)

CASE_PATHS: AccessPaths = {
    Condition.ANYWHERE: anywhere,
    Condition.OWN_UNIT: own_unit("owner_unit"),
    Condition.UNIT_TREE: unit_tree("owner_unit"),
    Condition.ASSIGNED: own_user("owner"),
    Condition.OWN_WORK: own_user("opened_by"),
}


def choices(labels: Mapping[Any, str]) -> list[tuple[str, Any]]:
    """The pairs of a Django `choices` from a label table of rules."""
    return [(str(value), _(label)) for value, label in labels.items()]


class CaseQuerySet(QuerySet[M]):
    """Child cases somebody may see."""

    def visible_to(
        self, actor: Author, permission: Permission = Permission.READ_CHILD_CASE
    ) -> Self:
        """By the permission table, and never a case the person is too close to."""
        seen = visible(self, CASE_PATHS, actor, permission)
        if isinstance(actor, Actor):
            seen = seen.exclude(_in_conflict(actor))
        assert isinstance(seen, type(self))
        return seen


def _in_conflict(actor: Actor) -> Q:
    from lachan.cases.models.case import CaseConflict  # the models stand on this module

    return Q(pk__in=CaseConflict.objects.filter(user=actor.user_id).values("case"))


class PartQuerySet(QuerySet[M]):
    """Parts of child cases: seen by whoever sees the case."""

    def visible_to(
        self, actor: Author, permission: Permission = Permission.READ_CHILD_CASE
    ) -> Self:
        from lachan.cases.models.case import ChildCase

        return self.filter(case__in=ChildCase.objects.visible_to(actor, permission))
