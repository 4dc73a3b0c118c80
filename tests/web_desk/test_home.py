"""Việc của tôi hôm nay: late first, then today, then later; calls to make; how a deadline came."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from lachan.clocks import operations
from lachan.clocks.models import LadderStep
from lachan.common.refs import Ref
from lachan.people.rules import Role
from lachan.web.desk import home
from tests.builders import NOON, cases, clocks, desk, people

pytestmark = pytest.mark.django_db

HOME = "/lam-viec/"
LATE, TODAY, LATER = "Đã quá hạn", "Phải xong hôm nay", "Sắp tới"


@pytest.fixture
def commune(content):
    return people.unit()


@pytest.fixture
def worker(commune):
    return desk.at_work(Role.COMMUNE_WORKER, commune)


def clock(unit, started_at=NOON, rule="EMERGENCY_12H"):
    """Twelve hours from its start."""
    about = Ref("cases.childcase", str(uuid4()))
    return clocks.clock(rule, unit=unit, about=about, started_at=started_at)


def call_for(one, step="due", moment=NOON):
    return LadderStep.objects.create(
        clock=one,
        step=step,
        moment=moment,
        rung_at=moment,
        caught_up=False,
        audiences=[],
        phone_call=True,
    )


def groups(client):
    shown = client.get(HOME).context["groups"]
    return {group.title: [line.clock.pk for line in group.lines] for group in shown}


def test_deadlines_are_grouped_by_how_they_stand(worker, commune):
    late = clock(commune, NOON - timedelta(hours=13))
    today = clock(commune, NOON - timedelta(hours=11))
    later = clock(commune, NOON)

    assert groups(worker) == {LATE: [late.pk], TODAY: [today.pk], LATER: [later.pk]}


def test_midnight_belongs_to_the_next_day(worker, commune):
    """Started at noon, twelve hours end as the day does."""
    clock(commune, NOON)
    last = clock(commune, NOON - timedelta(minutes=1))

    assert groups(worker)[TODAY] == [last.pk]


def test_soonest_first_within_a_group(worker, commune):
    second = clock(commune, NOON - timedelta(hours=2))
    first = clock(commune, NOON - timedelta(hours=3))

    assert groups(worker)[TODAY] == [first.pk, second.pk]


def test_the_three_numbers_are_those_of_the_groups(worker, commune):
    for hours in (14, 13, 11, 0):
        clock(commune, NOON - timedelta(hours=hours))

    page = worker.get(HOME).context

    assert (page["late"], page["today"], page["later"]) == (2, 1, 1)


def test_no_more_lines_than_a_person_can_take_in(worker, commune, monkeypatch):
    monkeypatch.setattr(home, "SHOWN", 2)
    for hours in (1, 2, 3):
        clock(commune, NOON - timedelta(hours=hours))

    answer = worker.get(HOME)

    assert sum(len(lines) for lines in groups(worker).values()) == 2
    assert "Còn nhiều việc khác" in answer.content.decode()


def test_another_unit_has_its_own_day(worker):
    clock(people.unit())

    assert groups(worker) == {}


def test_a_met_deadline_is_no_work_any_more(worker, commune):
    one = clock(commune)
    about = Ref(one.subject_kind, one.subject_id)
    operations.meet(
        rule="EMERGENCY_12H", subject=about, evidence=about, at=NOON, by=people.SETUP, now=NOON
    )

    assert groups(worker) == {}


def test_a_line_leads_to_its_case_for_who_may_open_it(worker, commune):
    hand = people.actor(Role.COMMUNE_WORKER, commune)
    case = cases.case(place=cases.Commune(commune, hand, hand))

    (group,) = worker.get(HOME).context["groups"]

    assert {line.href for line in group.lines} == {f"/lam-viec/ca/{case.pk}/"}


def test_a_deadline_shows_how_it_was_reached(worker, commune):
    one = clock(commune)

    page = worker.get(f"/lam-viec/thoi-han/{one.pk}/")

    assert page.context["rows"]
    assert one.label in page.content.decode()


def test_a_call_that_was_asked_for_is_at_the_top_of_the_day(worker, commune):
    call = call_for(clock(commune))

    assert [step.pk for step in worker.get(HOME).context["calls"]] == [call.pk]


def test_one_call_answers_every_warning_of_a_deadline(worker, commune):
    one = clock(commune)
    call_for(one, "at_80", NOON - timedelta(hours=1))
    latest = call_for(one)
    shown = worker.get(HOME).context["calls"]

    worker.post(f"/lam-viec/thoi-han/da-goi/{latest.pk}/")

    assert [step.pk for step in shown] == [latest.pk]
    assert not LadderStep.objects.filter(called_at=None).exists()
    assert not worker.get(HOME).context["calls"]


def test_a_call_made_twice_is_made_once(worker, commune):
    call = call_for(clock(commune))
    address = f"/lam-viec/thoi-han/da-goi/{call.pk}/"

    first, second = worker.post(address), worker.post(address)

    assert (first.status_code, second.status_code) == (302, 302)


def test_another_units_call_cannot_be_made(worker):
    call = call_for(clock(people.unit()))

    assert worker.post(f"/lam-viec/thoi-han/da-goi/{call.pk}/").status_code == 404
    assert LadderStep.objects.get(pk=call.pk).called_at is None


def test_a_call_that_is_not_there_is_not_found(worker):
    assert worker.post("/lam-viec/thoi-han/da-goi/99999/").status_code == 404


def test_who_may_extend_sees_who_asked(commune):
    one = clock(commune, rule="CONTENT_DECISION")
    asker = people.actor(Role.COMMUNE_WORKER, commune)
    chair = desk.at_work(Role.COMMUNE_CHAIR, commune)
    operations.request_extension(
        clock=one,
        quantity=6,
        reason="Đường vào xã bị chia cắt.",
        by=asker,
        now=NOON,
    )

    waiting = chair.get(HOME).context["extensions"]

    assert [each.clock_id for each in waiting] == [one.pk]


def test_a_reference_deadline_is_said_to_be_one(worker, commune):
    clock(commune, rule="CONTENT_DECISION")

    assert "(hạn tham khảo)" in worker.get(HOME).content.decode()


def test_a_person_with_two_posts_sees_the_day_of_both(commune, monkeypatch):
    from lachan.people import operations as people_operations

    other = people.unit()
    user = people.user(Role.COMMUNE_CHAIR, commune)
    people_operations.add_member(
        user=user, unit=other, role=Role.UNIT_REPORTER, by=people.SETUP, now=NOON
    )
    ours, theirs = clock(commune), clock(other)
    monkeypatch.setattr(timezone, "now", lambda: NOON)

    shown = groups(desk.signed_in(user))

    assert sorted(shown[LATER]) == sorted([ours.pk, theirs.pk])
