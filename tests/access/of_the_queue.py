"""Entries of the queue in every state, their tips, findings, items and sources."""

from collections.abc import Iterator

from lachan.cases import operations as cases_operations
from lachan.monitor.models import Finding
from lachan.monitor.rules import DismissReason
from lachan.people.permissions import Permission as P
from lachan.people.rules import Role
from lachan.tips.models import Tip
from lachan.tips.rules import Channel, TipState
from lachan.triage import operations
from lachan.triage.models import QueueEntry
from lachan.triage.rules import Outcome, QueueState
from lachan.web.desk.queue_acts import ACTS
from tests.access.oracle import Door, Facts, Gone, Sample, ends
from tests.access.world import World
from tests.builders import NOON, cases, monitor, tips

S = QueueState
NEEDS = {
    "nhan": P.TRIAGE,
    "mo-ca": P.TRIAGE,
    "mo-vu": P.TRIAGE,
    "muc": P.TRIAGE,
    "chuyen": P.TRIAGE,
    "khong-xu-ly": P.TRIAGE,
    "bo-qua": P.TRIAGE,
    "tra-lai": P.TRIAGE,
    "tranh": P.TRIAGE,
    "xac-nhan": P.CONFIRM_NO_ACTION,
    "khong-dong-y": P.CONFIRM_NO_ACTION,
}


class Desk:
    """The intake desk at home, which brings an entry from state to state."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.officer = world.hand(Role.INTAKE_OFFICER)
        self.supervisor = world.hand(Role.TRIAGE_SUPERVISOR)

    def tip(self, state: QueueState) -> QueueEntry:
        return self._brought(QueueEntry.objects.get(tip=self._heard(tips.tip())), state)

    def finding(self, state: QueueState) -> QueueEntry:
        finding = monitor.finding(f"{monitor.HARMFUL} Lần {Finding.objects.count()}.")
        operations.take_in(now=NOON)
        return self._brought(QueueEntry.objects.get(finding=finding), state)

    def _heard(self, tip: Tip) -> Tip:
        operations.take_in(now=NOON)
        return tip

    def _brought(self, entry: QueueEntry, state: QueueState) -> QueueEntry:
        if state is not S.WAITING:
            self._do(operations.take, entry)
            self._decide(entry, state)
        entry.refresh_from_db()
        assert entry.state == state
        return entry

    def _do(self, step, entry: QueueEntry, by=None, **given: object) -> object:
        entry.refresh_from_db()
        facts = {"version": entry.version, "by": by or self.officer, "now": NOON}
        return step(entry=entry, **(facts | given))

    def _decide(self, entry: QueueEntry, state: QueueState) -> None:
        if state in (S.PROMOTED, S.ACCEPTED):
            self._promote(entry, accept=state is S.ACCEPTED)
        elif state is S.REDIRECTED:
            self._do(operations.redirect, entry)
        elif state in (S.NO_ACTION_PROPOSED, S.NO_ACTION):
            self._do(operations.propose_no_action, entry, reason=Outcome.UNFOUNDED)
            if state is S.NO_ACTION:
                self._do(operations.confirm_no_action, entry, by=self.supervisor)
        elif state is S.DISMISSED:
            self._do(operations.dismiss_finding, entry, reason=DismissReason.NOT_HARMFUL)

    def _promote(self, entry: QueueEntry, *, accept: bool) -> None:
        case = self._do(operations.open_child_case, entry, unit=self.world.home, summary="Tóm tắt.")
        if accept:
            cases_operations.register(
                case=case,
                child=cases.CHILD,
                no_conflict=True,
                version=case.version,
                by=self.world.hand(Role.COMMUNE_WORKER),
                now=NOON,
            )
            operations.watch(now=NOON)


TIP_STATES = tuple(state for state in S if state is not S.DISMISSED)
FINDING_STATES = (S.WAITING, S.TAKEN, S.PROMOTED, S.DISMISSED)


def made(world: World) -> dict[str, list[Sample]]:
    """Samples by the name of the address."""
    work = Desk(world)
    told_of = [(f"tip {state}", work.tip(state)) for state in TIP_STATES]
    found = [(f"finding {state}", work.finding(state)) for state in FINDING_STATES]
    whole = told_of + found
    item = found[0][1].finding.item
    read = [*(_tip(f"{label}", entry.tip) for label, entry in told_of), *_alone(world)]
    return {
        "desk_entry": [*(_sample(*pair) for pair in whole), _too_close(work)],
        "desk_entry_act": list(_acts(whole)),
        "desk_message": [_message(*pair) for pair in told_of],
        "desk_tip": read,
        "desk_tip_sheet": read,
        "desk_tip_paper": read,
        "desk_finding": [
            Sample(label, (entry.finding_id,), (Door(P.READ_ITEM, Facts()),))
            for label, entry in found
        ],
        "desk_item": [Sample("with a finding", (item.pk,), (Door(P.READ_ITEM, Facts()),))],
        "desk_source": [Sample("a source", (item.source_id,))],
        "desk_source_fetch": [Sample("a source", (item.source_id,))],
        "desk_source_turn": [Sample("a source", (item.source_id,))],
    }


def facts(entry: QueueEntry, hidden_from: frozenset[int] = frozenset()) -> Facts:
    named = frozenset({entry.assigned_to_id})
    return Facts(frozenset({entry.unit_id}), named, hidden_from=hidden_from)


def tip_facts(tip: Tip) -> Facts:
    return Facts(
        units=frozenset({tip.owner_unit_id}),
        by=tip.recorded_by_id,
        unpromoted=tip.promoted_at is None or tip.state == TipState.SCREENING,
    )


def _sample(label: str, entry: QueueEntry, **given: frozenset[int]) -> Sample:
    return Sample(label, (entry.pk,), (Door(P.READ_QUEUE, facts(entry, **given)),))


def _too_close(work: Desk) -> Sample:
    entry = work.tip(S.WAITING)
    operations.flag_conflict(entry=entry, by=work.officer, now=NOON)
    return _sample("too close", entry, hidden_from=frozenset({work.officer.user_id}))


def _acts(whole: list[tuple[str, QueueEntry]]) -> Iterator[Sample]:
    """Each act where it fits first and last, and once where it does not."""
    for act in ACTS:
        for label, entry in ends([pair for pair in whole if act.shows(pair[1])]):
            then = Door(NEEDS[act.code], facts(entry), unheld=403)
            yield _sample(label, entry).through(act.code, doors=(then,), state=act.code)
        label, entry = next(pair for pair in whole if not act.shows(pair[1]))
        yield _sample(label, entry).through(act.code, doors=(Gone(),), state=act.code)


def _message(label: str, entry: QueueEntry) -> Sample:
    """The words of a tip are behind a door of their own."""
    entry.tip.refresh_from_db()
    told = tip_facts(entry.tip)
    doors = (Door(P.READ_TIP, told), Door(P.MESSAGE_REPORTER, told, unheld=403, unreached=403))
    return _sample(label, entry).through(doors=doors)


def _tip(label: str, tip: Tip) -> Sample:
    tip.refresh_from_db()
    return Sample(label, (tip.pk,), (Door(P.READ_TIP, tip_facts(tip)),))


def _alone(world: World) -> Iterator[Sample]:
    """Tips in no queue: written down by a school, and asked back by the desk."""
    school = world.hand(Role.SCHOOL)
    yield _tip("of a school", tips.received(by=school, channel=Channel.WALK_IN).tip)
    for state in (TipState.NEEDS_INFO, TipState.CLOSED):
        yield _tip(f"{state} without entry", tips.tip(state))
    yield _tip("promoted, closed and opened again", tips.reopened())
