"""What rules found in items, and what officers decided about it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lachan.common.taxonomy import HARMS, SEVERITY_LABELS
from lachan.journal.rules import Author
from lachan.monitor import rules
from lachan.monitor.models.item import Item
from lachan.people.models import User
from lachan.people.permissions import Condition, Permission
from lachan.people.scoping import AccessPaths, anywhere, own_unit, visible

_SEVERITIES = [(severity.value, _(label)) for severity, label in SEVERITY_LABELS.items()]
_HARMS = [(harm.code, harm.label) for harm in HARMS.values()]
_OPEN = rules.FindingState.OPEN.value
_DISMISSED = rules.FindingState.DISMISSED.value


class FindingQuerySet(models.QuerySet["Finding"]):
    paths: ClassVar[AccessPaths] = {
        Condition.ANYWHERE: anywhere,
        Condition.OWN_UNIT: own_unit("item__source__owner_unit"),
        Condition.UNPROMOTED: lambda position, actor: ~Q(state=rules.FindingState.PROMOTED),
    }

    def visible_to(self, actor: Author, permission: Permission = Permission.READ_ITEM) -> Self:
        return visible(self, self.paths, actor, permission)  # type: ignore[return-value]


class Finding(models.Model):
    """An item, a rule it met, and the passages that met it. It decides nothing."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="findings")
    rule = models.CharField(max_length=100)
    rule_version = models.PositiveIntegerField()
    ruleset = models.CharField(max_length=64)
    harm = models.CharField(max_length=3, choices=_HARMS)
    severity = models.CharField(max_length=2, choices=_SEVERITIES)
    score = models.PositiveSmallIntegerField()
    explanation = models.TextField()
    # [[start, end, condition], ...] in characters of the item's text and of its title.
    spans = models.JSONField(default=list)
    title_spans = models.JSONField(default=list)
    found_at = models.DateTimeField()
    state = models.CharField(
        max_length=10,
        choices=[(k.value, _(v)) for k, v in rules.FINDING_STATE_LABELS.items()],
        default=_OPEN,
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    dismiss_reason = models.CharField(
        max_length=20,
        blank=True,
        choices=[(k.value, _(v)) for k, v in rules.DISMISS_LABELS.items()],
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["severity", "-score", "-found_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "rule", "rule_version"], name="finding_once_per_rule_version"
            ),
            models.CheckConstraint(condition=Q(score__lte=100), name="finding_score_to_100"),
            models.CheckConstraint(
                condition=Q(state=_OPEN, decided_at__isnull=True)
                | (~Q(state=_OPEN) & Q(decided_at__isnull=False)),
                name="finding_decided_at",
            ),
            models.CheckConstraint(
                condition=(Q(state=_DISMISSED) & ~Q(dismiss_reason=""))
                | (~Q(state=_DISMISSED) & Q(dismiss_reason="")),
                name="finding_dismissed_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "severity", "-score", "-found_at", "-id"], name="finding_queue"
            ),
            models.Index(fields=["found_at"], name="finding_found_at"),
        ]

    class Personal:
        erase = frozenset({"explanation", "spans", "title_spans"})
        keep = frozenset(
            {
                "id",
                "item",
                "rule",
                "rule_version",
                "ruleset",
                "harm",
                "severity",
                "score",
                "found_at",
                "state",
                "decided_at",
                "decided_by",
                "dismiss_reason",
            }
        )

    def __str__(self) -> str:
        return f"finding {self.pk}"
