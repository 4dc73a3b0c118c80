"""Child cases in every state, their acts, services and deadlines."""

from collections.abc import Iterator
from datetime import timedelta

from lachan.cases import operations
from lachan.cases.models import ChildCase, Service
from lachan.cases.rules import CaseState
from lachan.clocks import operations as clock_operations
from lachan.clocks.models import Clock, LadderStep
from lachan.common.refs import Ref
from lachan.people.permissions import Permission as P
from lachan.people.rules import Role
from lachan.web.desk.child_case_acts import ACTS
from tests.access.oracle import Door, Facts, Gone, Sample, ends
from tests.access.world import World
from tests.builders import NOON, cases, clocks, guards

# Written from casework.md 6.2, not from the acts themselves.
NEEDS = {
    "tiep-nhan": P.WRITE_CHILD_CASE,
    "danh-gia-ban-dau": P.WRITE_CHILD_CASE,
    "bien-phap-khan-cap": P.WRITE_CHILD_CASE,
    "cham-dut-cach-ly": P.WRITE_CHILD_CASE,
    "phieu-danh-gia": P.WRITE_CHILD_CASE,
    "duyet-phieu": P.APPROVE_ASSESSMENT,
    "tra-phieu": P.APPROVE_ASSESSMENT,
    "lap-ke-hoach": P.WRITE_CHILD_CASE,
    "ke-hoach": P.WRITE_CHILD_CASE,
    "dich-vu": P.WRITE_CHILD_CASE,
    "trinh-ke-hoach": P.WRITE_CHILD_CASE,
    "duyet-ke-hoach": P.APPROVE_PLAN,
    "tra-ke-hoach": P.APPROVE_PLAN,
    "theo-doi": P.WRITE_CHILD_CASE,
    "ra-soat": P.WRITE_CHILD_CASE,
    "tiep-tuc": P.WRITE_CHILD_CASE,
    "de-nghi-dong": P.WRITE_CHILD_CASE,
    "duyet-dong": P.CLOSE_CHILD_CASE,
    "chua-dong": P.CLOSE_CHILD_CASE,
    "ghi-chu": P.WRITE_CHILD_CASE,
    "tre": P.WRITE_CHILD_CASE,
    "tam-dung": P.CLOSE_CHILD_CASE,
    "lam-lai": P.WRITE_CHILD_CASE,
    "mo-lai": P.CLOSE_CHILD_CASE,
}


def place(world: World) -> cases.Commune:
    return cases.Commune(
        world.home, world.hand(Role.COMMUNE_WORKER), world.hand(Role.COMMUNE_CHAIR)
    )


def facts(case: ChildCase, hidden_from: frozenset[int] = frozenset()) -> Facts:
    return Facts(
        units=frozenset({case.owner_unit_id}),
        named=frozenset({case.owner_id}),
        by=case.opened_by_id,
        hidden_from=hidden_from,
    )


def made(world: World) -> dict[str, list[Sample]]:
    """Samples by the name of the address."""
    told = {state: cases.story(state, place=place(world)).case for state in CaseState}
    waiting = cases.story(CaseState.INITIAL_ASSESSMENT, place=place(world))
    waiting.write(cases.AssessmentKind.M02)
    told_of = [(str(state), case) for state, case in told.items()]
    told_of.append(("with a form that waits", waiting.fresh()))
    told_of.append(("with a separation", _separated(world)))
    pages = [_sample(label, case) for label, case in told_of]
    return {
        "desk_child_case": [*pages, _by_name(world), _too_close(world)],
        "desk_child_case_act": list(_acts(told_of)),
        "desk_service": [_service(told[CaseState.IMPLEMENTING])],
        "desk_clock": list(_clocks(world, told)),
        "desk_clock_act": list(_asking(world, told[CaseState.PLANNING])),
        "desk_extension": [_asked(world, told[CaseState.ASSESSED])],
        "desk_extension_act": list(_deciding(world, told[CaseState.REVIEWING])),
        "desk_call": [_call(told[CaseState.IDENTIFIED])],
    }


def _sample(label: str, case: ChildCase, **given: frozenset[int]) -> Sample:
    return Sample(label, (case.pk,), (Door(P.READ_CHILD_CASE, facts(case, **given)),))


def _by_name(world: World) -> Sample:
    """Given by name to somebody of another unit, as a police officer is."""
    case = cases.case(place=place(world))
    guards.force(case, owner_id=world.stranger(Role.POLICE).user.pk)
    case.refresh_from_db()
    return _sample("given by name", case)


def _too_close(world: World) -> Sample:
    case = cases.case(CaseState.REGISTERED, place=place(world))
    worker = world.hand(Role.COMMUNE_WORKER)
    operations.declare_conflict(case=case, by=worker, now=NOON)
    case.refresh_from_db()
    return _sample("too close", case, hidden_from=frozenset({worker.user_id}))


def _separated(world: World) -> ChildCase:
    told = cases.story(CaseState.REGISTERED, place=place(world))
    told.take_measure(
        kind=cases.Measure.SEPARATION, ends_at=NOON + timedelta(days=9), decision_number="5/QĐ"
    )
    return told.fresh()


def _acts(told_of: list[tuple[str, ChildCase]]) -> Iterator[Sample]:
    """Each act where it fits first and last, and once where it does not."""
    for act in ACTS:
        fits = [pair for pair in told_of if act.shows(pair[1])]
        misfits = [pair for pair in told_of if not act.shows(pair[1])]
        for label, case in ends(fits):
            then = Door(NEEDS[act.code], facts(case), unheld=403)
            yield _sample(label, case).through(act.code, doors=(then,), state=act.code)
        for label, case in misfits[:1]:
            yield _sample(label, case).through(act.code, doors=(Gone(),), state=act.code)


def _service(case: ChildCase) -> Sample:
    service = Service.objects.get(case=case)
    doors = (Door(P.READ_CHILD_CASE, facts(case)), Door(P.WRITE_CHILD_CASE, facts(case)))
    return Sample("under way", (case.pk, service.pk), doors)


def _clocks(world: World, told: dict[CaseState, ChildCase]) -> Iterator[Sample]:
    given_by_name = _clock(told[CaseState.REGISTERED])
    guards.force(given_by_name, owner_id=world.stranger(Role.SCHOOL).user.pk)
    for label, state in (
        ("running", CaseState.IDENTIFIED),
        ("met", CaseState.CLOSED),
        ("given by name", CaseState.REGISTERED),
    ):
        clock = _clock(told[state])
        yield Sample(label, (clock.pk,), (Door(P.READ_CLOCKS, _clock_facts(clock)),))


def _long_clock(world: World, case: ChildCase) -> Clock:
    """One that still runs when people come to look, and may be extended."""
    return clocks.clock("DENUNCIATION_30D", unit=world.home, about=Ref.of(case))


def _asking(world: World, case: ChildCase) -> Iterator[Sample]:
    clock = _long_clock(world, case)
    page = Sample("running", (clock.pk,), (Door(P.READ_CLOCKS, _clock_facts(clock)),))
    yield page.through("de-nghi-gia-han", doors=(), state="asks")
    yield page.through("duyet", doors=(Gone(),), state="no such act")


def _asked(world: World, case: ChildCase) -> Sample:
    clock = _long_clock(world, case)
    asked = clock_operations.request_extension(
        clock=clock,
        quantity=3,
        reason="Cần xác minh thêm.",
        by=world.hand(Role.COMMUNE_WORKER),
        now=NOON,
    )
    return Sample("waiting", (asked.pk,), (Door(P.READ_CLOCKS, _clock_facts(clock)),))


def _deciding(world: World, case: ChildCase) -> Iterator[Sample]:
    waiting = _asked(world, case)
    (read,) = waiting.doors
    assert isinstance(read, Door)
    then = Door(P.EXTEND_CLOCK, read.facts, unheld=403, unreached=403)
    for code in ("duyet", "khong-duyet"):
        yield waiting.through(code, doors=(then,), state=code)
    yield waiting.through("tra-lai", doors=(Gone(),), state="no such act")


def _clock(case: ChildCase) -> Clock:
    clock = Clock.objects.about(Ref.of(case)).first()
    assert clock is not None
    return clock


def _clock_facts(clock: Clock) -> Facts:
    return Facts(units=frozenset({clock.owner_unit_id}), named=frozenset({clock.owner_id}))


def _call(case: ChildCase) -> Sample:
    clock = _clock(case)
    step = LadderStep.objects.create(
        clock=clock,
        step="due",
        moment=NOON + timedelta(hours=12),
        rung_at=NOON + timedelta(hours=12),
        caught_up=False,
        audiences=[],
        phone_call=True,
    )
    return Sample("a call asked for", (step.pk,), (Door(P.READ_CLOCKS, _clock_facts(clock)),))
