"""A clock begins, is met by evidence, no longer applies, or changes hands.

No permission is asked here: these follow from a step in a case, whose operation asked for its own.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from lachan.clocks.calendars import calendar_of
from lachan.clocks.line import lay, lay_ladder
from lachan.clocks.models import Clock, ClockQuerySet
from lachan.clocks.queries import rule_on
from lachan.clocks.rules.states import ClockState, outcome
from lachan.common.refs import Ref
from lachan.common.time import local_date
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.models import Unit, User


@transaction.atomic
def start(
    *,
    rule: str,
    subject: Ref,
    owner_unit: Unit,
    started_at: datetime,
    by: Author,
    now: datetime,
    label: str,
    owner: User | None = None,
) -> Clock:
    """Begins a deadline, under the version of the rule in force on the day it starts.

    `label` is the record's number, never a child's data. While a clock of this rule runs for the
    subject, or when one with the same start is known, that one is returned: safe to repeat.
    A reopened record starts anew with a new moment, a cancelled clock with any.
    Raises UnknownRule, NoCalendar.
    """
    known = _known(rule, subject, started_at)
    if known is not None:
        return known
    clock = Clock(
        rule=rule_on(rule, local_date(started_at)),
        code=rule,
        subject_kind=subject.kind,
        subject_id=subject.id,
        label=label,
        owner_unit=owner_unit,
        owner=owner,
        started_at=started_at,
        recorded_at=now,
    )
    try:
        with transaction.atomic():
            _save_laid(clock)
    except IntegrityError:
        # Somebody else began the same clock meanwhile; anything else is a fault.
        winner = _known(rule, subject, started_at)
        if winner is None:
            raise
        return winner
    _record_start(clock, by, now)
    return clock


def _save_laid(clock: Clock) -> None:
    calendar = calendar_of(clock.owner_unit_id)
    lay(clock, calendar)
    clock.original_due_at = clock.due_at
    lay_ladder(clock, calendar)
    clock.save()


def _record_start(clock: Clock, by: Author, now: datetime) -> None:
    journal.record(
        by=by,
        action="clock.started",
        subject=clock,
        at=now,
        rule=clock.code,
        version=clock.rule.version,
        about=str(clock.subject),
        unit=clock.owner_unit_id,
        started_at=clock.started_at.isoformat(),
        due_at=clock.due_at.isoformat(),
    )


def _known(rule: str, subject: Ref, started_at: datetime) -> Clock | None:
    same = Clock.objects.about(subject).filter(code=rule).exclude(state=ClockState.CANCELLED)
    return same.filter(Q(started_at=started_at) | Q(pk__in=same.open())).order_by("-pk").first()


@transaction.atomic
def meet(
    *, rule: str, subject: Ref, evidence: Ref, at: datetime, by: Author, now: datetime
) -> Clock | None:
    """Stops the running clock by evidence, an approved form or a decision, that exists since `at`.

    The outcome is one of three: in the original time, after an approved extension, late.
    None when no clock of this rule runs. ValueError for a moment in the future.
    """
    if at > now:
        raise ValueError("evidence cannot come from the future")
    clock = _open_of(subject).filter(code=rule).first()
    if clock is None:
        return None
    if clock.state == ClockState.PAUSED:
        _end_pause(clock, at)
        lay(clock, calendar_of(clock.owner_unit_id))
    clock.state = outcome(at, unextended_due_at=clock.unextended_due_at, due_at=clock.due_at)
    clock.met_at = at
    clock.evidence_kind, clock.evidence_id = evidence.kind, evidence.id
    _stop(clock)
    journal.record(
        by=by,
        action="clock.met",
        subject=clock,
        at=now,
        rule=clock.code,
        outcome=str(clock.state),
        met_at=at.isoformat(),
        due_at=clock.due_at.isoformat(),
        evidence=str(evidence),
    )
    return clock


@transaction.atomic
def cancel(
    *, subject: Ref, reason: str, by: Author, now: datetime, rule: str | None = None
) -> list[Clock]:
    """Ends open clocks of a subject, or one rule's, that no longer apply. `reason`: a code."""
    clocks = list(_open_of(subject).filter(Q() if rule is None else Q(code=rule)))
    for clock in clocks:
        if clock.state == ClockState.PAUSED:
            _end_pause(clock, now)
        clock.state = ClockState.CANCELLED
        _stop(clock)
        journal.record(
            by=by, action="clock.cancelled", subject=clock, at=now, rule=clock.code, reason=reason
        )
    return clocks


@transaction.atomic
def hand_over(
    *, subject: Ref, unit: Unit, owner: User | None, by: Author, now: datetime
) -> list[Clock]:
    """Moves the open clocks of a subject to another unit and owner. They do not start again."""
    clocks = list(_open_of(subject))
    for clock in clocks:
        before = clock.owner_unit_id
        clock.owner_unit, clock.owner = unit, owner
        clock.save(update_fields=["owner_unit", "owner"])
        journal.record(
            by=by,
            action="clock.handed_over",
            subject=clock,
            at=now,
            rule=clock.code,
            unit_before=before,
            unit=unit.pk,
            owner=owner.pk if owner else None,
        )
    return clocks


def _open_of(subject: Ref) -> ClockQuerySet:
    return Clock.objects.select_for_update(of=("self",)).open().about(subject).order_by("pk")


def _end_pause(clock: Clock, at: datetime) -> None:
    """Ends the open pause; at its very beginning when the evidence is older than it."""
    pause = clock.pauses.get(ended_at__isnull=True)
    pause.ended_at = max(at, pause.began_at)
    pause.save(update_fields=["ended_at"])


def _stop(clock: Clock) -> None:
    clock.next_step, clock.next_step_at = "", None
    clock.save()
