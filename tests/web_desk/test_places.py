"""The rooms of the side navigation: whoever may enter one finds it there."""

import pytest
from django.urls import resolve, reverse

from lachan.people.rules import Role
from lachan.web.desk.places import ROOMS
from tests.builders import desk, html

CHILD_CASES = "/lam-viec/ca/"


@pytest.mark.parametrize(("name", "permission"), [(name, asked) for name, _title, asked in ROOMS])
def test_a_room_is_shown_to_exactly_whom_its_gate_lets_in(name, permission):
    assert resolve(reverse(name)).func.lachan_permission is permission


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.TRIAGE_SUPERVISOR, True),
        (Role.COORDINATOR, True),
        (Role.COMMUNE_WORKER, True),
        (Role.INTAKE_OFFICER, False),
        (Role.AUDITOR, False),
    ],
)
def test_the_list_of_child_cases_is_found_by_who_may_list_them(content, role, shown):
    client = desk.at_work(role)

    page = html.Page(client.get("/lam-viec/").content, "/lam-viec/")

    assert (CHILD_CASES in page.links) is shown
    assert client.get(CHILD_CASES).status_code == (200 if shown else 403)
