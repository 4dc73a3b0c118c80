"""A stored clock laid on the calendar: from rows to rules and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from lachan.clocks.models import Clock, ClockExtension, ClockRule, ExtensionState
from lachan.clocks.rules.calendar import Calendar, Day, DayKind, Span
from lachan.clocks.rules.deadline import deadline, moment_after
from lachan.clocks.rules.ladder import Audience, Ring, Rung, next_ring, rings
from lachan.clocks.rules.terms import StartConvention, Terms, TimeUnit, TraceStep, Why


@dataclass(frozen=True, slots=True)
class Extendable:
    """How far a rule may be stretched, in its own unit, and whose permission that takes."""

    most: int
    most_each: int
    times: int
    permission: str


def terms_of(rule: ClockRule, extended_by: int = 0) -> Terms:
    """What the rule counts, extensions included."""
    return Terms(
        rule.quantity + extended_by,
        TimeUnit(rule.unit),
        StartConvention(rule.start_convention),
        rule.roll_forward,
    )


def extendable(rule: ClockRule) -> Extendable | None:
    """The rule's room for extension; None when it gives none."""
    if rule.extension is None:
        return None
    return Extendable(**rule.extension)


def ladder_of(rule: ClockRule) -> tuple[Rung, ...]:
    return tuple(
        Rung(
            row.get("percent"),
            row.get("minutes"),
            tuple(Audience(word) for word in row["tell"]),
            row.get("phone_call", False),
        )
        for row in rule.ladder
    )


def pauses_of(clock: Clock) -> tuple[Span, ...]:
    """The ended pauses, in order. An open one has not moved anything yet."""
    rows = clock.pauses.order_by("began_at").values_list("began_at", "ended_at")
    return tuple(Span(began, ended) for began, ended in rows if ended is not None)


def lay(clock: Clock, calendar: Calendar) -> None:
    """Sets both due moments and the trace of the clock from its rule, pauses and extensions."""
    pauses = pauses_of(clock) if clock.pk else ()
    plain = deadline(terms_of(clock.rule), clock.started_at, calendar, pauses)
    reached = plain
    if clock.extended_by:
        terms = terms_of(clock.rule, clock.extended_by)
        reached = deadline(terms, clock.started_at, calendar, pauses)
    clock.unextended_due_at = plain.due_at
    clock.due_at = reached.due_at
    clock.provisional = reached.provisional
    clock.trace = [to_json(step) for step in reached.trace]


def lay_ladder(clock: Clock, calendar: Calendar) -> None:
    """Sets the next warning of the clock; none when all have rung or it does not run."""
    ring = _next(clock, calendar) if clock.state == "running" else None
    clock.next_step = ring.step if ring else ""
    clock.next_step_at = ring.moment if ring else None


def rings_of(clock: Clock, calendar: Calendar) -> list[Ring]:
    """Every warning of the clock's present round, in order of time."""
    terms = terms_of(clock.rule, clock.extended_by)
    pauses = pauses_of(clock) if clock.pk else ()
    ladder = ladder_of(clock.rule)
    moments = [_moment(rung, clock, terms, calendar, pauses) for rung in ladder]
    return rings(ladder, moments, _approved(clock).count() if clock.extended_by else 0)


def _next(clock: Clock, calendar: Calendar) -> Ring | None:
    rung_already = set(clock.steps.values_list("step", flat=True)) if clock.pk else set()
    since = clock.started_at
    if clock.extended_by:
        since = _approved(clock).latest("decided_at").decided_at or since
    return next_ring(rings_of(clock, calendar), rung_already, since)


def _approved(clock: Clock) -> QuerySet[ClockExtension]:
    return clock.extensions.filter(state=ExtensionState.APPROVED)


def _moment(
    rung: Rung, clock: Clock, terms: Terms, calendar: Calendar, pauses: tuple[Span, ...]
) -> datetime:
    amount = rung.amount(terms.amount)
    moment = moment_after(amount, terms, clock.started_at, calendar, pauses)
    # A deadline that rolled past a holiday is not overdue during that holiday.
    return max(moment, clock.due_at) if amount >= terms.amount else moment


def to_json(step: TraceStep) -> dict[str, str | int | bool]:
    """A day of the trace as it is stored: codes, the name of the holiday, whole seconds."""
    return {
        "on": step.on.isoformat(),
        "kind": step.day.kind.value,
        "name": step.day.name,
        "verified": step.day.verified,
        "why": step.why.value,
        "counted": int(step.counted.total_seconds()),
    }


def from_json(row: Mapping[str, str | int | bool]) -> TraceStep:
    """The stored day back again."""
    day = Day(DayKind(str(row["kind"])), str(row["name"]), bool(row["verified"]))
    return TraceStep(
        date.fromisoformat(str(row["on"])),
        day,
        Why(str(row["why"])),
        timedelta(seconds=int(row["counted"])),
    )
