"""A request: drafted, approved by another, sent, answered, looked at again."""

from datetime import timedelta

import pytest

from lachan.clocks.models import Clock
from lachan.common.errors import CannotMove, ChangedMeanwhile, Invalid, NotAllowed, NotFound
from lachan.common.refs import Ref
from lachan.common.taxonomy import Severity
from lachan.people.rules import Role
from lachan.takedown import operations, queries
from lachan.takedown.models import Recheck, TakedownRequest
from lachan.takedown.operations.refusals import (
    AlreadyLooked,
    NotInForce,
    NotUrgent,
    SamePerson,
    StillOpen,
)
from lachan.takedown.rules import ContentState, Found, RequestState
from lachan.vault.queries import unseal
from tests.builders import NOON, people, takedown

HOUR = timedelta(hours=1)


def clock(record, code):
    return Clock.objects.about(Ref.of(record)).filter(code=code).order_by("-started_at").first()


def test_a_request_takes_address_and_platform_from_its_case(content):
    request = takedown.story(ContentState.REQUESTING).request

    assert unseal(request, "locator") == takedown.ADDRESS
    assert request.platform == "Mạng Ví Dụ"


def test_a_request_ends_and_says_where_to_object(content):
    story = takedown.story(ContentState.REQUESTING)

    assert story.request.expires_on == NOON.date() + timedelta(days=90)
    assert story.request.objection_unit == story.place.unit
    with pytest.raises(Invalid):
        story.draft(expires_on=NOON.date())


def test_a_provision_out_of_force_carries_no_request(content):
    story = takedown.story()

    with pytest.raises(NotInForce):
        story.draft(legal_basis=takedown.basis("ANM-2025-16"))


def test_the_decision_clock_runs_from_opening_until_the_request_is_sent(content):
    story = takedown.story(ContentState.REQUESTING)
    running = clock(story.case, "CONTENT_DECISION")
    story.approve()
    story.send()

    assert running.due_at == NOON + 24 * HOUR
    assert clock(story.case, "CONTENT_DECISION").evidence_id == str(story.request.pk)


def test_the_platform_has_a_day_from_when_it_was_sent(content):
    story = takedown.story(ContentState.REQUESTING)
    story.approve()
    story.now = NOON + 3 * HOUR

    story.send(sent_at=NOON + HOUR, reference="123/STTTT")

    assert story.request.due_at == NOON + 25 * HOUR
    assert clock(story.request, "TAKEDOWN_24H").due_at == NOON + 25 * HOUR
    assert story.case.state == ContentState.WAITING


def test_nobody_approves_their_own_draft(content):
    story = takedown.story()
    story.place = takedown.Office(
        story.place.unit,
        both := people.actor(Role.CONTENT_OFFICER, story.place.unit),
        story.place.approver,
    )
    both = type(both)(both.user_id, None, "", both.positions + story.place.approver.positions)
    story._by(both, operations.draft_request, _draft())

    with pytest.raises(SamePerson):
        story._by(both, operations.approve_request, {"request": story.request})


def _draft():
    return {
        "channel": "letter",
        "legal_basis": takedown.basis(),
        "requester_function": "e_information_lead",
    }


def test_an_officer_may_not_approve(content):
    story = takedown.story(ContentState.REQUESTING)

    with pytest.raises(NotAllowed):
        story.by_officer(operations.approve_request, request=story.request)


def test_another_unit_finds_nothing(content):
    story = takedown.story(ContentState.REQUESTING)

    with pytest.raises(NotFound):
        story._by(people.actor(Role.CONTENT_OFFICER), operations.draft_request, _draft())


def test_an_old_page_is_refused(content):
    story = takedown.story()

    with pytest.raises(ChangedMeanwhile):
        story.draft(version=story.case.version - 1)


def test_a_draft_is_not_sent(content):
    story = takedown.story(ContentState.REQUESTING)

    with pytest.raises(CannotMove):
        story.send()


def test_a_draft_sent_back_is_withdrawn_with_a_reason(content):
    story = takedown.story(ContentState.REQUESTING)

    story.by_approver(operations.return_request, request=story.request, reason="Sai căn cứ.")

    assert story.request.state == RequestState.WITHDRAWN
    assert unseal(story.case, "reason") == "Sai căn cứ."
    assert story.case.state == ContentState.REQUESTING


def test_withdrawing_a_second_draft_goes_back_to_waiting(content):
    story = takedown.story(ContentState.WAITING)
    story.now = NOON + HOUR
    story.draft()

    story.by_officer(operations.withdraw_request, request=story.request)

    assert story.case.state == ContentState.WAITING


# --- urgent ----------------------------------------------------------------------------------


def test_an_emergency_goes_out_on_one_word_and_is_looked_at_afterwards(content):
    story = takedown.story(ContentState.REQUESTING, severity=Severity.S1)
    story.by_officer(operations.send_urgent, request=story.request)
    story.reply()
    story.look()

    with pytest.raises(StillOpen):
        story.by_officer(operations.close_content_case)
    story.by_approver(operations.review_urgent, request=story.request, agrees=True)
    story.by_officer(operations.close_content_case)

    assert story.request.review_agrees is True
    assert story.case.outcome == "removed"


def test_nothing_else_goes_out_on_one_word(content):
    story = takedown.story(ContentState.REQUESTING, severity=Severity.S2)

    with pytest.raises(NotUrgent):
        story.by_officer(operations.send_urgent, request=story.request)


def test_the_look_afterwards_is_anothers_and_once(content):
    story = takedown.story(ContentState.REQUESTING, severity=Severity.S1)
    story.by_officer(operations.send_urgent, request=story.request)
    officer = story.place.officer
    both = type(officer)(
        officer.user_id, None, "", officer.positions + story.place.approver.positions
    )

    with pytest.raises(SamePerson):
        story._by(both, operations.review_urgent, {"request": story.request, "agrees": True})
    story.by_approver(operations.review_urgent, request=story.request, agrees=False)
    with pytest.raises(Invalid):
        story.by_approver(operations.review_urgent, request=story.request, agrees=True)


# --- replies and looks -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "hours", "state"),
    [
        (RequestState.REMOVED, 5, "met"),
        (RequestState.GEO_BLOCKED, 30, "late"),
        (RequestState.REFUSED, 5, "met"),
        (RequestState.NO_REPLY, 24.5, "late"),
        (RequestState.ACKNOWLEDGED, 1, "running"),
    ],
)
def test_an_answer_stops_the_platforms_day(content, kind, hours, state):
    story = takedown.story(ContentState.WAITING)
    story.now = NOON + hours * HOUR

    story.reply(kind)

    assert story.request.state == kind
    assert clock(story.request, "TAKEDOWN_24H").state == state


@pytest.mark.parametrize(
    "given",
    [
        {"kind": RequestState.VERIFIED},
        {"kind": RequestState.NO_REPLY},
        {"received_at": NOON - HOUR},
        {"received_at": NOON + HOUR},
    ],
)
def test_an_answer_that_cannot_be_is_refused(content, given):
    story = takedown.story(ContentState.WAITING)

    with pytest.raises(Invalid):
        story.reply(**given)


def test_a_late_answer_after_no_reply_still_counts(content):
    story = takedown.story(ContentState.WAITING)
    story.now = NOON + 25 * HOUR
    story.reply(RequestState.NO_REPLY)
    story.now = NOON + 40 * HOUR

    story.reply(RequestState.REMOVED)

    assert story.request.answered_at == NOON + 40 * HOUR
    assert Recheck.objects.count() == 4


def test_looks_fall_due_at_once_and_after_one_two_and_three_days(content):
    story = takedown.story(ContentState.WAITING)
    story.reply()

    due = [look.due_at - NOON for look in Recheck.objects.all()]

    assert due == [0 * HOUR, 24 * HOUR, 48 * HOUR, 72 * HOUR]
    assert queries.due_rechecks(story.place.officer, now=NOON).count() == 1
    assert queries.due_rechecks(story.place.officer, now=NOON + 50 * HOUR).count() == 3


def test_the_first_look_verifies_the_case_and_the_last_the_request(content):
    story = takedown.story(ContentState.WAITING)
    story.reply()
    story.look()
    after_one = (story.case.state, story.request.state)
    for _ in range(3):
        story.look()

    assert after_one == (ContentState.VERIFIED, RequestState.REMOVED)
    assert story.request.state == RequestState.VERIFIED


def test_nobody_looks_before_the_time_or_twice(content):
    story = takedown.story(ContentState.WAITING)
    story.reply()
    first, second = Recheck.objects.all()[:2]
    story.look()

    with pytest.raises(AlreadyLooked):
        story.by_officer(operations.record_recheck, recheck=first, found=Found.STILL_GONE)
    with pytest.raises(Invalid):
        story.by_officer(operations.record_recheck, recheck=second, found=Found.STILL_GONE)


def test_what_is_back_makes_a_new_linked_request(content):
    story = takedown.story(ContentState.WAITING)
    first = story.request
    story.reply()
    story.now = NOON + HOUR

    again = story.look(Found.REAPPEARED)

    assert (again.reupload_of, again.state) == (first, RequestState.DRAFT)
    assert TakedownRequest.objects.get(pk=first.pk).state == RequestState.REAPPEARED
    assert story.case.state == ContentState.REQUESTING
    assert not Recheck.objects.filter(checked_at__isnull=True).exists()


def test_what_is_back_opens_a_closed_case_with_a_new_day(content):
    story = takedown.story(ContentState.CLOSED)
    story.now = NOON + 200 * HOUR

    story.by_officer(operations.record_reappearance, request=story.request)

    assert story.case.state == ContentState.REQUESTING
    assert clock(story.case, "CONTENT_DECISION").started_at == story.now


# --- ending ----------------------------------------------------------------------------------


def test_no_action_is_a_decision_too(content):
    story = takedown.story(ContentState.NO_ACTION)

    assert story.case.outcome == "not_harmful"
    assert clock(story.case, "CONTENT_DECISION").state == "met"


def test_no_action_needs_a_reason_that_fits_and_no_open_draft(content):
    story = takedown.story()
    no = operations.decide_no_action

    with pytest.raises(Invalid):
        story.by_officer(no, outcome="removed", reason="x")
    with pytest.raises(Invalid):
        story.by_officer(no, outcome="not_ours", reason="")
    story.draft()
    with pytest.raises(StillOpen):
        story.by_officer(no, outcome="not_ours", reason="x")


@pytest.mark.parametrize("answered", [False, True])
def test_a_platforms_word_alone_closes_nothing(content, answered):
    story = takedown.story(ContentState.WAITING)
    if answered:
        story.reply()

    with pytest.raises(StillOpen):
        story.by_officer(operations.close_content_case)


def test_a_refusal_ends_a_case_as_refused(content):
    story = takedown.story(ContentState.WAITING)
    story.reply(RequestState.REFUSED)

    story.by_officer(operations.close_content_case)

    assert (story.case.state, story.case.outcome) == (ContentState.CLOSED, "refused")


def test_a_block_that_holds_ends_a_case_as_a_block(content):
    story = takedown.story(ContentState.WAITING)
    story.reply(RequestState.GEO_BLOCKED)
    for _ in range(4):
        story.look()

    story.by_officer(operations.close_content_case)

    assert story.case.outcome == "geo_blocked"


def test_later_looks_still_fall_due_after_closing(content):
    story = takedown.story(ContentState.CLOSED)

    for _ in range(3):
        story.look()

    assert story.request.state == RequestState.VERIFIED
    assert story.case.state == ContentState.CLOSED


def test_a_case_opened_again_has_a_new_day(content):
    story = takedown.story(ContentState.REOPENED)

    assert story.case.outcome == ""
    assert clock(story.case, "CONTENT_DECISION").state == "running"
    story.draft()
    assert story.case.state == ContentState.REQUESTING
