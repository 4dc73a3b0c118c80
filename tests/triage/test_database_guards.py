"""The database keeps the queue's table by itself: every pair of states, by raw SQL."""

import pytest
from django.db import IntegrityError, transaction

from lachan.triage import rules
from lachan.triage.models import CaseLink
from lachan.triage.rules import QueueState
from tests.builders import NOON, guards, triage
from tests.builders.guards import accepts, force


def decided(desk):
    return {
        "assigned_to_id": desk.officer.user_id,
        "proposed_by_id": desk.officer.user_id,
        "decided_by_id": desk.supervisor.user_id,
        "decided_at": NOON,
        "outcome": "unfounded",
    }


@pytest.mark.parametrize("before", QueueState)
def test_an_entry_moves_only_as_the_table_says(desk, before):
    entry = triage.entry(at=desk)
    force(entry, state=before, **decided(desk))

    let_through = {after for after in QueueState if accepts(entry, state=after)}

    assert let_through == rules.QUEUE_MOVES[before] | {before}


def test_an_entry_begins_waiting(desk):
    entry = triage.entry(at=desk)
    entry.decided_at, entry.outcome = NOON, "verified"
    entry.assigned_to_id = entry.proposed_by_id = desk.officer.user_id
    entry.decided_by_id = desk.supervisor.user_id

    assert guards.begins_as(entry, list(QueueState)) == {QueueState.WAITING}


@pytest.mark.parametrize(
    "wrong",
    [
        {"decided_by_id": None},
        {"proposed_by_id": None},
        {"outcome": ""},
    ],
)
def test_no_action_takes_two_people_and_a_reason(desk, wrong):
    entry = triage.entry(QueueState.NO_ACTION_PROPOSED, at=desk)
    right = decided(desk) | {"state": QueueState.NO_ACTION}

    assert not accepts(entry, **right | wrong)
    assert not accepts(entry, **right | {"decided_by_id": desk.officer.user_id})
    assert accepts(entry, **right)


def test_a_link_leads_to_one_case(desk):
    entry = triage.entry(at=desk)

    with pytest.raises(IntegrityError), transaction.atomic():
        CaseLink.objects.create(entry=entry, linked_at=NOON)
