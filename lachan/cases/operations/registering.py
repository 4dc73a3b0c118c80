"""The commune takes a case on, and writes down who the child is."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from lachan.cases.models import CaseConflict, Child, ChildCase
from lachan.cases.operations.steps import (
    advance,
    locked,
    person,
    touch,
)
from lachan.cases.rules import CaseState, ChildFacts, Sex
from lachan.common.errors import Invalid, NotFound
from lachan.common.time import local
from lachan.journal.rules import Author
from lachan.people.permissions import Permission
from lachan.vault import operations as vault


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
