"""A case begins, and somebody takes it on."""

from datetime import timedelta

import pytest

from lachan.cases import operations
from lachan.cases.models import Child, ChildCase
from lachan.cases.rules import CaseState, ChildFacts, Sex
from lachan.common.errors import Invalid, NotAllowed, NotFound
from lachan.common.taxonomy import Severity
from lachan.notices.models import Notice
from lachan.people.rules import Role
from lachan.vault.queries import unseal
from tests.builders import NOON, cases, people

NEW_YEAR = NOON.replace(year=2027, month=1, day=4)


def test_numbers_have_no_gaps_and_begin_anew_each_year(content):
    place = cases.commune()

    numbers = [cases.case(place=place).number for _ in range(2)]
    later = operations.next_number("TE", now=NEW_YEAR)

    assert numbers == ["TE-2026-000001", "TE-2026-000002"]
    assert later == "TE-2027-000001"


def test_intake_opens_a_case_for_any_commune(content):
    officer = people.actor(Role.INTAKE_OFFICER)

    assert cases.case(by=officer).state == CaseState.IDENTIFIED


@pytest.mark.parametrize("role", [Role.COMMUNE_WORKER, Role.COMMUNE_CHAIR, Role.POLICE])
def test_nobody_opens_a_case_for_another_commune(content, role):
    stranger = people.actor(role)

    with pytest.raises(NotAllowed):
        cases.case(by=stranger)
    assert not ChildCase.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"harm": "T99"}, "harm"),
        ({"summary": "  "}, "summary"),
        ({"received_at": NOON + timedelta(minutes=1)}, "received_at"),
    ],
)
def test_what_cannot_be_is_refused_by_field(content, given, field):
    with pytest.raises(Invalid) as refused:
        cases.case(**given)

    assert refused.value.facts["field"] == field


def test_the_commune_is_told_without_a_word_of_content(content):
    place = cases.commune()

    cases.case(place=place)

    notice = Notice.objects.filter(user=place.worker.user_id).first()
    assert notice.template == "new_work"


def test_registering_says_who_the_child_is(content):
    case = cases.case(CaseState.REGISTERED)

    assert unseal(case.child, "name") == cases.CHILD.name
    assert (case.child.sex, case.child.birth_year) == ("female", 2014)
    assert case.owner_id is not None


def test_an_unknown_child_is_a_child_without_a_name(content):
    story = cases.story()

    story.by_worker(operations.register, child=ChildFacts(), no_conflict=True)

    assert unseal(story.case.child, "name") == ""
    assert story.case.child.sex == "unknown"


def test_an_estimate_keeps_its_year(content):
    story = cases.story()

    story.by_worker(operations.register, child=ChildFacts(estimated_age=9), no_conflict=True)

    assert story.case.child.estimated_in == 2026


def test_somebody_too_close_may_not_register(content):
    story = cases.story()

    with pytest.raises(Invalid):
        story.by_worker(operations.register, child=cases.CHILD, no_conflict=False)
    assert not Child.objects.exists()


def test_what_becomes_known_of_the_child_is_written_down(content):
    story = cases.story(CaseState.REGISTERED)

    story.by_worker(operations.describe_child, child=ChildFacts(name="Bé Khác", sex=Sex.MALE))

    child = Child.objects.get()
    assert (unseal(child, "name"), child.sex, child.birth_year) == ("Bé Khác", "male", None)


def test_there_is_no_child_to_describe_before_registering(content):
    story = cases.story()

    with pytest.raises(NotFound):
        story.by_worker(operations.describe_child, child=cases.CHILD)


def test_an_impossible_child_is_refused(content):
    story = cases.story()

    with pytest.raises(Invalid):
        story.by_worker(operations.register, child=ChildFacts(birth_year=1990), no_conflict=True)


def test_stepping_back_takes_the_case_out_of_sight(content):
    story = cases.story(CaseState.REGISTERED)
    worker = story.place.worker

    operations.declare_conflict(case=story.case, by=worker, now=NOON)

    assert not ChildCase.objects.visible_to(worker).exists()
    assert ChildCase.objects.visible_to(story.place.chair).exists()
    assert story.fresh().owner_id is None


def test_a_case_of_another_severity_keeps_its_own(content):
    assert cases.case(severity=Severity.S2).severity == "S2"
