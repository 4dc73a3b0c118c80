"""What a unit does about a duty, and what the coordinator makes of it."""

from datetime import datetime

from django.db import transaction

from lachan.common.errors import CannotMove
from lachan.common.states import may_move
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.people.permissions import Permission, require
from lachan.programme import access
from lachan.programme.errors import ReasonMissing, SamePerson
from lachan.programme.models import Assignment, ProgressUpdate
from lachan.programme.rules import ASSIGNMENT_LABELS, ASSIGNMENT_MOVES, AssignmentState


@transaction.atomic
def acknowledge(*, assignment: Assignment, by: Author, now: datetime) -> Assignment:
    """The unit says that it has the duty."""
    assignment = _own(assignment, by)
    assignment.acknowledged_at = now
    return move(assignment, AssignmentState.ACKNOWLEDGED, by, now, "acknowledged_at")


@transaction.atomic
def update_progress(
    *, assignment: Assignment, percent: int, narrative: str, by: Author, now: datetime
) -> ProgressUpdate:
    """The unit says how far it is. The first word of it makes the duty one in progress."""
    assignment = _own(assignment, by)
    if assignment.state != AssignmentState.IN_PROGRESS:
        move(assignment, AssignmentState.IN_PROGRESS, by, now)
    update = ProgressUpdate.objects.create(
        assignment=assignment,
        percent=percent,
        narrative=narrative.strip(),
        written_by_id=by.user_id,
        written_at=now,
    )
    journal.record(by=by, action="assignment.progress", subject=assignment, at=now, percent=percent)
    return update


@transaction.atomic
def report_done(*, assignment: Assignment, narrative: str, by: Author, now: datetime) -> Assignment:
    """The unit says that it is done and what came of it."""
    assignment = _own(assignment, by)
    assignment.reported_at, assignment.reported_by_id = now, by.user_id
    move(assignment, AssignmentState.REPORTED_DONE, by, now, "reported_at", "reported_by")
    ProgressUpdate.objects.create(
        assignment=assignment,
        percent=100,
        narrative=narrative.strip(),
        written_by_id=by.user_id,
        written_at=now,
    )
    return assignment


@transaction.atomic
def return_assignment(
    *, assignment: Assignment, reason: str, by: Author, now: datetime
) -> Assignment:
    """The coordinator wants more, and says what."""
    if not reason.strip():
        raise ReasonMissing
    assignment = _others(assignment, by)
    assignment.return_reason = reason.strip()
    return move(assignment, AssignmentState.RETURNED, by, now, "return_reason")


@transaction.atomic
def verify(*, assignment: Assignment, by: Author, now: datetime) -> Assignment:
    """The coordinator has seen that it is done. Never the person who reported it."""
    assignment = _others(assignment, by)
    if by.user_id is not None and by.user_id == assignment.reported_by_id:
        raise SamePerson
    assignment.verified_at, assignment.verified_by_id = now, by.user_id
    return move(assignment, AssignmentState.VERIFIED_DONE, by, now, "verified_at", "verified_by")


def _own(assignment: Assignment, by: Author) -> Assignment:
    require(by, Permission.REPORT_DUTY)
    return _locked(access.assignment_for(by, assignment.pk, Permission.REPORT_DUTY))


def _others(assignment: Assignment, by: Author) -> Assignment:
    require(by, Permission.WRITE_PROGRAMME)
    return _locked(access.assignment_for(by, assignment.pk, Permission.WRITE_PROGRAMME))


def _locked(assignment: Assignment) -> Assignment:
    return Assignment.objects.select_for_update().get(pk=assignment.pk)


def move(
    assignment: Assignment, state: AssignmentState, by: Author, now: datetime, *fields: str
) -> Assignment:
    before = AssignmentState(assignment.state)
    if not may_move(ASSIGNMENT_MOVES, before, state):
        raise CannotMove(state=ASSIGNMENT_LABELS[before])
    assignment.state = state
    assignment.save(update_fields=["state", *fields])
    journal.record(
        by=by, action=f"assignment.{state}", subject=assignment, at=now, unit=assignment.unit_id
    )
    return assignment
