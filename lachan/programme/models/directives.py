"""What a paper orders, and to whom: programme, directive, duty, assignment."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lachan.journal.rules import Author
from lachan.people.models import FUNCTIONS, Unit, User
from lachan.people.permissions import Condition, Permission
from lachan.people.rules import Actor, Position
from lachan.people.scoping import AccessPaths, anywhere, own_unit, unit_tree, visible
from lachan.programme.rules import ASSIGNMENT_LABELS, AssignmentState

UNIT_PATHS: AccessPaths = {
    Condition.ANYWHERE: anywhere,
    Condition.OWN_UNIT: own_unit("unit"),
    Condition.UNIT_TREE: unit_tree("unit"),
}


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


class Part(models.TextChoices):
    """In which part a body is named."""

    LEAD = "lead", _("Chủ trì")
    COORDINATE = "coordinate", _("Phối hợp")


class DirectiveQuerySet(models.QuerySet["Directive"]):
    def visible_to(
        self, actor: Author, permission: Permission = Permission.READ_PROGRAMME
    ) -> models.QuerySet["Directive"]:
        """Directives that give the actor's unit something to do, or all of them."""
        return visible(self, _DIRECTIVE_PATHS, actor, permission)


class Directive(Sourced):
    """A paper that gives duties. Issuing it in the system makes the assignments."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="directives")
    code = models.CharField(max_length=40, unique=True)
    symbol = models.CharField(max_length=60)
    issuer = models.CharField(max_length=200)
    issued_on = models.DateField()
    subject = models.CharField(max_length=400)
    based_on = models.CharField(max_length=300, blank=True)
    assigned_at = models.DateTimeField(null=True)
    assigned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "code"]

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
                "symbol",
                "issuer",
                "issued_on",
                "subject",
                "based_on",
                "assigned_at",
                "assigned_by",
            }
        )

    def __str__(self) -> str:
        return self.symbol


class Theme(models.TextChoices):
    LEGAL = "legal", _("Hành lang pháp lý, chính sách")
    PROTECTION = "protection", _("Phòng ngừa, phát hiện, xử lý")
    EDUCATION = "education", _("Giáo dục, kỹ năng số")
    COMMUNICATION = "communication", _("Truyền thông")
    TECHNOLOGY = "technology", _("Biện pháp kỹ thuật, công nghệ")
    PARTICIPATION = "participation", _("Sự tham gia của trẻ em")
    INSPECTION = "inspection", _("Kiểm tra, giám sát")
    COOPERATION = "cooperation", _("Tổ chức, phối hợp, báo cáo")


class DutyKind(models.TextChoices):
    ONE_OFF = "one_off", _("Một lần")
    RECURRING = "recurring", _("Định kỳ")
    STANDING = "standing", _("Thường xuyên")


class Duty(models.Model):
    """One clause of a directive as a task: who does what, how often, with which result."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="duties")
    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    verb = models.CharField(max_length=60)
    text = models.CharField(max_length=600)
    quote = models.CharField(max_length=600)
    deliverable = models.CharField(max_length=300)
    recipient = models.CharField(max_length=200)
    theme = models.CharField(max_length=20, choices=Theme.choices)
    kind = models.CharField(max_length=20, choices=DutyKind.choices)
    cadence = models.CharField(max_length=20, blank=True)
    due_on = models.DateField(null=True)

    class Meta:
        ordering = ["directive", "position"]
        constraints = [
            models.UniqueConstraint(fields=["directive", "code"], name="duty_code_once"),
            models.CheckConstraint(
                condition=Q(kind="recurring") ^ Q(cadence=""), name="duty_recurring_has_cadence"
            ),
        ]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "directive",
                "code",
                "position",
                "verb",
                "text",
                "quote",
                "deliverable",
                "recipient",
                "theme",
                "kind",
                "cadence",
                "due_on",
            }
        )


class DutyAddressee(models.Model):
    """A function the duty names: duties follow functions, so a change of bodies moves no text."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="addressees")
    function = models.CharField(max_length=30, choices=FUNCTIONS)
    part = models.CharField(max_length=20, choices=Part.choices)

    class Meta:
        ordering = ["duty", "id"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "function"], name="duty_names_function_once")
        ]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset({"id", "duty", "function", "part"})


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


def _given_to_own_unit(position: Position, actor: Actor) -> Q:
    given = Assignment.objects.filter(unit__in=position.own_ids)
    return Q(pk__in=given.values("duty__directive"))


_DIRECTIVE_PATHS: AccessPaths = {
    Condition.ANYWHERE: anywhere,
    Condition.OWN_UNIT: _given_to_own_unit,
}
