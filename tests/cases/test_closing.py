"""A case is carried out, reviewed, closed by two people, and opened again."""

from datetime import timedelta

import pytest

from lachan.cases import operations
from lachan.cases.models import Approval, Assessment, CasePlan, Closure, Service
from lachan.cases.operations.refusals import Frozen, NoReviewYet, NothingWaits, NotReady
from lachan.cases.rules import (
    AssessmentKind,
    CaseState,
    ClosureReason,
    Outcome,
    Risk,
    ServiceState,
)
from lachan.common.errors import Invalid, NotFound
from lachan.tips import operations as tip_line
from tests.builders import NOON, cases, people, tips
from tests.builders.guards import force

CLOSURE = {
    "reason": ClosureReason.GOALS_MET,
    "outcome": Outcome.SAFE,
    "child_view": "Con ổn rồi.",
}
END = {"state": ServiceState.IMPLEMENTED, "outcome": "Xong."}


def service_of(story):
    return Service.objects.get(case=story.case)


def test_a_service_goes_from_planned_to_done(content):
    story = cases.story(CaseState.IMPLEMENTING)
    service = service_of(story)

    story.by_worker(operations.begin_service, service=service)
    story.by_worker(operations.end_service, service=service, **END)

    assert service_of(story).state == "implemented"
    assert service_of(story).ended_at == NOON


def test_a_service_that_ended_stays_so(content):
    story = cases.story(CaseState.IMPLEMENTING)
    story.end_services()
    later = {"due_on": NOON.date() + timedelta(days=60)}

    with pytest.raises(Frozen):
        story.by_worker(operations.begin_service, service=service_of(story))
    with pytest.raises(Frozen):
        story.by_worker(operations.reschedule_service, service=service_of(story), **later)


@pytest.mark.parametrize("given", [{"state": ServiceState.PLANNED}, {"outcome": ""}])
def test_a_service_ends_with_an_outcome(content, given):
    story = cases.story(CaseState.IMPLEMENTING)

    with pytest.raises(Invalid):
        story.by_worker(operations.end_service, service=service_of(story), **END | given)


def test_a_new_day_keeps_the_first_one(content):
    story = cases.story(CaseState.IMPLEMENTING)
    first = service_of(story).due_on
    day = first + timedelta(days=9)

    story.by_worker(operations.reschedule_service, service=service_of(story), due_on=day)

    assert (service_of(story).due_on, service_of(story).first_due_on) == (day, first)
    with pytest.raises(Invalid):
        story.by_worker(
            operations.reschedule_service,
            service=service_of(story),
            due_on=NOON.date() - timedelta(days=1),
        )


def test_services_of_an_earlier_opening_are_history(content):
    story = cases.story(CaseState.CLOSED)
    service = service_of(story)
    story.by_chair(operations.reopen, reason="Trẻ lại bị đe dọa.")
    for step in (lambda: story.take_measure(), lambda: story.assess(AssessmentKind.M02)):
        step()
    story.assess(AssessmentKind.M03)
    story.by_worker(operations.start_planning)
    story.by_worker(operations.write_plan, needs=[], goal="", child_opinion="Dạ.")
    story.add_service()
    story.by_worker(operations.submit_plan)
    story.by_chair(operations.approve_plan, decision_number="2", decided_on=NOON.date())

    with pytest.raises(NotFound):
        story.by_worker(operations.begin_service, service=service)
    assert CasePlan.objects.count() == 2


def test_a_review_waits_for_overdue_services_and_for_seeing_the_child(content):
    story = cases.story(CaseState.IMPLEMENTING)
    story.now = NOON + timedelta(days=90)

    with pytest.raises(NotReady) as refused:
        story.by_worker(operations.start_review)

    assert "dịch vụ" in str(refused.value)
    assert "theo dõi" in str(refused.value)


def test_neither_closing_nor_going_on_before_form_six(content):
    story = cases.story(CaseState.REVIEWING)

    with pytest.raises(NoReviewYet):
        story.by_worker(operations.request_closure, **CLOSURE)
    with pytest.raises(NoReviewYet):
        story.by_worker(operations.continue_plan)


def test_form_six_of_an_earlier_review_does_not_count(content):
    story = cases.story(CaseState.REVIEWING)
    story.assess(AssessmentKind.M06)
    story.by_worker(operations.continue_plan)
    story.now = NOON + timedelta(days=1)
    story.by_worker(operations.start_review)

    with pytest.raises(NoReviewYet):
        story.by_worker(operations.request_closure, **CLOSURE)


def test_the_child_is_asked_before_closing(content):
    story = cases.story(CaseState.REVIEWING)
    story.assess(AssessmentKind.M06, risk=Risk.LOW)

    with pytest.raises(Invalid):
        story.by_worker(operations.request_closure, **CLOSURE | {"child_view": " "})


def test_a_refused_closure_stays_beside_the_next(content):
    story = cases.story(CaseState.CLOSURE_REQUESTED)

    story.by_chair(operations.return_closure, reason="Cần thêm một lần thăm.")
    story.now = NOON + timedelta(days=1)
    story.by_worker(operations.request_closure, **CLOSURE)
    story.by_chair(operations.approve_closure)

    states = Approval.objects.filter(kind="closure").order_by("pk").values_list("state", flat=True)
    assert list(states) == ["rejected", "approved"]
    assert Closure.objects.filter(approved_at__isnull=False).count() == 1


def test_nothing_waits_when_the_request_is_gone(content):
    story = cases.story(CaseState.CLOSURE_REQUESTED)
    Approval.objects.filter(kind="closure").delete()

    with pytest.raises(NothingWaits):
        story.by_chair(operations.approve_closure)


def still_a_service(story):
    force(service_of(story), state="planned", ended_at=None)


def still_a_clock(story):
    story.by_worker(operations.suspect_crime)


def still_an_offer(story):
    story.by_worker(operations.propose_transfer, to_unit=people.unit(), reason="Chuyển nhà.")


def still_at_risk(story):
    story.case.risk_level = "high"
    story.case.save(update_fields=["risk_level"])


def still_unread(story):
    tip = tips.tip(owner_unit=story.place.unit)
    tip_line.write_from_reporter(tip=tip, body="Con vẫn sợ.", now=NOON)
    story.case.tip = tip
    story.case.save(update_fields=["tip"])


@pytest.mark.parametrize(
    ("leave", "word"),
    [
        (still_a_service, "dịch vụ"),
        (still_a_clock, "thời hạn"),
        (still_an_offer, "chuyển giao"),
        (still_at_risk, "nguy cơ"),
        (still_unread, "tin nhắn"),
    ],
)
def test_closing_refuses_what_is_still_open(content, leave, word):
    story = cases.story(CaseState.CLOSURE_REQUESTED)
    leave(story)

    with pytest.raises(NotReady) as refused:
        story.by_chair(operations.approve_closure)

    assert word in str(refused.value)
    assert story.fresh().state == CaseState.CLOSURE_REQUESTED


def test_reopening_starts_over_and_keeps_what_was(content):
    story = cases.story(CaseState.CLOSED)

    story.by_chair(operations.reopen, reason="Trẻ lại bị đe dọa.")

    assert (story.case.state, story.case.episode) == (CaseState.INITIAL_ASSESSMENT, 2)
    assert story.case.closed_at is None
    assert Closure.objects.get().approved_at == NOON
    assert Assessment.objects.filter(episode=1).count() == 3


def test_reopening_needs_a_reason(content):
    story = cases.story(CaseState.CLOSED)

    with pytest.raises(Invalid):
        story.by_chair(operations.reopen, reason="")
