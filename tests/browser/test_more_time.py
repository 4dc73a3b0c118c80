"""More time for a deadline: asked for by keyboard alone, decided on without scripts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lachan.clocks.models import Clock
from lachan.common.refs import Ref
from lachan.demo.people import cast, unit_for
from lachan.people.rules import Function, Role
from lachan.takedown.rules import ContentState
from tests.browser.test_desk_by_keyboard import Keys
from tests.builders.takedown import Office, story

REASON = "Nền tảng hẹn trả lời vào sáng mai."


@pytest.fixture
def clock(house):
    """A day to decide on a page, from now on."""
    now = timezone.now()
    people = cast(now)
    place = Office(
        unit_for(Function.E_INFORMATION_LEAD, now),
        people[Role.CONTENT_OFFICER],
        people[Role.TRIAGE_SUPERVISOR],
    )
    case = story(ContentState.OPENED, place=place, now=now).case
    return Clock.objects.about(Ref.of(case)).get(code="CONTENT_DECISION")


def test_more_time_is_asked_for_by_one_and_given_by_another(desk, clock):
    officer = desk(Role.CONTENT_OFFICER)
    officer.page.goto(f"/lam-viec/thoi-han/{clock.pk}/")
    keys = Keys(officer.page)
    keys.press("button", "Đề nghị gia hạn")
    keys.write("Lý do gia hạn", REASON)
    keys.pick("Hạn mới đề nghị")
    keys.press("button", "Đề nghị gia hạn")
    officer.told("Đã gửi đề nghị gia hạn.")
    officer.reads("Đang chờ người khác có thẩm quyền quyết định.")

    supervisor = desk(Role.TRIAGE_SUPERVISOR, scripts=False)
    supervisor.follow(clock.label)
    supervisor.reads(REASON)
    supervisor.done("Duyệt gia hạn", "Đã duyệt gia hạn.")

    due = clock.due_at
    clock.refresh_from_db()
    assert clock.due_at == due + timedelta(hours=1)
