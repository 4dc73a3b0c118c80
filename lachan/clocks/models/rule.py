"""Legal deadlines as content/clocks gave them, version by version."""

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from lachan.clocks.rules.terms import UNIT_LABELS

UNITS = [(unit.value, _(label)) for unit, label in UNIT_LABELS.items()]


class ClockRule(models.Model):
    """One version of a legal deadline, as content/clocks gave it. Never changed once loaded.

    A change in the file makes a new version; clocks that run keep the one they began with.
    """

    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    article = models.CharField(max_length=200, blank=True)
    verified = models.BooleanField()
    note = models.TextField(blank=True)
    applies_when = models.CharField(max_length=300)
    starts_on = models.CharField(max_length=300)
    stops_on = models.CharField(max_length=300)
    quantity = models.PositiveIntegerField()
    unit = models.CharField(max_length=20, choices=UNITS)
    start_convention = models.CharField(max_length=10)
    roll_forward = models.BooleanField()
    pausable_when = models.JSONField(default=list)
    extension = models.JSONField(null=True)
    ladder = models.JSONField(default=list)
    content_hash = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["code", "-effective_from", "-version"]
        constraints = [
            UniqueConstraint(fields=["code", "version"], name="clockrule_version_once"),
            CheckConstraint(condition=Q(quantity__gt=0), name="clockrule_counts_something"),
            CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gt=F("effective_from")),
                name="clockrule_ends_after_it_begins",
            ),
        ]

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "code",
                "version",
                "effective_from",
                "effective_to",
                "title",
                "source",
                "article",
                "verified",
                "note",
                "applies_when",
                "starts_on",
                "stops_on",
                "quantity",
                "unit",
                "start_convention",
                "roll_forward",
                "pausable_when",
                "extension",
                "ladder",
                "content_hash",
                "loaded_at",
            }
        )
