"""Directives, duties and reports in every state, figures and papers."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Model

from lachan.people.permissions import Permission as P
from lachan.people.rules import Role
from lachan.programme import operations
from lachan.programme.models import Assignment, Directive, Figure, Report
from lachan.programme.rules import REQUIRED_SECTIONS, AssignmentState, ReportState
from lachan.web.desk.programme import ACTS, DIRECTIVE_ACTS
from lachan.web.desk.report_acts import ACTS as REPORT_ACTS
from tests.access.oracle import Door, Facts, Gone, Sample
from tests.access.world import World
from tests.builders import NOON, programme

A = AssignmentState
R = ReportState
NEEDS = {
    "nhan": P.REPORT_DUTY,
    "tien-do": P.REPORT_DUTY,
    "hoan-thanh": P.REPORT_DUTY,
    "xac-nhan": P.WRITE_PROGRAMME,
    "tra-lai": P.WRITE_PROGRAMME,
}
REPORT_NEEDS = {
    "viet": P.PREPARE_REPORT,
    "tinh-lai": P.PREPARE_REPORT,
    "xem-thu": P.PREPARE_REPORT,
    "trinh": P.PREPARE_REPORT,
    "ky": P.SIGN_REPORT,
    "tra-lai": P.SIGN_REPORT,
    "cap-so": P.PREPARE_REPORT,
}
# One half-year for each state, since a unit has one report at a time for a period.
DAYS = {state: date(2026 - index // 2, 6 if index % 2 else 1, 20) for index, state in enumerate(R)}


def made(world: World) -> dict[str, list[Sample]]:
    """Samples by the name of the address."""
    directive, fresh = world.house.directive, _not_issued(world.house.directive)
    operations.issue_directive(directive=directive, by=world.hand(Role.COORDINATOR), now=NOON)
    directive.refresh_from_db()
    duties = dict(_duties(world))
    reports = {state: _report(world, state) for state in R}
    figure = Figure.objects.filter(report=reports[R.APPROVED]).first()
    return {
        "desk_assignment": [_sample(state, one, P.READ_PROGRAMME) for state, one in duties.items()],
        "desk_assignment_act": list(_assignment_acts(duties)),
        "desk_directive": [_directive("issued", directive), _directive("not issued", fresh)],
        "desk_directive_act": [_give("issued", directive), _give("not issued", fresh)],
        "desk_report": [_sample(state, one, P.READ_REPORT) for state, one in reports.items()],
        "desk_report_act": list(_report_acts(reports)),
        "desk_figure": [
            Sample("signed", (figure.pk,), (Door(P.READ_REPORT, _facts(reports[R.APPROVED])),))
        ],
        "desk_paper": [
            Sample("signed", (one.paper_id,), (Door(P.READ_REPORT, _facts(one)),))
            for one in [reports[R.APPROVED]]
        ],
    }


def _facts(record: Assignment | Report) -> Facts:
    return Facts(units=frozenset({record.unit_id}))


def _sample(state: str, record: Assignment | Report, reads: P) -> Sample:
    return Sample(str(state), (record.pk,), (Door(reads, _facts(record)),))


def _then(permission: P, record: Assignment | Report) -> Door:
    return Door(permission, _facts(record), unheld=403, unreached=403)


def _not_issued(directive: Directive) -> Directive:
    """A copy that nobody has given out yet."""
    copy = Directive.objects.get(pk=directive.pk)
    copy.pk, copy.code = None, "thử"
    Model.save(copy, force_insert=True)
    return copy


def _directive(label: str, directive: Directive) -> Sample:
    units = Assignment.objects.filter(duty__directive=directive).values_list("unit", flat=True)
    return Sample(label, (directive.pk,), (Door(P.READ_PROGRAMME, Facts(frozenset(units))),))


def _give(label: str, directive: Directive) -> Sample:
    (act,) = DIRECTIVE_ACTS
    fits = () if act.shows(directive) else (Gone(),)
    then = Door(P.WRITE_PROGRAMME, Facts(), unheld=403, unreached=403)
    return _directive(label, directive).through(act.code, doors=(then, *fits))


def _duties(world: World) -> Iterator[tuple[AssignmentState, Assignment]]:
    """One duty of home for each state."""
    mine = Assignment.objects.filter(unit=world.home)
    for state, one in zip([s for s in A if s is not A.DRAFT], mine, strict=False):
        _bring(world, one, state)
        one.refresh_from_db()
        assert one.state == state
        yield state, one


def _bring(world: World, one: Assignment, state: AssignmentState) -> None:
    reporter = {"by": world.hand(Role.UNIT_REPORTER), "now": NOON}
    coordinator = {"by": world.hand(Role.COORDINATOR), "now": NOON}
    if state is A.ISSUED:
        return
    operations.acknowledge(assignment=one, **reporter)
    if state is A.IN_PROGRESS:
        operations.update_progress(assignment=one, percent=50, narrative="Một nửa.", **reporter)
    elif state is not A.ACKNOWLEDGED:
        operations.report_done(assignment=one, narrative="Đã xong.", **reporter)
        if state is A.RETURNED:
            operations.return_assignment(assignment=one, reason="Bổ sung.", **coordinator)
        elif state is A.VERIFIED_DONE:
            operations.verify(assignment=one, **coordinator)


def _assignment_acts(duties: dict[AssignmentState, Assignment]) -> Iterator[Sample]:
    for act in ACTS:
        for state, one in duties.items():
            then = _then(NEEDS[act.code], one) if act.shows(one) else Gone()
            page = _sample(state, one, P.READ_PROGRAMME)
            yield page.through(act.code, doors=(then,), state=act.code)


def _report(world: World, state: ReportState) -> Report:
    coordinator = {"by": world.hand(Role.COORDINATOR), "now": NOON}
    leader = {"by": world.hand(Role.LEADER), "now": NOON}
    period = programme.period(DAYS[state])
    one = operations.prepare_report(
        programme=world.house.programme, period=period, unit=world.home, **coordinator
    )
    if state is not R.DRAFT:
        for section in REQUIRED_SECTIONS:
            operations.write_section(report=one, section=section, text="Nội dung.", **coordinator)
        operations.submit_report(report=one, **coordinator)
    if state is R.RETURNED:
        operations.return_report(report=one, reason="Bổ sung.", **leader)
    if state in (R.APPROVED, R.ISSUED):
        operations.sign_report(report=one, **leader)
    if state is R.ISSUED:
        operations.number_report(report=one, number=5, day=date(2026, 3, 16), **coordinator)
    one = Report.objects.get(pk=one.pk)
    assert one.state == state
    return one


def _report_acts(reports: dict[ReportState, Report]) -> Iterator[Sample]:
    for act in REPORT_ACTS:
        for state, one in reports.items():
            then = _then(REPORT_NEEDS[act.code], one) if act.shows(one) else Gone()
            page = _sample(state, one, P.READ_REPORT)
            yield page.through(act.code, doors=(then,), state=act.code)
