"""Tips, their receipts, messages and drafts. No column holds an address or a device, by design."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from lachan.journal.rules import Author
from lachan.people.models import Unit, User
from lachan.people.permissions import Condition, Permission
from lachan.people.scoping import AccessPaths, anywhere, own_unit, own_user, visible
from lachan.tips import rules, sheet
from lachan.vault.models import SealedField, SealedModel


def _choices(labels: Mapping[Any, str]) -> list[tuple[str, Any]]:
    return [(code.value, _(label)) for code, label in labels.items()]


class TipQuerySet(models.QuerySet["Tip"]):
    def visible_to(
        self, actor: Author, permission: Permission = Permission.READ_TIP
    ) -> models.QuerySet["Tip"]:
        """Tips on which the actor holds the permission; none without it."""
        return visible(self, _PATHS, actor, permission)


class Tip(SealedModel):
    """What someone tells us. Nothing here says who they are."""

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=12, choices=_choices(rules.KIND_LABELS))
    channel = models.CharField(max_length=12, choices=_choices(rules.CHANNEL_LABELS))
    mode = models.CharField(max_length=12, choices=_choices(rules.MODE_LABELS))
    reporter_role = models.CharField(max_length=12, choices=_choices(rules.REPORTER_LABELS))
    age_band = models.CharField(max_length=10, choices=_choices(rules.AGE_LABELS))
    # Where the child says they live or learn; who works on it is `owner_unit`, set when promoted.
    commune = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="tips_from"
    )
    harm = models.CharField(max_length=3)
    place_kind = models.CharField(max_length=12, choices=_choices(rules.PLACE_LABELS))
    ongoing = models.CharField(max_length=8, choices=_choices(rules.ANSWER_LABELS))
    danger = models.CharField(max_length=8, choices=_choices(rules.ANSWER_LABELS))
    severity = models.CharField(max_length=2)
    state = models.CharField(max_length=20, choices=_choices(rules.STATE_LABELS))
    narrative = SealedField()
    locator = SealedField()
    # The clocks run from the moment somebody first heard it, not from when it was typed in.
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="tips_recorded"
    )
    owner_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="tips_owned"
    )
    promoted_at = models.DateTimeField(null=True, blank=True)
    no_action_proposed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    no_action_confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = TipQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "received_at"], name="tip_state_received"),
            models.Index(fields=["received_at"], name="tip_received"),
        ]
        constraints = [
            CheckConstraint(
                condition=Q(received_at__lte=F("recorded_at")), name="tip_recorded_after_received"
            ),
            CheckConstraint(
                condition=Q(no_action_confirmed_by__isnull=True)
                | (
                    Q(no_action_proposed_by__isnull=False)
                    & ~Q(no_action_confirmed_by=F("no_action_proposed_by"))
                ),
                name="tip_no_action_needs_two_people",
            ),
            CheckConstraint(
                condition=~Q(state="no_action") | Q(no_action_confirmed_by__isnull=False),
                name="tip_no_action_is_confirmed",
            ),
        ]

    class Personal:
        erase = frozenset({"narrative", "locator"})
        keep = frozenset(
            {
                "id",
                "record_key",
                "number",
                "kind",
                "channel",
                "mode",
                "reporter_role",
                "age_band",
                "commune",
                "harm",
                "place_kind",
                "ongoing",
                "danger",
                "severity",
                "state",
                "received_at",
                "recorded_at",
                "recorded_by",
                "owner_unit",
                "promoted_at",
                "no_action_proposed_by",
                "no_action_confirmed_by",
                "closed_at",
            }
        )

    def __str__(self) -> str:
        return self.number

    @property
    def told(self) -> rules.Told:
        """What the reporter is told about this state."""
        return rules.TOLD[rules.TipState(self.state)]


_PATHS: AccessPaths = {
    Condition.ANYWHERE: anywhere,
    Condition.OWN_UNIT: own_unit("owner_unit"),
    # Its reporter wrote again after all was closed: it waits for a decision like any other.
    Condition.UNPROMOTED: lambda position, actor: (
        Q(promoted_at__isnull=True) | Q(state__in=rules.UNDECIDED)
    ),
    Condition.OWN_WORK: own_user("recorded_by"),
}


class TipSheet(SealedModel):
    """What an officer wrote down of a tip that came by another way than the web (Mẫu 01)."""

    tip = models.OneToOneField(Tip, models.PROTECT, related_name="sheet")
    particulars = SealedField()
    # Who handed it over, and their number of it: the same tip is not taken in twice.
    body = models.CharField(max_length=10, choices=_choices(sheet.BODY_LABELS), blank=True)
    body_name = models.CharField(max_length=sheet.BODY_NAME_MAX, blank=True)
    number = models.CharField(max_length=sheet.NUMBER_MAX, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "body_name", "number"],
                condition=~Q(number=""),
                name="tip_sheet_number_once",
            ),
            CheckConstraint(
                condition=Q(number="") | ~Q(body=""), name="tip_sheet_number_has_a_body"
            ),
        ]

    class Personal:
        erase = frozenset({"particulars"})
        keep = frozenset({"id", "record_key", "tip", "body", "body_name", "number"})


class TipReceipt(models.Model):
    """Lets whoever holds the code come back. The code itself is nowhere."""

    tip = models.OneToOneField(Tip, models.CASCADE, related_name="receipt")
    lookup = models.BinaryField(max_length=32, unique=True)
    # Set when the tip closes; until then the code works.
    expires_at = models.DateTimeField(null=True, blank=True)

    class Personal:
        erase = frozenset({"lookup"})
        keep = frozenset({"id", "tip", "expires_at"})


class TipMessage(SealedModel):
    """One message between the reporter and staff. Staff show as a role, never by name."""

    tip = models.ForeignKey(Tip, models.PROTECT, related_name="messages")
    direction = models.CharField(
        max_length=3, choices=[(one.value, one.value) for one in rules.Direction]
    )
    body = SealedField()
    staff_role = models.CharField(max_length=30, blank=True)
    written_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["tip", "written_at"], name="tip_message_order")]
        constraints = [
            CheckConstraint(
                condition=Q(direction="in", staff_role="")
                | (Q(direction="out") & ~Q(staff_role="")),
                name="tip_message_says_which_side",
            )
        ]

    class Personal:
        erase = frozenset({"body"})
        keep = frozenset(
            {"id", "record_key", "tip", "direction", "staff_role", "written_at", "read_at"}
        )


class TipDraft(SealedModel):
    """A report being written, or just sent: kept for half an hour after the last touch.

    Found only by the token in the reporter's session cookie, whose hash is stored.
    """

    token_hash = models.BinaryField(max_length=32, unique=True)
    answers = SealedField()
    code = SealedField()
    tip = models.ForeignKey(Tip, models.CASCADE, null=True, blank=True, related_name="+")
    expires_at = models.DateTimeField(db_index=True)

    class Personal:
        erase = frozenset({"answers", "code", "token_hash"})
        keep = frozenset({"id", "record_key", "tip", "expires_at"})


class TipVisit(models.Model):
    """A reporter who gave the right code and is reading; ends by itself after half an hour."""

    token_hash = models.BinaryField(max_length=32, unique=True)
    tip = models.ForeignKey(Tip, models.CASCADE, related_name="+")
    expires_at = models.DateTimeField(db_index=True)

    class Personal:
        erase = frozenset({"token_hash"})
        keep = frozenset({"id", "tip", "expires_at"})
