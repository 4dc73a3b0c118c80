"""The frame of every operation on a content case: find and lock, check, change, write the trail."""

from datetime import datetime

from django.utils.translation import gettext

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
from lachan.takedown.models import ContentCase, TakedownRequest
from lachan.takedown.rules import (
    CONTENT_MOVES,
    CONTENT_STATES,
    REQUEST_MOVES,
    REQUEST_STATES,
    ContentState,
    RequestState,
)


def locked(
    case: ContentCase, *, by: Author, permission: Permission, version: int | None
) -> ContentCase:
    """The case as it is now, locked until the transaction ends; see `cases.operations.steps`."""
    require(by, permission)
    mine = ContentCase.objects.visible_to(by, permission).select_for_update(of=("self",))
    found = mine.filter(pk=case.pk).first()
    if found is None:
        raise NotFound
    if version is not None and found.version != version:
        raise ChangedMeanwhile
    return found


def locked_request(
    request: TakedownRequest, *, by: Author, permission: Permission, version: int | None
) -> TakedownRequest:
    """The request, its case locked first, so that two people cannot take turns on one case."""
    case = locked(request.case, by=by, permission=permission, version=version)
    rows = TakedownRequest.objects.select_for_update(of=("self",))
    found: TakedownRequest = rows.get(pk=request.pk, case=case)
    found.case = case
    return found


def refuse_unless_in(case: ContentCase, *states: str) -> None:
    if case.state not in states:
        raise CannotMove(state=gettext(CONTENT_STATES[ContentState(case.state)]))


def advance(
    case: ContentCase,
    after: ContentState,
    *fields: str,
    by: Author,
    now: datetime,
    action: str,
    **facts: object,
) -> ContentCase:
    """Moves the case along the table, saves it with `fields`, and writes the trail."""
    if not may_move(CONTENT_MOVES, case.state, after):
        raise CannotMove(state=gettext(CONTENT_STATES[ContentState(case.state)]))
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
    case: ContentCase, *fields: str, by: Author, now: datetime, action: str, **facts: object
) -> ContentCase:
    case.version += 1
    case.save(update_fields=["version", *fields])
    journal.record(by=by, action=action, subject=case, at=now, version=case.version, **facts)
    return case


def advance_request(
    request: TakedownRequest, after: RequestState, *, by: Author, now: datetime, **facts: object
) -> TakedownRequest:
    """Moves the request along its table, saves all of it, and writes the trail."""
    if not may_move(REQUEST_MOVES, request.state, after):
        raise CannotMove(state=gettext(REQUEST_STATES[RequestState(request.state)]))
    before, request.state = request.state, after
    request.save()
    journal.record(
        by=by,
        action=f"takedown.{after}",
        subject=request,
        at=now,
        case=request.case.number,
        before=str(before),
        after=str(after),
        **facts,
    )
    return request


def person(by: Author) -> int:
    """The account behind the act: an act on somebody's content has a named officer."""
    if by.user_id is None:
        raise TypeError("only a person may do this")
    return by.user_id


def filled(field: str, text: str) -> str:
    if not text.strip():
        raise Invalid(field=field, problem=gettext("không được để trống."))
    return text.strip()


def not_later_than(now: datetime, moment: datetime, field: str) -> datetime:
    if moment > now:
        raise Invalid(field=field, problem=gettext("không được ở tương lai."))
    return moment


def tell_unit(
    unit_id: int, roles: tuple[Role, ...], code: NoticeCode, *, case: ContentCase, now: datetime
) -> None:
    """A notice, without content, to everybody who holds one of the roles in the unit today."""
    today = local_date(now)
    notices.tell(
        recipients=[user for role in roles for user in people.members(unit_id, role, today)],
        template=code,
        subject=Ref.of(case),
        now=now,
        dedupe=f"{code}:{case.pk}:{case.version}",
    )
