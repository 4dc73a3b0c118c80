"""The child and the case: a person, and the work for their safety."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, QuerySet, UniqueConstraint

from lachan.cases import rules
from lachan.cases.models.base import choices
from lachan.common.taxonomy import SEVERITY_LABELS
from lachan.journal.rules import Author
from lachan.people.permissions import Condition, Permission
from lachan.people.rules import Actor
from lachan.people.scoping import AccessPaths, anywhere, own_unit, own_user, unit_tree, visible
from lachan.vault.models import SealedField, SealedModel


class NumberSeries(models.Model):
    """The last number given out in a year, so that official numbers have no gaps."""

    prefix = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            UniqueConstraint(fields=["prefix", "year"], name="number_series_once_a_year")
        ]

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset({"id", "prefix", "year", "last"})


class Child(SealedModel):
    """A child as far as we know; an unknown child is a row without a name."""

    name = SealedField()
    sex = models.CharField(max_length=8, choices=choices(rules.SEXES), default=rules.Sex.UNKNOWN)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    estimated_age = models.PositiveSmallIntegerField(null=True, blank=True)
    # The year of the estimate: an estimate of years ago is older today.
    estimated_in = models.PositiveSmallIntegerField(null=True, blank=True)
    commune = models.ForeignKey("people.Unit", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            CheckConstraint(
                name="child_born_or_estimated",
                condition=Q(birth_year__isnull=True) | Q(estimated_age__isnull=True),
            ),
            CheckConstraint(
                name="child_estimate_has_its_year",
                condition=Q(estimated_age__isnull=True, estimated_in__isnull=True)
                | Q(estimated_age__isnull=False, estimated_in__isnull=False),
            ),
        ]

    class Personal:
        erase = frozenset({"name", "birth_year", "estimated_age", "estimated_in"})
        keep = frozenset({"id", "record_key", "sex", "commune", "created_at"})


CASE_PATHS: AccessPaths = {
    Condition.ANYWHERE: anywhere,
    Condition.OWN_UNIT: own_unit("owner_unit"),
    Condition.UNIT_TREE: unit_tree("owner_unit"),
    Condition.ASSIGNED: own_user("owner"),
    Condition.OWN_WORK: own_user("opened_by"),
}


class CaseQuerySet(QuerySet["ChildCase"]):
    """Child cases somebody may see."""

    def visible_to(
        self, actor: Author, permission: Permission = Permission.READ_CHILD_CASE
    ) -> Self:
        """By the permission table, and never a case the person is too close to."""
        seen = visible(self, CASE_PATHS, actor, permission)
        if isinstance(actor, Actor):
            close = CaseConflict.objects.filter(user=actor.user_id)
            seen = seen.exclude(pk__in=close.values("case"))
        assert isinstance(seen, type(self))
        return seen


class ChildCase(SealedModel):
    """The work for one child's safety. Owned by the commune; its clocks run from `received_at`."""

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, choices=choices(rules.CASE_STATES))
    severity = models.CharField(max_length=2, choices=choices(SEVERITY_LABELS))
    risk_level = models.CharField(max_length=10, choices=choices(rules.RISKS), blank=True)
    harm = models.CharField(max_length=3)
    owner_unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    tip = models.ForeignKey("tips.Tip", models.PROTECT, null=True, related_name="+")
    finding = models.ForeignKey("monitor.Finding", models.PROTECT, null=True, related_name="+")
    child = models.ForeignKey(Child, models.PROTECT, null=True, related_name="cases")
    summary = SealedField()
    # When somebody first heard of it; never the moment of typing.
    received_at = models.DateTimeField()
    # Where this opening's clocks began: `received_at`, or the moment of reopening.
    clocks_from = models.DateTimeField()
    opened_at = models.DateTimeField()
    registered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    review_started_at = models.DateTimeField(null=True)
    suspended_from = models.CharField(max_length=20, blank=True)
    wake_on = models.DateField(null=True)
    # Counts the openings: reopening starts new clocks, plans and assessments, the old ones stay.
    episode = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            CheckConstraint(
                name="case_closed_when_closed",
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
            ),
            CheckConstraint(
                name="case_suspended_until",
                condition=(Q(state="suspended", wake_on__isnull=False) & ~Q(suspended_from=""))
                | (~Q(state="suspended") & Q(wake_on__isnull=True, suspended_from="")),
            ),
            CheckConstraint(
                name="case_registered_has_a_child",
                condition=Q(registered_at__isnull=True) | Q(child__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner_unit", "-opened_at", "-id"], name="case_list"),
            models.Index(fields=["owner_unit", "state", "-opened_at"], name="case_by_state"),
            models.Index(fields=["-opened_at", "-id"], name="case_newest"),
            models.Index(fields=["closed_at"], name="case_closed_at"),
            models.Index(fields=["wake_on"], name="case_wakes", condition=Q(wake_on__isnull=False)),
        ]

    class Personal:
        erase = frozenset({"summary"})
        keep = frozenset(
            [
                "id",
                "record_key",
                "number",
                "state",
                "severity",
                "risk_level",
                "harm",
                "owner_unit",
                "owner",
                "opened_by",
                "tip",
                "finding",
                "child",
                "received_at",
                "clocks_from",
                "opened_at",
                "registered_at",
                "closed_at",
                "review_started_at",
                "suspended_from",
                "wake_on",
                "episode",
                "version",
            ]
        )

    def __str__(self) -> str:
        return self.number


class CaseConflict(models.Model):
    """Somebody too close to a case to see it: kin, neighbour, or named in it."""

    case = models.ForeignKey(ChildCase, models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            UniqueConstraint(fields=["case", "user"], name="case_conflict_once")
        ]

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset({"id", "case", "user", "declared_at"})
