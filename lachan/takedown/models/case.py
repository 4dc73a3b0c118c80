"""A page, post, account or group, and the work to have it removed."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, QuerySet

from lachan.common.taxonomy import SEVERITY_LABELS
from lachan.journal.rules import Author
from lachan.people.permissions import Condition, Permission
from lachan.people.scoping import AccessPaths, anywhere, own_unit, own_user, unit_tree, visible
from lachan.takedown import rules
from lachan.takedown.models.base import choices
from lachan.vault.models import SealedField, SealedModel

_USER = settings.AUTH_USER_MODEL


class ContentCaseQuerySet(QuerySet["ContentCase"]):
    paths: ClassVar[AccessPaths] = {
        Condition.ANYWHERE: anywhere,
        Condition.OWN_UNIT: own_unit("owner_unit"),
        Condition.UNIT_TREE: unit_tree("owner_unit"),
        Condition.ASSIGNED: own_user("owner"),
    }

    def visible_to(
        self, actor: Author, permission: Permission = Permission.READ_CONTENT_CASE
    ) -> Self:
        seen = visible(self, self.paths, actor, permission)
        assert isinstance(seen, type(self))
        return seen


class ContentCase(SealedModel):
    """The work on one page, post, account or group. Never about a child: that is a ChildCase."""

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=12, choices=choices(rules.CONTENT_STATES))
    severity = models.CharField(max_length=2, choices=choices(SEVERITY_LABELS))
    harm = models.CharField(max_length=3)
    platform = models.CharField(max_length=60)
    # An address can name a child; it is opened through the door only, never fetched.
    locator = SealedField()
    reason = SealedField()
    owner_unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    opened_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    tip = models.ForeignKey("tips.Tip", models.PROTECT, null=True, related_name="+")
    finding = models.ForeignKey("monitor.Finding", models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=choices(rules.OUTCOMES), blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ContentCaseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            CheckConstraint(
                name="content_ended_with_an_outcome",
                condition=(
                    Q(state__in=["closed", "no_action"], closed_at__isnull=False) & ~Q(outcome="")
                )
                | (~Q(state__in=["closed", "no_action"]) & Q(closed_at__isnull=True, outcome="")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner_unit", "-opened_at", "-id"], name="content_list"),
            models.Index(fields=["owner_unit", "state", "-opened_at"], name="content_by_state"),
            models.Index(fields=["-opened_at", "-id"], name="content_newest"),
            models.Index(fields=["closed_at"], name="content_closed_at"),
        ]

    class Personal:
        erase = frozenset({"locator", "reason"})
        keep = frozenset(
            [
                "id",
                "record_key",
                "number",
                "state",
                "severity",
                "harm",
                "platform",
                "owner_unit",
                "owner",
                "opened_by",
                "tip",
                "finding",
                "received_at",
                "opened_at",
                "closed_at",
                "outcome",
                "version",
            ]
        )

    def __str__(self) -> str:
        return self.number
