"""Who has to do a duty, and how far they are."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lachan.journal.rules import Author
from lachan.people.models import Unit, User
from lachan.people.permissions import Permission
from lachan.people.scoping import visible
from lachan.programme.models.directives import Duty, Part
from lachan.programme.models.scopes import UNIT_PATHS
from lachan.programme.rules import ASSIGNMENT_LABELS, AssignmentState


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(
        self, actor: Author, permission: Permission = Permission.READ_PROGRAMME
    ) -> models.QuerySet["Assignment"]:
        return visible(self, UNIT_PATHS, actor, permission)


class Assignment(models.Model):
    """One duty at one unit. How late it is, is derived from its dates, never stored."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    part = models.CharField(max_length=20, choices=Part.choices)
    state = models.CharField(
        max_length=20,
        choices=[(state.value, _(label)) for state, label in ASSIGNMENT_LABELS.items()],
    )
    due_on = models.DateField(null=True)
    issued_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    return_reason = models.CharField(max_length=600, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["duty__position", "unit_id"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "unit"], name="assignment_once"),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=F("reported_by")),
                name="assignment_verified_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=AssignmentState.VERIFIED_DONE.value)
                | Q(verified_at__isnull=False, reported_at__isnull=False),
                name="assignment_verified_has_dates",
            ),
            models.CheckConstraint(
                condition=~Q(state=AssignmentState.RETURNED.value) | ~Q(return_reason=""),
                name="assignment_returned_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state", "due_on"], name="assignment_by_unit")]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "duty",
                "unit",
                "part",
                "state",
                "due_on",
                "issued_at",
                "acknowledged_at",
                "reported_at",
                "reported_by",
                "verified_at",
                "verified_by",
                "return_reason",
            }
        )


class ProgressUpdate(models.Model):
    """What a unit says it has done so far. Added, never changed."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="updates")
    percent = models.PositiveSmallIntegerField()
    narrative = models.TextField()
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="progress_at_most_all")
        ]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset({"id", "assignment", "percent", "narrative", "written_by", "written_at"})
