"""A call at ten to midnight, typed the next morning by keyboard alone, with its true clock."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from lachan.clocks.models import Clock
from lachan.common.refs import Ref
from lachan.common.time import VIETNAM, local_date
from lachan.people.rules import Role
from lachan.tips.models import Tip
from lachan.tips.queries import by_code
from lachan.tips.receipts import cleaned
from lachan.triage.models import QueueEntry
from lachan.triage.operations import take_in
from lachan.web.desk.moments import clock_time
from tests.browser.test_desk_by_keyboard import Keys

SAID = "Có người dọa đưa ảnh của bạn em lên nhóm lớp."


class Turning(Keys):
    """Answers of which one is ticked already: the arrow goes round to the first."""

    def turn(self, group, answer):
        answers = self.page.get_by_role("group", name=group)
        self._to(answers.locator(":checked"))
        self.page.keyboard.press("ArrowDown")
        assert answers.get_by_label(answer).is_checked()


@pytest.fixture
def night():
    yesterday = local_date(timezone.now()) - timedelta(days=1)
    return datetime.combine(yesterday, time(23, 50), VIETNAM)


@pytest.fixture
def officer(desk):
    sitting = desk(Role.INTAKE_OFFICER)
    sitting.keys = Turning(sitting.page)
    sitting.keys.go("link", "Ghi tin báo")
    return sitting


def typed(officer, night):
    keys = officer.keys
    keys.turn("Trẻ đang gặp nguy hiểm", "Có")
    keys.write("Ngày nhận tin", f"{night:%d/%m/%Y}")
    keys.write("Giờ nhận tin", f"{night:%H:%M}")
    keys.write("Lời kể", SAID)
    keys.press("button", "Lưu tin báo")


def test_a_night_call_is_typed_in_the_morning_with_its_true_clock(officer, night, accessible, fits):
    typed(officer, night)

    tip = Tip.objects.get()
    officer.reads(f"Thời hạn tính từ lúc nhận tin: {clock_time(night)}")
    code = cleaned(officer.page.locator("#code").inner_text())
    assert by_code(code, now=timezone.now()) == tip
    for width in (320, 1280):
        officer.page.set_viewport_size({"width": width, "height": 800})
        accessible(officer.page)
        fits(officer.page)
    officer.keys.press("button", "Đã đưa mã")
    officer.told("không hiện lại nữa")

    take_in(now=timezone.now())
    officer.keys.go("link", "Chờ phân loại")
    officer.keys.go("link", tip.number)
    officer.reads(f"nhận lúc {clock_time(night)}")
    officer.reads(SAID)
    clock = Clock.objects.about(Ref.of(QueueEntry.objects.get(tip=tip))).get()
    assert clock.due_at == night + timedelta(hours=1)


def test_the_sheet_goes_on_paper_without_the_screen_around_it(officer, night):
    typed(officer, night)
    officer.keys.go("link", "Xem và in Mẫu 01")
    officer.reads("Báo cáo tiếp nhận thông tin trẻ em")
    officer.page.emulate_media(media="print")

    for around in (".lachan-header", ".lachan-desk-nav", ".lachan-footer", ".lachan-no-print"):
        assert not officer.page.locator(around).first.is_visible()
    assert officer.page.locator(".lachan-sheet").is_visible()


def test_back_after_saving_shows_neither_the_code_nor_what_was_typed(officer, night):
    typed(officer, night)
    code = officer.page.locator("#code").inner_text()
    officer.keys.press("button", "Đã đưa mã")
    officer.page.go_back()

    assert code not in officer.page.locator("body").inner_text()
    assert officer.page.get_by_label("Lời kể").count() == 0 or not (
        officer.page.get_by_label("Lời kể").input_value()
    )


def test_a_table_is_looked_over_and_taken_in(officer, night, tmp_path, accessible, fits):
    table = tmp_path / "tin-111.csv"
    when = f"{night:%d/%m/%Y %H:%M}"
    table.write_text(f"so,nhan_luc,loi_ke\n0042,{when},{SAID}\n0043,31/02/2026,\n", "utf-8")
    officer.follow("Nhập nhiều tin từ tệp")
    officer.hand_in(table)
    officer.press("Xem trước từng dòng")
    officer.reads("1 tin mới, 0 tin đã có, 1 dòng chưa nhận được.")
    for width in (320, 1280):
        officer.page.set_viewport_size({"width": width, "height": 800})
        accessible(officer.page)
        fits(officer.page)

    table.write_text(f"so,nhan_luc,loi_ke\n0042,{when},{SAID}\n", "utf-8")
    officer.follow("Chọn tệp khác")
    officer.hand_in(table)
    officer.press("Xem trước từng dòng")
    officer.done("Tiếp nhận 1 tin mới", "Đã tiếp nhận 1 tin.")
    assert Tip.objects.get().received_at == night
