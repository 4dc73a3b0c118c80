"""Units are reminded once of what comes due, and once of what is late."""

from collections import Counter
from datetime import datetime

import pytest

from lachan.notices.models import Notice
from lachan.people.models import User
from lachan.people.rules import Role
from lachan.programme import operations
from lachan.programme.models import Assignment
from tests.builders import NOON, people
from tests.builders.programme import House

pytestmark = pytest.mark.django_db
# Communes owe the half-year's report on 17 June.
A_WEEK_BEFORE = NOON.replace(month=6, day=10)
THE_DAY_AFTER = NOON.replace(month=6, day=18)


@pytest.fixture
def reporter(place: House) -> User:
    reporter = people.user(Role.UNIT_REPORTER, place.communes[0])
    operations.issue_directive(directive=place.directive, by=place.coordinator, now=NOON)
    return reporter


def told(moment: datetime) -> Counter[str]:
    """What the sweep said at the moment, beside that duties were given."""
    before = set(Notice.objects.values_list("pk", flat=True))
    operations.remind_due(now=moment)
    new = Notice.objects.filter(channel="in_app").exclude(pk__in=before)
    return Counter(new.values_list("template", flat=True))


@pytest.mark.usefixtures("reporter")
def test_a_week_before_the_day_a_unit_is_told_once_for_all_its_duties() -> None:
    assert told(NOON.replace(month=6, day=9)) == {}
    assert told(A_WEEK_BEFORE) == {"report_due": 1}
    assert told(A_WEEK_BEFORE) == {}


@pytest.mark.usefixtures("reporter")
def test_the_day_after_it_is_told_that_it_is_late() -> None:
    assert told(THE_DAY_AFTER) == {"overdue": 1}
    assert told(THE_DAY_AFTER) == {}


def test_a_unit_that_has_reported_is_left_in_peace(place: House, reporter: User) -> None:
    by = people.queries.actor_of(reporter, NOON)
    for assignment in Assignment.objects.filter(unit=place.communes[0], due_on__isnull=False):
        operations.acknowledge(assignment=assignment, by=by, now=NOON)
        operations.report_done(assignment=assignment, narrative="Đã xong.", by=by, now=NOON)
    assert told(THE_DAY_AFTER) == {}


@pytest.mark.usefixtures("reporter")
def test_those_who_report_for_another_unit_hear_nothing_of_it() -> None:
    stranger = people.user(Role.UNIT_REPORTER)
    told(A_WEEK_BEFORE)
    assert not Notice.objects.filter(user=stranger).exists()
