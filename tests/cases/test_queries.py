"""Lists: paged, bounded, without a child's data, and as cheap for many rows as for few."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lachan.cases import queries
from lachan.cases.rules import CaseState
from tests.builders import NOON, cases, tips


def several(number, place, **given):
    return [
        cases.case(place=place, now=NOON + timedelta(minutes=minute), **given)
        for minute in range(number)
    ]


def pages(actor, size):
    seen, mark = [], None
    while True:
        page = queries.cases_for(actor, after=mark, size=size)
        seen += page.rows
        mark = page.next
        if mark is None:
            return seen


@pytest.mark.parametrize("size", [1, 2, 3, 5, 50])
def test_pages_join_without_gaps_or_repeats(content, size):
    place = cases.commune()
    made = several(5, place)

    assert pages(place.worker, size) == list(reversed(made))


def test_cases_of_one_moment_are_paged_too(content):
    place = cases.commune()
    made = {cases.case(place=place).pk for _ in range(3)}

    assert {case.pk for case in pages(place.worker, 2)} == made


def test_a_list_costs_the_same_for_many_rows(content):
    place = cases.commune()
    several(2, place)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert [str(case.owner_unit) for case in queries.cases_for(place.worker).rows]
    several(6, place)
    with CaptureQueriesContext(connection) as many:
        assert [str(case.owner_unit) for case in queries.cases_for(place.worker).rows]

    assert len(many) == len(few) == 1


def test_a_list_reads_no_words_about_a_child(content):
    place = cases.commune()
    several(1, place)

    with CaptureQueriesContext(connection) as asked:
        queries.cases_for(place.worker)

    assert "summary" not in asked.captured_queries[0]["sql"]
    assert '"cases_child"' not in asked.captured_queries[0]["sql"]


def test_a_count_stops_where_it_no_longer_matters(content, monkeypatch):
    place = cases.commune()
    several(4, place)
    monkeypatch.setattr(queries, "COUNT_UP_TO", 2)

    assert queries.count_for(place.worker) == 3
    assert queries.count_for(place.worker, is_open=False) == 0


def test_lists_are_narrowed_by_state(content):
    place = cases.commune()
    several(2, place)
    registered = cases.case(CaseState.REGISTERED, place=place)
    closed = cases.case(CaseState.CLOSED, place=place)
    wanted = frozenset({CaseState.REGISTERED})

    assert queries.cases_for(place.worker, states=wanted).rows == [registered]
    assert queries.cases_for(place.worker, is_open=False).rows == [closed]


def test_a_case_is_found_by_its_number(content):
    story = cases.story()

    assert queries.by_number(story.place.worker, " te-2026-000001 ") == story.case
    assert queries.by_number(cases.commune().worker, story.case.number) is None


def test_decisions_wait_for_the_chair_and_not_for_the_worker(content):
    story = cases.story(CaseState.PLAN_REVIEW)

    assert [row.case for row in queries.approvals_for(story.place.chair)] == [story.case]
    assert not queries.approvals_for(story.place.worker)


def test_the_plan_comes_with_its_services(content):
    story = cases.story(CaseState.PLAN_REVIEW)

    assert queries.plan_of(story.case).services.count() == 1
    assert queries.plan_of(cases.case()) is None


def test_what_is_unfinished_is_counted(content):
    story = cases.story(CaseState.IMPLEMENTING, tip=tips.tip())

    left = queries.unfinished(story.case)

    assert (left.services, left.clocks, left.messages, left.transfers) == (1, 0, 0, 0)


@pytest.mark.parametrize("state", [CaseState.IDENTIFIED, CaseState.REGISTERED])
def test_an_age_band_is_known_once_the_child_is(content, state):
    known = state is CaseState.REGISTERED

    assert queries.age_band_of(cases.case(state)) == ("11-15" if known else "unknown")
