"""Nhập nhiều tin: looked over line by line, taken in whole or not at all, once."""

import logging
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from openpyxl import Workbook

from lachan.clocks.models import Clock
from lachan.common.refs import Ref
from lachan.common.time import VIETNAM
from lachan.people.rules import Role
from lachan.tips.models import Tip, TipDraft, TipReceipt
from lachan.tips.rules import Channel
from lachan.triage import operations as triage
from lachan.triage.models import QueueEntry
from tests.builders import NOON, desk
from tests.builders import triage as queue

pytestmark = pytest.mark.django_db
PAGE = "/lam-viec/tin-bao/moi/tep/"
HEAD = "so,nhan_luc,loi_ke,dang_nguy_hiem\n"
GOOD = HEAD + "0042,15/03/2026 23:50,Bạn em bị dọa.,có\n0043,15/03/2026 20:00,Có người rủ gặp.,\n"
BAD = GOOD + "0044,15/03/2099 08:00,Chuyện riêng của em.,\n"


@pytest.fixture
def officer():
    return desk.at_work(Role.INTAKE_OFFICER)


def hand_in(client, text, **given):
    file = SimpleUploadedFile("tin.csv", text.encode())
    return client.post(PAGE, {"body": "111", "file": file} | given)


def take(client, shown):
    return client.post(f"{PAGE}nhan/", {"token": shown.context["token"]})


def results(answer):
    return [
        (one.line.number, one.known, [field for field, _ in told])
        for one, told in answer.context["lines"]
    ]


def test_looking_over_shows_each_line_and_stores_none(officer):
    shown = hand_in(officer, GOOD)

    assert results(shown) == [("0042", "", []), ("0043", "", [])]
    assert "Chưa lưu gì." in shown.content.decode()
    assert not Tip.objects.exists()


def test_agreed_to_the_lines_are_tips_with_their_true_times(officer):
    answer = take(officer, hand_in(officer, GOOD))

    assert answer.status_code == 302
    first, second = Tip.objects.order_by("-received_at")
    assert first.received_at == datetime(2026, 3, 15, 23, 50, tzinfo=VIETNAM)
    assert second.received_at == datetime(2026, 3, 15, 20, 0, tzinfo=VIETNAM)
    assert {first.channel, second.channel} == {Channel.PARTNER}
    assert not TipReceipt.objects.exists()


def test_a_workbook_is_taken_in_like_a_csv(officer):
    book, stream = Workbook(), BytesIO()
    book.active.append(("so", "nhan_luc", "loi_ke"))
    book.active.append(("0042", datetime(2026, 3, 15, 23, 50), "Bạn em bị dọa."))
    book.save(stream)
    file = SimpleUploadedFile("tin.xlsx", stream.getvalue())
    take(officer, officer.post(PAGE, {"body": "111", "file": file}))

    assert Tip.objects.get().received_at == datetime(2026, 3, 15, 23, 50, tzinfo=VIETNAM)


def test_where_nobody_holds_a_code_no_answer_is_offered(officer):
    take(officer, hand_in(officer, GOOD))
    page = officer.get(f"/lam-viec/tin-bao/{Tip.objects.first().pk}/")

    assert page.context["message_form"] is None
    assert "không trả lời được ở đây" in page.content.decode()


def test_their_clocks_run_from_when_they_were_received(content, officer):
    queue.desk()
    take(officer, hand_in(officer, GOOD))
    triage.take_in(now=NOON)

    urgent = QueueEntry.objects.get(severity="S1")
    clock = Clock.objects.about(Ref.of(urgent)).get()
    assert clock.due_at == datetime(2026, 3, 16, 0, 50, tzinfo=VIETNAM)


def test_one_bad_line_keeps_all_out_and_is_told_by_line_field_and_reason(officer):
    shown = hand_in(officer, BAD)

    assert shown.context["token"] == ""
    assert results(shown)[2] == ("0044", "", ["Nhận lúc"])
    assert "Không được ở tương lai." in shown.content.decode()
    assert not TipDraft.objects.exists()


def test_handing_in_the_same_file_again_takes_in_nothing(officer):
    take(officer, hand_in(officer, GOOD))
    again = hand_in(officer, GOOD)

    assert {known for _, known, _ in results(again)} == set(
        Tip.objects.values_list("number", flat=True)
    )
    assert again.context["token"] == ""


def test_agreeing_twice_takes_in_once(officer):
    shown = hand_in(officer, GOOD)
    first, second = take(officer, shown), take(officer, shown)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Tip.objects.count() == 2
    assert "het-gio" in second.url


def test_new_lines_beside_known_ones_are_taken_in(officer):
    take(officer, hand_in(officer, GOOD))
    take(officer, hand_in(officer, GOOD + "0045,15/03/2026 21:00,Thêm một chuyện.,\n"))

    assert Tip.objects.count() == 3


def test_a_known_number_with_another_time_is_refused_not_passed_over(officer):
    take(officer, hand_in(officer, GOOD))
    shown = hand_in(officer, GOOD.replace("23:50", "22:50"))

    assert results(shown)[0][2] == ["Số của nơi chuyển"]


def test_what_became_bad_meanwhile_leaves_nothing_half_taken_in(officer):
    shown = hand_in(officer, GOOD)
    other = "so,nhan_luc,loi_ke\n0043,14/03/2026 20:00,Tin khác.\n"
    take(officer, hand_in(officer, other))

    assert take(officer, shown).status_code == 400
    assert Tip.objects.count() == 1


def test_schools_number_their_own(officer):
    unnamed = hand_in(officer, GOOD, body="school")
    named = [hand_in(officer, GOOD, body="school", body_name=name) for name in ("Thử A", "Thử B")]
    for shown in named:
        take(officer, shown)

    assert unnamed.status_code == 400
    assert Tip.objects.count() == 4


def test_a_table_waits_for_its_officer_only(officer):
    shown = hand_in(officer, GOOD)
    other = desk.at_work(Role.TRIAGE_SUPERVISOR)

    assert "het-gio" in take(other, shown).url
    assert not Tip.objects.exists()


def test_a_table_left_on_the_screen_is_forgotten(officer, monkeypatch):
    shown = hand_in(officer, GOOD)
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(minutes=31))

    assert "het-gio" in take(officer, shown).url
    assert not Tip.objects.exists()


def test_no_word_of_it_lies_open_anywhere(officer, caplog):
    caplog.set_level(logging.DEBUG)
    shown = hand_in(officer, GOOD)
    hand_in(officer, BAD)

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(d::text, '') FROM tips_tipdraft d")
        (dump,) = cursor.fetchone()
    assert "dọa".encode().hex() not in dump
    take(officer, shown)
    said = caplog.text.replace("\\n", "")
    assert "Chuyện riêng" not in said and "bị dọa" not in said


def test_the_words_are_not_on_the_page_that_is_looked_over(officer):
    """Nobody needs them to agree, and a projector may be on."""
    assert "bị dọa" not in hand_in(officer, GOOD).content.decode()


@pytest.mark.parametrize("text", ["", "mot,hai\n1,2\n", "so,nhan_luc\n"])
def test_a_file_that_is_no_table_is_told_on_the_page(officer, text):
    answer = hand_in(officer, text)

    assert answer.status_code == 400
    assert not Tip.objects.exists()


def test_who_may_write_down_one_tip_may_not_bring_in_a_table():
    worker = desk.at_work(Role.COMMUNE_WORKER)

    assert hand_in(worker, GOOD).status_code == 403
    assert PAGE not in worker.get("/lam-viec/tin-bao/moi/").content.decode()
