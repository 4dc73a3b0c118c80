"""A content case opens for the unit that deals with content, and who sees it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lachan.common.errors import Invalid, NotAllowed, NotFound
from lachan.common.refs import Ref
from lachan.journal.queries import entries_for
from lachan.journal.rules import Author
from lachan.notices.models import Notice
from lachan.people.permissions import Permission
from lachan.people.rules import Role
from lachan.takedown import queries
from lachan.takedown.access import content_case_for, recheck_for, request_for
from lachan.takedown.models import ContentCase, Recheck
from lachan.takedown.rules import ContentState
from tests.builders import NOON, people, takedown


def test_numbers_are_read_aloud(content):
    assert takedown.case().number == "ND-2026-000001"


def test_intake_opens_a_case_for_the_unit_that_deals_with_content(content):
    case = takedown.case(by=people.actor(Role.INTAKE_OFFICER))

    assert case.state == ContentState.OPENED


@pytest.mark.parametrize("role", [Role.CONTENT_OFFICER, Role.COMMUNE_WORKER, Role.LEADER])
def test_nobody_opens_a_case_for_another_unit(content, role):
    with pytest.raises(NotAllowed):
        takedown.case(by=people.actor(role))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"harm": "T99"}, "harm"),
        ({"locator": " "}, "locator"),
        ({"platform": ""}, "platform"),
        ({"received_at": NOON + timedelta(minutes=1)}, "received_at"),
    ],
)
def test_what_cannot_be_is_refused_by_field(content, given, field):
    with pytest.raises(Invalid) as refused:
        takedown.case(**given)

    assert refused.value.facts["field"] == field


def test_its_officers_are_told_without_a_word_of_content(content):
    place = takedown.office()
    takedown.case(place=place)

    assert Notice.objects.filter(user=place.officer.user_id, template="new_work").exists()


@pytest.mark.parametrize(
    ("role", "near", "sees"),
    [
        (Role.CONTENT_OFFICER, True, True),
        (Role.POLICE, True, True),
        (Role.CONTENT_OFFICER, False, False),
        (Role.TRIAGE_SUPERVISOR, False, True),
        (Role.COMMUNE_WORKER, True, False),
        (Role.INTAKE_OFFICER, True, False),
        (Role.SYSTEM_ADMIN, True, False),
    ],
)
def test_a_list_holds_exactly_what_its_door_opens(content, role, near, sees):
    story = takedown.story()
    actor = people.actor(role, story.place.unit if near else None)

    assert (story.case in queries.cases_for(actor).rows) is sees
    try:
        assert content_case_for(actor, str(story.case.pk), now=NOON) == story.case
        assert sees
    except NotFound:
        assert not sees


def test_the_public_sees_nothing(content):
    takedown.case()

    assert not ContentCase.objects.visible_to(Author.public()).exists()


def test_opening_a_case_is_in_the_trail(content):
    story = takedown.story()

    content_case_for(story.place.officer, story.case.pk, now=NOON)

    assert entries_for(Ref.of(story.case)).last().action == "read"


def test_what_may_be_read_may_not_always_be_written(content):
    story = takedown.story()

    with pytest.raises(NotAllowed):
        content_case_for(
            story.place.approver, story.case.pk, Permission.WRITE_CONTENT_CASE, now=NOON
        )


def test_requests_and_looks_are_behind_the_door_of_their_case(content):
    story = takedown.story(ContentState.VERIFIED)
    look = Recheck.objects.first()
    stranger = people.actor(Role.CONTENT_OFFICER)

    assert request_for(story.place.officer, story.request.pk, now=NOON) == story.request
    assert recheck_for(story.place.officer, look.pk, now=NOON) == look
    with pytest.raises(NotFound):
        request_for(stranger, story.request.pk, now=NOON)
    with pytest.raises(NotFound):
        recheck_for(stranger, look.pk, now=NOON)
    with pytest.raises(NotFound):
        content_case_for(stranger, "no-id", now=NOON)


def test_pages_join_without_gaps_or_repeats(content):
    place = takedown.office()
    made = [takedown.case(place=place) for _ in range(5)]
    seen, mark = [], None
    while True:
        page = queries.cases_for(place.officer, after=mark, size=2)
        seen += page.rows
        mark = page.next
        if mark is None:
            break

    assert {case.pk for case in seen} == {case.pk for case in made}
    assert len(seen) == 5


def test_a_list_is_one_query_without_an_address(content):
    place = takedown.office()
    for _ in range(3):
        takedown.case(place=place)

    with CaptureQueriesContext(connection) as asked:
        assert [str(case.owner_unit) for case in queries.cases_for(place.officer).rows]

    assert len(asked) == 1
    assert "locator" not in asked.captured_queries[0]["sql"]


def test_a_count_stops_where_it_no_longer_matters(content, monkeypatch):
    place = takedown.office()
    for _ in range(3):
        takedown.case(place=place)
    monkeypatch.setattr(queries, "COUNT_UP_TO", 1)

    assert queries.count_for(place.officer, states=frozenset({ContentState.OPENED})) == 2
    assert queries.count_for(place.officer, is_open=False) == 0


def test_decisions_wait_for_the_approver(content):
    story = takedown.story(ContentState.REQUESTING)

    assert list(queries.approvals_for(story.place.approver)) == [story.request]
    assert not queries.approvals_for(story.place.officer)


def test_silence_past_the_day_is_seen(content):
    story = takedown.story(ContentState.WAITING)
    later = NOON + timedelta(hours=25)

    assert list(queries.overdue_requests(story.place.officer, now=later)) == [story.request]
    assert not queries.overdue_requests(story.place.officer, now=NOON)


def test_requests_come_with_their_answers_and_looks(content):
    story = takedown.story(ContentState.VERIFIED)

    (request,) = queries.requests_of(story.case)

    assert request.replies.count() == 1
    assert request.rechecks.count() == 4


@pytest.mark.parametrize(("harm", "hidden"), [("T03", True), ("T05", True), ("T11", False)])
def test_sexual_categories_are_never_shown(content, harm, hidden):
    assert queries.never_shown(takedown.case(harm=harm)) is hidden
