"""A house in which work is going on: records of every kind in every state, plainly invented."""

from datetime import datetime, timedelta
from io import BytesIO

from lachan.cases import operations as cases
from lachan.cases.rules import AssessmentKind, CaseState, Measure
from lachan.clocks import operations as clocks
from lachan.clocks.models import Clock
from lachan.common.taxonomy import Severity
from lachan.common.time import local_date
from lachan.demo.people import cast, unit_for
from lachan.demo.seed import seed, source_of
from lachan.monitor.operations.imports import receive_file, run_import
from lachan.people.rules import Actor, Function, Role
from lachan.programme import operations as programme
from lachan.programme import queries
from lachan.programme.models import Assignment, Report, Side
from lachan.programme.periods import PeriodKind
from lachan.programme.rules import REQUIRED_SECTIONS
from lachan.serve.schedule import STEPS
from lachan.takedown.rules import ContentState, RequestState
from lachan.triage import operations as triage
from lachan.triage.models import QueueEntry
from lachan.triage.rules import Outcome, QueueState
from tests.builders.cases import Commune
from tests.builders.cases import story as case_story
from tests.builders.takedown import Office
from tests.builders.takedown import story as content_story


def live(now: datetime) -> None:
    """Needs content/ and the invented staff."""
    seed(now=now)
    people = cast(now)
    _decide_on_tips(people, now)
    _help_children(people, now)
    _take_down(people, now)
    _ask_for_more_time(people, now)
    _work_on_duties(people[Role.UNIT_REPORTER], now)
    _write_reports(people, now)
    _hand_in_a_bad_file(people[Role.CONTENT_OFFICER], now)
    for step in STEPS:
        if step.name in {"clocks.climb_ladder", "journal.seal"}:
            step.run(now)


def _decide_on_tips(people: dict[Role, Actor], now: datetime) -> None:
    officer = people[Role.INTAKE_OFFICER]
    waiting = QueueEntry.objects.filter(state=QueueState.WAITING).order_by("pk")
    heard, *more = [triage.take(entry=one, version=one.version, by=officer, now=now)
                    for one in waiting.filter(tip__isnull=False)]  # fmt: skip
    triage.propose_no_action(
        entry=heard, reason=Outcome.UNFOUNDED, version=heard.version, by=officer, now=now
    )
    triage.open_child_case(
        entry=more[0],
        unit=unit_for(Function.COMMUNE_AUTHORITY, now),
        summary="Tóm tắt mẫu.",
        version=more[0].version,
        by=officer,
        now=now,
    )
    found = waiting.filter(finding__isnull=False).first()
    triage.take(entry=found, version=found.version, by=officer, now=now)


def _help_children(people: dict[Role, Actor], now: datetime) -> None:
    place = Commune(
        unit_for(Function.COMMUNE_AUTHORITY, now),
        people[Role.COMMUNE_WORKER],
        people[Role.COMMUNE_CHAIR],
    )
    for state in CaseState:
        told = case_story(state, place=place, now=now, severity=Severity.S1)
        if state is CaseState.INITIAL_ASSESSMENT:
            told.write(AssessmentKind.M02)
        if state is CaseState.IMPLEMENTING:
            told.follow_up()
            told.take_measure(
                kind=Measure.SEPARATION, ends_at=now + timedelta(days=9), decision_number="5/QĐ"
            )
            cases.add_note(case=told.case, text="Diễn biến mẫu.", by=place.worker, now=now)
    late = now - timedelta(days=12)
    case_story(CaseState.INITIAL_ASSESSMENT, place=place, now=late, severity=Severity.S1)


def _take_down(people: dict[Role, Actor], now: datetime) -> None:
    place = Office(
        unit_for(Function.E_INFORMATION_LEAD, now),
        people[Role.CONTENT_OFFICER],
        people[Role.TRIAGE_SUPERVISOR],
    )
    earlier = now - timedelta(hours=6)
    for state in ContentState:
        content_story(state, place=place, now=earlier)
    content_story(ContentState.REQUESTING, place=place, now=now, severity=Severity.S1)
    content_story(ContentState.REQUESTING, place=place, now=now).approve()
    content_story(ContentState.WAITING, place=place, now=now).reply(RequestState.REMOVED)


def _ask_for_more_time(people: dict[Role, Actor], now: datetime) -> None:
    """One content case waits for the answer, one was given more time."""
    running = Clock.objects.filter(code="CONTENT_DECISION").open().order_by("due_at", "pk")
    waits, given = list(running)[:2]
    asked = {"quantity": 12, "reason": "Cần hỏi thêm đơn vị quản lý trang.", "now": now}
    by = people[Role.CONTENT_OFFICER]
    clocks.request_extension(clock=waits, by=by, **asked)
    clocks.extend(clock=given, by=by, approver=people[Role.TRIAGE_SUPERVISOR], **asked)


def _work_on_duties(reporter: Actor, now: datetime) -> None:
    for index, one in enumerate(Assignment.objects.filter(unit=reporter.unit_id)[:3]):
        if index:
            programme.acknowledge(assignment=one, by=reporter, now=now)
            one.refresh_from_db()
        if index == 2:
            programme.report_done(assignment=one, narrative="Đã làm xong.", by=reporter, now=now)


def _write_reports(people: dict[Role, Actor], now: datetime) -> None:
    """This half-year's is being written, the one before waits for the signer, the first is done."""
    coordinator, leader = people[Role.COORDINATOR], people[Role.LEADER]
    today = local_date(now)
    _enter_values(coordinator, now)
    _report(coordinator, today, now)
    _submitted(_report(coordinator, today - timedelta(days=183), now), coordinator, now)
    done = _submitted(_report(coordinator, today - timedelta(days=366), now), coordinator, now)
    programme.sign_report(report=done, by=leader, now=now)


def _enter_values(by: Actor, now: datetime) -> None:
    """Two levels have something to say."""
    known = queries.programme_on(local_date(now))
    period = programme.open_period(kind=PeriodKind.HALF_YEAR, day=local_date(now), by=by, now=now)
    sessions = next(one for one in queries.indicators_of(known) if one.code == "B2.1")
    for function in (Function.COMMUNE_AUTHORITY, Function.EDUCATION_LEAD):
        programme.enter_value(
            indicator=sessions,
            side=Side.NUMERATOR,
            unit=unit_for(function, now),
            period=period,
            value=3,
            by=Actor.system("test"),
            now=now,
        )


def _report(by: Actor, on, now: datetime) -> Report:
    period = programme.open_period(kind=PeriodKind.HALF_YEAR, day=on, by=by, now=now)
    known = queries.programme_on(local_date(now))
    unit = unit_for(Function.PROGRAMME_LEAD, now)
    return programme.prepare_report(programme=known, period=period, unit=unit, by=by, now=now)


def _submitted(report: Report, by: Actor, now: datetime) -> Report:
    for section in REQUIRED_SECTIONS:
        programme.write_section(
            report=report, section=section, text="Nội dung mẫu.", by=by, now=now
        )
    return programme.submit_report(report=report, by=by, now=now)


def _hand_in_a_bad_file(by: Actor, now: datetime) -> None:
    stream = BytesIO('{"id": "1", "title": "Thiếu nội dung"}\nkhông phải JSON\n'.encode())
    row = receive_file(source=source_of(now), stream=stream, by=by, now=now)
    run_import(import_id=row.pk, now=now)
