"""Whom a clock's warning reaches: the people behind owner, deputy, head and coordinator."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from lachan.clocks.models import Clock, LadderStep
from lachan.clocks.rules.ladder import Audience
from lachan.common.refs import Ref
from lachan.common.time import local_date
from lachan.notices import operations as notices
from lachan.notices.rules import NoticeCode
from lachan.people.models import User
from lachan.people.queries import holders_of, members
from lachan.people.rules import Function, Role

DESK_ROLES = (
    Role.INTAKE_OFFICER,
    Role.COMMUNE_WORKER,
    Role.POLICE,
    Role.CONTENT_OFFICER,
    Role.SCHOOL,
    Role.SERVICE_PROVIDER,
    Role.JUDICIAL_LIAISON,
    Role.UNIT_REPORTER,
)
HEAD_ROLES = (Role.COMMUNE_CHAIR, Role.TRIAGE_SUPERVISOR, Role.LEADER)


def tell(step: LadderStep) -> None:
    """Puts the warning on the desks it is meant for, in the transaction in which it rings."""
    clock = step.clock
    notices.tell(
        recipients=recipients(clock, step.audiences, step.rung_at),
        template=NoticeCode.OVERDUE if step.moment >= clock.due_at else NoticeCode.DUE_SOON,
        now=step.rung_at,
        subject=Ref.of(clock),
        dedupe=f"clock:{clock.pk}:{step.step}",
    )


def recipients(clock: Clock, audiences: list[str], now: datetime) -> list[User]:
    """The people meant; where nobody holds the place, those one rung higher, so that no warning
    goes to nobody."""
    on = local_date(now)
    found: dict[int, User] = {}
    for audience in audiences:
        found |= {user.pk: user for user in _at_or_above(clock, Audience(audience), on)}
    return list(found.values())


def _at_or_above(clock: Clock, audience: Audience, on: date) -> list[User]:
    order = list(_PEOPLE)
    for rung in order[order.index(audience) :]:
        people = _PEOPLE[rung](clock, on)
        if people:
            return people
    return []


def _owner(clock: Clock, on: date) -> list[User]:
    """The one in charge, or, while nobody is, everybody at the unit's desk."""
    if clock.owner is not None:
        return [clock.owner] if clock.owner.is_active else []
    return _deputy(clock, on)


def _deputy(clock: Clock, on: date) -> list[User]:
    return [user for user in _holding(clock.owner_unit_id, DESK_ROLES, on) if user != clock.owner]


def _head(clock: Clock, on: date) -> list[User]:
    return _holding(clock.owner_unit_id, HEAD_ROLES, on)


def _coordinator(_clock: Clock, on: date) -> list[User]:
    leads = holders_of(Function.PROGRAMME_LEAD, on)
    return [user for unit in leads for user in _holding(unit.pk, (Role.COORDINATOR,), on)]


def _holding(unit_id: int, roles: tuple[Role, ...], on: date) -> list[User]:
    return [user for role in roles for user in members(unit_id, role, on)]


_PEOPLE: Mapping[Audience, Callable[[Clock, date], list[User]]] = {
    Audience.OWNER: _owner,
    Audience.DEPUTY: _deputy,
    Audience.HEAD: _head,
    Audience.COORDINATOR: _coordinator,
}
