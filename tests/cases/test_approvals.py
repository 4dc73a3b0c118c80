"""Whoever writes does not approve; whoever approves may return."""

import pytest

from lachan.cases import operations
from lachan.cases.models import Approval, Assessment, CaseNote, CasePlan
from lachan.cases.operations.refusals import NothingWaits, NotReady, SamePerson
from lachan.cases.rules import AssessmentKind, CaseState, Risk
from lachan.common.errors import CannotMove, Invalid, NotAllowed, NotFound
from lachan.people import operations as staff
from lachan.people.models import User
from lachan.people.queries import actor_of
from lachan.people.rules import Role
from lachan.vault.queries import unseal
from tests.builders import NOON, cases, people


def both_hats(story):
    """The worker is also the Chair, as in a very small commune."""
    user = User.objects.get(pk=story.place.worker.user_id)
    staff.add_member(
        user=user, unit=story.place.unit, role=Role.COMMUNE_CHAIR, by=people.SETUP, now=NOON
    )
    return actor_of(user, NOON)


DECISION = {"decision_number": "12/QĐ-UBND", "decided_on": NOON.date()}


def test_an_assessor_does_not_approve_their_own_form(content):
    story = cases.story(CaseState.INITIAL_ASSESSMENT)
    form = story.write(AssessmentKind.M02)

    with pytest.raises(SamePerson):
        story._by(both_hats(story), operations.approve_assessment, {"assessment": form})


def test_a_planner_does_not_approve_their_own_plan(content):
    story = cases.story(CaseState.PLAN_REVIEW)

    with pytest.raises(SamePerson):
        story._by(both_hats(story), operations.approve_plan, DECISION)


def test_who_asks_to_close_does_not_close(content):
    story = cases.story(CaseState.CLOSURE_REQUESTED)

    with pytest.raises(SamePerson):
        story._by(both_hats(story), operations.approve_closure, {})


@pytest.mark.parametrize(
    ("state", "step"),
    [
        (CaseState.PLAN_REVIEW, operations.approve_plan),
        (CaseState.CLOSURE_REQUESTED, operations.approve_closure),
        (CaseState.CLOSED, operations.reopen),
    ],
)
def test_a_worker_may_not_decide(content, state, step):
    story = cases.story(state)
    given = {operations.approve_plan: DECISION, operations.reopen: {"reason": "x"}}

    with pytest.raises(NotAllowed):
        story.by_worker(step, **given.get(step, {}))


def test_the_chair_of_another_commune_finds_nothing(content):
    story = cases.story(CaseState.PLAN_REVIEW)

    with pytest.raises(NotFound):
        story._by(people.actor(Role.COMMUNE_CHAIR), operations.approve_plan, DECISION)


def test_a_form_written_again_takes_the_place_of_the_waiting_one(content):
    story = cases.story(CaseState.INITIAL_ASSESSMENT)
    first = story.write(AssessmentKind.M02)
    second = story.write(AssessmentKind.M02, risk=Risk.HIGH)

    with pytest.raises(NothingWaits):
        story.by_chair(operations.approve_assessment, assessment=first)
    story.by_chair(operations.approve_assessment, assessment=second)

    assert story.case.risk_level == "high"
    assert Assessment.objects.count() == 2


def test_an_approval_says_who_asked_and_who_decided(content):
    story = cases.story(CaseState.IMPLEMENTING)

    approval = Approval.objects.get(case=story.case, kind="plan")

    assert approval.requested_by_id == story.place.worker.user_id
    assert approval.decided_by_id == story.place.chair.user_id
    assert approval.decision_number == "12/QĐ-UBND"


def test_a_returned_form_carries_its_reason(content):
    story = cases.story(CaseState.INITIAL_ASSESSMENT)
    form = story.write(AssessmentKind.M02)

    story.by_chair(operations.return_assessment, assessment=form, reason="Thiếu ý kiến của trẻ.")

    assert unseal(CaseNote.objects.get(), "text") == "Thiếu ý kiến của trẻ."
    assert Approval.objects.get().state == "rejected"
    assert story.case.state == CaseState.INITIAL_ASSESSMENT


def test_a_returned_plan_can_be_submitted_again(content):
    story = cases.story(CaseState.PLAN_REVIEW)

    story.by_chair(operations.return_plan, reason="Cần thêm dịch vụ.")
    story.by_worker(operations.submit_plan)
    story.by_chair(operations.approve_plan, **DECISION)

    decided = Approval.objects.filter(kind="plan").order_by("pk").values_list("state", flat=True)
    assert list(decided) == ["rejected", "approved"]


@pytest.mark.parametrize(
    "given",
    [
        {"decision_number": " "},
        {"decided_on": NOON.date().replace(year=2027)},
    ],
)
def test_a_plan_is_approved_by_a_numbered_decision_of_today_or_before(content, given):
    story = cases.story(CaseState.PLAN_REVIEW)

    with pytest.raises(Invalid):
        story.by_chair(operations.approve_plan, **DECISION | given)


def test_a_plan_says_what_is_missing(content):
    story = cases.story(CaseState.PLANNING)

    with pytest.raises(NotReady) as refused:
        story.by_worker(operations.submit_plan)

    assert "nhu cầu" in str(refused.value)
    assert "ý kiến của trẻ" in str(refused.value)


def test_a_need_without_a_service_holds_the_plan(content):
    story = cases.story(CaseState.PLANNING)
    story.by_worker(operations.write_plan, needs=["safety"], goal="", child_opinion="Dạ.")
    story.add_service("legal")

    with pytest.raises(NotReady):
        story.by_worker(operations.submit_plan)


def test_a_service_can_be_dropped_before_the_plan_is_approved(content):
    story = cases.story(CaseState.PLANNING)
    service = story.add_service()

    story.by_worker(operations.drop_service, case=story.case, service=service)

    assert not CasePlan.objects.get().services.exists()
    with pytest.raises(NotFound):
        story.by_worker(operations.drop_service, case=story.case, service=service)


def test_a_service_is_due_today_or_later(content):
    story = cases.story(CaseState.PLANNING)

    with pytest.raises(Invalid):
        story.add_service(days=-1)


def test_planning_waits_for_form_three(content):
    story = cases.story(CaseState.ASSESSED)

    with pytest.raises(NotReady):
        story.by_worker(operations.start_planning)


def test_a_form_is_written_only_in_its_state(content):
    story = cases.story(CaseState.REGISTERED)

    with pytest.raises(CannotMove):
        story.write(AssessmentKind.M02)


def test_every_item_of_the_grid_needs_a_level(content):
    story = cases.story(CaseState.INITIAL_ASSESSMENT)

    with pytest.raises(Invalid):
        story.write(AssessmentKind.M02, harm={})
