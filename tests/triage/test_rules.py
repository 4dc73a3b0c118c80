"""Rules without a database."""

import pytest

from lachan.common.taxonomy import Severity
from lachan.triage import rules


def test_every_state_is_reached_from_the_first():
    reached = set(rules.FIRST_QUEUE_STATES)
    while new := {a for s in reached for a in rules.QUEUE_MOVES[s]} - reached:
        reached |= new

    assert reached == set(rules.QUEUE_STATES) == set(rules.QueueState)


def test_only_undecided_entries_wait_for_a_decision():
    ways_out = set().union(*(rules.QUEUE_MOVES[state] for state in rules.UNDECIDED))

    assert ways_out - rules.UNDECIDED == {
        rules.QueueState.PROMOTED,
        rules.QueueState.REDIRECTED,
        rules.QueueState.NO_ACTION,
        rules.QueueState.DISMISSED,
    }


@pytest.mark.parametrize("severity", Severity)
def test_each_severity_has_its_deadline(severity):
    assert rules.clock_rule(severity) == f"TRIAGE_{severity}"


def test_every_outcome_has_a_label():
    assert set(rules.OUTCOMES) == set(rules.Outcome)
