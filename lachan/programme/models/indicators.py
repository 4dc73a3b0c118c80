"""What is counted, over which period, and what units enter where the system cannot count."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lachan.journal.rules import Author
from lachan.people.models import Level, Unit, User
from lachan.people.permissions import Permission
from lachan.people.scoping import visible
from lachan.programme import periods
from lachan.programme.models.programmes import Programme, Sourced
from lachan.programme.models.scopes import UNIT_PATHS

ENTERED = "entered"


class Indicator(Sourced):
    """A count, or one count over another. A percentage is never typed in, always worked out.

    `numerator` and `denominator` are codes of measures joined by `+`, `entered` for values that
    units type in, or empty (a plain count has no denominator). `..._where` narrows a measure by its
    disaggregation, for example {"result": "removed"}.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="indicators")
    code = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=1)
    group_title = models.CharField(max_length=200)
    name = models.CharField(max_length=300)
    unit_word = models.CharField(max_length=40)
    numerator = models.CharField(max_length=200)
    numerator_where = models.JSONField(default=dict)
    numerator_name = models.CharField(max_length=300)
    denominator = models.CharField(max_length=200, blank=True)
    denominator_where = models.JSONField(default=dict)
    denominator_name = models.CharField(max_length=300, blank=True)
    disaggregation = models.JSONField(default=list)
    # Codes of people.rules.Function whose holders enter values; empty where the system counts.
    reporters = models.JSONField(default=list)
    target_percent = models.PositiveSmallIntegerField(null=True)
    counts_children = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code", "version"], name="indicator_version_once"
            ),
            models.CheckConstraint(
                condition=Q(target_percent__isnull=True) | ~Q(denominator=""),
                name="indicator_target_needs_ratio",
            ),
        ]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "version",
                "source",
                "verified",
                "programme",
                "code",
                "position",
                "group",
                "group_title",
                "name",
                "unit_word",
                "numerator",
                "numerator_where",
                "numerator_name",
                "denominator",
                "denominator_where",
                "denominator_name",
                "disaggregation",
                "reporters",
                "target_percent",
                "counts_children",
            }
        )

    def __str__(self) -> str:
        return self.code

    @property
    def is_ratio(self) -> bool:
        return bool(self.denominator)

    @property
    def entered(self) -> bool:
        """Whether units type in at least one side."""
        return ENTERED in (self.numerator, self.denominator)


class Period(models.Model):
    """A reporting period as it is referred to: days [starts_on, ends_on)."""

    kind = models.CharField(
        max_length=20, choices=[(kind.value, _(label)) for kind, label in periods.LABELS.items()]
    )
    code = models.CharField(max_length=20, unique=True)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["-ends_on", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="period_ends_after_it_begins"
            )
        ]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset({"id", "kind", "code", "year", "number", "starts_on", "ends_on"})

    def __str__(self) -> str:
        return self.code

    @property
    def window(self) -> periods.PeriodWindow:
        return periods.window(periods.PeriodKind(self.kind), self.year, self.number)

    @property
    def title(self) -> str:
        return periods.title(self.window, gettext)


class LevelDeadline(Sourced):
    """How many days after a period closes a level owes its report (Nghị định 09/2019, art. 8)."""

    kind = models.CharField(
        max_length=20, choices=[(kind.value, _(label)) for kind, label in periods.LABELS.items()]
    )
    level = models.CharField(max_length=20, choices=Level.choices)
    days_after_close = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "level"], name="deadline_once_per_level")
        ]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset(
            {"id", "version", "source", "verified", "kind", "level", "days_after_close"}
        )


class Side(models.TextChoices):
    """Which number of an indicator."""

    NUMERATOR = "numerator", _("Tử số")
    DENOMINATOR = "denominator", _("Mẫu số")


class EnteredValueQuerySet(models.QuerySet["EnteredValue"]):
    def visible_to(
        self, actor: Author, permission: Permission = Permission.READ_PROGRAMME
    ) -> models.QuerySet["EnteredValue"]:
        return visible(self, UNIT_PATHS, actor, permission)


class EnteredValue(models.Model):
    """What a unit entered for one side of an indicator in a period. Corrections are new versions.

    `value` NULL means the unit has no figure, and then says why: missing is not zero.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="entered_values")
    side = models.CharField(max_length=20, choices=Side.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, related_name="entered_values")
    version = models.PositiveIntegerField()
    value = models.PositiveBigIntegerField(null=True)
    missing_reason = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    objects = EnteredValueQuerySet.as_manager()

    class Meta:
        ordering = ["-entered_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "side", "unit", "period", "version"],
                name="entered_version_once",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, missing_reason="")
                | (Q(value__isnull=True) & ~Q(missing_reason="")),
                name="entered_value_or_reason",
            ),
        ]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "indicator",
                "side",
                "unit",
                "period",
                "version",
                "value",
                "missing_reason",
                "entered_by",
                "entered_at",
            }
        )
