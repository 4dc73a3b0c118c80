"""How a case moves between desks, and why: transfers, handovers to the police, notes."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, QuerySet, UniqueConstraint

from lachan.cases import rules
from lachan.cases.models.base import choices
from lachan.cases.models.case import ChildCase
from lachan.cases.models.parts import PartQuerySet
from lachan.journal.rules import Author
from lachan.people.permissions import Condition, Permission
from lachan.people.scoping import AccessPaths, anywhere, own_unit, visible
from lachan.vault.models import SealedField, SealedModel

_USER = settings.AUTH_USER_MODEL


class CaseNote(SealedModel):
    """Words about a case: what happened, or why a step was taken. Only added, never changed."""

    case = models.ForeignKey(ChildCase, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=12, choices=choices(rules.NOTE_KINDS))
    text = SealedField()
    author = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    objects = PartQuerySet["CaseNote"].as_manager()

    class Meta:
        ordering = ["written_at"]

    class Personal:
        erase = frozenset({"text"})
        keep = frozenset(["id", "record_key", "case", "kind", "author", "written_at"])


class PoliceHandover(SealedModel):
    """The case was told to the police: when, to whom, with which paper (TT 43/2021/TT-BCA)."""

    case = models.ForeignKey(ChildCase, models.PROTECT, related_name="handovers")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    officer = SealedField()
    document_number = models.CharField(max_length=60, blank=True)
    handed_at = models.DateTimeField()
    recorded_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = PartQuerySet["PoliceHandover"].as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["handed_at"], name="handover_handed")]

    class Personal:
        erase = frozenset({"officer"})
        keep = frozenset(
            [
                "id",
                "record_key",
                "case",
                "unit",
                "document_number",
                "handed_at",
                "recorded_by",
                "recorded_at",
            ]
        )


TRANSFER_PATHS: AccessPaths = {
    Condition.ANYWHERE: anywhere,
    Condition.OWN_UNIT: lambda position, actor: (
        own_unit("to_unit")(position, actor) | own_unit("from_unit")(position, actor)
    ),
}


class TransferQuerySet(QuerySet["Transfer"]):
    """The receiving unit sees the offer before it may see the case."""

    def visible_to(
        self, actor: Author, permission: Permission = Permission.READ_CASE_METADATA
    ) -> Self:
        seen = visible(self, TRANSFER_PATHS, actor, permission)
        assert isinstance(seen, type(self))
        return seen


class Transfer(SealedModel):
    """An offer to hand a case to another unit. The case stays where it is until it is accepted."""

    case = models.ForeignKey(ChildCase, models.PROTECT, related_name="transfers")
    from_unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=choices(rules.TRANSFER_STATES))
    reason = SealedField()
    proposed_by = models.ForeignKey(_USER, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(_USER, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            CheckConstraint(name="transfer_to_another_unit", condition=~Q(from_unit=F("to_unit"))),
            UniqueConstraint(
                fields=["case"], condition=Q(state="proposed"), name="transfer_one_offer"
            ),
        ]

    class Personal:
        erase = frozenset({"reason"})
        keep = frozenset(
            [
                "id",
                "record_key",
                "case",
                "from_unit",
                "to_unit",
                "state",
                "proposed_by",
                "proposed_at",
                "answered_by",
                "answered_at",
            ]
        )
