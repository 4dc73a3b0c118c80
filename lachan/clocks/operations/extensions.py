"""More time: asked for by one person, decided by another, before the deadline has passed."""

from datetime import datetime

from django.db import transaction

from lachan.clocks.access import lock
from lachan.clocks.calendars import calendar_of
from lachan.clocks.errors import (
    AlreadyDue,
    ClockNotRunning,
    ExtensionDecided,
    ExtensionWaits,
    NotExtendable,
    SamePerson,
)
from lachan.clocks.line import extendable, lay, lay_ladder
from lachan.clocks.models import Clock, ClockExtension, ExtensionState
from lachan.clocks.queries import room
from lachan.clocks.rules.states import ClockState
from lachan.journal import operations as journal
from lachan.people.permissions import Permission
from lachan.people.rules import Actor


@transaction.atomic
def request_extension(
    *, clock: Clock, quantity: int, reason: str, by: Actor, now: datetime
) -> ClockExtension:
    """Asks for more time, in the rule's own unit. Nothing moves until it is approved."""
    clock = lock(clock, by, Permission.READ_CLOCKS)
    _check(clock, quantity, now)
    if clock.extensions.filter(state=ExtensionState.REQUESTED).exists():
        raise ExtensionWaits(label=clock.label)
    asked = ClockExtension.objects.create(
        clock=clock,
        quantity=quantity,
        reason=reason,
        requested_by_id=_person(by),
        requested_at=now,
    )
    journal.record(
        by=by,
        action="clock.extension_requested",
        subject=clock,
        at=now,
        rule=clock.code,
        extension=asked.pk,
        quantity=quantity,
    )
    return asked


@transaction.atomic
def approve_extension(*, extension: ClockExtension, by: Actor, now: datetime) -> Clock:
    """Moves the deadline. Takes the rule's permission, and another person than who asked."""
    clock, extension = _waiting(extension, by)
    _check(clock, extension.quantity, now)
    extension.due_before = clock.due_at
    clock.extended_by += extension.quantity
    calendar = calendar_of(clock.owner_unit_id)
    lay(clock, calendar)
    extension.due_after = clock.due_at
    _decide(extension, ExtensionState.APPROVED, by, now)
    lay_ladder(clock, calendar)
    clock.save()
    journal.record(
        by=by,
        action="clock.extended",
        subject=clock,
        at=now,
        rule=clock.code,
        extension=extension.pk,
        quantity=extension.quantity,
        due_before=extension.due_before.isoformat(),
        due_at=clock.due_at.isoformat(),
    )
    return clock


@transaction.atomic
def refuse_extension(*, extension: ClockExtension, by: Actor, now: datetime) -> ClockExtension:
    """Leaves the deadline where it is."""
    clock, extension = _waiting(extension, by)
    _decide(extension, ExtensionState.REFUSED, by, now)
    journal.record(
        by=by,
        action="clock.extension_refused",
        subject=clock,
        at=now,
        rule=clock.code,
        extension=extension.pk,
    )
    return extension


@transaction.atomic
def extend(
    *, clock: Clock, quantity: int, reason: str, by: Actor, approver: Actor, now: datetime
) -> Clock:
    """Request and approval in one, for two people at one table. All or nothing."""
    asked = request_extension(clock=clock, quantity=quantity, reason=reason, by=by, now=now)
    return approve_extension(extension=asked, by=approver, now=now)


def _waiting(extension: ClockExtension, by: Actor) -> tuple[Clock, ClockExtension]:
    room = extendable(extension.clock.rule)
    permission = Permission(room.permission) if room else Permission.EXTEND_CLOCK
    clock = lock(extension.clock, by, permission)
    extension = ClockExtension.objects.select_for_update().get(pk=extension.pk)
    if extension.state != ExtensionState.REQUESTED:
        raise ExtensionDecided
    if extension.requested_by_id == _person(by):
        raise SamePerson
    return clock, extension


def _check(clock: Clock, quantity: int, now: datetime) -> None:
    if clock.state != ClockState.RUNNING:
        raise ClockNotRunning(label=clock.label)
    if now > clock.due_at:
        raise AlreadyDue(label=clock.label)
    allowed = room(clock)
    if not 0 < quantity <= allowed:
        raise NotExtendable(quantity=quantity, allowed=allowed)


def _decide(extension: ClockExtension, state: ExtensionState, by: Actor, now: datetime) -> None:
    extension.state = state
    extension.decided_by_id = _person(by)
    extension.decided_at = now
    extension.save()


def _person(by: Actor) -> int:
    """Only people ask and decide. TypeError for the system, which may do neither."""
    if by.user_id is None:
        raise TypeError("an extension is asked for and decided by people")
    return by.user_id
