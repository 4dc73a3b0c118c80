"""What a first demo start holds: repeatable, invented, and seen by those it is meant for."""

import pytest
from django.db import transaction

from lachan.clocks.models import Clock
from lachan.demo.people import STAFF, cast
from lachan.demo.seed import seed, sign_in_people
from lachan.journal.models import Entry
from lachan.monitor.models import Finding, Item, Source
from lachan.people.models import Membership, User
from lachan.people.rules import Role
from lachan.programme.models import Assignment
from lachan.tips.models import Tip
from lachan.triage.models import QueueEntry
from tests.builders import desk
from tests.demo.conftest import NOW

pytestmark = pytest.mark.django_db

COUNTED = [User, Membership, Source, Item, Finding, QueueEntry, Assignment]


@pytest.fixture(scope="module")
def seeded(furnished):
    with transaction.atomic():
        seed(now=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def at_noon(monkeypatch):
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: NOW)


def client_of(role):
    return desk.signed_in(User.objects.get(pk=cast(NOW)[role].user_id))


def test_everybody_invented_is_at_work(seeded):
    people = cast(NOW)

    assert {role for role, actor in people.items() if actor.has(role)} == {s.role for s in STAFF}


def test_there_is_somebody_for_every_room(seeded):
    names = [name for name, _user in sign_in_people()]

    assert len(names) == len(STAFF) == len(set(names))


def test_invented_people_have_addresses_that_reach_nobody(seeded):
    assert all(user.email.endswith("@lachan.example") for user in User.objects.all())


def test_a_second_seeding_changes_nothing(seeded):
    before = [model.objects.count() for model in COUNTED]

    seed(now=NOW)

    assert [model.objects.count() for model in COUNTED] == before


def test_a_second_seeding_tells_no_tip_twice(seeded):
    before = Tip.objects.count()

    seed(now=NOW)

    assert Tip.objects.count() == before


def test_every_tip_and_finding_waits_in_the_queue_with_a_deadline(seeded):
    entries = QueueEntry.objects.all()

    assert entries.filter(tip__isnull=False).count() == Tip.objects.count()
    assert entries.filter(finding__isnull=False).count() == Finding.objects.count()
    assert Clock.objects.open().count() == entries.count()


def test_every_article_is_invented_and_met_its_rule(seeded):
    assert all(item.url.startswith("https://bao-mau.example/") for item in Item.objects.all())
    assert set(Item.objects.values_list("pk", flat=True)) == set(
        Finding.objects.values_list("item", flat=True)
    )


@pytest.mark.parametrize(
    ("role", "address"),
    [
        (Role.INTAKE_OFFICER, "phan-loai/"),
        (Role.TRIAGE_SUPERVISOR, "phan-loai/"),
        (Role.CONTENT_OFFICER, "tin/"),
        (Role.COORDINATOR, "nhiem-vu/"),
        (Role.LEADER, "nhiem-vu/"),
        (Role.UNIT_REPORTER, "nhiem-vu/"),
        (Role.SYSTEM_ADMIN, "don-vi/"),
    ],
)
def test_what_it_made_is_seen_by_those_whose_work_it_is(seeded, at_noon, role, address):
    page = client_of(role).get(f"/lam-viec/{address}").context["page"]

    assert page.rows


@pytest.mark.parametrize("role", [Role.COMMUNE_WORKER, Role.LEADER, Role.CUSTODIAN, Role.AUDITOR])
def test_a_childs_words_are_seen_by_nobody_else(seeded, at_noon, role):
    client = client_of(role)

    answers = {client.get(f"/lam-viec/tin-bao/{tip.pk}/").status_code for tip in Tip.objects.all()}

    assert answers <= {403, 404}


def test_an_administrator_sees_who_is_at_work(seeded, at_noon):
    held = client_of(Role.SYSTEM_ADMIN).get("/lam-viec/don-vi/can-bo/").context["held"]

    assert len(held) >= len(STAFF)


def test_the_auditor_sees_what_the_seeding_did(seeded, at_noon):
    page = client_of(Role.AUDITOR).get("/lam-viec/nhat-ky/")

    assert page.context["entries"]
    assert Entry.objects.filter(action="tip.received").count() == Tip.objects.count()
