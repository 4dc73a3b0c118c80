"""Who sees what hangs on a case: whoever sees the case."""

from typing import Self, TypeVar

from django.db.models import Model, QuerySet

from lachan.cases.models.case import ChildCase
from lachan.journal.rules import Author
from lachan.people.permissions import Permission

M = TypeVar("M", bound=Model)


class PartQuerySet(QuerySet[M]):
    """Parts of child cases: seen by whoever sees the case."""

    def visible_to(
        self, actor: Author, permission: Permission = Permission.READ_CHILD_CASE
    ) -> Self:
        return self.filter(case__in=ChildCase.objects.visible_to(actor, permission))
