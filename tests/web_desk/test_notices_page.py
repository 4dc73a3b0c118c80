"""Nhắc việc: a person's own notices, and that they were seen."""

import pytest

from lachan.common.refs import Ref
from lachan.notices import operations
from lachan.notices.rules import NoticeCode
from lachan.people.rules import Role
from tests.builders import NOON, cases, desk, people

pytestmark = pytest.mark.django_db

NOTICES = "/lam-viec/nhac-viec/"


@pytest.fixture
def place(content):
    return cases.commune()


@pytest.fixture
def worker(place):
    return people.user(Role.COMMUNE_WORKER, place.unit)


def tell(user, subject=None, dedupe="thử"):
    operations.tell(
        recipients=[user],
        template=NoticeCode.NEW_WORK,
        subject=subject,
        now=NOON,
        dedupe=dedupe,
    )


def test_a_notice_leads_to_its_record(place, worker):
    case = cases.case(place=place)

    (line,) = desk.signed_in(worker).get(NOTICES).context["lines"]

    assert line["href"] == f"/lam-viec/ca/{case.pk}/"


def test_a_notice_about_what_one_may_not_open_leads_nowhere(worker):
    other = cases.case()
    tell(worker, Ref.of(other))

    (line,) = desk.signed_in(worker).get(NOTICES).context["lines"]

    assert line["href"] is None


def test_a_notice_says_nothing_of_what_is_in_a_record(place, worker):
    case = cases.case(place=place)

    page = desk.signed_in(worker).get(NOTICES).content.decode()

    assert "nói xấu" not in page
    assert case.number not in page


def test_nobody_reads_another_persons_notices(worker):
    tell(people.user(Role.COMMUNE_WORKER))

    assert desk.signed_in(worker).get(NOTICES).context["lines"] == []


def test_the_number_of_unread_ones_is_in_the_navigation_until_they_were_seen(worker):
    tell(worker)
    client = desk.signed_in(worker)

    def counted():
        return "moj-notification-badge" in client.get("/lam-viec/").content.decode()

    before = counted()
    client.post(f"{NOTICES}da-xem/")

    assert (before, counted()) == (True, False)
