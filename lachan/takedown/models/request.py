"""What was asked of a platform, what it answered, and what people saw."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, QuerySet, UniqueConstraint

from lachan.journal.rules import Author
from lachan.people.models import FUNCTIONS
from lachan.people.permissions import Permission
from lachan.takedown import rules
from lachan.takedown.models.base import choices
from lachan.takedown.models.case import ContentCase
from lachan.takedown.models.law import LegalBasis
from lachan.vault.models import SealedField, SealedModel

_USER = settings.AUTH_USER_MODEL


class PartQuerySet(QuerySet[Any]):
    """What hangs on a content case is seen by whoever sees the case."""

    path: ClassVar = "case"

    def visible_to(
        self, actor: Author, permission: Permission = Permission.READ_CONTENT_CASE
    ) -> Self:
        cases = ContentCase.objects.visible_to(actor, permission)
        return self.filter(**{f"{self.path}__in": cases})


class OfRequestQuerySet(PartQuerySet):
    path: ClassVar = "request__case"


class TakedownRequest(SealedModel):
    """An act on somebody's content: a named officer, a legal basis, an end, and a way to object."""

    case = models.ForeignKey(ContentCase, models.PROTECT, related_name="requests")
    state = models.CharField(max_length=12, choices=choices(rules.REQUEST_STATES))
    platform = models.CharField(max_length=60)
    channel = models.CharField(max_length=16, choices=choices(rules.CHANNELS))
    legal_basis = models.ForeignKey(LegalBasis, models.PROTECT, related_name="+")
    requester_function = models.CharField(max_length=30, choices=FUNCTIONS)
    # The address as it was when asked, so that a later correction does not rewrite the request.
    locator = SealedField()
    objection_unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    expires_on = models.DateField()
    officer = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    # S1 only: sent on its officer's word, looked at by another afterwards.
    urgent = models.BooleanField(default=False)
    approved_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    review_agrees = models.BooleanField(null=True)
    reference = models.CharField(max_length=100, blank=True)
    sent_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    reupload_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="reuploads")

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["drafted_at", "id"]
        constraints: ClassVar = [
            CheckConstraint(
                name="takedown_approved_by_another_unless_urgent",
                condition=Q(approved_by__isnull=True)
                | Q(urgent=True)
                | ~Q(approved_by=F("officer")),
            ),
            CheckConstraint(
                name="takedown_reviewed_by_another",
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("officer")),
            ),
            CheckConstraint(
                name="takedown_sent_only_when_approved",
                condition=Q(sent_at__isnull=True) | Q(approved_at__isnull=False),
            ),
            CheckConstraint(
                name="takedown_sent_has_its_deadline",
                condition=Q(sent_at__isnull=True, due_at__isnull=True)
                | Q(sent_at__isnull=False, due_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sent_at"], name="takedown_sent"),
            models.Index(fields=["answered_at"], name="takedown_answered"),
            models.Index(
                fields=["state", "due_at"],
                name="takedown_unanswered",
                condition=Q(state__in=["sent", "acknowledged"]),
            ),
        ]

    class Personal:
        erase = frozenset({"locator"})
        keep = frozenset(
            [
                "id",
                "record_key",
                "case",
                "state",
                "platform",
                "channel",
                "legal_basis",
                "requester_function",
                "objection_unit",
                "expires_on",
                "officer",
                "drafted_at",
                "urgent",
                "approved_by",
                "approved_at",
                "reviewed_by",
                "reviewed_at",
                "review_agrees",
                "reference",
                "sent_at",
                "due_at",
                "answered_at",
                "reupload_of",
            ]
        )


class PlatformReply(SealedModel):
    """What a platform answered, or that it did not."""

    request = models.ForeignKey(TakedownRequest, models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=12, choices=choices(rules.REQUEST_STATES))
    received_at = models.DateTimeField()
    text = SealedField()
    recorded_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = OfRequestQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "recorded_at"]

    class Personal:
        erase = frozenset({"text"})
        keep = frozenset(
            ["id", "record_key", "request", "kind", "received_at", "recorded_by", "recorded_at"]
        )


class Recheck(models.Model):
    """A look that is due, and what somebody saw. People look; the program never does."""

    request = models.ForeignKey(TakedownRequest, models.PROTECT, related_name="rechecks")
    hours = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    found = models.CharField(max_length=12, choices=choices(rules.FINDINGS), blank=True)

    objects = OfRequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        constraints: ClassVar = [
            UniqueConstraint(fields=["request", "hours"], name="recheck_once"),
            CheckConstraint(
                name="recheck_seen_by_somebody",
                condition=Q(checked_at__isnull=True, checked_by__isnull=True, found="")
                | (Q(checked_at__isnull=False, checked_by__isnull=False) & ~Q(found="")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], name="recheck_due", condition=Q(checked_at__isnull=True)
            ),
        ]

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset(["id", "request", "hours", "due_at", "checked_at", "checked_by", "found"])
