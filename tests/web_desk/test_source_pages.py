"""Sources that are watched, files that are handed in, items that came of them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lachan.monitor.models import Import, Source
from lachan.monitor.rules import Medium, SourceKind
from lachan.people.models import UnitKind
from lachan.people.rules import Role
from tests.builders import desk, monitor, people

pytestmark = pytest.mark.django_db

SOURCES = "/lam-viec/nguon/"


@pytest.fixture(autouse=True)
def files_stay_here(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def office():
    return people.unit(name="Sở Thử", kind=UnitKind.DEPARTMENT)


@pytest.fixture
def officer(office):
    return desk.at_work(Role.CONTENT_OFFICER, office)


def add(client, **given):
    facts = {
        "name": "Báo Thử",
        "kind": SourceKind.FEED.value,
        "medium": Medium.PRESS.value,
        "address": "https://bao.example",
    }
    return client.post(SOURCES, facts | given)


def hand_in(client, source, body, name="tin.jsonl"):
    return client.post(f"{SOURCES}{source.pk}/", {"file": SimpleUploadedFile(name, body)})


def test_a_source_belongs_to_the_unit_of_who_added_it(officer, office):
    assert add(officer).status_code == 302

    assert Source.objects.get().owner_unit == office


def test_an_address_that_is_none_is_refused_with_what_was_typed(officer):
    answer = add(officer, address="javascript:alert(1)", name="Báo Thử Hai")

    assert answer.status_code == 400
    assert "Báo Thử Hai" in answer.content.decode()
    assert not Source.objects.exists()


def test_the_same_name_twice_is_refused(officer):
    add(officer)

    assert add(officer).status_code == 400
    assert Source.objects.count() == 1


def test_a_source_is_stopped_and_started(officer):
    add(officer)
    source = Source.objects.get()

    states = []
    for _ in range(2):
        officer.post(f"{SOURCES}{source.pk}/bat-tat/")
        source.refresh_from_db()
        states.append(source.is_active)

    assert states == [False, True]


def test_a_handed_in_file_waits_for_the_worker(officer, office):
    source = monitor.source(unit=office)
    body = monitor.jsonl(monitor.rows("Một tin thử.")).getvalue()

    answer = hand_in(officer, source, body)

    assert answer.status_code == 302
    assert Import.objects.get().source == source


def test_an_empty_file_is_refused_on_the_page(officer, office):
    source = monitor.source(unit=office)

    answer = hand_in(officer, source, b"")

    assert answer.status_code == 400
    assert not Import.objects.exists()


def test_no_file_is_told_at_its_field(officer, office):
    source = monitor.source(unit=office)

    answer = officer.post(f"{SOURCES}{source.pk}/", {"csrfmiddlewaretoken": "x"})

    assert answer.status_code == 400
    assert set(answer.context["form"].errors) == {"file"}


def test_fetching_is_left_to_the_worker(officer, office):
    source = monitor.source(SourceKind.FEED, "https://bao.example/rss", unit=office)

    first, second = (officer.post(f"{SOURCES}{source.pk}/lay-tin/") for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 302)


def test_a_source_that_is_not_there_is_not_found(officer):
    assert officer.get(f"{SOURCES}99999/").status_code == 404


def test_sources_are_listed_with_what_came_of_them(officer, office):
    item = monitor.finding(source=monitor.source(unit=office, name="Báo Thử")).item

    page = officer.get(SOURCES).content.decode()

    assert item.source.name in page


def test_an_item_is_found_with_and_without_marks(officer):
    item = monitor.item("Các em bị rủ rê vào nhóm lạ.", title="Tin thử")
    monitor.item("Thời tiết hôm nay.", title="Tin khác")

    for word in ("rủ rê", "ru re"):
        rows = officer.get("/lam-viec/tin/", {"tim": word}).context["page"].rows
        assert [row[0].text for row in rows] == [item.title]


def test_an_item_is_shown_as_text_and_never_run(officer):
    item = monitor.item("<script>alert(1)</script> bắt nạt", title="<b>Tin</b>")

    page = officer.get(f"/lam-viec/tin/{item.pk}/").content.decode()

    assert "<script>alert" not in page
    assert "<b>Tin</b>" not in page


def test_nothing_of_an_item_is_fetched_from_where_it_came(officer):
    item = monitor.item(f"{monitor.HARMFUL} https://xau.example/anh.jpg", url="https://xau.example")

    page = officer.get(f"/lam-viec/tin/{item.pk}/").content.decode()

    assert 'src="https://xau.example' not in page
    assert "<iframe" not in page
