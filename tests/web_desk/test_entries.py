"""A unit types in what the system cannot count."""

import pytest
from django.urls import reverse

from lachan.people.rules import Role
from lachan.programme.models import EnteredValue, Side
from tests.builders import desk, programme


@pytest.fixture
def house(db):
    return programme.house()


@pytest.fixture
def reporter(house):
    """The desk of who reports for the education department."""
    return desk.at_work(Role.UNIT_REPORTER, house.education)


def _field(house, code: str, part: str = "so", side: Side = Side.NUMERATOR) -> str:
    return f"{part}-{house.indicator(code).pk}-{side.value}"


def test_a_number_is_kept(house, reporter):
    answer = reporter.post(reverse("desk_entries"), {_field(house, "B4"): "12"})

    assert answer.status_code == 302
    assert EnteredValue.objects.get().value == 12


def test_what_is_left_empty_is_not_zero(house, reporter):
    reporter.post(reverse("desk_entries"), {_field(house, "B4"): ""})

    assert not EnteredValue.objects.exists()


def test_a_reason_stands_for_a_missing_number(house, reporter):
    reporter.post(reverse("desk_entries"), {_field(house, "B4", "ly-do"): "Chưa thống kê xong"})

    assert EnteredValue.objects.get().value is None


def test_a_number_with_a_reason_is_refused_and_nothing_is_kept(house, reporter):
    both = {_field(house, "B4"): "12", _field(house, "B4", "ly-do"): "Chưa xong"}

    answer = reporter.post(reverse("desk_entries"), both)

    assert answer.status_code == 400
    assert not EnteredValue.objects.exists()


def test_saving_the_same_again_makes_no_new_version(house, reporter):
    for _ in range(2):
        reporter.post(reverse("desk_entries"), {_field(house, "B4"): "12"})

    assert EnteredValue.objects.count() == 1


def test_a_correction_is_a_new_version(house, reporter):
    for number in ("12", "13"):
        reporter.post(reverse("desk_entries"), {_field(house, "B4"): number})

    newest = EnteredValue.objects.order_by("-version").first()
    assert (newest.version, newest.value) == (2, 13)


def test_who_has_nothing_to_enter_is_told_so(house):
    leader = desk.at_work(Role.COORDINATOR, house.province)

    answer = leader.get(reverse("desk_entries"))

    assert "không phải nhập số liệu nào" in answer.content.decode()
