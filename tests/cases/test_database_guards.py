"""The database keeps the tables by itself: every pair of states, by raw SQL."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from lachan.cases import operations, rules
from lachan.cases.models import Approval, Assessment, Service, Transfer
from lachan.cases.rules import AssessmentKind, CaseState, TransferState
from tests.builders import NOON, cases, guards, people
from tests.builders.guards import accepts, force

REST = {"wake_on": date(2026, 4, 1)}


def columns(state: str, came_from: str = CaseState.PLANNING) -> dict[str, object]:
    """A state with what the check constraints want beside it."""
    resting = state == CaseState.SUSPENDED
    return {
        "state": state,
        "closed_at": NOON if state == CaseState.CLOSED else None,
        "suspended_from": came_from if resting else "",
        "wake_on": date(2026, 4, 1) if resting else None,
    }


@pytest.mark.parametrize("before", [s for s in CaseState if s is not CaseState.SUSPENDED])
def test_a_case_moves_only_as_the_table_says(content, before):
    case = cases.case()
    force(case, **columns(before))

    let_through = {
        after for after in CaseState if accepts(case, **columns(after, came_from=before))
    }

    assert let_through == rules.CASE_MOVES.get(before, frozenset()) | {before}


def test_a_suspended_case_wakes_only_where_it_was(content):
    case = cases.case()
    ways = {}
    for came_from in rules.OPEN_STATES:
        force(case, **columns(CaseState.SUSPENDED, came_from))
        ways[came_from] = {s for s in CaseState if accepts(case, **columns(s, came_from))}

    assert all(ends == {start, CaseState.SUSPENDED} for start, ends in ways.items())
    assert set(ways) == rules.CASE_MOVES[CaseState.SUSPENDED]


def test_a_suspension_remembers_where_the_case_was(content):
    case = cases.case(CaseState.REGISTERED)

    assert not accepts(case, **columns(CaseState.SUSPENDED, came_from=CaseState.PLANNING))


def test_a_case_begins_identified(content):
    case = cases.case()

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    assert guards.begins_as(case, list(CaseState)) == {CaseState.IDENTIFIED}


def _row(kind):
    story = cases.story(CaseState.PLAN_REVIEW)
    if kind is Transfer:
        offer = {"to_unit": people.unit(), "reason": "Trẻ chuyển nhà."}
        return story.by_worker(operations.propose_transfer, **offer)
    return kind.objects.filter(case=story.case).order_by("pk").last()


TABLES = [
    (Service, rules.SERVICE_STATES, rules.SERVICE_MOVES),
    (Transfer, rules.TRANSFER_STATES, rules.TRANSFER_MOVES),
]


@pytest.mark.parametrize(("kind", "labels", "moves"), TABLES)
def test_what_hangs_on_a_case_moves_only_as_its_table_says(content, kind, labels, moves):
    row = _row(kind)

    for before in labels:
        force(row, state=before)
        let_through = {after for after in labels if accepts(row, state=after)}
        assert let_through == moves.get(before, frozenset()) | {before}


def test_an_approval_is_decided_once(content):
    story = cases.story(CaseState.PLAN_REVIEW)
    approval = Approval.objects.get(case=story.case, state="requested")
    decided = {"decided_at": NOON, "decided_by_id": story.place.chair.user_id}
    open_ = {"decided_at": None, "decided_by_id": None}

    for before in rules.APPROVAL_STATES:
        force(approval, state=before, **(open_ if before == "requested" else decided))
        let_through = {
            after
            for after in rules.APPROVAL_STATES
            if accepts(approval, state=after, **(open_ if after == "requested" else decided))
        }
        assert let_through == rules.APPROVAL_MOVES.get(before, frozenset()) | {before}


def test_an_approved_form_never_changes(content):
    story = cases.story(CaseState.ASSESSED)
    form = Assessment.objects.get(case=story.case, kind=AssessmentKind.M02)

    assert not accepts(form, risk="low")
    with pytest.raises(IntegrityError), transaction.atomic():
        form.delete()


def test_a_form_nobody_approved_may_still_go(content):
    story = cases.story(CaseState.INITIAL_ASSESSMENT)
    form = story.write(AssessmentKind.M02)

    assert accepts(form, risk="low")
    assert form.delete()[0] == 1


@pytest.mark.parametrize(
    ("state", "find", "column"),
    [
        (CaseState.PLAN_REVIEW, "approvals", "decided_by_id"),
        (CaseState.INITIAL_ASSESSMENT, "assessments", "approved_by_id"),
        (CaseState.PLAN_REVIEW, "plans", "approved_by_id"),
        (CaseState.CLOSURE_REQUESTED, "closures", "approved_by_id"),
    ],
)
def test_nobody_approves_their_own_work_in_the_database_either(content, state, find, column):
    story = cases.story(state)
    if find == "assessments":
        story.write(AssessmentKind.M02)
    row = getattr(story.case, find).order_by("-pk").filter(**{column: None}).first()
    decided = {
        "approvals": {"state": "approved", "decided_at": NOON},
        "plans": {"approved_at": NOON, "decided_on": NOON.date(), "decision_number": "1"},
    }.get(find, {"approved_at": NOON})

    assert not accepts(row, **decided | {column: story.place.worker.user_id})
    assert accepts(row, **decided | {column: story.place.chair.user_id})


def test_a_transfer_has_one_offer_at_a_time(content):
    offer = _row(Transfer)

    assert TransferState(offer.state) is TransferState.PROPOSED
    with pytest.raises(IntegrityError), transaction.atomic():
        offer.pk = None
        offer.save(force_insert=True)
