"""Ghi tin báo: the true time, the code shown once, nothing about the caller; Mẫu 01 to print."""

import io
from datetime import datetime

import docx
import pytest

from lachan.common.refs import Ref
from lachan.common.time import VIETNAM
from lachan.journal.queries import entries_for
from lachan.people.rules import Role
from lachan.tips import queries
from lachan.tips.models import Tip, TipDraft
from lachan.tips.operations import purge
from lachan.tips.receipts import cleaned
from lachan.tips.rules import Answer, Channel, ReporterRole
from lachan.tips.sheet import Body, Particular
from tests.builders import NOON, desk, html, tips

pytestmark = pytest.mark.django_db
INTAKE = "/lam-viec/tin-bao/moi/"
NIGHT = {"day": "15/03/2026", "hour": "23:50"}


@pytest.fixture
def officer():
    return desk.at_work(Role.INTAKE_OFFICER)


def page_of(answer):
    return html.Page(answer.content, INTAKE)


def call(client, **given):
    return client.post(INTAKE, {"channel": "phone", "narrative": "Bạn em bị dọa."} | given)


def code_on(answer):
    return cleaned("".join(answer.context["groups"]))


def test_a_night_call_keeps_its_true_time(officer):
    assert call(officer, **NIGHT).status_code == 200

    tip = Tip.objects.get()
    assert tip.received_at == datetime(2026, 3, 15, 23, 50, tzinfo=VIETNAM)
    assert (tip.recorded_at, tip.channel) == (NOON, Channel.PHONE)


def test_without_a_time_it_is_now(officer):
    call(officer)

    assert Tip.objects.get().received_at == NOON


def test_a_day_without_an_hour_counts_from_its_beginning(officer):
    call(officer, channel="letter", day="14/03/2026")

    assert Tip.objects.get().received_at == datetime(2026, 3, 14, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    "when",
    [
        {"day": "17/03/2099", "hour": "08:00"},
        {"day": "15/03/2025", "hour": "23:50"},
        {"hour": "23:50"},
        {"day": "31/02/2026"},
    ],
)
def test_a_time_that_cannot_be_is_told_at_its_field_with_all_that_was_typed(officer, when):
    answer = call(officer, narrative="Lời kể còn nguyên.", **when)

    assert answer.status_code == 400
    assert set(answer.context["form"].errors) == {"day"}
    assert "Lời kể còn nguyên." in answer.content.decode()
    assert not Tip.objects.exists()


@pytest.mark.parametrize("said", [{"harm": "T07"}, {"narrative": "Có người dọa."}])
def test_one_harm_or_a_few_words_are_enough(officer, said):
    assert officer.post(INTAKE, said).status_code == 200
    assert Tip.objects.get().recorded_by is not None


def test_nothing_said_is_refused_in_the_officers_words(officer):
    answer = officer.post(INTAKE, {"channel": "phone"})

    assert answer.status_code == 400
    assert "cần ít nhất một trong hai" in answer.content.decode()


def test_what_nobody_knows_is_stored_as_unknown(officer):
    call(officer)

    tip = Tip.objects.get()
    assert (tip.danger, tip.reporter_role) == (Answer.UNKNOWN, ReporterRole.UNKNOWN)
    assert queries.sheet_of(tip).particulars == {}


def test_a_hand_over_keeps_the_number_of_the_other_body(officer):
    call(officer, channel="partner", body="111", number="0042", ten_tre="Bé Thử")

    sheet = queries.sheet_of(Tip.objects.get())
    assert (sheet.body, sheet.number) == (Body.HOTLINE, "0042")
    assert sheet.particulars == {Particular.NAME: "Bé Thử"}


def test_a_number_taken_in_before_is_refused_with_the_tips_own(officer):
    for _ in range(2):
        answer = call(officer, channel="partner", body="111", number="0042")

    assert answer.status_code == 409
    assert Tip.objects.get().number in answer.content.decode()


def test_there_is_no_field_for_who_called_and_the_page_says_so(officer):
    answer = officer.get(INTAKE)

    asked = set(answer.context["form"].fields) - {line.value for line in Particular}
    assert asked == {
        "channel", "day", "hour", "body", "body_name", "number", "caller", "danger", "harm",
        "narrative", "place_kind", "locator", "ongoing", "commune", "age_band",
    }  # fmt: skip
    assert "không có ô cho tên" in answer.content.decode()


def test_the_code_is_on_the_page_and_works(officer):
    answer = call(officer)

    assert queries.by_code(code_on(answer), now=NOON) == Tip.objects.get()
    assert answer["Cache-Control"] == "no-store"


def test_sent_twice_it_is_one_tip_with_the_same_code(officer):
    first, second = (call(officer, token="mot-phieu") for _ in range(2))

    assert code_on(first) == code_on(second)
    assert Tip.objects.count() == 1


def test_once_passed_on_the_code_is_shown_no_more(officer):
    answer = call(officer)
    token = answer.context["token"]
    done = officer.post(f"{INTAKE}da-dua-ma/", {"token": token}, follow=True)

    assert "không hiện lại nữa" in done.content.decode()
    assert not TipDraft.objects.exists()
    assert queries.by_code(code_on(answer), now=NOON) is not None


def test_a_code_left_on_the_screen_is_forgotten_by_itself(officer):
    call(officer)
    purge(now=NOON.replace(hour=NOON.hour + 1))

    assert not TipDraft.objects.exists()


def test_each_page_opened_is_a_tip_of_its_own(officer):
    tokens = {officer.get(INTAKE).context["token"] for _ in range(2)}

    assert len(tokens) == 2


def test_who_may_not_read_tips_is_led_to_none(officer):
    worker = desk.at_work(Role.COMMUNE_WORKER)

    assert "/mau-01/" not in call(worker).content.decode()
    assert "/mau-01/" in call(officer).content.decode()


def test_no_word_of_it_is_in_an_address_or_in_the_trail(officer):
    answer = call(officer, ten_tre="Bé Thử")
    tip = Tip.objects.get()

    assert not [link for link in page_of(answer).links if "Th" in link or "dọa" in link]
    trail = " ".join(str(entry.facts) for entry in entries_for(Ref.of(tip)))
    assert "Thử" not in trail and "dọa" not in trail and code_on(answer) not in trail


def sheet_address(tip):
    return f"/lam-viec/tin-bao/{tip.pk}/mau-01/"


def test_mau_01_has_every_line_and_says_what_nobody_knows(officer):
    call(officer, ten_tre="Bé Thử", gioi_tinh="female", **NIGHT)

    words = page_of(officer.get(sheet_address(Tip.objects.get()))).words
    assert {"Bé Thử", "Nữ", "23:50 15/3/2026", "Không biết"} <= set(words)
    assert "Không ghi: tin được nhận ẩn danh." in words


def test_the_word_file_says_the_same(officer):
    call(officer, ten_tre="Bé Thử", cha="Ông Thử")
    answer = officer.get(f"{sheet_address(Tip.objects.get())}tep/")

    text = "\n".join(p.text for p in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert "Họ và tên trẻ: Bé Thử" in text
    assert "Cha: họ tên, tuổi, nghề nghiệp: Ông Thử" in text
    assert "Bé" not in answer["Content-Disposition"]


def test_an_official_paper_is_in_vietnamese_for_everybody(officer):
    call(officer, ten_tre="Bé Thử")
    officer.cookies.load({"django_language": "en"})
    answer = officer.get(f"{sheet_address(Tip.objects.get())}tep/")

    assert "Họ và tên trẻ: Bé Thử" in [
        p.text for p in docx.Document(io.BytesIO(answer.content)).paragraphs
    ]


def test_reading_and_copying_are_in_the_trail(officer):
    call(officer)
    tip = Tip.objects.get()
    officer.get(sheet_address(tip))
    officer.get(f"{sheet_address(tip)}tep/")

    copied = [one.facts for one in entries_for(Ref.of(tip)) if one.action == "tip.copied"]
    read = [one for one in entries_for(Ref.of(tip)) if one.action == "tip.read"]
    assert [facts["form"] for facts in copied] == ["page", "docx"]
    assert len(read) == 2


def test_a_sheet_of_somebody_elses_tip_is_not_found():
    worker = desk.at_work(Role.COMMUNE_WORKER)

    assert worker.get(sheet_address(tips.tip())).status_code == 404
