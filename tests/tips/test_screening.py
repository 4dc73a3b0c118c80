from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from lachan.common.errors import CannotMove, NotAllowed
from lachan.common.refs import Ref
from lachan.journal.queries import entries_for
from lachan.journal.rules import Author
from lachan.people.rules import Role
from lachan.tips import errors, operations, queries
from lachan.tips.rules import MOVES, TipState
from tests.builders import NOON, people
from tests.builders import tips as builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def supervisor():
    return people.actor(Role.TRIAGE_SUPERVISOR)


@pytest.mark.parametrize("state", TipState)
def test_every_state_can_be_reached(state):
    assert builders.tip(state).state == state


@pytest.mark.parametrize("state", TipState)
def test_only_listed_moves_are_made(state, supervisor):
    tip = builders.tip(state)

    for to in set(TipState) - MOVES[state]:
        with pytest.raises(CannotMove):
            operations.move(tip=tip, to=to, by=supervisor, now=NOON)


@pytest.mark.parametrize("state", TipState)
def test_the_database_refuses_unlisted_moves_too(state):
    tip = builders.tip(state)

    for to in set(TipState) - MOVES[state] - {state}:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE tips_tip SET state = %s WHERE id = %s", [to, tip.pk])


def test_a_move_is_journaled_with_both_states(supervisor):
    tip = builders.tip()
    operations.move(tip=tip, to=TipState.SCREENING, by=supervisor, now=NOON)

    entry = entries_for(Ref.of(tip)).last()
    assert (entry.action, entry.user_id) == ("tip.moved", supervisor.user_id)
    assert entry.facts == {"before": "received", "after": "screening"}


@pytest.mark.parametrize("role", [Role.COMMUNE_WORKER, Role.LEADER, Role.SYSTEM_ADMIN])
def test_only_intake_moves_tips(role):
    with pytest.raises(NotAllowed):
        operations.move(tip=builders.tip(), to=TipState.SCREENING, by=people.actor(role), now=NOON)


def test_who_proposed_no_action_cannot_confirm_it(supervisor):
    tip = builders.tip(TipState.SCREENING)
    operations.move(tip=tip, to=TipState.NO_ACTION_PROPOSED, by=supervisor, now=NOON)

    with pytest.raises(errors.SecondPersonNeeded):
        operations.move(tip=tip, to=TipState.NO_ACTION, by=supervisor, now=NOON)


def test_an_intake_officer_cannot_confirm_no_action():
    tip = builders.tip(TipState.NO_ACTION_PROPOSED)

    with pytest.raises(NotAllowed):
        operations.move(tip=tip, to=TipState.NO_ACTION, by=builders.officer(), now=NOON)


def test_no_program_decides_that_nothing_is_done():
    tip = builders.tip(TipState.SCREENING)

    with pytest.raises(errors.PeopleOnly):
        operations.move(
            tip=tip, to=TipState.NO_ACTION_PROPOSED, by=Author.system("triage"), now=NOON
        )


def test_the_database_refuses_one_person_in_both_places():
    tip = builders.tip(TipState.NO_ACTION)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE tips_tip SET no_action_confirmed_by_id = no_action_proposed_by_id")
    assert tip.no_action_confirmed_by_id != tip.no_action_proposed_by_id


def test_an_unread_message_keeps_a_tip_open(supervisor):
    tip = builders.tip(TipState.REDIRECTED)
    operations.write_from_reporter(tip=tip, body="Mình còn muốn nói thêm.", now=NOON)

    with pytest.raises(errors.UnreadMessage):
        operations.move(tip=tip, to=TipState.CLOSED, by=supervisor, now=NOON)


def test_a_code_works_for_half_a_year_after_closing(supervisor):
    received = builders.received()
    for step in (TipState.SCREENING, TipState.REDIRECTED, TipState.CLOSED):
        operations.move(tip=received.tip, to=step, by=supervisor, now=NOON)

    assert queries.by_code(received.code, now=NOON + timedelta(days=179))
    assert queries.by_code(received.code, now=NOON + timedelta(days=181)) is None


def test_a_promoted_tip_knows_who_works_on_it(supervisor):
    unit = people.unit()
    tip = builders.tip(TipState.PROMOTED, owner_unit=unit)

    assert (tip.owner_unit, tip.promoted_at) == (unit, NOON)


def test_a_promoted_tip_without_a_unit_is_given_one_once(supervisor):
    unit, other = people.unit(), people.unit()
    tip = builders.tip(TipState.PROMOTED)

    for each in (unit, other):
        operations.hand_over(tip=tip, unit=each, by=supervisor, now=NOON)

    tip.refresh_from_db()
    assert tip.owner_unit == unit
    assert entries_for(Ref.of(tip)).filter(action="tip.handed_over").count() == 1


def test_a_tip_that_led_to_nothing_is_given_to_no_unit(supervisor):
    with pytest.raises(CannotMove):
        operations.hand_over(
            tip=builders.tip(TipState.SCREENING), unit=people.unit(), by=supervisor, now=NOON
        )


def test_only_the_intake_desk_gives_a_tip_to_a_unit():
    unit = people.unit()
    tip = builders.tip(TipState.PROMOTED)

    with pytest.raises(NotAllowed):
        operations.hand_over(
            tip=tip, unit=unit, by=people.actor(Role.COMMUNE_WORKER, unit), now=NOON
        )


def test_a_tip_promoted_again_stays_with_the_unit_that_knows_it(supervisor):
    unit = people.unit()
    tip = builders.reopened(owner_unit=unit)

    operations.move(tip=tip, to=TipState.PROMOTED, by=supervisor, now=NOON)

    tip.refresh_from_db()
    assert tip.owner_unit == unit
