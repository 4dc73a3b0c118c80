"""Assessments (Mẫu 02, 03, 06), emergency measures (Mẫu 07), closures, and who approved what."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from lachan.cases import rules
from lachan.cases.models.base import choices
from lachan.cases.models.case import ChildCase
from lachan.cases.models.parts import PartQuerySet
from lachan.vault.models import SealedField, SealedModel

_USER = settings.AUTH_USER_MODEL


class Assessment(SealedModel):
    """One filled form. A correction is a new row; an approved one never changes (a trigger)."""

    case = models.ForeignKey(ChildCase, models.PROTECT, related_name="assessments")
    episode = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=3, choices=choices(rules.ASSESSMENT_KINDS))
    risk = models.CharField(max_length=10, choices=choices(rules.RISKS))
    # Item to level, as ticked on the grid.
    harm = models.JSONField(default=dict)
    protective = models.JSONField(default=dict)
    conclusion = SealedField()
    # Mẫu 02 only: why an emergency needs no emergency measure.
    no_measure_reason = SealedField()
    author = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    approved_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    objects = PartQuerySet["Assessment"].as_manager()

    class Meta:
        constraints: ClassVar = [
            CheckConstraint(
                name="assessment_approved_by_another",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | (
                    Q(approved_by__isnull=False, approved_at__isnull=False)
                    & ~Q(approved_by=F("author"))
                ),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "approved_at"], name="assessment_approved"),
        ]

    class Personal:
        erase = frozenset({"harm", "protective", "conclusion", "no_measure_reason"})
        keep = frozenset(
            [
                "id",
                "record_key",
                "case",
                "episode",
                "kind",
                "risk",
                "author",
                "written_at",
                "approved_by",
                "approved_at",
            ]
        )


class EmergencyMeasure(SealedModel):
    """What was done at once to keep the child safe."""

    case = models.ForeignKey(ChildCase, models.PROTECT, related_name="measures")
    episode = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=choices(rules.MEASURES))
    detail = SealedField()
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # Mẫu 07: a separation is a decision of the Chair.
    decision_number = models.CharField(max_length=60, blank=True)
    # The decision that ended it, or that replaced it by another.
    end_decision_number = models.CharField(max_length=60, blank=True)
    recorded_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = PartQuerySet["EmergencyMeasure"].as_manager()

    class Meta:
        constraints: ClassVar = [
            CheckConstraint(
                name="separation_decided_and_ends",
                condition=~Q(kind="separation")
                | (Q(ends_at__gt=F("started_at")) & ~Q(decision_number="")),
            ),
            CheckConstraint(
                name="separation_ended_by_a_decision",
                condition=~Q(kind="separation")
                | Q(ended_at__isnull=True)
                | (Q(ended_at__gt=F("started_at")) & ~Q(end_decision_number="")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["started_at"], name="measure_started")]

    class Personal:
        erase = frozenset({"detail"})
        keep = frozenset(
            [
                "id",
                "record_key",
                "case",
                "episode",
                "kind",
                "started_at",
                "ends_at",
                "ended_at",
                "decision_number",
                "end_decision_number",
                "recorded_by",
                "recorded_at",
            ]
        )


class Closure(SealedModel):
    """A request to close a case, and its end. A refused one stays beside the next."""

    case = models.ForeignKey(ChildCase, models.PROTECT, related_name="closures")
    episode = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=20, choices=choices(rules.CLOSURE_REASONS))
    outcome = models.CharField(max_length=12, choices=choices(rules.OUTCOMES))
    child_view = SealedField()
    requested_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    approved_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    objects = PartQuerySet["Closure"].as_manager()

    class Meta:
        constraints: ClassVar = [
            CheckConstraint(
                name="closure_approved_by_another",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("requested_by")),
            ),
        ]

    class Personal:
        erase = frozenset({"child_view"})
        keep = frozenset(
            [
                "id",
                "record_key",
                "case",
                "episode",
                "reason",
                "outcome",
                "requested_by",
                "requested_at",
                "approved_by",
                "approved_at",
            ]
        )


class Approval(models.Model):
    """Every request for a decision and what was decided, also the ones returned."""

    case = models.ForeignKey(ChildCase, models.PROTECT, related_name="approvals")
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in rules.ApprovalKind])
    # The assessment, plan or closure it decides on; all three have UUID keys.
    subject_id = models.UUIDField()
    state = models.CharField(max_length=12, choices=choices(rules.APPROVAL_STATES))
    requested_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    decided_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True)

    objects = PartQuerySet["Approval"].as_manager()

    class Meta:
        constraints: ClassVar = [
            CheckConstraint(
                name="approver_is_not_requester",
                condition=Q(state="withdrawn")
                | Q(decided_by__isnull=True)
                | ~Q(decided_by=F("requested_by")),
            ),
            CheckConstraint(
                name="approval_decided_by_somebody",
                condition=Q(state="requested", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state="requested") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
            UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=Q(state="requested"),
                name="approval_asked_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["subject_id"], name="approval_subject")]

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset(
            [
                "id",
                "case",
                "kind",
                "subject_id",
                "state",
                "requested_by",
                "requested_at",
                "decided_by",
                "decided_at",
                "decision_number",
                "decided_on",
            ]
        )
