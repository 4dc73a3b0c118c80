"""What cannot wait for a plan: emergency measures, and telling the police."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from lachan.cases.models import ChildCase, EmergencyMeasure, PoliceHandover
from lachan.cases.operations.clocks import EMERGENCY, POLICE, meet, start
from lachan.cases.operations.separation import replace_separation
from lachan.cases.operations.steps import (
    filled,
    locked,
    not_later_than,
    person,
    touch,
)
from lachan.cases.rules import NOT_CLOSED, Measure
from lachan.cases.rules.guards import separation_ends_in_time
from lachan.common.errors import Invalid
from lachan.journal.rules import Author
from lachan.people.models import Unit
from lachan.people.permissions import Permission
from lachan.vault import operations as vault


@transaction.atomic
def take_emergency_measure(
    *,
    case: ChildCase,
    kind: Measure,
    detail: str,
    started_at: datetime,
    version: int,
    by: Author,
    now: datetime,
    ends_at: datetime | None = None,
    decision_number: str = "",
) -> EmergencyMeasure:
    """Records what was done at once; it stops the twelve hours at the moment it was done.

    A separation (Mẫu 07) needs the Chair's decision number and an end within fifteen days; those
    days begin to run, and a separation that stood before is replaced by this one.
    """
    case = locked(case, *NOT_CLOSED, by=by, permission=Permission.WRITE_CHILD_CASE, version=version)
    not_later_than(now, started_at, "started_at")
    if not separation_ends_in_time(measure=kind, started_at=started_at, ends_at=ends_at):
        raise Invalid(
            field="ends_at", problem=gettext("cách ly phải có ngày kết thúc, tối đa 15 ngày.")
        )
    if kind is Measure.SEPARATION:
        filled("decision_number", decision_number)
    row = EmergencyMeasure(
        case=case,
        episode=case.episode,
        kind=Measure(kind),
        started_at=started_at,
        ends_at=ends_at,
        decision_number=decision_number.strip(),
        recorded_by_id=person(by),
        recorded_at=now,
    )
    vault.seal(row, now=now, detail=filled("detail", detail))
    row.save(force_insert=True)
    meet(EMERGENCY, case, evidence=row, at=started_at, by=by, now=now)
    if row.kind is Measure.SEPARATION:
        replace_separation(case, row, by=by, now=now)
    touch(case, by=by, now=now, action="case.measure_taken", measure=row.pk, kind=str(row.kind))
    return row


@transaction.atomic
def suspect_crime(*, case: ChildCase, version: int, by: Author, now: datetime) -> ChildCase:
    """There are signs of a crime against a child: the police must have it within a day of the
    first moment (TT 43/2021/TT-BCA), and the case cannot close before."""
    case = locked(case, *NOT_CLOSED, by=by, permission=Permission.WRITE_CHILD_CASE, version=version)
    start(POLICE, case, started_at=case.received_at, by=by, now=now)
    return touch(case, by=by, now=now, action="case.crime_suspected")


@transaction.atomic
def hand_to_police(
    *,
    case: ChildCase,
    unit: Unit,
    officer: str,
    handed_at: datetime,
    version: int,
    by: Author,
    now: datetime,
    document_number: str = "",
) -> PoliceHandover:
    """Records that the police were told: whom, when, by which paper."""
    case = locked(case, *NOT_CLOSED, by=by, permission=Permission.WRITE_CHILD_CASE, version=version)
    row = PoliceHandover(
        case=case,
        unit=unit,
        document_number=document_number.strip(),
        handed_at=not_later_than(now, handed_at, "handed_at"),
        recorded_by_id=person(by),
        recorded_at=now,
    )
    vault.seal(row, now=now, officer=filled("officer", officer))
    row.save(force_insert=True)
    start(POLICE, case, started_at=case.received_at, by=by, now=now)
    meet(POLICE, case, evidence=row, at=handed_at, by=by, now=now)
    touch(case, by=by, now=now, action="case.handed_to_police", handover=row.pk, unit=unit.pk)
    return row
