"""Sign-in by link: in demo mode, for the person the link names, and never else."""

import pytest
from django.core import signing
from django.test import Client

from lachan.people import operations
from lachan.people.rules import Role
from lachan.web.desk.demo_entry import SALT
from tests.builders import NOON, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return people.user(Role.COMMUNE_WORKER)


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def link(user, salt=SALT):
    return f"/lam-viec/vao/{signing.dumps(user.pk, salt=salt)}/"


def test_the_link_signs_in_whom_it_names(demo, worker):
    client = Client()

    answer = client.get(link(worker))

    assert (answer.status_code, answer.url) == (302, "/lam-viec/")
    assert client.get("/lam-viec/").wsgi_request.user == worker


def test_in_demo_mode_nobody_is_asked_for_a_second_factor(demo, worker):
    client = Client()
    client.get(link(worker))

    assert client.get("/lam-viec/").status_code == 200


def test_the_same_link_opens_nothing_anywhere_else(worker):
    client = Client()

    assert client.get(link(worker)).status_code == 404
    assert client.get("/lam-viec/").status_code == 302


def test_a_forged_link_opens_nothing(demo, worker):
    token = signing.dumps(worker.pk, salt="another")

    assert Client().get(f"/lam-viec/vao/{token}/").status_code == 404
    assert Client().get("/lam-viec/vao/1/").status_code == 404
    assert Client().get(link(worker)[:-2] + "x/").status_code == 404


def test_a_link_for_a_leaver_opens_nothing(demo, worker):
    operations.deactivate_user(user=worker, by=people.SETUP, now=NOON)

    assert Client().get(link(worker)).status_code == 404


def test_a_link_for_nobody_opens_nothing(demo, worker):
    worker.pk = 0

    assert Client().get(link(worker)).status_code == 404
