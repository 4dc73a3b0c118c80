"""The first administrator of an installation."""

import pytest
from django.core.exceptions import ValidationError

from lachan.people.models import User
from lachan.people.queries import actor_of
from lachan.people.rules import Role
from lachan.serve.first_staff import add
from tests.builders import NOON, people

pytestmark = pytest.mark.django_db

GOOD = {
    "email": "quan-tri@lachan.example",
    "name": "Trần Thị Quản Trị Bịa",
    "unit_code": "so-mau",
    "role": "system_admin",
    "password": "mot hai ba bon nam",
}


@pytest.fixture(autouse=True)
def unit():
    return people.unit(code="so-mau")


def test_the_first_administrator_needs_no_second():
    add(**GOOD, now=NOON)

    user = User.objects.get(email=GOOD["email"])
    assert actor_of(user, NOON).has(Role.SYSTEM_ADMIN)
    assert user.check_password(GOOD["password"])


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("role", "vua", "is no role"),
        ("unit_code", "khong-co", "There is no unit"),
        ("email", "khong phai", "."),
        ("password", "ngan", "."),
    ],
)
def test_what_cannot_be_used_is_refused_and_leaves_nobody(field, value, words):
    with pytest.raises(ValidationError, match=words):
        add(**GOOD | {field: value}, now=NOON)

    assert not User.objects.exists()
