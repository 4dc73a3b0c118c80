"""From a directive to the units: giving each duty to who holds the functions it names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from lachan.common.refs import Ref
from lachan.common.time import local_date
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.notices import operations as notices
from lachan.notices.rules import NoticeCode
from lachan.people import queries as people
from lachan.people.models import Unit, UnitVersion
from lachan.people.permissions import Permission, require
from lachan.people.rules import Function
from lachan.programme import periods
from lachan.programme.errors import AlreadyIssued
from lachan.programme.models import Assignment, Directive, Duty, DutyKind, LevelDeadline, Part
from lachan.programme.operations.assignments import move
from lachan.programme.operations.reminding import doers
from lachan.programme.rules import AssignmentState


@dataclass(frozen=True, slots=True)
class Issued:
    """What issuing made: the assignments, and functions nobody holds today, to be given by hand."""

    directive: Directive
    assignments: int
    without_holder: tuple[Function, ...]


@transaction.atomic
def issue_directive(*, directive: Directive, by: Author, now: datetime) -> Issued:
    """Gives every duty to each unit that today holds a function it names, and tells them.

    A unit named twice by one duty (it holds two functions) gets it once, as lead if lead anywhere.
    What was given by hand before stays as it was given.
    """
    require(by, Permission.WRITE_PROGRAMME)
    directive = Directive.objects.select_for_update().get(pk=directive.pk)
    if directive.assigned_at is not None:
        raise AlreadyIssued
    today = local_date(now)
    fan_out = _FanOut(today)
    given = set(
        Assignment.objects.filter(duty__directive=directive).values_list("duty_id", "unit_id")
    )
    made = [
        Assignment(duty=duty, unit_id=unit, part=part, due_on=due, state=AssignmentState.DRAFT)
        for duty in directive.duties.prefetch_related("addressees")
        for unit, part, due in fan_out.of(duty)
        if (duty.pk, unit) not in given
    ]
    Assignment.objects.bulk_create(made)
    drafts = Assignment.objects.filter(duty__directive=directive, state=AssignmentState.DRAFT)
    drafts.update(state=AssignmentState.ISSUED, issued_at=now)
    directive.assigned_at, directive.assigned_by_id = now, by.user_id
    directive.save(update_fields=["assigned_at", "assigned_by"])
    journal.record(
        by=by,
        action="directive.issued",
        subject=directive,
        at=now,
        assignments=len(made),
        without_holder=sorted(fan_out.without_holder),
    )
    _tell({assignment.unit_id for assignment in made}, directive, now)
    return Issued(directive, len(made), tuple(sorted(fan_out.without_holder)))


class _FanOut:
    """Which units a duty falls to on a day, and by when; asks each question once."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._held: dict[str, list[int]] = {}
        self._levels = dict(
            UnitVersion.objects.filter(people.valid_on(today)).values_list("unit_id", "level")
        )
        self._days = {
            (row.kind, row.level): row.days_after_close for row in LevelDeadline.objects.all()
        }
        self.without_holder: set[Function] = set()

    def of(self, duty: Duty) -> Iterable[tuple[int, str, date | None]]:
        parts: dict[int, str] = {}
        for addressee in duty.addressees.all():
            for unit in self._holders(Function(addressee.function)):
                if parts.get(unit) != Part.LEAD:
                    parts[unit] = addressee.part
        for unit, part in sorted(parts.items()):
            yield unit, part, self._due(duty, unit)

    def _holders(self, function: Function) -> list[int]:
        if function not in self._held:
            units = people.holders_of(function, self._today)
            self._held[function] = [unit.pk for unit in units]
        if not self._held[function]:
            self.without_holder.add(function)
        return self._held[function]

    def _due(self, duty: Duty, unit: int) -> date | None:
        """A recurring duty is due with the report of the period that runs today."""
        if duty.kind != DutyKind.RECURRING:
            return duty.due_on
        period = periods.containing(periods.PeriodKind(duty.cadence), self._today)
        days = self._days.get((duty.cadence, self._levels.get(unit, "")), 0)
        return period.last_day + timedelta(days=days)


def _tell(units: set[int], directive: Directive, now: datetime) -> None:
    notices.tell(
        recipients=doers(units, now),
        template=NoticeCode.DUTY_ISSUED,
        now=now,
        subject=Ref.of(directive),
        dedupe=f"directive:{directive.pk}",
    )


@transaction.atomic
def assign(*, duty: Duty, unit: Unit, part: Part, by: Author, now: datetime) -> Assignment:
    """Gives one duty to one more unit by hand; the assignment it already has, if any."""
    require(by, Permission.WRITE_PROGRAMME)
    # Whoever issues the directive meanwhile must see this assignment, or be seen.
    Directive.objects.select_for_update().get(pk=duty.directive_id)
    due = _FanOut(local_date(now))._due(duty, unit.pk)
    assignment, new = Assignment.objects.get_or_create(
        duty=duty,
        unit=unit,
        defaults={"part": part, "due_on": due, "state": AssignmentState.DRAFT},
    )
    if not new:
        return assignment
    assignment.issued_at = now
    move(assignment, AssignmentState.ISSUED, by, now, "issued_at")
    _tell({unit.pk}, duty.directive, now)
    return assignment
