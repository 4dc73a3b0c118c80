"""What we watch, and the files that were handed in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lachan.monitor import rules
from lachan.people.models import Unit, User

MEDIA = [(medium.value, _(label)) for medium, label in rules.MEDIUM_LABELS.items()]


class Source(models.Model):
    """A feed, a page or a series of files that we watch."""

    name = models.CharField(max_length=200)
    kind = models.CharField(
        max_length=10, choices=[(k.value, _(v)) for k, v in rules.SOURCE_KIND_LABELS.items()]
    )
    medium = models.CharField(max_length=20, choices=MEDIA, default=rules.Medium.PRESS.value)
    address = models.URLField(max_length=2000, blank=True)
    owner_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True, blank=True)
    # Class name of the last refusal, empty when the last fetch went well.
    trouble = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner_unit", "name"], name="source_name_once"),
            models.CheckConstraint(
                condition=Q(kind=rules.SourceKind.FILE.value) | ~Q(address=""),
                name="source_has_an_address",
            ),
        ]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "name",
                "kind",
                "medium",
                "address",
                "owner_unit",
                "is_active",
                "created_at",
                "fetched_at",
                "trouble",
            }
        )

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """One file handed in, and how far its reading came."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="imports")
    # Name of our own copy in VAR/imports; the name it was handed in under may name a person.
    file = models.CharField(max_length=100)
    state = models.CharField(
        max_length=10,
        choices=[(k.value, _(v)) for k, v in rules.IMPORT_STATE_LABELS.items()],
        default=rules.ImportState.WAITING.value,
    )
    # How far the reading came, in bytes and lines: where a killed import goes on.
    position = models.PositiveBigIntegerField(default=0)
    lines = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    # The first refused lines: [[line, field, reason code], ...].
    problems = models.JSONField(default=list)
    failure = models.TextField(blank=True)
    requested_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-requested_at", "-id"]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "source",
                "file",
                "state",
                "new",
                "known",
                "rejected",
                "problems",
                "failure",
                "requested_by",
                "unit",
                "requested_at",
                "touched_at",
                "finished_at",
                "position",
                "lines",
            }
        )
