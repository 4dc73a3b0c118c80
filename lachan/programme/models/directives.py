"""What a paper orders: a directive, its duties, the functions each names."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lachan.journal.rules import Author
from lachan.people.models import FUNCTIONS, User
from lachan.people.permissions import Condition, Permission
from lachan.people.rules import Actor, Position
from lachan.people.scoping import AccessPaths, anywhere, visible
from lachan.programme.models.programmes import Programme, Sourced


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


def _given_to_own_unit(position: Position, actor: Actor) -> Q:
    given = Duty.objects.filter(assignments__unit__in=position.own_ids)
    return Q(pk__in=given.values("directive"))


_DIRECTIVE_PATHS: AccessPaths = {
    Condition.ANYWHERE: anywhere,
    Condition.OWN_UNIT: _given_to_own_unit,
}
