"""A case begins: identified by triage or by the commune, then registered by the commune."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext

from lachan.cases.models import CaseConflict, Child, ChildCase
from lachan.cases.operations.clocks import start_clocks
from lachan.cases.operations.steps import (
    advance,
    filled,
    locked,
    not_later_than,
    person,
    tell_unit,
    touch,
)
from lachan.cases.rules import CaseState, ChildFacts, Sex
from lachan.cases.rules.guards import record_number
from lachan.common.errors import Invalid, NotAllowed, NotFound
from lachan.common.taxonomy import HARMS, Severity
from lachan.common.time import local
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.monitor.models import Finding
from lachan.notices.rules import NoticeCode
from lachan.people.models import Unit
from lachan.people.permissions import Permission, holds
from lachan.people.rules import Actor, Role
from lachan.tips.models import Tip
from lachan.vault import operations as vault

_NEXT = """
INSERT INTO cases_numberseries (prefix, year, last) VALUES (%s, %s, 1)
ON CONFLICT (prefix, year) DO UPDATE SET last = cases_numberseries.last + 1
RETURNING last
"""


def next_number(prefix: str, *, now: datetime) -> str:
    """The next official number of the year in Viet Nam, without gaps: openings wait their turn."""
    year = local(now).year
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [prefix, year])
        (serial,) = cursor.fetchone()
    return record_number(prefix=prefix, year=year, serial=serial)


@transaction.atomic
def open_case(
    *,
    unit: Unit,
    harm: str,
    severity: Severity,
    received_at: datetime,
    summary: str,
    by: Author,
    now: datetime,
    tip: Tip | None = None,
    finding: Finding | None = None,
) -> ChildCase:
    """`identified`: by intake for any commune, or by a commune worker for their own.

    `received_at` is when somebody first heard of it; both clocks run from there. `summary` is what
    the commune must know to begin.
    """
    _may_open(by, unit)
    if harm not in HARMS:
        raise Invalid(field="harm", problem=gettext("không có trong danh mục."))
    case = ChildCase(
        number=next_number("TE", now=now),
        state=CaseState.IDENTIFIED,
        severity=Severity(severity),
        harm=harm,
        owner_unit=unit,
        opened_by_id=by.user_id,
        tip=tip,
        finding=finding,
        received_at=not_later_than(now, received_at, "received_at"),
        clocks_from=received_at,
        opened_at=now,
    )
    vault.seal(case, now=now, summary=filled("summary", summary))
    case.save(force_insert=True)
    journal.record(
        by=by,
        action="case.identified",
        subject=case,
        at=now,
        number=case.number,
        unit=unit.pk,
        harm=harm,
        severity=str(case.severity),
        tip=tip.pk if tip else None,
        finding=finding.pk if finding else None,
    )
    start_clocks(case, by=by, now=now)
    tell_unit(unit.pk, Role.COMMUNE_WORKER, NoticeCode.NEW_WORK, case=case, now=now)
    return case


def _may_open(by: Author, unit: Unit) -> None:
    if holds(by, Permission.TRIAGE):
        return
    own = isinstance(by, Actor) and any(
        position.role is Role.COMMUNE_WORKER and unit.pk in position.own_ids
        for position in by.positions
    )
    if not own:
        raise NotAllowed(permission=Permission.TRIAGE.value)


@transaction.atomic
def register(
    *,
    case: ChildCase,
    child: ChildFacts,
    no_conflict: bool,
    version: int,
    by: Author,
    now: datetime,
) -> ChildCase:
    """`identified -> registered`: the commune takes the case and says who the child is, if known.

    `no_conflict`: the worker declares to be neither kin of, nor named with, anybody in the case.
    An unknown child is a row without a name, so that it can be filled in later.
    """
    case = locked(
        case, CaseState.IDENTIFIED, by=by, permission=Permission.WRITE_CHILD_CASE, version=version
    )
    if not no_conflict:
        raise Invalid(
            field="no_conflict",
            problem=gettext("người có liên quan không được thụ lý; hãy chuyển cho người khác."),
        )
    case.child = _new_child(child, now=now)
    case.owner_id = person(by)
    case.registered_at = now
    return advance(
        case,
        CaseState.REGISTERED,
        "child",
        "owner",
        "registered_at",
        by=by,
        now=now,
        action="case.registered",
        child=case.child.pk,
        known=bool(child.name.strip()),
    )


@transaction.atomic
def describe_child(
    *, case: ChildCase, child: ChildFacts, version: int, by: Author, now: datetime
) -> ChildCase:
    """Writes down what has become known of the child. The case keeps its state."""
    case = locked(case, by=by, permission=Permission.WRITE_CHILD_CASE, version=version)
    if case.child_id is None:
        raise NotFound
    row = Child.objects.select_for_update().get(pk=case.child_id)
    _fill(row, child, now=now)
    row.save()
    return touch(case, by=by, now=now, action="case.child_described", child=row.pk)


def _new_child(facts: ChildFacts, *, now: datetime) -> Child:
    row = Child(created_at=now)
    _fill(row, facts, now=now)
    row.save(force_insert=True)
    return row


def _fill(row: Child, facts: ChildFacts, *, now: datetime) -> None:
    year = local(now).year
    problem = facts.problem(year=year)
    if problem is not None:
        raise Invalid(field=problem[0], problem=gettext(problem[1]))
    vault.seal(row, now=now, name=facts.name.strip())
    row.sex = Sex(facts.sex)
    row.birth_year = facts.birth_year
    row.estimated_age = facts.estimated_age
    row.estimated_in = None if facts.estimated_age is None else facts.estimated_in or year
    row.commune_id = facts.commune_id


@transaction.atomic
def declare_conflict(*, case: ChildCase, by: Author, now: datetime) -> ChildCase:
    """The person steps back: from now on the case is not theirs to see, and needs another owner."""
    case = locked(case, by=by, permission=Permission.READ_CHILD_CASE, version=None)
    CaseConflict.objects.create(case=case, user_id=person(by), declared_at=now)
    if case.owner_id == by.user_id:
        case.owner = None
    return touch(case, "owner", by=by, now=now, action="case.conflict_declared")
