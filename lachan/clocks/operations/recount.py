"""A changed calendar moves open deadlines, and never what has already been decided."""

from datetime import date, datetime

from django.db import transaction

from lachan.clocks.calendars import calendars_of
from lachan.clocks.line import lay, lay_ladder
from lachan.clocks.models import Clock
from lachan.clocks.rules.calendar import Calendar, Span, whole_day
from lachan.clocks.rules.recount import kept
from lachan.clocks.rules.states import ClockState, outcome
from lachan.journal import operations as journal
from lachan.journal.rules import Author


@transaction.atomic
def recount(*, since: date, until: date, by: Author, now: datetime) -> int:
    """Counts anew every clock that runs over the changed days `since` to `until`; how many moved.

    The old due moment stays in `recounts` and in the trail. An open deadline that would land in
    the past keeps its date, and an outcome stays what it was: both are only noted.
    """
    changed = Span(whole_day(since).start, whole_day(until).end)
    touched = Clock.objects.filter(started_at__lt=changed.end, due_at__gte=changed.start).exclude(
        state=ClockState.CANCELLED
    )
    locked = list(touched.select_for_update(of=("self",)).select_related("rule").order_by("pk"))
    calendars = calendars_of({clock.owner_unit_id for clock in locked})
    return sum(_again(clock, calendars[clock.owner_unit_id], by, now) for clock in locked)


def _again(clock: Clock, calendar: Calendar, by: Author, now: datetime) -> bool:
    """Whether the due moment moved."""
    before, unextended_before = clock.due_at, clock.unextended_due_at
    lay(clock, calendar)
    if clock.met_at is not None:
        _note_outcome(clock, clock.met_at, by, now)
        return False
    asked_at = _standing_since(clock) or now
    counted = clock.due_at
    clock.due_at = kept(before, counted, asked_at)
    clock.unextended_due_at = kept(unextended_before, clock.unextended_due_at, asked_at)
    lay_ladder(clock, calendar)
    if counted != before:
        clock.recounts = [*clock.recounts, _row(clock, before, counted, now)]
        _record_move(clock, before, counted, by, now)
    clock.save()
    return clock.due_at != before


def _standing_since(clock: Clock) -> datetime | None:
    """For a paused clock, when it stopped: nothing ran out while it stood."""
    return clock.pauses.filter(ended_at__isnull=True).values_list("began_at", flat=True).first()


def _note_outcome(clock: Clock, met_at: datetime, by: Author, now: datetime) -> None:
    """Writes down what the outcome would have been; the outcome itself stays."""
    would_be = outcome(met_at, unextended_due_at=clock.unextended_due_at, due_at=clock.due_at)
    if would_be == clock.state:
        return
    note = {"at": now.isoformat(), "kept": str(clock.state), "would_be": would_be.value}
    clock.recounts = [*clock.recounts, note]
    clock.save(update_fields=["recounts"])
    journal.record(
        by=by,
        action="clock.outcome_kept",
        subject=clock,
        at=now,
        rule=clock.code,
        kept=note["kept"],
        would_be=note["would_be"],
    )


def _row(clock: Clock, before: datetime, counted: datetime, now: datetime) -> dict[str, str]:
    return {
        "at": now.isoformat(),
        "before": before.isoformat(),
        "counted": counted.isoformat(),
        "due_at": clock.due_at.isoformat(),
    }


def _record_move(
    clock: Clock, before: datetime, counted: datetime, by: Author, now: datetime
) -> None:
    journal.record(
        by=by,
        action="clock.recounted",
        subject=clock,
        at=now,
        rule=clock.code,
        due_before=before.isoformat(),
        due_counted=counted.isoformat(),
        due_at=clock.due_at.isoformat(),
    )
