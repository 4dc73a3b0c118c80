"""A periodic report, its figures, and the records behind each figure."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lachan.common.refs import Ref
from lachan.journal.rules import Author
from lachan.papers.models import Paper
from lachan.people.models import Unit, User
from lachan.people.permissions import Permission
from lachan.people.scoping import visible
from lachan.programme.models.indicators import Indicator, Period
from lachan.programme.models.programmes import Programme
from lachan.programme.models.scopes import UNIT_PATHS
from lachan.programme.rules import REPORT_LABELS, ReportState


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(
        self, actor: Author, permission: Permission = Permission.READ_REPORT
    ) -> models.QuerySet["Report"]:
        return visible(self, UNIT_PATHS, actor, permission)


class Report(models.Model):
    """One unit's report on a programme for a period. A correction after issue is a new edition."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports")
    period = models.ForeignKey(Period, models.PROTECT, related_name="reports")
    edition = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(
        max_length=20, choices=[(state.value, _(label)) for state, label in REPORT_LABELS.items()]
    )
    # Section code to plain text: an official paper, so no child is named in it.
    narrative = models.JSONField(default=dict)
    prepared_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    prepared_at = models.DateTimeField()
    computed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    return_reason = models.CharField(max_length=600, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    number = models.PositiveIntegerField(null=True)
    issued_on = models.DateField(null=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-period__ends_on", "unit_id", "-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "unit", "period", "edition"], name="report_edition_once"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")),
                name="report_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ReportState.APPROVED.value, ReportState.ISSUED.value])
                | Q(approved_at__isnull=False, paper__isnull=False),
                name="report_approved_has_paper",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.RETURNED.value) | ~Q(return_reason=""),
                name="report_returned_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.ISSUED.value)
                | Q(number__isnull=False, issued_on__isnull=False),
                name="report_issued_has_number",
            ),
        ]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "programme",
                "unit",
                "period",
                "edition",
                "state",
                "narrative",
                "prepared_by",
                "prepared_at",
                "computed_at",
                "submitted_at",
                "return_reason",
                "approved_by",
                "approved_at",
                "number",
                "issued_on",
                "paper",
            }
        )


class Figure(models.Model):
    """One indicator in one report. NULL is no data, never zero. Frozen by the database once the
    report is submitted."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="figures")
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    previous_numerator = models.BigIntegerField(null=True)
    previous_denominator = models.BigIntegerField(null=True)
    # How many units that should have entered a value for this period did not, or had none.
    units_missing = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["report", "indicator__position"]
        constraints = [models.UniqueConstraint(fields=["report", "indicator"], name="figure_once")]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "report",
                "indicator",
                "numerator",
                "denominator",
                "previous_numerator",
                "previous_denominator",
                "units_missing",
            }
        )


class FigureSide(models.TextChoices):
    """Which of a figure's four numbers a record counts towards."""

    NUMERATOR = "numerator", _("Tử số")
    DENOMINATOR = "denominator", _("Mẫu số")
    PREVIOUS_NUMERATOR = "previous_numerator", _("Tử số cùng kỳ")
    PREVIOUS_DENOMINATOR = "previous_denominator", _("Mẫu số cùng kỳ")


class FigureSource(models.Model):
    """A record behind a number: the amounts of a side's records add up to the number, exactly."""

    figure = models.ForeignKey(Figure, models.CASCADE, related_name="sources")
    side = models.CharField(max_length=24, choices=FigureSide.choices)
    kind = models.CharField(max_length=60)
    record_id = models.CharField(max_length=60)
    label = models.CharField(max_length=120)
    at = models.DateTimeField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    amount = models.BigIntegerField()
    dims = models.JSONField(default=dict)

    class Meta:
        ordering = ["figure", "side", "at", "id"]
        indexes = [models.Index(fields=["kind", "record_id"], name="figure_source_by_record")]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset(
            {"id", "figure", "side", "kind", "record_id", "label", "at", "unit", "amount", "dims"}
        )

    @property
    def ref(self) -> Ref:
        return Ref(self.kind, self.record_id)


class MissingUnit(models.Model):
    """A unit that should have entered values and had entered none when the report was counted."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="missing_units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["report", "unit_id"]
        constraints = [models.UniqueConstraint(fields=["report", "unit"], name="missing_unit_once")]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset({"id", "report", "unit"})
