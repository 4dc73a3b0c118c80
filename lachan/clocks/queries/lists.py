"""Whose clocks, requests and calls somebody may see."""

from datetime import datetime

from django.db.models import Case, QuerySet, Value, When
from django.db.models.fields import BooleanField

from lachan.clocks.models import (
    Clock,
    ClockExtension,
    ClockQuerySet,
    ExtensionState,
    LadderStep,
)
from lachan.clocks.rules.states import ClockState
from lachan.common.refs import Ref
from lachan.journal.rules import Author
from lachan.people.permissions import Permission

# What a list does not show of each clock and rule, and would cost time to read.
_LONG = (
    "trace",
    "recounts",
    "rule__ladder",
    "rule__extension",
    "rule__pausable_when",
    "rule__note",
)


def open_for(actor: Author, now: datetime) -> ClockQuerySet:
    """The open clocks somebody may see, soonest first, each with `overdue`."""
    late = When(state=ClockState.RUNNING, due_at__lt=now, then=Value(True))
    return (
        Clock.objects.visible_to(actor)
        .open()
        .annotate(overdue=Case(late, default=Value(False), output_field=BooleanField()))
        .select_related("rule", "owner")
        .defer(*_LONG)
        .order_by("due_at", "pk")
    )


def for_subject(subject: Ref) -> ClockQuerySet:
    """Every clock of a record, ended ones too, in the order they began. The caller has the door."""
    return Clock.objects.about(subject).select_related("rule", "owner").order_by("started_at", "pk")


def waiting_extensions_for(actor: Author) -> QuerySet[ClockExtension]:
    """Requests for more time that somebody may decide: never their own."""
    clocks = Clock.objects.visible_to(actor, Permission.EXTEND_CLOCK).open()
    waiting = ClockExtension.objects.filter(state=ExtensionState.REQUESTED, clock__in=clocks)
    return waiting.exclude(requested_by=actor.user_id).select_related("clock", "clock__rule")


def calls_for(actor: Author) -> QuerySet[LadderStep]:
    """Phone calls that warnings asked for and nobody has made, oldest first."""
    clocks = Clock.objects.visible_to(actor).open()
    wanted = LadderStep.objects.filter(phone_call=True, called_at__isnull=True, clock__in=clocks)
    return wanted.select_related("clock__rule").order_by("moment", "pk")


def calls_to_make(actor: Author) -> QuerySet[LadderStep]:
    """One call for each deadline, however many of its warnings asked for one, oldest first.

    With the label of the clock and the title of its rule at hand, and no more.
    """
    latest = calls_for(actor).select_related(None).order_by("clock_id", "-moment", "-pk")
    calls = LadderStep.objects.filter(pk__in=latest.distinct("clock_id").values("pk"))
    shown = calls.select_related("clock__rule").only("moment", "clock__label", "clock__rule__title")
    return shown.order_by("moment", "pk")
