"""A clock stands still for a reason its rule names, and goes on."""

from datetime import datetime

from django.db import transaction

from lachan.clocks.access import lock
from lachan.clocks.calendars import calendar_of
from lachan.clocks.errors import AlreadyDue, ClockNotPaused, ClockNotRunning, NotPausable
from lachan.clocks.line import lay, lay_ladder
from lachan.clocks.models import Clock, ClockPause
from lachan.clocks.rules.states import ClockState
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.permissions import Permission


@transaction.atomic
def pause(*, clock: Clock, reason: str, by: Author, now: datetime) -> Clock:
    """Stops counting from now on. `reason` is one of the codes of the rule's `pausable_when`.

    Takes the permission to extend: whoever works under a deadline cannot stop it alone.
    """
    clock = lock(clock, by, Permission.EXTEND_CLOCK)
    if clock.state != ClockState.RUNNING:
        raise ClockNotRunning(label=clock.label)
    if now >= clock.due_at:
        raise AlreadyDue(label=clock.label)
    if reason not in {allowed["code"] for allowed in clock.rule.pausable_when}:
        raise NotPausable(rule=clock.code)
    ClockPause.objects.create(clock=clock, reason=reason, began_at=now, began_by_id=by.user_id)
    clock.state = ClockState.PAUSED
    lay_ladder(clock, calendar_of(clock.owner_unit_id))
    clock.save()
    journal.record(
        by=by, action="clock.paused", subject=clock, at=now, rule=clock.code, reason=reason
    )
    return clock


@transaction.atomic
def resume(*, clock: Clock, by: Author, now: datetime) -> Clock:
    """Counts again from now on; the due moments move by what stood still."""
    clock = lock(clock, by, Permission.READ_CLOCKS)
    if clock.state != ClockState.PAUSED:
        raise ClockNotPaused(label=clock.label)
    pause = clock.pauses.get(ended_at__isnull=True)
    pause.ended_at = now
    pause.save(update_fields=["ended_at"])
    before = clock.due_at
    clock.state = ClockState.RUNNING
    calendar = calendar_of(clock.owner_unit_id)
    lay(clock, calendar)
    lay_ladder(clock, calendar)
    clock.save()
    journal.record(
        by=by,
        action="clock.resumed",
        subject=clock,
        at=now,
        rule=clock.code,
        due_before=before.isoformat(),
        due_at=clock.due_at.isoformat(),
    )
    return clock
