"""Warnings that rang, and the heartbeats of the scheduler."""

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from lachan.clocks.models.clock import Clock
from lachan.people.models import User


class LadderStep(models.Model):
    """A warning that rang, once. `moment` is when it was due; `caught_up` if it rang well after."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=20)
    moment = models.DateTimeField()
    rung_at = models.DateTimeField()
    caught_up = models.BooleanField()
    audiences = models.JSONField()
    phone_call = models.BooleanField()
    called_at = models.DateTimeField(null=True)
    called_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["moment", "id"]
        indexes: ClassVar = [
            Index(
                fields=["clock", "moment"],
                name="ladderstep_call_waits",
                condition=Q(phone_call=True, called_at__isnull=True),
            ),
        ]
        constraints = [
            UniqueConstraint(fields=["clock", "step"], name="ladderstep_once"),
            CheckConstraint(
                condition=Q(called_at__isnull=True, called_by__isnull=True)
                | Q(called_at__isnull=False, called_by__isnull=False, phone_call=True),
                name="ladderstep_called_by_somebody",
            ),
        ]

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "clock",
                "step",
                "moment",
                "rung_at",
                "caught_up",
                "audiences",
                "phone_call",
                "called_at",
                "called_by",
            }
        )


class StepRun(models.Model):
    """The heartbeat of one scheduler step. `last_error` is a code, empty after a good run."""

    name = models.CharField(max_length=60, primary_key=True)
    last_started = models.DateTimeField()
    last_ok = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=100, blank=True)
    failures = models.PositiveIntegerField(default=0)

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset({"name", "last_started", "last_ok", "last_error", "failures"})
