"""The working calendar: office hours, days off, swapped days, closures of one unit."""

from typing import ClassVar

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from lachan.clocks.rules.calendar import LABELS
from lachan.people.models import Unit

DAY_KINDS = [(kind.value, _(label)) for kind, label in LABELS.items()]


class OfficeHours(models.Model):
    """The working week of a unit, or of every unit, from a day on. Local times as text."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    weekdays = models.JSONField()
    sessions = models.JSONField()
    source = models.CharField(max_length=300)
    verified = models.BooleanField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["unit", "since"], name="officehours_once", nulls_distinct=False
            ),
        ]

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset({"id", "unit", "since", "weekdays", "sessions", "source", "verified"})


class CalendarDay(models.Model):
    """A day that is not what its weekday says. Without a unit it holds for every unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    kind = models.CharField(max_length=20, choices=DAY_KINDS)
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    verified = models.BooleanField()

    class Meta:
        ordering = ["on"]
        constraints = [
            UniqueConstraint(fields=["unit", "on"], name="calendarday_once", nulls_distinct=False),
        ]

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset({"id", "unit", "on", "kind", "name", "source", "verified"})


class CalendarYear(models.Model):
    """A year whose decision on holidays and swapped days has been read; others are provisional."""

    year = models.PositiveIntegerField(primary_key=True)
    source = models.CharField(max_length=300)
    verified = models.BooleanField()

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset({"year", "source", "verified"})
