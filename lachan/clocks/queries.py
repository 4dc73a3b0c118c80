"""What the desk and higher storeys read of the clocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, Count, Max, Min, Q, QuerySet, Value, When
from django.db.models.fields import BooleanField
from django.utils.translation import gettext

from lachan.clocks.calendars import calendars_of
from lachan.clocks.errors import UnknownRule
from lachan.clocks.line import from_json, terms_of
from lachan.clocks.models import (
    Clock,
    ClockExtension,
    ClockPause,
    ClockQuerySet,
    ClockRule,
    ExtensionState,
    LadderStep,
    StepRun,
)
from lachan.clocks.rules import remaining as left
from lachan.clocks.rules.calendar import Calendar, Span
from lachan.clocks.rules.deadline import counted_until
from lachan.clocks.rules.ladder import Audience
from lachan.clocks.rules.states import OUTCOMES, ClockState
from lachan.clocks.rules.wording import TraceRow, trace_row
from lachan.common.measures import Window
from lachan.common.refs import Ref
from lachan.common.time import local_date
from lachan.journal.rules import Author
from lachan.people.models import Membership, User
from lachan.people.permissions import Permission
from lachan.people.queries import members, valid_on
from lachan.people.rules import Role

# A scheduler that has done nothing for this long is taken for dead.
SILENT_AFTER = timedelta(minutes=10)

HEADS = (Role.COMMUNE_CHAIR, Role.LEADER)
DEPUTIES = (Role.TRIAGE_SUPERVISOR, Role.COMMUNE_WORKER, Role.CONTENT_OFFICER, Role.POLICE)


def rule_on(code: str, on: date) -> ClockRule:
    """The rule as in force on a day in Viet Nam, in its newest wording. Raises UnknownRule."""
    unended = Q(effective_to__isnull=True) | Q(effective_to__gt=on)
    versions = ClockRule.objects.filter(unended, code=code, effective_from__lte=on)
    rule = versions.order_by("-effective_from", "-version").first()
    if rule is None:
        raise UnknownRule(f"No version of {code} is in force on {on}; see content/clocks.")
    return rule


def open_for(actor: Author, now: datetime) -> ClockQuerySet:
    """The open clocks somebody may see, soonest first, each with `overdue`."""
    late = When(state=ClockState.RUNNING, due_at__lt=now, then=Value(True))
    return (
        Clock.objects.visible_to(actor)
        .open()
        .annotate(overdue=Case(late, default=Value(False), output_field=BooleanField()))
        .select_related("rule", "owner")
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
    return wanted.select_related("clock", "clock__rule").order_by("moment", "pk")


# --- what is left, and how a date came about ---------------------------------------------------


def remaining(clocks: Iterable[Clock], now: datetime) -> dict[int, left.Remaining]:
    """What is left of each clock, by its id. A paused clock stands at the moment it stopped."""
    listed = list(clocks)
    calendars = calendars_of({clock.owner_unit_id for clock in listed})
    ended, stopped = _pauses(listed)
    return {
        clock.pk: _remaining(
            clock,
            stopped.get(clock.pk, now),
            calendars[clock.owner_unit_id],
            ended.get(clock.pk, []),
        )
        for clock in listed
    }


def _remaining(
    clock: Clock, now: datetime, calendar: Calendar, pauses: list[Span]
) -> left.Remaining:
    terms = terms_of(clock.rule, clock.extended_by)
    counted = counted_until(now, terms, clock.started_at, calendar, pauses)
    return left.Remaining(
        wall=clock.due_at - now,
        working=left.office_time(now, clock.due_at, calendar),
        percent=left.share_used(counted, terms.amount),
    )


def _pauses(clocks: list[Clock]) -> tuple[dict[int, list[Span]], dict[int, datetime]]:
    """Ended pauses, and when those that stand stopped, by clock; one query for all."""
    ended: dict[int, list[Span]] = {}
    stopped: dict[int, datetime] = {}
    for row in ClockPause.objects.filter(clock__in=clocks).order_by("began_at"):
        if row.ended_at is None:
            stopped[row.clock_id] = row.began_at
        else:
            ended.setdefault(row.clock_id, []).append(Span(row.began_at, row.ended_at))
    return ended, stopped


def speak(remaining: left.Remaining) -> str:
    """`còn 2 ngày 3 giờ` or `quá hạn 40 phút`, by the wall clock."""
    words = " ".join(gettext(word) % number for word, number in left.parts(remaining.wall))
    return gettext(left.OVER if remaining.overdue else left.LEFT) % words


def trace_rows(clock: Clock) -> list[TraceRow]:
    """The days that led to the due moment, for a small calendar. Labels are marked, not translated:
    pass them through gettext."""
    return [trace_row(from_json(row)) for row in clock.trace]


# --- who is to be warned ---------------------------------------------------------------------


def audience(step: LadderStep, now: datetime) -> list[User]:
    """The people a warning goes to. Where a unit has nobody of a kind, the coordinator gets it,
    so that no warning is told to nobody while a coordinator exists."""
    found: dict[int, User] = {}
    for word in step.audiences:
        people = _people(Audience(word), step.clock, now)
        found |= {user.pk: user for user in people or _coordinators(now)}
    return list(found.values())


def _people(kind: Audience, clock: Clock, now: datetime) -> list[User]:
    if kind is Audience.COORDINATOR:
        return _coordinators(now)
    if kind is Audience.HEAD:
        return _holders(clock.owner_unit_id, HEADS, local_date(now))
    if kind is Audience.OWNER and clock.owner is not None and clock.owner.is_active:
        return [clock.owner]
    return _holders(clock.owner_unit_id, DEPUTIES, local_date(now))


def _holders(unit_id: int, roles: Iterable[Role], on: date) -> list[User]:
    found: dict[int, User] = {}
    for role in roles:
        found |= {user.pk: user for user in members(unit_id, role, on)}
    return list(found.values())


def _coordinators(now: datetime) -> list[User]:
    held = Membership.objects.filter(
        valid_on(now), role=Role.COORDINATOR, confirmed_at__lte=now
    ).values("user")
    return list(User.objects.filter(is_active=True, pk__in=held))


# --- how deadlines were kept -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Three numbers that are never added up to two."""

    met: int = 0
    met_extended: int = 0
    late: int = 0

    @property
    def total(self) -> int:
        return self.met + self.met_extended + self.late


def outcomes(window: Window) -> Outcomes:
    """How the clocks that were met in the window were met."""
    return outcomes_by_unit(window).get(None, Outcomes())


def outcomes_by_unit(window: Window) -> dict[int | None, Outcomes]:
    """The same by owner unit; under None all together, missing when there is nothing."""
    rows = met_in(window).order_by().values("owner_unit", "state").annotate(number=Count("pk"))
    split: dict[int | None, dict[str, int]] = {}
    for row in rows:
        for unit in (row["owner_unit"], None):
            numbers = split.setdefault(unit, {})
            numbers[row["state"]] = numbers.get(row["state"], 0) + row["number"]
    return {unit: Outcomes(**numbers) for unit, numbers in split.items()}


def met_in(window: Window) -> ClockQuerySet:
    """The clocks whose evidence lies in the window, in its order."""
    ended = Clock.objects.filter(state__in=sorted(OUTCOMES))
    return ended.filter(met_at__gte=window.start, met_at__lt=window.end).order_by("met_at", "pk")


# --- is the scheduler alive --------------------------------------------------------------------


def silent_since(now: datetime) -> datetime | None:
    """Since when no step has started, if that is more than ten minutes ago; None when all is well.

    A scheduler that never ran is missed from the first clock on that it should have watched.
    """
    beat = StepRun.objects.aggregate(last=Max("last_started"))["last"]
    if beat is None:
        beat = Clock.objects.aggregate(first=Min("recorded_at"))["first"]
    return beat if beat is not None and now - beat > SILENT_AFTER else None


def failing_steps() -> QuerySet[StepRun]:
    """Steps whose last run failed, the longest failing first."""
    return StepRun.objects.exclude(last_error="").order_by("last_ok", "name")
