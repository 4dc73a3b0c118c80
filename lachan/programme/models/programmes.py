"""The programme a province carries out: objectives and quantified targets."""

from django.db import models
from django.db.models import F, Q


class Sourced(models.Model):
    """Content that officials own: which version, from where, and whether the paper was read."""

    version = models.PositiveIntegerField(default=1)
    source = models.CharField(max_length=300)
    verified = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Programme(Sourced):
    """A national or provincial programme with a beginning and an end. Data, not code."""

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=300)
    legal_basis = models.CharField(max_length=300)
    starts_on = models.DateField()
    # Exclusive: the first day on which it no longer runs.
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="programme_ends_after_it_begins"
            )
        ]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "version",
                "source",
                "verified",
                "code",
                "title",
                "legal_basis",
                "starts_on",
                "ends_on",
            }
        )

    def __str__(self) -> str:
        return self.code


class Objective(models.Model):
    """One general objective, by its letter in the programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="objectives")
    letter = models.CharField(max_length=5)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["programme", "position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "letter"], name="objective_letter_once")
        ]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset({"id", "programme", "letter", "position", "text"})


class Target(models.Model):
    """A quantified target; the indicator with its numerator and denominator is named by code."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="targets")
    number = models.PositiveSmallIntegerField()
    indicator_code = models.CharField(max_length=10)
    text = models.TextField()

    class Meta:
        ordering = ["programme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="target_number_once")
        ]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset({"id", "programme", "number", "indicator_code", "text"})
