"""From a directive to what each unit does about it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from lachan.common.errors import CannotMove, NotAllowed, NotFound
from lachan.journal.models import Entry
from lachan.notices.models import Notice
from lachan.people.models import Unit
from lachan.people.permissions import Permission
from lachan.people.rules import Actor, Function, Role
from lachan.programme import operations, queries
from lachan.programme.access import assignment_for, directive_for
from lachan.programme.errors import AlreadyIssued, ReasonMissing, SamePerson
from lachan.programme.models import Assignment, Duty, Part
from lachan.programme.rules import AssignmentState, Timeliness
from tests.builders import NOON, people, programme
from tests.builders.programme import House

pytestmark = pytest.mark.django_db
S = AssignmentState
LATER = NOON + timedelta(days=1)


def issue(place: House) -> operations.Issued:
    return operations.issue_directive(directive=place.directive, by=place.coordinator, now=NOON)


def of(code: str, unit: Unit) -> Assignment:
    return Assignment.objects.get(duty__code=code, unit=unit)


@pytest.fixture
def issued(place: House) -> House:
    issue(place)
    return place


@pytest.fixture
def reporter(issued: House) -> Actor:
    return people.actor(Role.UNIT_REPORTER, issued.communes[0])


def test_every_duty_falls_to_each_unit_that_holds_its_function(issued: House) -> None:
    whose = {unit.pk for unit in issued.communes}
    for code in ("N22", "N23", "N24", "N25", "N26"):
        leads = Assignment.objects.filter(duty__code=code, part=Part.LEAD)
        assert set(leads.values_list("unit", flat=True)) == whose


def test_a_duty_reaches_all_communes_in_one_step(place: House) -> None:
    for _number in range(90):
        programme.holding(Function.COMMUNE_AUTHORITY, people.unit())

    issue(place)

    assert Assignment.objects.filter(duty__code="N26").count() == 92


def test_a_body_named_to_coordinate_gets_that_part(issued: House) -> None:
    assert of("N11", issued.lead).part == Part.LEAD
    assert of("N11", issued.communes[0]).part == Part.COORDINATE


def test_a_unit_named_twice_leads(place: House) -> None:
    programme.holding(Function.YOUTH_UNION, place.lead)
    issue(place)
    assert of("N11", place.lead).part == Part.LEAD


def test_functions_without_holder_are_told_and_their_duties_listed(place: House) -> None:
    result = issue(place)
    assert Function.COURT in result.without_holder
    assert "N07" in set(
        queries.duties_without_holder(place.directive).values_list("code", flat=True)
    )


def test_a_recurring_duty_is_due_with_the_report_of_its_level(issued: House) -> None:
    # The half-year closes on 14 June; content gives communes 3 days, the province 8.
    assert of("N26", issued.communes[0]).due_on == date(2026, 6, 17)
    assert of("N15", issued.lead).due_on == date(2026, 6, 22)


def test_a_standing_duty_has_no_deadline(issued: House) -> None:
    assert of("N25", issued.communes[0]).due_on is None


def test_a_directive_is_issued_once(issued: House) -> None:
    with pytest.raises(AlreadyIssued):
        issue(issued)


def test_only_the_coordinator_issues(place: House) -> None:
    with pytest.raises(NotAllowed):
        operations.issue_directive(directive=place.directive, by=place.leader, now=NOON)
    assert not Assignment.objects.exists()


def test_those_who_report_for_a_unit_are_told_once(place: House) -> None:
    people.user(Role.UNIT_REPORTER, place.communes[0])
    issue(place)
    assert Notice.objects.filter(template="duty_issued", channel="in_app").count() == 1


def test_a_duty_nobody_holds_is_given_by_hand(issued: House) -> None:
    duty = Duty.objects.get(code="N07")
    given = operations.assign(
        duty=duty, unit=issued.education, part=Part.LEAD, by=issued.coordinator, now=NOON
    )
    again = operations.assign(
        duty=duty, unit=issued.education, part=Part.LEAD, by=issued.coordinator, now=NOON
    )
    assert (given.state, given.pk) == (S.ISSUED, again.pk)


def test_what_was_given_by_hand_first_is_not_given_again(place: House) -> None:
    duty, unit = Duty.objects.get(code="N22"), place.communes[0]
    given = operations.assign(
        duty=duty, unit=unit, part=Part.COORDINATE, by=place.coordinator, now=NOON
    )

    result = issue(place)

    assert of("N22", unit).pk == given.pk
    assert of("N22", unit).part == Part.COORDINATE
    assert of("N22", place.communes[1]).part == Part.LEAD
    assert result.assignments == Assignment.objects.count() - 1


def test_a_unit_given_one_duty_by_hand_gets_the_others(place: House) -> None:
    unit = place.communes[0]
    operations.assign(
        duty=Duty.objects.get(code="N22"),
        unit=unit,
        part=Part.LEAD,
        by=place.coordinator,
        now=NOON,
    )

    issue(place)

    assert of("N23", unit).state == S.ISSUED


def done(assignment: Assignment, by: Actor) -> Assignment:
    operations.acknowledge(assignment=assignment, by=by, now=NOON)
    operations.update_progress(
        assignment=assignment, percent=50, narrative="Đã họp.", by=by, now=NOON
    )
    return operations.report_done(
        assignment=assignment, narrative="Đã ban hành kế hoạch.", by=by, now=LATER
    )


def test_a_duty_goes_from_issued_to_verified(issued: House, reporter: Actor) -> None:
    assignment = done(of("N22", issued.communes[0]), reporter)

    operations.verify(assignment=assignment, by=issued.coordinator, now=LATER)

    assignment.refresh_from_db()
    assert assignment.state == S.VERIFIED_DONE
    assert [update.percent for update in assignment.updates.order_by("id")] == [50, 100]
    actions = Entry.objects.filter(subject_kind="programme.assignment").order_by("id")
    assert [entry.action for entry in actions.filter(subject_id=str(assignment.pk))] == [
        "assignment.acknowledged",
        "assignment.in_progress",
        "assignment.progress",
        "assignment.reported_done",
        "assignment.verified_done",
    ]


def test_a_returned_duty_says_why_and_is_reported_again(issued: House, reporter: Actor) -> None:
    assignment = done(of("N22", issued.communes[0]), reporter)
    by = issued.coordinator

    with pytest.raises(ReasonMissing):
        operations.return_assignment(assignment=assignment, reason="  ", by=by, now=LATER)
    operations.return_assignment(assignment=assignment, reason="Gửi kế hoạch.", by=by, now=LATER)
    again = operations.report_done(
        assignment=assignment, narrative="Đã gửi.", by=reporter, now=LATER
    )

    assert (again.state, again.return_reason) == (S.REPORTED_DONE, "Gửi kế hoạch.")


def test_who_reported_a_duty_does_not_verify_it(issued: House) -> None:
    both = people.user(Role.UNIT_REPORTER, issued.lead)
    people.operations.add_member(
        user=both, unit=issued.lead, role=Role.COORDINATOR, by=people.SETUP, now=NOON
    )
    actor = people.queries.actor_of(both, NOON)
    assignment = done(of("N14", issued.lead), actor)
    with pytest.raises(SamePerson):
        operations.verify(assignment=assignment, by=actor, now=LATER)


def test_a_duty_is_not_verified_before_it_was_reported(issued: House) -> None:
    with pytest.raises(CannotMove):
        operations.verify(assignment=of("N22", issued.communes[0]), by=issued.coordinator, now=NOON)


def test_a_unit_neither_sees_nor_reports_another_units_duty(issued: House, reporter: Actor) -> None:
    theirs = of("N22", issued.communes[1])
    with pytest.raises(NotFound):
        assignment_for(reporter, theirs.pk)
    with pytest.raises(NotFound):
        operations.acknowledge(assignment=theirs, by=reporter, now=NOON)


def test_a_unit_sees_its_duty_but_does_not_verify_it(issued: House, reporter: Actor) -> None:
    mine = of("N22", issued.communes[0])
    assert assignment_for(reporter, mine.pk) == mine
    with pytest.raises(NotAllowed):
        operations.verify(assignment=mine, by=reporter, now=NOON)


def test_the_coordinator_sees_but_does_not_report_a_communes_duty(issued: House) -> None:
    theirs = of("N22", issued.communes[0])
    with pytest.raises(NotAllowed):
        assignment_for(issued.coordinator, theirs.pk, Permission.REPORT_DUTY)


def test_a_unit_reads_the_directives_that_give_it_something(issued: House, reporter: Actor) -> None:
    stranger = people.actor(Role.UNIT_REPORTER)
    assert directive_for(reporter, issued.directive.pk) == issued.directive
    assert [found.duties_count for found in queries.directives(reporter)] == [26]  # type: ignore[attr-defined]
    with pytest.raises(NotFound):
        directive_for(stranger, issued.directive.pk)


def test_lateness_adds_up_to_all_duties(issued: House) -> None:
    everything = queries.assignments(issued.coordinator, issued.directive)
    counts = queries.standing(everything, date(2026, 6, 18))
    assert sum(counts.values()) == everything.count()
    assert counts[Timeliness.OVERDUE] > 0


@pytest.mark.parametrize("state", [S.VERIFIED_DONE, S.REPORTED_DONE, S.DRAFT])
def test_the_database_refuses_moves_the_table_does_not_list(issued: House, state: str) -> None:
    with pytest.raises(IntegrityError, match="may not go from issued"), transaction.atomic():
        Assignment.objects.filter(duty__code="N22").update(state=state)


def test_the_database_refuses_a_duty_that_begins_issued(issued: House) -> None:
    with pytest.raises(IntegrityError, match="may not begin as issued"), transaction.atomic():
        Assignment.objects.create(
            duty=Duty.objects.get(code="N07"),
            unit=issued.education,
            part=Part.LEAD,
            state=S.ISSUED,
        )
