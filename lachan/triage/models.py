"""One queue of tips and findings, and what each became."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, QuerySet, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from lachan.common.taxonomy import SEVERITY_LABELS
from lachan.journal.rules import Author
from lachan.people.permissions import Condition, Permission
from lachan.people.rules import Actor
from lachan.people.scoping import AccessPaths, anywhere, own_unit, own_user, visible
from lachan.triage import rules

_USER = settings.AUTH_USER_MODEL


def _choices(labels: Mapping[Any, str]) -> list[tuple[str, Any]]:
    return [(str(code), _(label)) for code, label in labels.items()]


class QueueQuerySet(QuerySet["QueueEntry"]):
    paths: ClassVar[AccessPaths] = {
        Condition.ANYWHERE: anywhere,
        Condition.OWN_UNIT: own_unit("unit"),
        Condition.ASSIGNED: own_user("assigned_to"),
    }

    def visible_to(self, actor: Author, permission: Permission = Permission.READ_QUEUE) -> Self:
        """By the permission table, and never an entry the person is too close to."""
        seen = visible(self, self.paths, actor, permission)
        if isinstance(actor, Actor):
            close = QueueConflict.objects.filter(user=actor.user_id)
            seen = seen.exclude(pk__in=close.values("entry"))
        assert isinstance(seen, type(self))
        return seen


class QueueEntry(models.Model):
    """A tip or a finding that waits for somebody to decide what it is."""

    tip = models.OneToOneField("tips.Tip", models.PROTECT, null=True, related_name="queue_entry")
    finding = models.OneToOneField(
        "monitor.Finding", models.PROTECT, null=True, related_name="queue_entry"
    )
    number = models.CharField(max_length=20)
    state = models.CharField(max_length=20, choices=_choices(rules.QUEUE_STATES))
    severity = models.CharField(max_length=2, choices=_choices(SEVERITY_LABELS))
    harm = models.CharField(max_length=3)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    taken_in_at = models.DateTimeField()
    assigned_to = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=16, choices=_choices(rules.OUTCOMES), blank=True)
    accepted_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = QueueQuerySet.as_manager()

    class Meta:
        ordering = ["severity", "received_at", "id"]
        constraints: ClassVar = [
            CheckConstraint(
                name="queue_tip_or_finding",
                condition=Q(tip__isnull=False, finding__isnull=True)
                | Q(tip__isnull=True, finding__isnull=False),
            ),
            CheckConstraint(
                name="queue_taken_by_somebody",
                condition=~Q(state="taken") | Q(assigned_to__isnull=False),
            ),
            CheckConstraint(
                name="queue_no_action_takes_two",
                condition=~Q(state="no_action")
                | (
                    Q(proposed_by__isnull=False, decided_by__isnull=False)
                    & ~Q(proposed_by=F("decided_by"))
                ),
            ),
            CheckConstraint(
                name="queue_decided_with_an_outcome",
                condition=Q(state__in=["waiting", "taken", "no_action_proposed"])
                | (Q(decided_at__isnull=False) & ~Q(outcome="")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "severity", "received_at", "id"], name="queue_order"),
            # What waits, whatever its state: the first page is read off the index.
            models.Index(
                fields=["severity", "received_at", "id"],
                name="queue_undecided",
                condition=Q(state__in=sorted(state.value for state in rules.UNDECIDED)),
            ),
            models.Index(fields=["assigned_to", "state"], name="queue_mine"),
            models.Index(fields=["decided_at"], name="queue_decided"),
        ]

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset(
            [
                "id",
                "tip",
                "finding",
                "number",
                "state",
                "severity",
                "harm",
                "unit",
                "received_at",
                "taken_in_at",
                "assigned_to",
                "taken_at",
                "proposed_by",
                "decided_by",
                "decided_at",
                "outcome",
                "accepted_at",
                "version",
            ]
        )

    def __str__(self) -> str:
        return self.number


class QueueConflict(models.Model):
    """Somebody too close to an entry to see it: kin, neighbour, or named in it."""

    entry = models.ForeignKey(QueueEntry, models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    flagged_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            UniqueConstraint(fields=["entry", "user"], name="queue_conflict_once")
        ]

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset({"id", "entry", "user", "flagged_at"})


class CaseLink(models.Model):
    """What an entry became: a child case, a content case, or both. Two objects, never one."""

    entry = models.ForeignKey(QueueEntry, models.PROTECT, related_name="links")
    child_case = models.OneToOneField(
        "cases.ChildCase", models.PROTECT, null=True, related_name="link"
    )
    content_case = models.OneToOneField(
        "takedown.ContentCase", models.PROTECT, null=True, related_name="link"
    )
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["linked_at", "id"]
        constraints: ClassVar = [
            CheckConstraint(
                name="link_to_one_case",
                condition=Q(child_case__isnull=False, content_case__isnull=True)
                | Q(child_case__isnull=True, content_case__isnull=False),
            )
        ]

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset({"id", "entry", "child_case", "content_case", "linked_at", "linked_by"})
