"""A case rests until a day, or goes to another unit with its clocks."""

from datetime import timedelta

import pytest

from lachan.cases import operations, queries
from lachan.cases.access import transfer_for
from lachan.cases.models import CaseNote, ChildCase, Transfer
from lachan.cases.operations.refusals import NothingWaits
from lachan.cases.rules import CaseState
from lachan.clocks.models import Clock
from lachan.common.errors import CannotMove, Invalid, NotAllowed, NotFound
from lachan.common.refs import Ref
from lachan.notices.models import Notice
from lachan.people.rules import Role
from tests.builders import NOON, cases, people

WEEK = timedelta(days=7)


def test_a_suspended_case_wakes_where_it_was(content):
    story = cases.story(CaseState.PLANNING)
    story.by_chair(operations.suspend, reason="Gia đình đi vắng.", wake_on=NOON.date() + WEEK)

    story.by_worker(operations.resume)

    assert story.case.state == CaseState.PLANNING
    assert story.case.wake_on is None
    assert CaseNote.objects.get().kind == "suspended"


@pytest.mark.parametrize("given", [{"reason": ""}, {"wake_on": NOON.date()}])
def test_resting_takes_a_reason_and_a_day_to_come(content, given):
    story = cases.story()
    facts = {"reason": "Gia đình đi vắng.", "wake_on": NOON.date() + WEEK}

    with pytest.raises(Invalid):
        story.by_chair(operations.suspend, **facts | given)


def test_cases_wake_by_themselves_and_their_unit_is_told(content):
    story = cases.story(CaseState.SUSPENDED)

    early = operations.wake_due(now=NOON + WEEK - timedelta(days=1))
    woken = operations.wake_due(now=NOON + WEEK)
    again = operations.wake_due(now=NOON + WEEK)

    assert (early, woken, again) == (0, 1, 0)
    assert story.fresh().state == CaseState.IDENTIFIED
    assert Notice.objects.filter(user=story.place.worker.user_id, made_at=NOON + WEEK).exists()


def test_a_case_at_work_cannot_be_resumed(content):
    story = cases.story()

    with pytest.raises(CannotMove):
        story.by_worker(operations.resume)


def test_a_closed_case_cannot_rest(content):
    story = cases.story(CaseState.CLOSED)

    with pytest.raises(CannotMove):
        story.by_chair(operations.suspend, reason="x", wake_on=NOON.date() + WEEK)


@pytest.fixture
def offer(content):
    story = cases.story(CaseState.PLANNING)
    there = cases.commune()
    transfer = story.by_worker(
        operations.propose_transfer, to_unit=there.unit, reason="Trẻ chuyển nhà."
    )
    return story, there, transfer


def test_an_accepted_case_moves_with_its_running_clocks(offer):
    story, there, transfer = offer
    due = Clock.objects.about(Ref.of(story.case)).get(code="PLAN_5WD").due_at

    operations.accept_transfer(transfer=transfer, by=there.worker, now=NOON + WEEK)

    clock = Clock.objects.about(Ref.of(story.case)).get(code="PLAN_5WD")
    assert (clock.owner_unit_id, clock.due_at) == (there.unit.pk, due)
    assert story.fresh().state == CaseState.PLANNING
    assert ChildCase.objects.visible_to(there.worker).exists()
    assert not ChildCase.objects.visible_to(story.place.worker).exists()


def test_the_offering_unit_keeps_the_case_until_then(offer):
    story, there, _transfer = offer

    assert not ChildCase.objects.visible_to(there.worker).exists()
    assert story.fresh().owner_unit_id == story.place.unit.pk


def test_a_rejected_offer_can_be_followed_by_another(offer):
    story, there, transfer = offer

    operations.reject_transfer(transfer=transfer, by=there.worker, now=NOON)
    story.by_worker(operations.propose_transfer, to_unit=there.unit, reason="Đã trao đổi lại.")

    assert set(Transfer.objects.values_list("state", flat=True)) == {"rejected", "proposed"}


def test_an_offer_can_be_taken_back(offer):
    story, _there, transfer = offer

    operations.withdraw_transfer(transfer=transfer, by=story.place.worker, now=NOON)

    assert Transfer.objects.get().state == "withdrawn"
    with pytest.raises(NothingWaits):
        operations.withdraw_transfer(transfer=transfer, by=story.place.worker, now=NOON)


def test_only_the_two_units_answer(offer):
    story, there, transfer = offer
    stranger = people.actor(Role.COMMUNE_WORKER)

    with pytest.raises(NotFound):
        operations.accept_transfer(transfer=transfer, by=stranger, now=NOON)
    with pytest.raises(NotFound):
        operations.accept_transfer(transfer=transfer, by=story.place.worker, now=NOON)
    with pytest.raises(NotAllowed):
        operations.accept_transfer(transfer=transfer, by=there.chair, now=NOON)


def test_both_units_see_the_offer_and_nobody_else(offer):
    story, there, transfer = offer

    for seer in (story.place.worker, there.worker):
        assert transfer_for(seer, transfer.pk).pk == transfer.pk
        assert list(queries.transfers_for(seer)) == [transfer]
    with pytest.raises(NotFound):
        transfer_for(people.actor(Role.COMMUNE_WORKER), transfer.pk)


@pytest.mark.parametrize("to", ["same", "twice"])
def test_one_offer_at_a_time_and_to_another_unit(offer, to):
    story, there, _transfer = offer
    unit = story.place.unit if to == "same" else there.unit

    with pytest.raises(Invalid):
        story.by_worker(operations.propose_transfer, to_unit=unit, reason="Trẻ chuyển nhà.")


def test_the_coordinator_may_offer_any_case(content):
    story = cases.story(CaseState.REGISTERED)
    coordinator = people.actor(Role.COORDINATOR)

    story._by(
        coordinator,
        operations.propose_transfer,
        {"to_unit": people.unit(), "reason": "Trẻ ở xã khác."},
    )

    assert Transfer.objects.get().proposed_by_id == coordinator.user_id


def test_a_note_overwrites_nothing(content):
    story = cases.story(CaseState.REGISTERED)

    operations.add_note(case=story.case, text="Đã gọi cho mẹ.", by=story.place.worker, now=NOON)

    assert CaseNote.objects.get().kind == "progress"
