"""How a deadline is reached: what counts, what is skipped, and the trace of both.

A deadline is an amount of *counted time* laid along the calendar from its start. Each unit says
which stretches of time count; pauses are taken out; the moment the amount is used up is the due
moment. Warning steps lie on the same line, so 50 % of five working days never rings in Tết.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice, takewhile

from lachan.clocks.rules.calendar import ONE_DAY, Calendar, Span, days_from, whole_day
from lachan.clocks.rules.terms import (
    Deadline,
    StartConvention,
    Terms,
    TimeUnit,
    TraceStep,
    Why,
)
from lachan.common.time import local_date, start_of

ONE_SECOND = timedelta(seconds=1)
# Days looked at before giving up. No rule of ours runs for a year.
FARTHEST = 3660
_NOTHING: tuple[Span, ...] = ()


class TooFarError(ValueError):
    """No day within ten years completes the deadline: an endless pause or a broken calendar."""


def deadline(
    terms: Terms, started_at: datetime, calendar: Calendar, pauses: Sequence[Span] = ()
) -> Deadline:
    """When the time is used up, and every day on the way. `pauses` are ended ones.

    Raises TooFarError. Rolling forward follows Bộ luật Dân sự 2015 art. 148(5).
    """
    left = terms.amount
    trace: list[TraceStep] = []
    for step, spans in _days(terms, started_at, calendar, pauses):
        taken, end = _take(spans, left)
        trace.append(replace(step, counted=taken))
        left -= taken
        if end is not None:
            due_at, rolled = _settled(terms, end, calendar, pauses)
            return Deadline(due_at.astimezone(UTC), (*trace, *rolled))
    raise TooFarError


def moment_after(
    amount: timedelta,
    terms: Terms,
    started_at: datetime,
    calendar: Calendar,
    pauses: Sequence[Span] = (),
) -> datetime:
    """The moment (UTC) at which that much time has counted; it may lie past the deadline."""
    left = amount
    for _step, spans in _days(terms, started_at, calendar, pauses):
        taken, end = _take(spans, left)
        left -= taken
        if end is not None:
            return end.astimezone(UTC)
    raise TooFarError


def counted_until(
    moment: datetime,
    terms: Terms,
    started_at: datetime,
    calendar: Calendar,
    pauses: Sequence[Span] = (),
) -> timedelta:
    """How much time has counted up to a moment: what the share used up is made of."""
    total = timedelta()
    for step, spans in _days(terms, started_at, calendar, pauses):
        if start_of(step.on) >= moment:
            break
        total += sum((_before(span, moment) for span in spans), timedelta())
    return total


def _days(
    terms: Terms, started_at: datetime, calendar: Calendar, pauses: Sequence[Span]
) -> Iterator[tuple[TraceStep, tuple[Span, ...]]]:
    """Each local day from the start on, with the stretches of it that count."""
    begun = terms.start is StartConvention.INSTANT
    for on in islice(days_from(local_date(started_at)), FARTHEST):
        stood = terms.whole_days and _stood_at_end(on, pauses)
        if begun:
            why, spans = _countable(terms, started_at, on, calendar, pauses, stood=stood)
        else:
            why, spans = (Why.PAUSED if stood else Why.START_DAY), _NOTHING
            begun = not stood
        yield TraceStep(on, calendar.day(on), why, timedelta()), spans


def _stood_at_end(on: date, pauses: Sequence[Span]) -> bool:
    """Whether the clock stood when the day ended: then the day, or the day of the start, is not
    over for it. So a pause moves whole days by the midnights it crosses, at whatever hour it was
    entered, and never ends with a deadline that passed while the clock stood."""
    midnight = start_of(on + ONE_DAY)
    return any(pause.start < midnight <= pause.end for pause in pauses)


def _countable(
    terms: Terms,
    started_at: datetime,
    on: date,
    calendar: Calendar,
    pauses: Sequence[Span],
    *,
    stood: bool,
) -> tuple[Why, tuple[Span, ...]]:
    spans = _open(terms.unit, on, calendar)
    if not spans:
        return Why.NOT_WORKED, ()
    if terms.whole_days:
        return (Why.PAUSED, ()) if stood else (Why.COUNTED, spans)
    begun = _without(spans, Span(start_of(on), max(started_at, start_of(on))))
    if not begun:
        return Why.OUT_OF_HOURS, ()
    running = begun
    for pause in pauses:
        running = _without(running, pause)
    return (Why.COUNTED, running) if running else (Why.PAUSED, ())


def _open(unit: TimeUnit, on: date, calendar: Calendar) -> tuple[Span, ...]:
    """What a unit can count of a day, pauses and start aside."""
    if unit is TimeUnit.WORKING_HOURS:
        return calendar.sessions(on)
    if unit is TimeUnit.WORKING_DAYS and not calendar.day(on).worked:
        return ()
    return (whole_day(on),)


def _without(spans: Sequence[Span], hole: Span) -> tuple[Span, ...]:
    pieces = (
        piece
        for span in spans
        for piece in (
            Span(span.start, min(span.end, hole.start)),
            Span(max(span.start, hole.end), span.end),
        )
    )
    return tuple(piece for piece in pieces if piece.start < piece.end)


def _take(spans: Sequence[Span], wanted: timedelta) -> tuple[timedelta, datetime | None]:
    """How much of the wanted time these spans give, and the moment that completes it, if any."""
    taken = timedelta()
    for span in spans:
        missing = wanted - taken
        if missing <= span.length:
            return wanted, span.start + missing
        taken += span.length
    return taken, None


def _settled(
    terms: Terms, end: datetime, calendar: Calendar, pauses: Sequence[Span]
) -> tuple[datetime, tuple[TraceStep, ...]]:
    """The last moment in time, moved to the end of the next worked day where the rule says so;
    a day on which the clock stands is no such day."""
    if not terms.whole_days:
        return end, ()
    last = local_date(end - ONE_SECOND)
    if not terms.roll_forward or calendar.day(last).worked:
        return end - ONE_SECOND, ()
    target = calendar.next_worked(last)
    while _stood_at_end(target, pauses):
        target = calendar.next_worked(target)
    passed = takewhile(lambda on: on <= target, days_from(last + ONE_DAY))
    rolled = tuple(
        TraceStep(
            on,
            calendar.day(on),
            Why.ROLLED if on == target else Why.NOT_WORKED,
            timedelta(),
        )
        for on in passed
    )
    return start_of(target + ONE_DAY) - ONE_SECOND, rolled


def _before(span: Span, moment: datetime) -> timedelta:
    return max(min(span.end, moment) - span.start, timedelta())
