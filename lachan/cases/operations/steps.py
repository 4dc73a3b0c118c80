"""The frame of every operation on a case: find and lock, check, change, write the trail."""

from datetime import datetime

from django.utils.translation import gettext

from lachan.cases.models import ChildCase
from lachan.cases.rules import CASE_MOVES, CASE_STATES, CaseState
from lachan.common.errors import CannotMove, ChangedMeanwhile, Invalid, NotFound
from lachan.common.refs import Ref
from lachan.common.states import may_move
from lachan.common.time import local_date
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.notices import operations as notices
from lachan.notices.rules import NoticeCode
from lachan.people import queries as people
from lachan.people.permissions import Permission, require
from lachan.people.rules import Role


def locked(
    case: ChildCase, *states: str, by: Author, permission: Permission, version: int | None
) -> ChildCase:
    """The case as it is now, locked until the transaction ends.

    `states`: where the step may begin, any state when none is given. The table alone would not do:
    it also lists the ways of reopening and waking. `version` is the one the person's page showed;
    None only for steps that overwrite nothing. Raises NotAllowed, NotFound (also for another
    unit's case), ChangedMeanwhile or CannotMove.
    """
    require(by, permission)
    mine = ChildCase.objects.visible_to(by, permission).select_for_update(of=("self",))
    found = mine.filter(pk=case.pk).first()
    if found is None:
        raise NotFound
    if version is not None and found.version != version:
        raise ChangedMeanwhile
    if states:
        refuse_unless_in(found, *states)
    return found


def refuse_unless_in(case: ChildCase, *states: str) -> None:
    if case.state not in states:
        raise CannotMove(state=gettext(CASE_STATES[CaseState(case.state)]))


def advance(
    case: ChildCase,
    after: CaseState,
    *fields: str,
    by: Author,
    now: datetime,
    action: str,
    **facts: object,
) -> ChildCase:
    """Moves the case along the table, saves it with `fields`, and writes the trail."""
    if not may_move(CASE_MOVES, case.state, after):
        raise CannotMove(state=gettext(CASE_STATES[CaseState(case.state)]))
    before, case.state = case.state, after
    return touch(
        case,
        "state",
        *fields,
        by=by,
        now=now,
        action=action,
        before=str(before),
        after=str(after),
        **facts,
    )


def touch(
    case: ChildCase, *fields: str, by: Author, now: datetime, action: str, **facts: object
) -> ChildCase:
    """Saves `fields`, makes older pages stale, and writes the trail."""
    case.version += 1
    case.save(update_fields=["version", *fields])
    journal.record(by=by, action=action, subject=case, at=now, version=case.version, **facts)
    return case


def person(by: Author) -> int:
    """The account behind the act. TypeError for the system, which writes no forms."""
    if by.user_id is None:
        raise TypeError("only a person may do this")
    return by.user_id


def filled(field: str, text: str) -> str:
    """The text without blanks around it. Raises Invalid when nothing is left."""
    if not text.strip():
        raise Invalid(field=field, problem=gettext("không được để trống."))
    return text.strip()


def not_later_than(now: datetime, moment: datetime, field: str) -> datetime:
    """The moment itself. Raises Invalid when it lies in the future."""
    if moment > now:
        raise Invalid(field=field, problem=gettext("không được ở tương lai."))
    return moment


def tell_unit(
    unit_id: int, role: Role, template: NoticeCode, *, case: ChildCase, now: datetime
) -> None:
    """A notice, without content, to everybody who holds the role in the unit today."""
    notices.tell(
        recipients=people.members(unit_id, role, local_date(now)),
        template=template,
        subject=Ref.of(case),
        now=now,
        dedupe=f"{template}:{case.pk}:{case.version}",
    )
