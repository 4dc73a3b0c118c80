"""Whom a clock's warning reaches; never nobody while somebody higher is there."""

import pytest

from lachan.clocks.models import LadderStep
from lachan.clocks.rules.ladder import Audience
from lachan.notices.models import Notice
from lachan.people.rules import Role
from lachan.serve.warnings import recipients, tell
from tests.builders import NOON, clocks, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    clocks.loaded()
    return people.unit()


@pytest.fixture
def clock(unit):
    return clocks.clock(unit=unit)


def _asked(clock, *audiences):
    return {user.full_name for user in recipients(clock, list(audiences), NOON)}


def test_a_clock_that_nobody_owns_yet_warns_everybody_at_the_units_desk(unit, clock):
    worker = people.user(role=Role.COMMUNE_WORKER, unit=unit)
    people.user(role=Role.COMMUNE_CHAIR, unit=unit)

    assert _asked(clock, Audience.OWNER) == {worker.full_name}


def test_the_owner_is_warned_alone(unit):
    owner = people.user(role=Role.COMMUNE_WORKER, unit=unit)
    people.user(role=Role.COMMUNE_WORKER, unit=unit)

    assert _asked(clocks.clock(unit=unit, owner=owner), Audience.OWNER) == {owner.full_name}


def test_where_nobody_is_at_the_desk_the_head_is_warned(unit, clock):
    head = people.user(role=Role.COMMUNE_CHAIR, unit=unit)

    assert _asked(clock, Audience.OWNER, Audience.DEPUTY) == {head.full_name}


def test_another_units_staff_are_not_warned(clock):
    people.user(role=Role.COMMUNE_WORKER, unit=people.unit())

    assert not _asked(clock, Audience.OWNER, Audience.HEAD)


@pytest.mark.parametrize(("past_due", "template"), [(False, "due_soon"), (True, "overdue")])
def test_the_notice_says_whether_the_deadline_has_passed(unit, clock, past_due, template):
    people.user(role=Role.COMMUNE_WORKER, unit=unit)
    moment = clock.due_at if past_due else NOON
    step = LadderStep(
        clock=clock, step="50%", moment=moment, rung_at=NOON, audiences=[Audience.OWNER]
    )

    tell(step)
    tell(step)

    assert set(Notice.objects.values_list("template", flat=True)) == {template}
    assert Notice.objects.filter(channel="in_app").count() == 1
