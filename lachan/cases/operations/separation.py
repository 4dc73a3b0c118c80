"""The temporary separation of a child (Mẫu 07): its fifteen days, and the decision that ends it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from lachan.cases.models import ChildCase, EmergencyMeasure
from lachan.cases.operations.clocks import SEPARATION, meet, start
from lachan.cases.operations.refusals import NoSeparation
from lachan.cases.operations.steps import filled, locked, not_later_than, touch
from lachan.cases.queries import separation_of
from lachan.cases.rules import NOT_CLOSED
from lachan.common.errors import Invalid
from lachan.journal.rules import Author
from lachan.people.permissions import Permission


@transaction.atomic
def end_separation(
    *,
    case: ChildCase,
    ended_at: datetime,
    decision_number: str,
    version: int,
    by: Author,
    now: datetime,
) -> EmergencyMeasure:
    """A decision of the Chair ended the separation; it stops the fifteen days at its own moment.

    Raises NoSeparation.
    """
    case = locked(case, *NOT_CLOSED, by=by, permission=Permission.WRITE_CHILD_CASE, version=version)
    not_later_than(now, ended_at, "ended_at")
    row = separation_of(case)
    if row is None:
        raise NoSeparation
    _end(row, ended_at, filled("decision_number", decision_number), field="ended_at")
    meet(SEPARATION, case, evidence=row, at=ended_at, by=by, now=now)
    touch(case, by=by, now=now, action="case.separation_ended", measure=row.pk)
    return row


def replace_separation(
    case: ChildCase, row: EmergencyMeasure, *, by: Author, now: datetime
) -> None:
    """A new separation: its fifteen days begin, and those of one that stood before end."""
    before = separation_of(case, other_than=row)
    if before is not None:
        _end(before, row.started_at, row.decision_number, field="started_at")
        meet(SEPARATION, case, evidence=row, at=row.started_at, by=by, now=now)
    start(SEPARATION, case, started_at=row.started_at, by=by, now=now)


def _end(row: EmergencyMeasure, ended_at: datetime, decision_number: str, *, field: str) -> None:
    if ended_at <= row.started_at:
        raise Invalid(field=field, problem=gettext("phải sau khi biện pháp cách ly bắt đầu."))
    row.ended_at, row.end_decision_number = ended_at, decision_number
    row.save(update_fields=["ended_at", "end_decision_number"])
