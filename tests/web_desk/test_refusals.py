"""An expected refusal is a page that says what to do; a lost database is said honestly."""

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from lachan.common import errors
from lachan.people.rules import Role
from lachan.web.desk import home
from tests.builders import desk

REFUSALS = {
    errors.NotAllowed(permission="x"): 403,
    errors.NotFound(): 404,
    errors.ChangedMeanwhile(): 409,
    errors.CannotMove(state="Đã đóng"): 409,
    errors.Invalid(field="Ngày", problem="sai"): 400,
}


@pytest.fixture
def worker(db):
    return desk.at_work(Role.COMMUNE_WORKER)


@pytest.fixture
def refusing(monkeypatch):
    """Makes the desk's first page end in the error."""

    def set_up(error):
        def fails(*args, **kwargs):
            raise error

        monkeypatch.setattr(home.queries, "open_for", fails)

    return set_up


@pytest.mark.parametrize(
    ("refusal", "status"), REFUSALS.items(), ids=lambda one: type(one).__name__
)
def test_a_refusal_has_its_own_status_and_its_own_sentence(worker, refusing, refusal, status):
    refusing(refusal)

    answer = worker.get("/lam-viec/")

    assert answer.status_code == status
    assert str(refusal) in answer.content.decode()
    assert "nút quay lại" in answer.content.decode()


def test_a_refusal_in_english_for_who_reads_english(worker, refusing):
    refusing(errors.ChangedMeanwhile())
    worker.cookies["django_language"] = "en"

    page = worker.get("/lam-viec/").content.decode()

    assert 'lang="en"' in page
    assert errors.ChangedMeanwhile.sentence not in page


def test_a_fault_is_not_dressed_up_as_a_refusal(worker, refusing):
    refusing(errors.Fault("broken"))

    with pytest.raises(errors.Fault):
        worker.get("/lam-viec/")


def test_a_refusal_is_not_kept_by_the_browser(worker, refusing):
    refusing(errors.NotAllowed(permission="x"))

    assert "no-store" in worker.get("/lam-viec/")["Cache-Control"]


class Lost:
    """A browser that was signed in, and a connection to the database that is none any more."""

    def __init__(self):
        self.client = Client()
        self.client.cookies["sessionid"] = "a" * 32

    def get(self, address="/lam-viec/"):
        return self.client.get(address)


@pytest.fixture
def another_connection(django_db_setup, django_db_blocker, monkeypatch):
    """A connection of its own in place of the tests', which stays as it is."""
    kept = connections["default"]
    with django_db_blocker.unblock():
        own = connections.create_connection("default")
        own.settings_dict = kept.settings_dict | {"CONN_HEALTH_CHECKS": False}
        connections["default"] = own
        yield own
        own.close()
        connections["default"] = kept


@pytest.fixture
def nowhere(another_connection, tmp_path):
    """Nobody listens where the database should be."""
    another_connection.settings_dict |= {"HOST": str(tmp_path)}


@pytest.fixture
def killed(another_connection):
    """The server ended the connection in the middle of its life."""
    with another_connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    killer = connections.create_connection("default")
    killer.settings_dict = another_connection.settings_dict
    with killer.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    killer.close()


LOST = ["nowhere", "killed"]


@pytest.mark.parametrize("how", LOST)
def test_a_lost_database_is_said_to_be_lost(request, how):
    request.getfixturevalue(how)

    answer = Lost().get()

    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Nội dung vừa gửi chưa được lưu" in page
    assert 'href="tel:111"' in page


@pytest.mark.parametrize("how", LOST)
def test_a_form_sent_to_a_lost_database_is_said_to_be_unsaved(request, how):
    request.getfixturevalue(how)

    answer = Lost().client.post("/lam-viec/nhac-viec/da-xem/")

    assert answer.status_code == 503
    assert "chưa được lưu" in answer.content.decode()


def test_the_desk_is_there_again_when_the_database_is(request, another_connection, tmp_path):
    lost = Lost()
    place = another_connection.settings_dict["HOST"]
    another_connection.settings_dict["HOST"] = str(tmp_path)
    assert lost.get().status_code == 503

    another_connection.settings_dict["HOST"] = place

    assert lost.get().status_code == 302


def test_the_page_of_a_lost_database_is_not_kept(nowhere):
    assert "no-store" in Lost().get()["Cache-Control"]


def test_signing_in_without_a_database_is_said_honestly(nowhere):
    answer = Client().post(
        reverse("account_login"), {"login": "ai@lachan.example", "password": "mat-khau-thu-dai"}
    )

    assert answer.status_code == 503
