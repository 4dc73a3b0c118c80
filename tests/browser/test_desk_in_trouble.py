"""When something is not possible at the desk, the page says so, keeps what was typed, and is for
everybody.
"""

import uuid

import pytest
from django.db import OperationalError
from django.utils import timezone
from playwright.sync_api import expect

from lachan.cases.rules import CaseState
from lachan.demo.people import cast, unit_for
from lachan.people.rules import Function, Role
from lachan.web.desk import journal
from tests.builders.cases import Commune, story


@pytest.fixture
def says(accessible, fits):
    """`says(page, heading)`: the page has it, narrow and wide, for everybody."""

    def check(page, heading):
        expect(page.locator("h1")).to_have_text(heading)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 740})
            accessible(page)
            fits(page)

    return check


def test_what_is_not_there_or_not_yours(desk, says):
    page = desk(Role.COMMUNE_WORKER).page

    answer = page.goto(f"/lam-viec/ca/{uuid.uuid4()}/")

    assert answer.status == 404
    says(page, "Chưa làm được")


def test_a_room_one_may_not_enter(desk, says):
    page = desk(Role.LEADER).page

    assert page.goto("/lam-viec/phan-loai/").status == 403
    says(page, "Chưa làm được")


def test_an_address_that_is_no_page(desk, says):
    page = desk(Role.LEADER).page

    assert page.goto("/lam-viec/khong-co/").status == 404
    says(page, "Không có trang này")


def test_a_lost_database(desk, says, monkeypatch):
    page = desk(Role.AUDITOR).page
    monkeypatch.setattr(journal, "page", _lost)

    assert page.goto("/lam-viec/nhat-ky/").status == 503
    says(page, "Hệ thống đang gián đoạn ít phút")


def _lost(**_given):
    raise OperationalError


def test_a_form_whose_cookie_is_gone(desk, says):
    coordinator = desk(Role.COORDINATOR)
    coordinator.room("Báo cáo")
    coordinator.page.context.clear_cookies(name="csrftoken")
    coordinator.page.get_by_role("button", name="Bắt đầu lập báo cáo").click()

    says(coordinator.page, "Trang này cũ rồi")


def test_a_form_with_gaps_keeps_what_was_typed(desk, says):
    officer = desk(Role.CONTENT_OFFICER)
    officer.room("Nguồn theo dõi")
    officer.answer({"Tên nguồn": "Báo Mẫu"})
    officer.page.get_by_role("button", name="Thêm nguồn").click()

    says(officer.page, "Nguồn theo dõi")
    expect(officer.page.locator(".govuk-error-summary")).to_contain_text("Cách lấy tin")
    expect(officer.page.get_by_label("Tên nguồn")).to_have_value("Báo Mẫu")


@pytest.fixture
def registered(house):
    """A case that the commune has taken."""
    now = timezone.now()
    people = cast(now)
    place = Commune(
        unit_for(Function.COMMUNE_AUTHORITY, now),
        people[Role.COMMUNE_WORKER],
        people[Role.COMMUNE_CHAIR],
    )
    return story(CaseState.REGISTERED, place=place, now=now).case


def test_somebody_else_was_quicker(desk, says, registered):
    """Two windows on one plan: what the first did is told to the second, which changes nothing."""
    first, second = desk(Role.COMMUNE_WORKER), desk(Role.COMMUNE_WORKER)
    for window in (first, second):
        window.room("Ca bảo vệ trẻ")
        window.answer({"Trạng thái": "Đã tiếp nhận"})
        window.press("Lọc")
        window.follow("TE-")
    first.done("Bắt đầu đánh giá ban đầu", "Đã bắt đầu đánh giá ban đầu.")
    second.page.get_by_role("button", name="Bắt đầu đánh giá ban đầu").click()

    says(second.page, "Chưa làm được")
    expect(second.page.locator("main")).to_contain_text("có thể người khác vừa làm")
