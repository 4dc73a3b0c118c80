"""The support plan (Mẫu 04), its services, and the visits that follow."""

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


class CasePlan(SealedModel):
    """What the child needs and what will be done. One for each opening of the case."""

    case = models.ForeignKey(ChildCase, models.PROTECT, related_name="plans")
    episode = models.PositiveSmallIntegerField()
    needs = models.JSONField(default=list)
    goal = SealedField()
    child_opinion = SealedField()
    author = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    decision_number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True)

    objects = PartQuerySet["CasePlan"].as_manager()

    class Meta:
        constraints: ClassVar = [
            UniqueConstraint(fields=["case", "episode"], name="plan_once_an_episode"),
            CheckConstraint(
                name="plan_approved_by_another_with_a_number",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | (
                    Q(approved_at__isnull=False, decided_on__isnull=False)
                    & ~Q(approved_by=F("author"))
                    & ~Q(decision_number="")
                ),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["approved_at"], name="plan_approved")]

    class Personal:
        erase = frozenset({"needs", "goal", "child_opinion"})
        keep = frozenset(
            [
                "id",
                "record_key",
                "case",
                "episode",
                "author",
                "created_at",
                "submitted_at",
                "approved_by",
                "approved_at",
                "decision_number",
                "decided_on",
            ]
        )


class Service(SealedModel):
    """One thing somebody will do for the child by a day."""

    case = models.ForeignKey(ChildCase, models.PROTECT, related_name="services")
    plan = models.ForeignKey(CasePlan, models.PROTECT, related_name="services")
    need = models.CharField(max_length=20, choices=choices(rules.NEEDS))
    action = SealedField()
    outcome = SealedField()
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    due_on = models.DateField()
    first_due_on = models.DateField()
    state = models.CharField(max_length=16, choices=choices(rules.SERVICE_STATES))
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = PartQuerySet["Service"].as_manager()

    class Meta:
        ordering = ["due_on", "created_at"]
        indexes: ClassVar = [models.Index(fields=["ended_at"], name="service_ended")]

    class Personal:
        erase = frozenset({"need", "action", "outcome"})
        keep = frozenset(
            [
                "id",
                "record_key",
                "case",
                "plan",
                "unit",
                "due_on",
                "first_due_on",
                "state",
                "created_at",
                "ended_at",
            ]
        )


class FollowUp(SealedModel):
    """Somebody saw or spoke to the child."""

    case = models.ForeignKey(ChildCase, models.PROTECT, related_name="follow_ups")
    done_at = models.DateTimeField()
    method = models.CharField(max_length=8, choices=choices(rules.FOLLOW_UP_METHODS))
    seen_alone = models.BooleanField(default=False)
    finding = SealedField()
    author = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = PartQuerySet["FollowUp"].as_manager()

    class Personal:
        erase = frozenset({"seen_alone", "finding"})
        keep = frozenset(["id", "record_key", "case", "done_at", "method", "author", "recorded_at"])
