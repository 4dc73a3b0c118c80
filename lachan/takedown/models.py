"""A page or an account, and what was asked of the platform that holds it."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, QuerySet, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from lachan.common.taxonomy import SEVERITY_LABELS
from lachan.journal.rules import Author
from lachan.people.models import FUNCTIONS
from lachan.people.permissions import Condition, Permission
from lachan.people.scoping import AccessPaths, anywhere, own_unit, own_user, unit_tree, visible
from lachan.takedown import rules
from lachan.vault.models import SealedField, SealedModel

_USER = settings.AUTH_USER_MODEL


def _choices(labels: Mapping[Any, str]) -> list[tuple[str, Any]]:
    return [(str(code), _(label)) for code, label in labels.items()]


class LegalBasis(models.Model):
    """A provision a request may rest on, as content/legal_bases gave it."""

    code = models.CharField(max_length=40, unique=True)
    instrument = models.CharField(max_length=200)
    provision = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=300)
    # False until somebody has read the text itself: then it is shown so and never printed as law.
    verified = models.BooleanField()

    class Meta:
        ordering = ["code"]

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset(
            "id code instrument provision title valid_from valid_to source verified".split()
        )

    def __str__(self) -> str:
        return f"{self.provision} {self.instrument}".strip()


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
    state = models.CharField(max_length=12, choices=_choices(rules.CONTENT_STATES))
    severity = models.CharField(max_length=2, choices=_choices(SEVERITY_LABELS))
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
    outcome = models.CharField(max_length=12, choices=_choices(rules.OUTCOMES), blank=True)
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
            "id record_key number state severity harm platform owner_unit owner opened_by tip "
            "finding received_at opened_at closed_at outcome version".split()
        )

    def __str__(self) -> str:
        return self.number


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
    state = models.CharField(max_length=12, choices=_choices(rules.REQUEST_STATES))
    platform = models.CharField(max_length=60)
    channel = models.CharField(max_length=16, choices=_choices(rules.CHANNELS))
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
            "id record_key case state platform channel legal_basis requester_function "
            "objection_unit expires_on officer drafted_at urgent approved_by approved_at "
            "reviewed_by reviewed_at review_agrees reference sent_at due_at answered_at "
            "reupload_of".split()
        )


class PlatformReply(SealedModel):
    """What a platform answered, or that it did not."""

    request = models.ForeignKey(TakedownRequest, models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=12, choices=_choices(rules.REQUEST_STATES))
    received_at = models.DateTimeField()
    text = SealedField()
    recorded_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = OfRequestQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "recorded_at"]

    class Personal:
        erase = frozenset({"text"})
        keep = frozenset("id record_key request kind received_at recorded_by recorded_at".split())


class Recheck(models.Model):
    """A look that is due, and what somebody saw. People look; the program never does."""

    request = models.ForeignKey(TakedownRequest, models.PROTECT, related_name="rechecks")
    hours = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    found = models.CharField(max_length=12, choices=_choices(rules.FINDINGS), blank=True)

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
        keep = frozenset("id request hours due_at checked_at checked_by found".split())
