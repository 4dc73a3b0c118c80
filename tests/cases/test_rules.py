"""Rules without a database."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.cases import rules
from lachan.cases.rules import (
    CaseState,
    ChildFacts,
    ClosureReason,
    HarmItem,
    Level,
    Measure,
    ProtectionItem,
    Risk,
    ServiceState,
    forms,
    guards,
    states,
)
from lachan.cases.rules.guards import Problem, Unfinished
from lachan.common.taxonomy import Severity
from tests.builders import NOON

TODAY = NOON.date()
TABLES = [
    (states.CASE_MOVES, states.CASE_STATES, states.FIRST_CASE_STATES),
    (states.SERVICE_MOVES, states.SERVICE_STATES, states.FIRST_SERVICE_STATES),
    (states.APPROVAL_MOVES, states.APPROVAL_STATES, states.FIRST_APPROVAL_STATES),
    (states.TRANSFER_MOVES, states.TRANSFER_STATES, states.FIRST_TRANSFER_STATES),
]


@pytest.mark.parametrize(("moves", "labels", "first"), TABLES)
def test_every_state_is_reached_from_the_first(moves, labels, first):
    reached = set(first)
    while new := {after for state in reached for after in moves.get(state, ())} - reached:
        reached |= new

    assert reached == set(labels)


def test_the_table_is_the_one_of_the_casework_reference():
    path = {before: after - {CaseState.SUSPENDED} for before, after in rules.CASE_MOVES.items()}

    assert path[CaseState.PLAN_REVIEW] == {CaseState.IMPLEMENTING, CaseState.PLANNING}
    assert path[CaseState.REVIEWING] == {CaseState.IMPLEMENTING, CaseState.CLOSURE_REQUESTED}
    assert path[CaseState.CLOSURE_REQUESTED] == {CaseState.CLOSED, CaseState.REVIEWING}
    assert path[CaseState.CLOSED] == {CaseState.INITIAL_ASSESSMENT}


@pytest.mark.parametrize(
    "labels",
    [
        table
        for module in (forms, states, guards)
        for name, table in vars(module).items()
        if name.isupper() and isinstance(table, dict) and not name.startswith("_")
    ],
)
def test_every_word_has_a_label(labels):
    kinds = {type(key) for key in labels}

    if labels and "_MOVES" not in str(kinds):
        assert all(set(kind) >= {key for key in labels if isinstance(key, kind)} for kind in kinds)


def test_every_problem_has_its_words():
    assert set(guards.PROBLEMS) == set(Problem)


levels = st.sampled_from(Level)
harms = st.fixed_dictionaries(dict.fromkeys(HarmItem, levels))
protections = st.fixed_dictionaries(dict.fromkeys(ProtectionItem, levels))


@given(harms, protections)
def test_more_harm_never_suggests_less_risk(harm, protective):
    order = [Risk.LOW, Risk.MEDIUM, Risk.HIGH]
    worse = dict.fromkeys(HarmItem, Level.HIGH)

    risk = guards.suggested_risk(harm=harm, protective=protective)

    assert order.index(risk) <= order.index(
        guards.suggested_risk(harm=worse, protective=protective)
    )


def test_only_a_person_calls_it_an_emergency():
    worst = guards.suggested_risk(
        harm=dict.fromkeys(HarmItem, Level.HIGH),
        protective=dict.fromkeys(ProtectionItem, Level.LOW),
    )

    assert worst is Risk.HIGH


def test_a_protected_child_is_at_low_risk():
    assert (
        guards.suggested_risk(
            harm=dict.fromkeys(HarmItem, Level.LOW),
            protective=dict.fromkeys(ProtectionItem, Level.HIGH),
        )
        is Risk.LOW
    )


@pytest.mark.parametrize(
    ("severity", "risk", "urgent"),
    [
        (Severity.S1, None, True),
        (Severity.S1, Risk.LOW, True),
        (Severity.S4, Risk.EMERGENCY, True),
        (Severity.S2, Risk.HIGH, False),
    ],
)
def test_an_emergency_is_s1_or_a_judgement(severity, risk, urgent):
    assert guards.is_emergency(severity=severity, risk=risk) is urgent


@pytest.mark.parametrize(
    ("emergency", "measures", "reason", "problems"),
    [
        (True, 0, False, [Problem.NO_MEASURE]),
        (True, 1, False, []),
        (True, 0, True, []),
        (False, 0, False, []),
    ],
)
def test_an_emergency_needs_a_measure_or_a_reason(emergency, measures, reason, problems):
    found = guards.may_conclude_initial_assessment(
        emergency=emergency, measures=measures, reason_written=reason
    )

    assert found == problems


def test_planning_waits_for_the_specific_assessment_unless_risk_is_low():
    assert guards.may_start_planning(risk=Risk.MEDIUM, m03_approved=False) == [Problem.NO_M03]
    assert not guards.may_start_planning(risk=Risk.MEDIUM, m03_approved=True)
    assert not guards.may_start_planning(risk=Risk.LOW, m03_approved=False)


def test_a_plan_tells_all_its_gaps_at_once():
    assert guards.may_submit_plan(needs=[], served=[], opinion_recorded=False) == [
        Problem.NO_NEED,
        Problem.NO_OPINION,
    ]
    assert guards.may_submit_plan(needs=["a", "b"], served=["a"], opinion_recorded=True) == [
        Problem.NEED_WITHOUT_SERVICE
    ]


@pytest.mark.parametrize(
    ("state", "days", "fine"),
    [
        (ServiceState.PLANNED, -1, False),
        (ServiceState.PLANNED, 0, True),
        (ServiceState.IN_PROGRESS, 5, True),
        (ServiceState.NOT_IMPLEMENTED, -30, True),
    ],
)
def test_a_review_waits_for_overdue_services(state, days, fine):
    found = guards.may_start_review(
        services=[(state, TODAY + timedelta(days=days))],
        follow_ups=1,
        risk=Risk.HIGH,
        today=TODAY,
    )

    assert found == ([] if fine else [Problem.OPEN_SERVICE])


def test_a_child_at_risk_is_seen_before_the_review():
    found = guards.may_start_review(services=[], follow_ups=0, risk=Risk.MEDIUM, today=TODAY)

    assert found == [Problem.NO_FOLLOW_UP]


@given(
    st.builds(
        Unfinished,
        services=st.integers(0, 2),
        clocks=st.integers(0, 2),
        messages=st.integers(0, 1),
        transfers=st.integers(0, 1),
        at_risk=st.sampled_from(Risk),
    ),
    st.sampled_from(ClosureReason),
)
def test_a_case_closes_only_with_nothing_open(left, reason):
    anything = left.services or left.clocks or left.messages or left.transfers
    safe = left.at_risk is Risk.LOW or reason in forms.HANDED_OVER

    assert (not guards.may_close(left=left, reason=reason)) is bool(not anything and safe)


def test_refusing_help_is_no_way_out_of_danger():
    left = Unfinished(at_risk=Risk.HIGH)

    assert guards.may_close(left=left, reason=ClosureReason.DECLINED) == [Problem.DECLINED_AT_RISK]


@pytest.mark.parametrize(("days", "fine"), [(None, False), (0, False), (15, True), (15.1, False)])
def test_a_separation_ends_within_fifteen_days(days, fine):
    ends = None if days is None else NOON + timedelta(days=days)

    assert (
        guards.separation_ends_in_time(measure=Measure.SEPARATION, started_at=NOON, ends_at=ends)
        is fine
    )
    assert guards.separation_ends_in_time(measure=Measure.MEDICAL, started_at=NOON, ends_at=None)


@pytest.mark.parametrize(
    ("facts", "age"),
    [
        ({"birth_year": 2014}, 12),
        ({"estimated_age": 9, "estimated_in": 2024}, 11),
        ({"birth_year": None}, None),
        ({"birth_year": None, "estimated_age": 9}, None),
    ],
)
def test_age_is_known_as_well_as_it_can_be(facts, age):
    assert guards.age_in(2026, **{"birth_year": None} | facts) == age


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (None, "unknown"),
        (0, "0-5"),
        (5, "0-5"),
        (6, "6-10"),
        (11, "11-15"),
        (17, "16-17"),
        (18, "18+"),
    ],
)
def test_age_bands_are_the_official_ones(age, band):
    assert guards.age_band(age) == band


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (ChildFacts(), None),
        (ChildFacts(birth_year=2008), None),
        (ChildFacts(birth_year=2007), "birth_year"),
        (ChildFacts(birth_year=2027), "birth_year"),
        (ChildFacts(estimated_age=19), "estimated_age"),
        (ChildFacts(birth_year=2014, estimated_age=12), "estimated_age"),
    ],
)
def test_what_is_said_of_a_child_can_be_true(facts, field):
    problem = facts.problem(year=2026)

    assert (problem and problem[0]) == field


def test_numbers_are_read_aloud():
    assert guards.record_number(prefix="TE", year=2026, serial=1) == "TE-2026-000001"
