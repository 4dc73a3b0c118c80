"""The database keeps both tables by itself: every pair of states, by raw SQL."""

import pytest

from lachan.takedown import rules
from lachan.takedown.rules import ContentState, RequestState
from tests.builders import NOON, guards, takedown
from tests.builders.guards import accepts, force


def columns(state):
    ended = state in rules.FINAL_CONTENT_STATES
    return {
        "state": state,
        "closed_at": NOON if ended else None,
        "outcome": "removed" if ended else "",
    }


@pytest.mark.parametrize("before", ContentState)
def test_a_content_case_moves_only_as_the_table_says(content, before):
    case = takedown.case()
    force(case, **columns(before))

    let_through = {after for after in ContentState if accepts(case, **columns(after))}

    assert let_through == rules.CONTENT_MOVES[before] | {before}


@pytest.mark.parametrize("before", RequestState)
def test_a_request_moves_only_as_the_table_says(content, before):
    request = takedown.story(ContentState.REQUESTING).request
    force(request, state=before)

    let_through = {after for after in RequestState if accepts(request, state=after)}

    assert let_through == rules.REQUEST_MOVES.get(before, frozenset()) | {before}


def test_a_request_begins_as_a_draft(content):
    request = takedown.story(ContentState.REQUESTING).request

    assert guards.begins_as(request, list(RequestState)) == {RequestState.DRAFT}


def test_its_officer_approves_only_what_is_urgent(content):
    story = takedown.story(ContentState.REQUESTING)
    own = {"approved_by_id": story.place.officer.user_id, "approved_at": NOON}

    assert not accepts(story.request, **own)
    assert accepts(story.request, **own, urgent=True)
    assert not accepts(story.request, reviewed_by_id=story.place.officer.user_id)


def test_nothing_is_sent_without_approval(content):
    request = takedown.story(ContentState.REQUESTING).request

    assert not accepts(request, sent_at=NOON, due_at=NOON)
