import re

import pytest
from django.urls import reverse

from lachan.people.rules import Role
from tests.builders import desk, people
from tests.i18n.conftest import speak_english
from tests.i18n.words import MARKED, vietnamese_in

OPEN = ["account_login", "account_reset_password", "account_reset_password_done"]
INSIDE = ["mfa_index", "mfa_reauthenticate", "account_change_password"]
LABEL = re.compile(r"<label[^>]*>\s*(.*?)\s*</label>", re.DOTALL)


def with_password():
    user = people.user(Role.COORDINATOR)
    user.set_password("mot mat khau that dai")
    user.save()
    return user


def labels(page):
    return LABEL.findall(page.content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize("name", OPEN)
def test_signing_in_is_drawn_by_our_own_pages(client, name):
    assert "govuk-heading-l" in client.get(reverse(name)).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", OPEN)
def test_a_sign_in_page_in_english_holds_no_vietnamese(reader, name):
    assert vietnamese_in(reader.get(reverse(name)).content.decode()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", INSIDE)
def test_a_page_of_ones_own_account_in_english_holds_no_vietnamese(name):
    client = speak_english(desk.signed_in(with_password()))

    assert vietnamese_in(client.get(reverse(name), follow=True).content.decode()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", OPEN[:2])
def test_labels_of_a_sign_in_page_are_in_vietnamese(client, name):
    assert all(MARKED.search(label) for label in labels(client.get(reverse(name))))


@pytest.mark.django_db
def test_labels_of_a_page_of_ones_own_account_are_in_vietnamese():
    client = desk.signed_in(with_password())

    for name in INSIDE:
        assert all(MARKED.search(label) for label in labels(client.get(reverse(name), follow=True)))


@pytest.mark.django_db
def test_a_wrong_password_is_told_in_vietnamese(client):
    given = {"login": "khong-co@lachan.example", "password": "sai"}

    page = client.post(reverse("account_login"), given).content.decode()

    assert "Thư điện tử hoặc mật khẩu không đúng" in page


@pytest.mark.django_db
def test_nobody_is_remembered_on_a_borrowed_machine(client):
    assert 'name="remember"' not in client.get(reverse("account_login")).content.decode()


@pytest.mark.django_db
def test_whoever_has_no_password_is_led_to_the_link_by_mail():
    client = desk.signed_in(people.user(Role.COORDINATOR))

    page = client.get(reverse("account_change_password"), follow=True)

    assert page.redirect_chain[-1][0] == reverse("account_reset_password")


@pytest.mark.django_db
def test_a_refusal_is_told_in_english():
    client = speak_english(desk.signed_in(people.user(Role.SCHOOL)))

    page = client.get(reverse("desk_journal"))

    assert page.status_code == 403
    assert vietnamese_in(page.content.decode()) == []
