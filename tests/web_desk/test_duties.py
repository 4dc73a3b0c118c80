"""Directives and duties by the forms of their pages."""

import pytest

from lachan.people.rules import Role
from lachan.programme import operations
from lachan.programme.models import Assignment
from lachan.programme.rules import AssignmentState
from tests.builders import NOON, desk, programme

pytestmark = pytest.mark.django_db

S = AssignmentState


@pytest.fixture
def house(content):
    return programme.house()


@pytest.fixture
def coordinator(house):
    return desk.at_work(Role.COORDINATOR, house.lead)


@pytest.fixture
def duty(house):
    """One duty of the first commune."""
    operations.issue_directive(directive=house.directive, by=house.coordinator, now=NOON)
    return Assignment.objects.filter(unit=house.communes[0]).first()


@pytest.fixture
def reporter(house, duty):
    return desk.at_work(Role.UNIT_REPORTER, house.communes[0])


def send(client, duty, code, **given):
    return client.post(f"/lam-viec/nhiem-vu/{duty.pk}/{code}/", given)


def state_of(duty):
    return Assignment.objects.get(pk=duty.pk).state


def test_a_directive_gives_its_duties_to_whoever_holds_the_functions(house, coordinator):
    address = f"/lam-viec/van-ban-chi-dao/{house.directive.pk}/"

    answer = coordinator.post(f"{address}giao/")

    page = coordinator.get(address)
    assert answer.status_code == 302
    assert Assignment.objects.filter(unit=house.communes[0]).exists()
    assert page.context["acts"] == []
    assert sum(count for _label, count in page.context["standing"]) == Assignment.objects.count()


def test_a_directive_is_given_once(house, coordinator, duty):
    assert (
        coordinator.post(f"/lam-viec/van-ban-chi-dao/{house.directive.pk}/giao/").status_code == 404
    )


def test_a_unit_acknowledges_reports_and_is_confirmed(reporter, coordinator, duty):
    send(reporter, duty, "nhan")
    send(reporter, duty, "tien-do", percent="40", narrative="Đang tập huấn.")
    send(reporter, duty, "hoan-thanh", narrative="Đã tập huấn xong.")

    send(coordinator, duty, "xac-nhan")

    assert state_of(duty) == S.VERIFIED_DONE


def test_what_a_unit_said_is_on_the_page(reporter, coordinator, duty):
    send(reporter, duty, "nhan")
    send(reporter, duty, "tien-do", percent="40", narrative="Đang tập huấn.")

    page = coordinator.get(f"/lam-viec/nhiem-vu/{duty.pk}/").content.decode()

    assert "Đang tập huấn." in page
    assert "40" in page


def test_a_duty_is_sent_back_with_what_is_lacking(reporter, coordinator, duty):
    send(reporter, duty, "nhan")
    send(reporter, duty, "hoan-thanh", narrative="Xong.")

    send(coordinator, duty, "tra-lai", reason="Thiếu danh sách.")

    page = reporter.get(f"/lam-viec/nhiem-vu/{duty.pk}/").content.decode()
    assert state_of(duty) == S.RETURNED
    assert "Thiếu danh sách." in page


def test_more_than_all_cannot_be_done(reporter, duty):
    send(reporter, duty, "nhan")

    answer = send(reporter, duty, "tien-do", percent="101", narrative="Hết cả.")

    assert answer.status_code == 400
    assert "Hết cả." in answer.content.decode()


def test_a_unit_sees_its_own_duties_and_no_others(house, reporter, coordinator, duty):
    mine = reporter.get("/lam-viec/nhiem-vu/").context["page"]
    every = coordinator.get("/lam-viec/nhiem-vu/").context["page"]

    assert int(mine.count) == Assignment.objects.filter(unit=house.communes[0]).count()
    assert int(every.count) == Assignment.objects.count()


def test_duties_are_found_by_their_theme(coordinator, duty):
    page = coordinator.get("/lam-viec/nhiem-vu/", {"nhom": duty.duty.theme}).context["page"]

    assert int(page.count) == Assignment.objects.filter(duty__theme=duty.duty.theme).count()
