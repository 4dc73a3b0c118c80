"""Nhật ký: who did what to which record, newest first, without any content."""

import pytest

from lachan.people.rules import Role
from lachan.web.desk import journal as desk_journal
from tests.builders import cases, desk, journal, people

pytestmark = pytest.mark.django_db

JOURNAL = "/lam-viec/nhat-ky/"


@pytest.fixture
def auditor():
    return desk.at_work(Role.AUDITOR)


def shown(client, **query):
    return [line["entry"].pk for line in client.get(JOURNAL, query).context["entries"]]


def test_newest_first(auditor):
    made = [journal.entry(number=number).pk for number in range(3)]

    assert shown(auditor)[:3] == made[::-1]


def test_one_kind_of_act_can_be_looked_for(auditor):
    wanted = journal.entry(action="thử.tìm")
    journal.entry(action="thử.khác")

    assert shown(auditor, viec="thử.tìm") == [wanted.pk]


def test_pages_follow_each_other_without_a_gap(auditor, monkeypatch):
    monkeypatch.setattr(desk_journal, "PAGE_ROWS", 2)
    made = [journal.entry(action="thử.trang", number=number).pk for number in range(3)]
    first = auditor.get(JOURNAL, {"viec": "thử.trang"}).context

    rest = shown(auditor, viec="thử.trang", truoc=first["older"])

    assert [line["entry"].pk for line in first["entries"]] + rest == made[::-1]


def test_it_names_who_acted_and_for_which_unit(auditor):
    unit = people.unit(name="Xã Thử Nhật Ký")
    actor = people.actor(Role.COMMUNE_WORKER, unit)
    journal.entry(by=actor, action="thử.ai")

    (line,) = auditor.get(JOURNAL, {"viec": "thử.ai"}).context["entries"]

    assert (line["who"], line["unit"]) == (
        people.User.objects.get(pk=actor.user_id).full_name,
        "Xã Thử Nhật Ký",
    )


def test_a_person_who_is_gone_is_still_named_by_role(auditor):
    journal.entry(action="thử.ai")

    (line,) = auditor.get(JOURNAL, {"viec": "thử.ai"}).context["entries"]

    assert line["who"]


def test_it_holds_no_word_of_a_case(content, auditor):
    cases.story(cases.CaseState.CLOSED)

    page = auditor.get(JOURNAL).content.decode()

    for word in ("Bé Thử", "nói xấu", "Con muốn gặp", "Trẻ đi học lại"):
        assert word not in page


def test_nothing_that_matches_is_said_so(auditor):
    assert "Hãy bỏ bớt điều kiện lọc" in auditor.get(JOURNAL, {"viec": "không.có"}).content.decode()
