"""What moves a deadline lawfully: pauses and extensions."""

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from lachan.clocks.models.clock import Clock
from lachan.journal.rules import Author
from lachan.people.models import User
from lachan.people.permissions import Permission


class ClockPause(models.Model):
    """A stretch that does not count, for a reason the rule names. One open pause at a time."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=60)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    began_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["began_at"]
        constraints = [
            UniqueConstraint(
                fields=["clock"], condition=Q(ended_at__isnull=True), name="clockpause_one_open"
            ),
            CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
                name="clockpause_ends_after_it_begins",
            ),
        ]

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset({"id", "clock", "reason", "began_at", "ended_at", "began_by"})


class ExtensionState(models.TextChoices):
    REQUESTED = "requested", _("Chờ duyệt")
    APPROVED = "approved", _("Đã duyệt")
    REFUSED = "refused", _("Không duyệt")


class ClockExtensionQuerySet(models.QuerySet["ClockExtension"]):
    def visible_to(
        self, actor: Author, permission: Permission = Permission.READ_CLOCKS
    ) -> "ClockExtensionQuerySet":
        """Those of the clocks on which the actor holds the permission."""
        return self.filter(clock__in=Clock.objects.visible_to(actor, permission))


class ClockExtension(models.Model):
    """More time, asked for by one person and decided by another. `quantity` is in the rule's unit.

    The reason may tell of a person's situation, so it is erased with the record it speaks of.
    """

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="extensions")
    quantity = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    state = models.CharField(
        max_length=10, choices=ExtensionState.choices, default=ExtensionState.REQUESTED
    )
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    due_before = models.DateTimeField(null=True)
    due_after = models.DateTimeField(null=True)

    objects = ClockExtensionQuerySet.as_manager()

    class Meta:
        ordering = ["requested_at", "id"]
        constraints = [
            UniqueConstraint(
                fields=["clock"], condition=Q(state="requested"), name="clockextension_one_waiting"
            ),
            CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="clockextension_two_people",
            ),
            CheckConstraint(
                condition=Q(state="requested", decided_by__isnull=True, decided_at__isnull=True)
                | Q(
                    state__in=["approved", "refused"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="clockextension_decided_by_somebody",
            ),
            CheckConstraint(condition=Q(quantity__gt=0), name="clockextension_adds_something"),
        ]

    class Personal:
        erase = frozenset({"reason"})
        keep = frozenset(
            {
                "id",
                "clock",
                "quantity",
                "state",
                "requested_by",
                "requested_at",
                "decided_by",
                "decided_at",
                "due_before",
                "due_after",
            }
        )
