"""Entries of the queue, plainly invented."""

from dataclasses import dataclass
from datetime import datetime

from lachan.monitor.models import Finding
from lachan.people import operations as staff
from lachan.people.models import Unit, UnitKind
from lachan.people.rules import Actor, Function, Role
from lachan.tips.models import Tip
from lachan.triage import operations
from lachan.triage.models import QueueEntry
from lachan.triage.rules import Outcome, QueueState
from tests.builders import NOON, monitor, people, tips
from tests.builders.people import LONG_AGO, SETUP


@dataclass(frozen=True)
class Desk:
    """The intake desk with an officer and the second person."""

    unit: Unit
    officer: Actor
    supervisor: Actor


def desk(now: datetime = NOON) -> Desk:
    """The unit that holds the intake function, made on the first call."""
    unit = people.unit(kind=UnitKind.DEPARTMENT, name="Đầu mối Thử Nghiệm")
    staff.give_function(
        unit=unit, function=Function.INTAKE_DESK, valid_from=LONG_AGO, by=SETUP, now=now
    )
    return Desk(
        unit,
        people.actor(Role.INTAKE_OFFICER, unit, now=now),
        people.actor(Role.TRIAGE_SUPERVISOR, unit, now=now),
    )


def entry(
    state: QueueState = QueueState.WAITING,
    *,
    at: Desk,
    of: Tip | Finding | None = None,
    now: datetime = NOON,
) -> QueueEntry:
    """An entry in the state; by default of a tip. Needs the clocks' content."""
    about = of or tips.tip(now=now)
    operations.take_in(now=now)
    made = QueueEntry.objects.get(
        **{"tip" if isinstance(about, Tip) else "finding": about}  # type: ignore[arg-type]
    )
    if state is QueueState.WAITING:
        return made
    made = operations.take(entry=made, version=made.version, by=at.officer, now=now)
    if state is QueueState.TAKEN:
        return made
    assert state in (QueueState.NO_ACTION_PROPOSED, QueueState.NO_ACTION)
    made = operations.propose_no_action(
        entry=made, reason=Outcome.UNFOUNDED, version=made.version, by=at.officer, now=now
    )
    if state is QueueState.NO_ACTION:
        made = operations.confirm_no_action(
            entry=made, version=made.version, by=at.supervisor, now=now
        )
    return made


def finding_entry(state: QueueState = QueueState.WAITING, *, at: Desk) -> QueueEntry:
    """An entry of a finding."""
    return entry(state, at=at, of=monitor.finding())
