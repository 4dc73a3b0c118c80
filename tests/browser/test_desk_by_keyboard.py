"""The desk without a mouse, and the desk without scripts."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from lachan.cases.rules import CaseState
from lachan.demo.people import cast, unit_for
from lachan.demo.seed import TIPS
from lachan.journal.rules import Author
from lachan.people.rules import Function, Role
from lachan.tips.operations.receiving import receive
from lachan.tips.rules import Channel
from lachan.triage.operations import take_in
from tests.builders.cases import Commune, story

SUMMARY = "Một học sinh bị chê bai trong nhóm lớp."


@pytest.fixture
def tip(house):
    now = timezone.now()
    by = Author.public()
    heard = receive(answers=TIPS[0], channel=Channel.WEB, received_at=now, by=by, now=now)
    take_in(now=now)
    return heard.tip


@pytest.fixture
def plan(house):
    """A case whose plan waits for the Chair."""
    now = timezone.now()
    people = cast(now)
    place = Commune(
        unit_for(Function.COMMUNE_AUTHORITY, now),
        people[Role.COMMUNE_WORKER],
        people[Role.COMMUNE_CHAIR],
    )
    return story(CaseState.PLAN_REVIEW, place=place, now=now).case


def test_a_tip_is_decided_on_by_keyboard_alone(desk, tip):
    officer = desk(Role.INTAKE_OFFICER)
    keys = Keys(officer.page)
    keys.go("link", "Chờ phân loại")
    keys.go("link", tip.number)
    keys.press("button", "Nhận xem")
    officer.told("Đã nhận.")
    keys.press("button", "Mở ca bảo vệ trẻ")
    keys.write("Tóm tắt", SUMMARY)
    keys.pick("Giao cho xã, phường")
    keys.press("button", "Mở ca bảo vệ trẻ")

    officer.told("Đã mở ca")


def test_a_plan_is_approved_by_keyboard_alone(desk, plan):
    chair = desk(Role.COMMUNE_CHAIR)
    keys = Keys(chair.page)
    keys.go("link", "Ca bảo vệ trẻ")
    keys.go("link", plan.number)
    keys.press("button", "Duyệt kế hoạch")
    keys.write("Số quyết định", "01/QĐ-UBND (mẫu)")
    keys.press("button", "Duyệt kế hoạch")

    chair.told("Đã duyệt kế hoạch.")


def test_a_mistake_takes_the_keyboard_to_its_field(desk, plan):
    chair = desk(Role.COMMUNE_CHAIR)
    chair.room("Ca bảo vệ trẻ")
    chair.follow(plan.number)
    chair.page.get_by_role("button", name="Duyệt kế hoạch").click()
    chair.page.get_by_role("button", name="Duyệt kế hoạch").click()

    summary = chair.page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    chair.page.keyboard.press("Tab")
    chair.page.keyboard.press("Enter")
    expect(chair.page.get_by_label("Số quyết định")).to_be_focused()


def test_the_first_stop_of_the_keyboard_leads_past_the_rooms(desk, house):
    page = desk(Role.LEADER).page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")

    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('header, nav')")


def test_a_tip_is_decided_on_without_scripts(desk, tip):
    officer = desk(Role.INTAKE_OFFICER, scripts=False)
    officer.room("Chờ phân loại")
    officer.answer({"Từ đâu": "Tin báo"})
    officer.press("Lọc")
    officer.follow(tip.number)
    officer.done("Nhận xem", "Đã nhận.")
    unit = unit_for(Function.COMMUNE_AUTHORITY, timezone.now())
    name = unit.versions.order_by("valid_from").last().name
    officer.act("Mở ca bảo vệ trẻ", "Đã mở ca", {"Giao cho": name, "Tóm tắt": SUMMARY})

    officer.reads("TE-")


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.COMMUNE_CHAIR, Role.SYSTEM_ADMIN])
def test_every_room_opens_without_scripts(desk, role):
    someone = desk(role, scripts=False)
    rooms = someone.page.get_by_role("navigation", name="Bàn làm việc").get_by_role("link")

    for title in rooms.all_inner_texts():
        someone.room(title)


class Keys:
    """Somebody's hands on a keyboard: Tab until it is there, then Enter."""

    def __init__(self, page):
        self.page = page

    def go(self, role, name):
        self.press(role, name)

    def press(self, role, name):
        self._to(self.page.get_by_role(role, name=name).first)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, label, text):
        self._to(self.page.get_by_label(label).first)
        self.page.keyboard.type(text)

    def pick(self, label):
        """Takes the first choice of a list by its arrow."""
        self._to(self.page.get_by_label(label).first, back=True)
        self.page.keyboard.press("ArrowDown")

    def _to(self, wanted, *, back=False):
        for _ in range(60):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            if wanted.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"the keyboard does not reach {wanted}")
