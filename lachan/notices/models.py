"""Notices to staff and how far each has got. A notice says that something waits, never what."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lachan.journal.rules import Author
from lachan.people.models import User
from lachan.people.permissions import Condition, Permission
from lachan.people.scoping import AccessPaths, own_user, visible

PATHS: AccessPaths = {Condition.OWN_WORK: own_user("user")}


class Channel(models.TextChoices):
    """Where a notice appears: on the desk, or in the mailbox as well."""

    IN_APP = "in_app", _("Trên bàn làm việc")
    MAIL = "mail", _("Thư điện tử")


class State(models.TextChoices):
    """SHOWN is a desk notice; the others are the way of a mail."""

    SHOWN = "shown", _("Đã hiện")
    WAITING = "waiting", _("Chờ gửi")
    SENT = "sent", _("Đã gửi")
    GIVEN_UP = "given_up", _("Không gửi được")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(
        self, actor: Author, permission: Permission = Permission.READ_NOTICES
    ) -> models.QuerySet["Notice"]:
        """A person's own notices, nobody else's."""
        return visible(self, PATHS, actor, permission)


class Notice(models.Model):
    """One message to one person on one channel. `dedupe` makes it once and once only."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    template = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    dedupe = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    # The kind of the last failure, for operators: a class name or SMTP code, never an address.
    failure = models.CharField(max_length=60, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "dedupe", "channel"], name="notice_once"),
            models.CheckConstraint(
                condition=Q(channel="in_app", state="shown")
                | Q(channel="mail", state__in=["waiting", "sent", "given_up"]),
                name="notice_state_fits_channel",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(next_try_at__isnull=False),
                name="notice_waiting_has_next_try",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
                name="notice_sent_has_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(state="waiting"), name="notice_due_mail"
            ),
            models.Index(
                fields=["user"],
                condition=Q(channel="in_app", read_at__isnull=True),
                name="notice_unread",
            ),
        ]

    class Personal:
        erase = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "user",
                "channel",
                "template",
                "subject_kind",
                "subject_id",
                "dedupe",
                "made_at",
                "read_at",
                "state",
                "attempts",
                "next_try_at",
                "sent_at",
                "failure",
            }
        )
