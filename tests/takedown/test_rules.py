"""Rules without a database."""

from itertools import pairwise

import pytest

from lachan.takedown import rules
from lachan.takedown.rules import ContentState, Outcome, RequestState
from tests.builders import NOON

S = RequestState


@pytest.mark.parametrize(
    ("moves", "labels", "first"),
    [
        (rules.CONTENT_MOVES, rules.CONTENT_STATES, rules.FIRST_CONTENT_STATES),
        (rules.REQUEST_MOVES, rules.REQUEST_STATES, rules.FIRST_REQUEST_STATES),
    ],
)
def test_every_state_is_reached_from_the_first(moves, labels, first):
    reached = set(first)
    while new := {after for state in reached for after in moves.get(state, ())} - reached:
        reached |= new

    assert reached == set(labels)


def test_the_request_walks_the_line_of_the_casework_reference():
    line = [S.DRAFT, S.APPROVED, S.SENT, S.ACKNOWLEDGED, S.REMOVED, S.VERIFIED, S.REAPPEARED]

    assert all(after in rules.REQUEST_MOVES[before] for before, after in pairwise(line))


@pytest.mark.parametrize(
    ("states", "outcome"),
    [
        ([], None),
        ([S.ACKNOWLEDGED], None),
        ([S.REFUSED, S.REMOVED], Outcome.REMOVED),
        ([S.REMOVED, S.REFUSED], Outcome.REFUSED),
        ([S.GEO_BLOCKED], Outcome.GEO_BLOCKED),
        ([S.NO_REPLY], Outcome.NO_REPLY),
    ],
)
def test_the_last_answer_decides(states, outcome):
    assert rules.outcome_of(states) is outcome


def test_looks_are_counted_from_when_it_was_done():
    assert [hours for hours, _moment in rules.recheck_moments(NOON)] == [0, 24, 48, 72]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (rules.CONTENT_STATES, ContentState),
        (rules.REQUEST_STATES, RequestState),
        (rules.CHANNELS, rules.Channel),
        (rules.FINDINGS, rules.Found),
        (rules.OUTCOMES, Outcome),
    ],
)
def test_every_word_has_a_label(words, kind):
    assert set(words) == set(kind)
