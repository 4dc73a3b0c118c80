"""An official paper as it was issued: its bytes, sealed, and their hash."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lachan.common.refs import Ref
from lachan.journal.rules import Author
from lachan.people.models import Unit, User
from lachan.people.permissions import Condition, Permission
from lachan.people.scoping import AccessPaths, anywhere, own_unit, unit_tree, visible
from lachan.vault.models import SealedField, SealedModel

PATHS: AccessPaths = {
    Condition.ANYWHERE: anywhere,
    Condition.OWN_UNIT: own_unit("unit"),
    Condition.UNIT_TREE: unit_tree("unit"),
}


class PaperKind(models.TextChoices):
    """The template a paper was made from; its name is the file's name in content/papers."""

    BAO_CAO = "bao_cao", _("Báo cáo")
    CONG_VAN = "cong_van", _("Công văn")


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(
        self, actor: Author, permission: Permission = Permission.READ_REPORT
    ) -> models.QuerySet["Paper"]:
        """Papers of the actor's units that are read with this very permission."""
        return visible(self.filter(read_with=permission.value), PATHS, actor, permission)


class Paper(SealedModel):
    """Never changed once issued; a later version is another paper.

    The content is sealed because a request to a platform names the page it is about.
    """

    kind = models.CharField(max_length=20, choices=PaperKind.choices)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="papers")
    # The permission that opens what the paper is about also opens the paper.
    read_with = models.CharField(max_length=40)
    symbol = models.CharField(max_length=60)
    draft = models.BooleanField()
    content = SealedField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "id"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="paper_by_subject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="paper_has_a_hash"
            )
        ]

    class Personal:
        erase = frozenset({"content"})
        keep = frozenset(
            [
                "id",
                "record_key",
                "kind",
                "subject_kind",
                "subject_id",
                "unit",
                "read_with",
                "symbol",
                "draft",
                "size",
                "sha256",
                "issued_by",
                "issued_at",
            ]
        )

    @property
    def subject(self) -> Ref:
        return Ref(self.subject_kind, self.subject_id)
