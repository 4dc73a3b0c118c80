"""The two deadlines of a case run from when somebody first heard of it, and stop by evidence."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lachan.cases import operations
from lachan.cases.models import Assessment, CasePlan, EmergencyMeasure
from lachan.cases.operations.refusals import NoSeparation, NotReady
from lachan.cases.rules import AssessmentKind, CaseState, Measure, Risk
from lachan.clocks.models import Clock
from lachan.common.errors import Invalid
from lachan.common.refs import Ref
from lachan.common.taxonomy import Severity
from tests.builders import NOON, cases, clocks, people

LAST_NIGHT = NOON - timedelta(hours=10)


def clock(case, code):
    return Clock.objects.about(Ref.of(case)).filter(code=code).order_by("-started_at").first()


def test_both_deadlines_run_from_the_first_moment(content):
    case = cases.case(severity=Severity.S1, received_at=LAST_NIGHT)

    assert clock(case, "EMERGENCY_12H").due_at == LAST_NIGHT + timedelta(hours=12)
    assert clock(case, "PLAN_5WD").started_at == LAST_NIGHT
    assert clock(case, "PLAN_5WD").label == case.number


def test_twelve_hours_run_only_in_an_emergency(content):
    assert clock(cases.case(severity=Severity.S2), "EMERGENCY_12H") is None


def test_a_measure_stops_the_twelve_hours_at_its_own_moment(content):
    story = cases.story(severity=Severity.S1, received_at=LAST_NIGHT)

    measure = story.take_measure(started_at=NOON - timedelta(hours=1))

    met = clock(story.case, "EMERGENCY_12H")
    assert (met.state, met.met_at) == ("met", NOON - timedelta(hours=1))
    assert met.evidence_id == str(measure.pk)


def test_a_late_measure_is_late(content):
    story = cases.story(severity=Severity.S1, received_at=NOON - timedelta(hours=13))

    story.take_measure()

    assert clock(story.case, "EMERGENCY_12H").state == "late"


def test_an_emergency_is_not_assessed_without_a_measure_or_a_reason(content):
    story = cases.story(CaseState.INITIAL_ASSESSMENT, severity=Severity.S1)
    form = story.write(AssessmentKind.M02)

    with pytest.raises(NotReady) as refused:
        story.by_chair(operations.approve_assessment, assessment=form)

    assert "biện pháp khẩn cấp" in str(refused.value)
    assert Assessment.objects.get().approved_at is None


def test_a_written_and_approved_reason_stops_the_twelve_hours(content):
    story = cases.story(CaseState.INITIAL_ASSESSMENT, severity=Severity.S1)
    form = story.write(AssessmentKind.M02, no_measure_reason="Trẻ đã ở nơi an toàn.")

    story.by_chair(operations.approve_assessment, assessment=form)

    assert clock(story.case, "EMERGENCY_12H").evidence_id == str(form.pk)


def test_risk_found_to_be_an_emergency_starts_the_twelve_hours_from_the_first_moment(content):
    story = cases.story(CaseState.INITIAL_ASSESSMENT, received_at=LAST_NIGHT, risk=Risk.EMERGENCY)
    story.take_measure()

    story.assess(AssessmentKind.M02)

    assert clock(story.case, "EMERGENCY_12H").started_at == LAST_NIGHT
    assert clock(story.case, "EMERGENCY_12H").state == "met"


def test_an_emergency_found_later_starts_when_it_is_found(content):
    story = cases.story(CaseState.REVIEWING)
    story.now = NOON + timedelta(days=20)

    story.assess(AssessmentKind.M06, risk=Risk.EMERGENCY)

    assert clock(story.case, "EMERGENCY_12H").started_at == story.now


def test_a_submitted_plan_stops_the_five_days(content):
    story = cases.story(CaseState.PLAN_REVIEW)

    met = clock(story.case, "PLAN_5WD")

    assert (met.state, met.evidence_id) == ("met", str(CasePlan.objects.get().pk))


def test_a_separation_needs_a_decision_and_an_end(content):
    story = cases.story(CaseState.REGISTERED)
    separation = {"kind": Measure.SEPARATION, "ends_at": NOON + timedelta(days=10)}

    for given in ({"ends_at": None, "decision_number": "5"}, {"decision_number": " "}):
        with pytest.raises(Invalid):
            story.take_measure(**separation | given)
    story.take_measure(**separation, decision_number="5/QĐ-UBND")

    assert EmergencyMeasure.objects.get().decision_number == "5/QĐ-UBND"


def separate(story, **given):
    """Decided by the Chair (Mẫu 07); the day of the decision is left out."""
    facts = {"ends_at": story.now + timedelta(days=10), "decision_number": "5/QĐ-UBND"}
    return story.take_measure(kind=Measure.SEPARATION, **(facts | given))


def end(story, ended_at, decision_number="9/QĐ-UBND"):
    return story.by_worker(
        operations.end_separation, ended_at=ended_at, decision_number=decision_number
    )


def test_a_separation_starts_its_fifteen_days(content):
    story = cases.story(CaseState.REGISTERED)

    separate(story)

    running = clock(story.case, "SEPARATION_15D")
    assert (running.state, running.started_at) == ("running", NOON)
    assert running.due_at == clocks.at("2026-03-31 23:59:59")


def test_other_measures_start_no_such_clock(content):
    story = cases.story(CaseState.REGISTERED)

    story.take_measure()

    assert clock(story.case, "SEPARATION_15D") is None


@pytest.mark.parametrize(("days", "state"), [(9, "met"), (16, "late")])
def test_the_decision_that_ends_a_separation_stops_its_clock(content, days, state):
    story = cases.story(CaseState.REGISTERED)
    measure = separate(story)
    story.now = NOON + timedelta(days=20)

    end(story, NOON + timedelta(days=days))

    ended = clock(story.case, "SEPARATION_15D")
    assert (ended.state, ended.met_at) == (state, NOON + timedelta(days=days))
    assert ended.evidence_id == str(measure.pk)
    assert EmergencyMeasure.objects.get().end_decision_number == "9/QĐ-UBND"


def test_a_new_decision_replaces_the_separation_and_counts_anew(content):
    story = cases.story(CaseState.REGISTERED)
    first = separate(story)
    story.now = NOON + timedelta(days=10)

    second = separate(story, decision_number="8/QĐ-UBND")

    rows = Clock.objects.about(Ref.of(story.case)).filter(code="SEPARATION_15D")
    assert [row.state for row in rows.order_by("started_at")] == ["met", "running"]
    assert rows.get(state="met").evidence_id == str(second.pk)
    first.refresh_from_db()
    assert (first.ended_at, first.end_decision_number) == (story.now, "8/QĐ-UBND")


def test_a_separation_ends_after_it_began_and_by_a_decision(content):
    story = cases.story(CaseState.REGISTERED)
    separate(story)

    for given in ({"ended_at": NOON}, {"ended_at": NOON, "decision_number": " "}):
        with pytest.raises(Invalid):
            end(story, **given)
    with pytest.raises(Invalid):
        separate(story)
    assert clock(story.case, "SEPARATION_15D").state == "running"


def test_without_a_separation_there_is_none_to_end(content):
    story = cases.story(CaseState.REGISTERED)
    story.take_measure()

    with pytest.raises(NoSeparation):
        end(story, NOON)


def test_the_database_wants_a_decision_for_the_end_of_a_separation(content):
    separate(cases.story(CaseState.REGISTERED))

    with pytest.raises(IntegrityError), transaction.atomic():
        EmergencyMeasure.objects.update(ended_at=NOON + timedelta(days=1))


def test_a_case_does_not_close_while_a_child_is_separated(content):
    story = cases.story(CaseState.CLOSURE_REQUESTED)
    separate(story)

    with pytest.raises(NotReady):
        story.by_chair(operations.approve_closure)


def test_a_suspected_crime_waits_for_the_police_paper(content):
    story = cases.story(CaseState.REGISTERED, received_at=LAST_NIGHT)

    story.by_worker(operations.suspect_crime)
    running = clock(story.case, "POLICE_HANDOVER_24H")
    story.by_worker(
        operations.hand_to_police,
        unit=people.unit(),
        officer="Đại úy Thử",
        handed_at=NOON,
    )

    assert running.state == "running"
    assert clock(story.case, "POLICE_HANDOVER_24H").state == "met"


def test_telling_the_police_at_once_needs_no_suspicion_first(content):
    story = cases.story(CaseState.REGISTERED, received_at=NOON - timedelta(hours=30))

    story.by_worker(
        operations.hand_to_police, unit=people.unit(), officer="Đại úy Thử", handed_at=NOON
    )

    assert clock(story.case, "POLICE_HANDOVER_24H").state == "late"


def test_reopening_begins_new_deadlines_and_keeps_the_old(content):
    story = cases.story(CaseState.CLOSED, severity=Severity.S1)
    story.now = NOON + timedelta(days=30)

    story.by_chair(operations.reopen, reason="Trẻ lại bị đe dọa.")

    both = Clock.objects.about(Ref.of(story.case)).filter(code="PLAN_5WD").order_by("started_at")
    assert [row.state for row in both] == ["met", "running"]
    assert clock(story.case, "EMERGENCY_12H").started_at == story.now
