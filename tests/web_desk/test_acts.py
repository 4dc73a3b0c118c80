"""An act is done, or refused with everything that was typed still there."""

import pytest
from django.contrib.messages import get_messages

from lachan.cases.models import ChildCase
from lachan.cases.rules import CaseState
from lachan.people.rules import Role
from tests.builders import cases, desk

pytestmark = pytest.mark.django_db

TYPED = "Gia đình đồng ý, hẹn gặp chiều thứ Năm."


@pytest.fixture
def story(content):
    return cases.story(CaseState.REGISTERED)


@pytest.fixture
def worker(story):
    return desk.at_work(Role.COMMUNE_WORKER, story.place.unit)


@pytest.fixture
def chair(story):
    return desk.at_work(Role.COMMUNE_CHAIR, story.place.unit)


def address(story, code):
    return f"/lam-viec/ca/{story.case.pk}/{code}/"


def suspend(client, story, **given):
    facts = {"reason": TYPED, "wake_on": "2026-03-30", "version": story.fresh().version}
    return client.post(address(story, "tam-dung"), facts | given)


def test_a_done_act_says_so_and_goes_back(chair, story):
    answer = suspend(chair, story)

    assert (answer.status_code, answer.url) == (302, f"/lam-viec/ca/{story.case.pk}/")
    assert [str(said) for said in get_messages(answer.wsgi_request)] == ["Đã tạm dừng ca."]
    assert story.fresh().state == CaseState.SUSPENDED


def test_the_form_carries_the_version_of_the_record(chair, story):
    page = chair.get(address(story, "tam-dung"))

    assert page.context["version"] == story.case.version
    assert f'name="version" value="{story.case.version}"' in page.content.decode()


def test_a_form_with_a_mistake_keeps_what_was_typed(chair, story):
    answer = suspend(chair, story, wake_on="hôm nào đó")

    assert answer.status_code == 400
    assert TYPED in answer.content.decode()
    assert story.fresh().state == CaseState.REGISTERED


def test_a_refused_operation_keeps_what_was_typed(chair, story):
    answer = suspend(chair, story, wake_on="2020-01-01")

    assert 400 <= answer.status_code < 500
    assert TYPED in answer.content.decode()
    assert story.fresh().state == CaseState.REGISTERED


def test_who_comes_second_is_told_and_loses_nothing(chair, story):
    before = story.case.version
    cases.operations.start_initial_assessment(
        case=story.case, version=before, by=story.place.worker, now=story.now
    )

    answer = suspend(chair, story, version=before)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Người khác vừa cập nhật hồ sơ này" in page
    assert TYPED in page
    assert story.fresh().state == CaseState.INITIAL_ASSESSMENT


def test_a_stale_page_stays_stale_when_sent_again(chair, story):
    """Sending the same page twice must not slip past what it never showed."""
    answer = suspend(chair, story, version=0)

    assert answer.context["version"] == 0
    assert suspend(chair, story, version=answer.context["version"]).status_code == 409


@pytest.mark.parametrize("version", ["", "abc", "²", "-1", "9" * 30])
def test_a_version_that_cannot_be_is_a_stale_one(chair, story, version):
    assert suspend(chair, story, version=version).status_code == 409


def test_a_button_pressed_on_a_stale_page_is_refused(worker, story):
    answer = worker.post(address(story, "danh-gia-ban-dau"), {"version": 0})

    assert answer.status_code == 409
    assert "Người khác vừa cập nhật hồ sơ này" in answer.content.decode()


def test_an_act_of_another_state_is_not_found(worker, story):
    assert worker.get(address(story, "ra-soat")).status_code == 404


def test_an_unknown_act_is_not_found(worker, story):
    assert worker.post(address(story, "xoa")).status_code == 404


def test_a_button_has_a_page_of_its_own_without_a_form(worker, story):
    page = worker.get(address(story, "danh-gia-ban-dau"))

    assert page.status_code == 200
    assert "None" not in page.content.decode()


def test_a_page_offers_what_its_reader_may_do_now(worker, chair, story):
    offered = {
        one: [act.code for act in who.get(f"/lam-viec/ca/{story.case.pk}/").context["acts"]]
        for one, who in {"worker": worker, "chair": chair}.items()
    }

    assert "danh-gia-ban-dau" in offered["worker"]
    assert offered["chair"] == ["tam-dung"]


def test_what_somebody_types_is_shown_as_text_and_never_run(worker, story):
    typed = "<script>alert(1)</script>"

    worker.post(address(story, "ghi-chu"), {"text": typed, "version": story.case.version})

    page = worker.get(f"/lam-viec/ca/{story.case.pk}/").content.decode()
    assert story.case.notes.exists()
    assert typed not in page
    assert "&lt;script&gt;alert(1)" in page


def test_an_act_without_its_form_token_is_refused(story):
    user_client = desk.at_work(Role.COMMUNE_WORKER, story.place.unit)
    user_client.handler.enforce_csrf_checks = True

    answer = user_client.post(address(story, "danh-gia-ban-dau"), {"version": story.case.version})

    assert answer.status_code == 403
    assert ChildCase.objects.get(pk=story.case.pk).state == CaseState.REGISTERED
