"""Every figure can list its records, and they are the right ones."""

from datetime import timedelta

import pytest

from lachan.cases import operations
from lachan.cases.measures import MEASURES
from lachan.cases.rules import CaseState
from lachan.common.measures import Window
from lachan.common.taxonomy import Severity
from tests.builders import NOON, cases, people

BY_CODE = {measure.code: measure for measure in MEASURES}
HOUR = timedelta(hours=1)
TODAY = Window(NOON - 24 * HOUR, NOON + 24 * HOUR)


def facts(code, window=TODAY):
    return list(BY_CODE[code].facts(window))


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("cases.opened", CaseState.IDENTIFIED),
        ("cases.support_requested", CaseState.REGISTERED),
        ("cases.assessed", CaseState.ASSESSED),
        ("cases.plans_submitted", CaseState.PLAN_REVIEW),
        ("cases.plans_approved", CaseState.IMPLEMENTING),
        ("cases.supported", CaseState.REVIEWING),
        ("cases.services_given", CaseState.REVIEWING),
        ("cases.reviewed", CaseState.CLOSURE_REQUESTED),
        ("cases.closed", CaseState.CLOSED),
    ],
)
def test_a_step_is_counted_from_when_it_is_taken(content, code, state):
    case = cases.case(state)

    (fact,) = facts(code)

    assert (fact.label, fact.unit_id, fact.at) == (case.number, case.owner_unit_id, NOON)
    assert BY_CODE[code].count(TODAY) == 1
    assert not facts(code, Window(NOON + HOUR, NOON + 2 * HOUR))
    assert not facts(code, Window(NOON - HOUR, NOON))


def test_a_case_is_broken_down_without_naming_the_child(content):
    cases.case(CaseState.REGISTERED)

    (fact,) = facts("cases.opened")

    assert fact.dims == {
        "harm": "T07",
        "severity": "S3",
        "risk": "unknown",
        "sex": "female",
        "age_band": "11-15",
    }


@pytest.mark.parametrize(("hours", "timely"), [(12, "yes"), (13, "no")])
def test_a_measure_says_whether_it_came_within_twelve_hours(content, hours, timely):
    story = cases.story(severity=Severity.S1, received_at=NOON - hours * HOUR)
    story.take_measure()

    (fact,) = facts("cases.emergency_measures")

    assert (fact.dims["in_time"], fact.dims["kind"]) == (timely, "safe_place")


def test_a_child_is_supported_once(content):
    story = cases.story(CaseState.IMPLEMENTING, severity=Severity.S1)
    story.now = NOON + HOUR
    story.end_services()

    (fact,) = facts("cases.supported")

    assert fact.at == NOON


def test_a_reopened_case_was_closed_all_the_same(content):
    story = cases.story(CaseState.CLOSED)
    story.by_chair(operations.reopen, reason="Trẻ lại bị đe dọa.")

    (fact,) = facts("cases.closed")

    assert (fact.dims["reason"], fact.dims["outcome"]) == ("goals_met", "safe")


def test_handing_to_the_police_is_counted(content):
    story = cases.story(CaseState.REGISTERED)
    story.by_worker(
        operations.hand_to_police, unit=people.unit(), officer="Đại úy Thử", handed_at=NOON
    )

    (fact,) = facts("cases.handed_to_police")

    assert fact.dims["in_time"] == "yes"
