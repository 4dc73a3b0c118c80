"""Tips as somebody might tell them, plainly invented."""

from datetime import datetime

from lachan.journal.rules import Author
from lachan.people.models import Unit
from lachan.people.rules import Actor, Role
from lachan.tips import operations
from lachan.tips.models import Tip
from lachan.tips.operations import Received
from lachan.tips.rules import AgeBand, Channel, ReporterRole, TipAnswers, TipState
from tests.builders import NOON, people

_WAYS = {
    TipState.RECEIVED: (),
    TipState.SCREENING: (TipState.SCREENING,),
    TipState.NEEDS_INFO: (TipState.SCREENING, TipState.NEEDS_INFO),
    TipState.PROMOTED: (TipState.SCREENING, TipState.PROMOTED),
    TipState.REDIRECTED: (TipState.SCREENING, TipState.REDIRECTED),
    TipState.NO_ACTION_PROPOSED: (TipState.SCREENING, TipState.NO_ACTION_PROPOSED),
    TipState.NO_ACTION: (
        TipState.SCREENING,
        TipState.NO_ACTION_PROPOSED,
        TipState.NO_ACTION,
    ),
    TipState.CLOSED: (TipState.SCREENING, TipState.REDIRECTED, TipState.CLOSED),
}


def answers(**given: object) -> TipAnswers:
    facts = {
        "harm": "T07",
        "age_band": AgeBand.FROM_13,
        "reporter_role": ReporterRole.SELF,
        "narrative": "Mấy bạn lập nhóm nói xấu mình.",
        "locator": "https://mang.example/nhom-nao-do",
    }
    return TipAnswers(**(facts | given))  # type: ignore[arg-type]


def received(
    *,
    at: datetime = NOON,
    by: Author | None = None,
    channel: Channel = Channel.WEB,
    token: str | None = None,
    now: datetime | None = None,
    **given: object,
) -> Received:
    """A stored tip with its receipt code."""
    return operations.receive(
        answers=answers(**given),
        channel=channel,
        received_at=at,
        by=by or Author.public(),
        now=now or at,
        token=token,
    )


def tip(
    state: TipState = TipState.RECEIVED,
    *,
    owner_unit: Unit | None = None,
    now: datetime = NOON,
    **given: object,
) -> Tip:
    """A tip in a state, brought there by the steps an office would take."""
    made = received(at=now, **given).tip  # type: ignore[arg-type]
    for step in _WAYS[state]:
        supervisor = people.actor(Role.TRIAGE_SUPERVISOR, now=now)
        made = operations.move(tip=made, to=step, by=supervisor, now=now, owner_unit=owner_unit)
    return made


def reopened(owner_unit: Unit | None = None) -> Tip:
    """Promoted, closed, and brought back by a message of its reporter."""
    made = tip(TipState.PROMOTED, owner_unit=owner_unit)
    supervisor = people.actor(Role.TRIAGE_SUPERVISOR)
    operations.move(tip=made, to=TipState.CLOSED, by=supervisor, now=NOON)
    operations.write_from_reporter(tip=made, body="Mình còn muốn nói thêm.", now=NOON)
    return Tip.objects.get(pk=made.pk)


def officer(role: Role = Role.INTAKE_OFFICER) -> Actor:
    return people.actor(role)
