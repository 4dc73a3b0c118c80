"""Units over time, staff, and the positions they hold. Nothing here is deleted: it ends."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from lachan.people import rules


class UnitKind(models.TextChoices):
    PROVINCE = "province", _("Tỉnh")
    DISTRICT = "district", _("Huyện")
    COMMUNE = "commune", _("Xã")
    DEPARTMENT = "department", _("Sở, ban, ngành")
    POLICE = "police", _("Công an")
    JUDICIAL = "judicial", _("Tư pháp")
    MASS_ORGANISATION = "mass_organisation", _("Mặt trận và đoàn thể")
    PRESS = "press", _("Báo chí")
    SCHOOL = "school", _("Trường học")
    CENTRE = "centre", _("Trung tâm, cơ sở dịch vụ")


class Level(models.TextChoices):
    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện")
    COMMUNE = "commune", _("Cấp xã")


class SuccessionKind(models.TextChoices):
    """TRANSFER: the former unit lives on and only gave something away."""

    RENAME = "rename", _("Đổi tên")
    MERGE = "merge", _("Sáp nhập")
    SPLIT = "split", _("Chia tách")
    TRANSFER = "transfer", _("Chuyển giao một phần")
    DISSOLVE = "dissolve", _("Giải thể")


ROLES = [(role.value, _(label)) for role, label in rules.ROLE_LABELS.items()]
FUNCTIONS = [(function.value, _(label)) for function, label in rules.FUNCTION_LABELS.items()]
TREES = [
    (rules.Tree.TERRITORIAL.value, _("Theo địa bàn")),
    (rules.Tree.LINE.value, _("Theo ngành dọc")),
    (rules.Tree.PROGRAMME.value, _("Theo chương trình")),
]


class Unit(models.Model):
    """The identity of a body: outlives its names and, once ended, stays for the record."""

    code = models.CharField(max_length=80, unique=True)

    class Personal:
        erase = frozenset[str]()
        keep = frozenset({"id", "code"})

    def __str__(self) -> str:
        return self.code


# Kept fields of every dated row.
DATED = frozenset({"id", "valid_from", "valid_to", "legal_basis", "verified"})


class Dated(models.Model):
    """Holds on the days [valid_from, valid_to); no end means still valid."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    # False until somebody has read the paper itself: then the basis is not printed as law.
    verified = models.BooleanField(default=False)

    class Meta:
        abstract = True
        constraints = [
            CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="%(class)s_ends_after_it_begins",
            )
        ]


class UnitVersion(Dated):
    """What a unit was called and was, for a period. Versions of one unit never overlap."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    level = models.CharField(max_length=20, choices=Level.choices)
    # Vietnamese order, stored: the database from the wheel has no ICU.
    sort_key = models.CharField(max_length=600, db_index=True, db_collation="C")

    class Meta(Dated.Meta):
        ordering = ["sort_key", "valid_from"]

    class Personal:
        erase = frozenset[str]()
        keep = DATED | {"unit", "name", "short_name", "kind", "level", "sort_key"}

    def __str__(self) -> str:
        return self.name


class UnitRelation(Dated):
    """Child under parent in one tree for a period. One parent at a time per tree; no rings."""

    child = models.ForeignKey(Unit, models.PROTECT, related_name="relations_up")
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="relations_down")
    tree = models.CharField(max_length=20, choices=TREES)

    class Personal:
        erase = frozenset[str]()
        keep = DATED | {"child", "parent", "tree"}


class UnitSuccession(models.Model):
    """What became of a unit. `share` is 1 when all of it went to `after`; NULL when it was divided
    and nobody decided the parts, so that its figures cannot be attributed."""

    before = models.ForeignKey(Unit, models.PROTECT, related_name="successions_out")
    after = models.ForeignKey(Unit, models.PROTECT, related_name="successions_in")
    effective = models.DateField()
    kind = models.CharField(max_length=20, choices=SuccessionKind.choices)
    share = models.DecimalField(max_digits=9, decimal_places=8, null=True, blank=True)
    # Which successor carries on the open work: one at most for each former unit.
    inherits_work = models.BooleanField(default=False)
    legal_basis = models.CharField(max_length=300, blank=True)
    verified = models.BooleanField(default=False)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["before", "after", "effective"], name="succession_once"),
            UniqueConstraint(
                fields=["before"], condition=Q(inherits_work=True), name="succession_one_heir"
            ),
            CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=1),
                name="succession_share_is_a_part",
            ),
            CheckConstraint(condition=~Q(before=F("after")), name="succession_to_another_unit"),
        ]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "before",
                "after",
                "effective",
                "kind",
                "share",
                "inherits_work",
                "legal_basis",
                "verified",
            }
        )

    @property
    def lives_on(self) -> bool:
        return self.kind == SuccessionKind.TRANSFER


class UnitFunction(Dated):
    """A function a unit holds for a period; deadlines and duties hang on functions."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="functions")
    function = models.CharField(max_length=30, choices=FUNCTIONS)

    class Personal:
        erase = frozenset[str]()
        keep = DATED | {"unit", "function"}


class ContentLoad(models.Model):
    """Which state of content/units was loaded when. The same state is not loaded twice."""

    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Personal:
        erase = frozenset[str]()
        keep = frozenset({"id", "digest", "loaded_at"})


class UserManager(BaseUserManager["User"]):
    """Only looks up: accounts are made by operations."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A member of staff. Children and the public never have accounts."""

    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=150)
    sort_key = models.CharField(max_length=450, db_collation="C")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    deactivated_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            CheckConstraint(condition=Q(email=Lower("email")), name="user_email_is_lower_case"),
            CheckConstraint(
                condition=Q(is_active=True, deactivated_at__isnull=True)
                | Q(is_active=False, deactivated_at__isnull=False),
                name="user_inactive_since",
            ),
        ]

    class Personal:
        erase = frozenset({"email", "full_name", "sort_key", "password", "last_login"})
        keep = frozenset({"id", "is_active", "created_at", "deactivated_at"})

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        """The given name, which Vietnamese writes last."""
        return self.full_name.split()[-1] if self.full_name.strip() else ""


class Membership(models.Model):
    """A role in a unit over the moments [valid_from, valid_to). Counts only once confirmed."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=ROLES)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)
    # Empty: granted at the server's own command line, which makes the first administrators.
    requested_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["valid_from", "id"]
        constraints = [
            CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_it_begins",
            ),
            CheckConstraint(
                condition=Q(requested_by__isnull=True) | ~Q(requested_by=F("user")),
                name="membership_not_granted_to_oneself",
            ),
            CheckConstraint(
                condition=~Q(role__in=sorted(role.value for role in rules.TWO_ADMIN_ROLES))
                | Q(confirmed_at__isnull=True)
                | Q(requested_by__isnull=True)
                | (
                    Q(confirmed_by__isnull=False)
                    & ~Q(confirmed_by=F("requested_by"))
                    & ~Q(confirmed_by=F("user"))
                ),
                name="membership_two_admins",
            ),
            UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=Q(valid_to__isnull=True),
                name="membership_held_once",
            ),
        ]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "user",
                "unit",
                "role",
                "valid_from",
                "valid_to",
                "requested_by",
                "confirmed_by",
                "confirmed_at",
            }
        )
