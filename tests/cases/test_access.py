"""Who sees which case, by the one table, everywhere alike."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lachan.cases import queries
from lachan.cases.access import assessment_for, case_for, service_for, summary_for
from lachan.cases.models import Assessment, CaseConflict, ChildCase, Service
from lachan.cases.rules import CaseState
from lachan.common.errors import NotAllowed, NotFound
from lachan.common.refs import Ref
from lachan.journal.queries import entries_for
from lachan.journal.rules import Author
from lachan.people.permissions import Permission
from lachan.people.rules import Role
from tests.builders import NOON, cases, people

READ = Permission.READ_CHILD_CASE


def opened(actor, case):
    try:
        return case_for(actor, case.pk, now=NOON) == case
    except NotFound:
        return False


def known(actor, case):
    try:
        return summary_for(actor, case.pk) == case
    except NotFound:
        return False


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(role=st.sampled_from(Role), near=st.booleans(), owns=st.booleans(), close=st.booleans())
def test_a_list_holds_exactly_what_its_door_opens(content, role, near, owns, close):
    story = cases.story(CaseState.REGISTERED)
    actor = people.actor(role, story.place.unit if near else None)
    if owns:
        story.case.owner_id = actor.user_id
        story.case.save(update_fields=["owner"])
    if close:
        CaseConflict.objects.create(case=story.case, user_id=actor.user_id, declared_at=NOON)

    readable = queries.cases_for(actor, permission=READ).rows
    listed = queries.cases_for(actor).rows

    assert (story.case in readable) is opened(actor, story.case)
    assert (story.case in listed) is known(actor, story.case)
    assert not (close and story.case in [*readable, *listed])


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        (Role.COMMUNE_WORKER, True),
        (Role.COMMUNE_CHAIR, True),
        (Role.SCHOOL, False),
        (Role.SYSTEM_ADMIN, False),
        (Role.LEADER, False),
        (Role.AUDITOR, False),
        (Role.INTAKE_OFFICER, False),
    ],
)
def test_the_commune_reads_its_cases_and_others_do_not(content, role, reads):
    story = cases.story(CaseState.REGISTERED)
    actor = people.actor(role, story.place.unit)

    assert opened(actor, story.case) is reads


def test_the_coordinator_sees_that_a_case_exists_and_no_more(content):
    case = cases.case(CaseState.REGISTERED)
    coordinator = people.actor(Role.COORDINATOR)

    assert known(coordinator, case)
    assert not opened(coordinator, case)
    assert "summary" in summary_for(coordinator, case.pk).get_deferred_fields()


def test_the_public_sees_nothing(content):
    cases.case()

    assert not ChildCase.objects.visible_to(Author.public()).exists()


def test_opening_a_case_is_in_the_trail(content):
    story = cases.story(CaseState.REGISTERED)

    case_for(story.place.chair, str(story.case.pk), now=NOON)

    last = entries_for(Ref.of(story.case)).last()
    assert (last.action, last.user_id) == ("read", story.place.chair.user_id)


def test_what_may_be_read_may_not_always_be_written(content):
    story = cases.story(CaseState.REGISTERED)

    with pytest.raises(NotAllowed):
        case_for(story.place.chair, story.case.pk, Permission.WRITE_CHILD_CASE, now=NOON)


@pytest.mark.parametrize("wrong", ["not-an-id", "00000000-0000-4000-8000-000000000000"])
def test_a_mistyped_address_says_no_more_than_a_wrong_one(content, wrong):
    worker = cases.commune().worker

    with pytest.raises(NotFound):
        case_for(worker, wrong, now=NOON)
    with pytest.raises(NotFound):
        summary_for(worker, wrong)


@pytest.mark.parametrize(("door", "kind"), [(assessment_for, Assessment), (service_for, Service)])
def test_parts_are_behind_the_door_of_their_case(content, door, kind):
    story = cases.story(CaseState.IMPLEMENTING)
    part = kind.objects.filter(case=story.case).first()

    assert door(story.place.worker, part.pk, now=NOON) == part
    with pytest.raises(NotFound):
        door(people.actor(Role.COMMUNE_WORKER), part.pk, now=NOON)


def test_two_positions_open_their_rows_only_for_what_each_may_do(content):
    here, there = cases.story(CaseState.REGISTERED), cases.story(CaseState.REGISTERED)
    worker = people.actor(Role.COMMUNE_WORKER, here.place.unit)
    chair = people.actor(Role.COMMUNE_CHAIR, there.place.unit)
    both = type(worker)(worker.user_id, None, "", worker.positions + chair.positions)

    assert opened(both, here.case)
    assert opened(both, there.case)
    assert case_for(both, here.case.pk, Permission.WRITE_CHILD_CASE, now=NOON)
    with pytest.raises(NotFound):
        case_for(both, there.case.pk, Permission.WRITE_CHILD_CASE, now=NOON)
