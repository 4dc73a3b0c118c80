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


class ClockPause(models.Model):
    """A stretch that does not count, for a reason the rule names. One open pause at a time."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=60)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    began_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["began_at"]
        constraints = [
            UniqueConstraint(
                fields=["clock"], condition=Q(ended_at__isnull=True), name="clockpause_one_open"
            ),
            CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
                name="clockpause_ends_after_it_begins",
            ),
        ]

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset({"id", "clock", "reason", "began_at", "ended_at", "began_by"})


class ExtensionState(models.TextChoices):
    REQUESTED = "requested", _("Chờ duyệt")
    APPROVED = "approved", _("Đã duyệt")
    REFUSED = "refused", _("Không duyệt")


class ClockExtension(models.Model):
    """More time, asked for by one person and decided by another. `quantity` is in the rule's unit.

    The reason may tell of a person's situation, so it is erased with the record it speaks of.
    """

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="extensions")
    quantity = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    state = models.CharField(
        max_length=10, choices=ExtensionState.choices, default=ExtensionState.REQUESTED
    )
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    due_before = models.DateTimeField(null=True)
    due_after = models.DateTimeField(null=True)

    class Meta:
        ordering = ["requested_at", "id"]
        constraints = [
            UniqueConstraint(
                fields=["clock"], condition=Q(state="requested"), name="clockextension_one_waiting"
            ),
            CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="clockextension_two_people",
            ),
            CheckConstraint(
                condition=Q(state="requested", decided_by__isnull=True, decided_at__isnull=True)
                | Q(
                    state__in=["approved", "refused"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="clockextension_decided_by_somebody",
            ),
            CheckConstraint(condition=Q(quantity__gt=0), name="clockextension_adds_something"),
        ]

    class Personal:
        erase = frozenset({"reason"})
        keep = frozenset(
            {
                "id",
                "clock",
                "quantity",
                "state",
                "requested_by",
                "requested_at",
                "decided_by",
                "decided_at",
                "due_before",
                "due_after",
            }
        )
