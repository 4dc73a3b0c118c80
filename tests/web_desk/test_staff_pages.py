"""Positions given, confirmed and ended by administrators."""

import pytest

from lachan.people.models import Membership, User
from lachan.people.rules import Role
from tests.builders import desk, people

pytestmark = pytest.mark.django_db

STAFF = "/lam-viec/don-vi/can-bo/"


@pytest.fixture
def admin():
    return desk.at_work(Role.SYSTEM_ADMIN)


@pytest.fixture
def commune():
    return people.unit(code="xa-thu")


def give(client, **given):
    facts = {
        "email": "moi@lachan.example",
        "full_name": "Trần Thị Mới Thử",
        "role": Role.COMMUNE_WORKER,
        "unit": "xa-thu",
    }
    return client.post(STAFF, facts | given)


def test_a_new_person_gets_an_account_and_a_position(admin, commune):
    assert give(admin).status_code == 302

    held = Membership.objects.get(user__email="moi@lachan.example")
    assert (held.role, held.unit, held.confirmed_at is not None) == (
        Role.COMMUNE_WORKER,
        commune,
        True,
    )


def test_a_known_person_gets_one_more_position(admin, commune):
    known = people.user(Role.SCHOOL, email="moi@lachan.example")

    give(admin, email="Moi@lachan.example")

    assert known.memberships.count() == 2


def test_the_same_position_twice_is_refused_with_what_was_typed(admin, commune):
    give(admin)

    answer = give(admin)

    assert answer.status_code == 409
    assert "Trần Thị Mới Thử" in answer.content.decode()


def test_nobody_gives_a_position_to_themselves(commune):
    user = people.user(Role.SYSTEM_ADMIN)

    answer = give(desk.signed_in(user), email=user.email)

    assert answer.status_code == 409
    assert user.memberships.count() == 1


def test_an_unknown_unit_is_told_at_its_field(admin):
    answer = give(admin, unit="khong-co")

    assert answer.status_code == 400
    assert set(answer.context["form"].errors) == {"unit"}
    assert not User.objects.filter(email="moi@lachan.example").exists()


def test_an_auditor_takes_two_administrators(admin, commune):
    give(admin, role=Role.AUDITOR)
    asked = Membership.objects.get(user__email="moi@lachan.example")
    before = asked.confirmed_at

    desk.at_work(Role.SYSTEM_ADMIN).post(f"{STAFF}{asked.pk}/xac-nhan/")

    asked.refresh_from_db()
    assert before is None
    assert asked.confirmed_at is not None


def test_who_asked_does_not_confirm(admin, commune):
    give(admin, role=Role.AUDITOR)
    asked = Membership.objects.get(user__email="moi@lachan.example")

    answer = admin.post(f"{STAFF}{asked.pk}/xac-nhan/")

    asked.refresh_from_db()
    assert answer.status_code >= 400
    assert asked.confirmed_at is None


def test_a_position_is_ended(admin):
    held = people.user(Role.SCHOOL).memberships.get()

    admin.post(f"{STAFF}{held.pk}/ket-thuc/")

    held.refresh_from_db()
    assert held.valid_to is not None


def test_a_leaver_cannot_do_anything_any_more(admin):
    leaver = people.user(Role.SCHOOL)
    client = desk.signed_in(leaver)
    assert client.get("/lam-viec/").status_code == 200

    admin.post(f"{STAFF}ngung/{leaver.pk}/")

    assert client.get("/lam-viec/").status_code == 302


@pytest.mark.parametrize("address", ["99999/xac-nhan/", "99999/ket-thuc/", "ngung/99999/"])
def test_who_is_not_there_is_not_found(admin, address):
    assert admin.post(STAFF + address).status_code == 404


def test_people_are_found_by_name_and_by_mail(admin):
    people.user(Role.SCHOOL, full_name="Lý Văn Tìm", email="tim@lachan.example")

    for word in ("văn tìm", "tim@lachan"):
        held = admin.get(STAFF, {"tim": word}).context["held"]
        assert [one.user.full_name for one, _unit in held] == ["Lý Văn Tìm"]


def test_units_are_found_by_the_function_they_hold():
    from lachan.people.rules import Function
    from tests.builders import programme

    holder = programme.holding(Function.PRESS, people.unit(name="Báo Thử"))
    reader = desk.at_work(Role.SCHOOL)

    rows = reader.get("/lam-viec/don-vi/", {"chuc-nang": "press"}).context["page"].rows

    assert [row[0].text for row in rows] == ["Báo Thử"]
    assert holder


def test_only_an_administrator_is_led_to_the_staff(admin):
    reader = desk.at_work(Role.SCHOOL)

    assert "can-bo/" in admin.get("/lam-viec/don-vi/").content.decode()
    assert "can-bo/" not in reader.get("/lam-viec/don-vi/").content.decode()
