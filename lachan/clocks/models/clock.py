"""Running deadlines, their pauses and extensions. The trace explains each date."""

from typing import ClassVar, cast

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from lachan.clocks.models.rule import ClockRule
from lachan.clocks.rules import states
from lachan.common.refs import Ref
from lachan.journal.rules import Author
from lachan.people import scoping
from lachan.people.models import Unit, User
from lachan.people.permissions import Condition, Permission

STATES = [(state.value, _(label)) for state, label in states.LABELS.items()]
OPEN_STATES = sorted(state.value for state in states.OPEN)


class ClockQuerySet(models.QuerySet["Clock"]):
    paths: ClassVar[scoping.AccessPaths] = {
        Condition.ANYWHERE: scoping.anywhere,
        Condition.OWN_UNIT: scoping.own_unit("owner_unit"),
        Condition.UNIT_TREE: scoping.unit_tree("owner_unit"),
        Condition.ASSIGNED: scoping.own_user("owner"),
    }

    def visible_to(
        self, actor: Author, permission: Permission = Permission.READ_CLOCKS
    ) -> "ClockQuerySet":
        return cast(ClockQuerySet, scoping.visible(self, self.paths, actor, permission))

    def open(self) -> "ClockQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def about(self, subject: Ref) -> "ClockQuerySet":
        return self.filter(subject_kind=subject.kind, subject_id=subject.id)


class Clock(models.Model):
    """One running deadline. `label` is the record's number, all that lists may show of it.

    `original_due_at` is the first answer and never changes. `unextended_due_at` adds lawful
    pauses, `due_at` extensions too. `next_step_at` is when somebody must next be warned.
    """

    rule = models.ForeignKey(ClockRule, models.PROTECT, related_name="clocks")
    code = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=80)
    label = models.CharField(max_length=60)
    owner_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=20, choices=STATES, default=states.ClockState.RUNNING)
    started_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    original_due_at = models.DateTimeField()
    unextended_due_at = models.DateTimeField()
    due_at = models.DateTimeField()
    extended_by = models.PositiveIntegerField(default=0)
    provisional = models.BooleanField()
    met_at = models.DateTimeField(null=True)
    evidence_kind = models.CharField(max_length=80, blank=True)
    evidence_id = models.CharField(max_length=80, blank=True)
    trace = models.JSONField()
    recounts = models.JSONField(default=list)
    next_step = models.CharField(max_length=20, blank=True)
    next_step_at = models.DateTimeField(null=True)

    objects = ClockQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        indexes: ClassVar = [
            Index(fields=["subject_kind", "subject_id"], name="clock_by_subject"),
            Index(
                fields=["owner_unit", "due_at"],
                name="clock_open_by_unit",
                condition=Q(state__in=["paused", "running"]),
            ),
            Index(
                fields=["owner", "due_at"],
                name="clock_open_by_owner",
                condition=Q(state__in=["paused", "running"]),
            ),
            Index(
                fields=["due_at"], name="clock_open", condition=Q(state__in=["paused", "running"])
            ),
            Index(
                fields=["next_step_at", "id"],
                name="clock_to_warn",
                condition=Q(next_step_at__isnull=False),
            ),
            Index(fields=["met_at"], name="clock_by_outcome", condition=Q(met_at__isnull=False)),
        ]
        constraints = [
            UniqueConstraint(
                fields=["code", "subject_kind", "subject_id"],
                condition=Q(state__in=["paused", "running"]),
                name="clock_runs_once",
            ),
            UniqueConstraint(
                fields=["code", "subject_kind", "subject_id", "started_at"],
                condition=~Q(state="cancelled"),
                name="clock_starts_once",
            ),
            CheckConstraint(
                condition=Q(
                    state__in=["met", "met_extended", "late"],
                    met_at__isnull=False,
                )
                & ~Q(evidence_kind="")
                & ~Q(evidence_id="")
                | Q(
                    state__in=["paused", "running", "cancelled"],
                    met_at__isnull=True,
                    evidence_kind="",
                    evidence_id="",
                ),
                name="clock_met_by_evidence",
            ),
            CheckConstraint(
                condition=Q(next_step_at__isnull=True) | Q(state="running"),
                name="clock_warns_while_running",
            ),
            CheckConstraint(
                condition=Q(due_at__gte=F("unextended_due_at")), name="clock_extends_forward"
            ),
        ]

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "rule",
                "code",
                "subject_kind",
                "subject_id",
                "label",
                "owner_unit",
                "owner",
                "state",
                "started_at",
                "recorded_at",
                "original_due_at",
                "unextended_due_at",
                "due_at",
                "extended_by",
                "provisional",
                "met_at",
                "evidence_kind",
                "evidence_id",
                "trace",
                "recounts",
                "next_step",
                "next_step_at",
            }
        )

    @property
    def subject(self) -> Ref:
        return Ref(self.subject_kind, self.subject_id)
