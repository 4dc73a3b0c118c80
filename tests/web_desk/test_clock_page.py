"""More time for a deadline, asked for and decided on its page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lachan.clocks import operations, queries
from lachan.clocks.models import ClockExtension
from lachan.clocks.rules.states import ClockState
from lachan.common.refs import Ref
from lachan.journal.models import Entry
from lachan.people.rules import Role
from tests.builders import NOON, clocks, desk, html, people

pytestmark = pytest.mark.django_db

REASON = "Đường vào xã bị chia cắt."


@pytest.fixture
def commune(content):
    return people.unit()


@pytest.fixture
def one(commune):
    """Twenty-four hours, and up to twenty-four more."""
    return clocks.clock("CONTENT_DECISION", unit=commune, about=Ref("test.record", "1"))


@pytest.fixture
def worker(commune):
    return desk.at_work(Role.COMMUNE_WORKER, commune)


@pytest.fixture
def chair(commune):
    return desk.at_work(Role.COMMUNE_CHAIR, commune)


def page(client, one):
    return client.get(f"/lam-viec/thoi-han/{one.pk}/")


def offered(client, one):
    """The acts of the page: for the clock, then for what was asked."""
    shown = page(client, one).context
    asked = [act.code for each in shown["extensions"] for act in each["acts"]]
    return [act.code for act in shown["acts"]], asked


def ask(client, one, **given):
    form = {"quantity": "6", "reason": REASON} | given
    return client.post(f"/lam-viec/thoi-han/{one.pk}/de-nghi-gia-han/", form)


def decide(client, code="duyet"):
    asked = ClockExtension.objects.get()
    return client.post(f"/lam-viec/thoi-han/gia-han/{asked.pk}/{code}/")


def test_more_time_is_asked_for_with_a_new_due_moment_and_a_reason(worker, one):
    answer = ask(worker, one)

    asked = ClockExtension.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/lam-viec/thoi-han/{one.pk}/")
    assert (asked.quantity, asked.reason, asked.state) == (6, REASON, "requested")


def test_every_due_moment_the_rule_allows_is_offered(worker, one):
    form = worker.get(f"/lam-viec/thoi-han/{one.pk}/de-nghi-gia-han/").context["form"]

    choices = form.fields["quantity"].choices
    assert len(choices) == 1 + 24
    assert choices[6] == ("6", "18:00 17/3/2026 (+6 giờ)")


@pytest.mark.parametrize("given", [{"quantity": "25"}, {"quantity": ""}, {"reason": ""}])
def test_a_form_with_something_wrong_comes_back(worker, one, given):
    answer = ask(worker, one, **given)

    assert answer.status_code == 400
    assert not ClockExtension.objects.exists()


def test_an_approval_moves_the_deadline_and_is_in_the_trail(worker, chair, one):
    ask(worker, one)

    answer = decide(chair)

    one.refresh_from_db()
    assert answer.status_code == 302
    assert one.due_at == NOON + timedelta(hours=30)
    assert Entry.objects.filter(action="clock.extended", subject_id=str(one.pk)).count() == 1


def test_a_refusal_leaves_the_deadline(worker, chair, one):
    ask(worker, one)

    decide(chair, "khong-duyet")

    one.refresh_from_db()
    assert one.due_at == NOON + timedelta(hours=24)
    assert ClockExtension.objects.get().state == "refused"


def test_each_sees_the_acts_that_are_theirs(worker, chair, one):
    before = offered(worker, one)
    ask(worker, one)

    assert before == (["de-nghi-gia-han"], [])
    assert offered(worker, one) == ([], [])
    assert offered(chair, one) == ([], ["duyet", "khong-duyet"])


def test_whoever_asked_does_not_decide(chair, one):
    ask(chair, one)

    assert offered(chair, one) == ([], [])
    assert decide(chair).status_code == 403
    assert ClockExtension.objects.get().state == "requested"


def test_a_colleague_without_the_permission_does_not_decide(worker, one):
    ask(worker, one)

    assert decide(worker).status_code == 403


def test_a_decision_taken_is_not_offered_again(worker, chair, one):
    ask(worker, one)
    decide(chair)

    assert decide(chair).status_code == 404


def test_another_commune_finds_neither_clock_nor_request(worker, one):
    ask(worker, one)
    stranger = desk.at_work(Role.COMMUNE_CHAIR)

    assert decide(stranger).status_code == 404
    assert ask(stranger, one).status_code == 404
    assert stranger.get("/lam-viec/thoi-han/gia-han/999999/").status_code == 404


def test_a_request_is_shown_on_the_page_of_its_clock(chair, worker, one):
    ask(worker, one)
    asked = ClockExtension.objects.get()

    assert (
        chair.get(f"/lam-viec/thoi-han/gia-han/{asked.pk}/").url
        == page(chair, one).request["PATH_INFO"]
    )


def test_the_approver_reads_why_and_until_when(worker, chair, one):
    ask(worker, one)

    words = " ".join(html.Page(page(chair, one).content, "").words)

    assert REASON in words
    assert "18:00 17/3/2026" in words


def test_the_reason_is_only_for_who_asked_and_who_decides(worker, commune, one):
    ask(worker, one)
    colleague = desk.at_work(Role.UNIT_REPORTER, commune)
    coordinator = desk.at_work(Role.COORDINATOR)

    assert REASON in page(worker, one).content.decode()
    assert REASON not in page(colleague, one).content.decode()
    assert REASON not in page(coordinator, one).content.decode()


def test_after_the_deadline_a_request_can_only_be_refused(worker, chair, one, monkeypatch):
    ask(worker, one)
    monkeypatch.setattr(timezone, "now", lambda: one.due_at + timedelta(minutes=1))

    assert offered(chair, one) == ([], ["khong-duyet"])
    assert decide(chair).status_code == 409


@pytest.mark.parametrize(
    ("rule", "hours", "said"),
    [
        ("EMERGENCY_12H", 0, "không cho gia hạn"),
        ("CONTENT_DECISION", 25, "Đã quá hạn nên không gia hạn"),
    ],
)
def test_why_there_is_no_more_time_is_said(worker, commune, rule, hours, said):
    began = NOON - timedelta(hours=hours)
    one = clocks.clock(rule, unit=commune, about=Ref("test.record", "1"), started_at=began)

    assert said in page(worker, one).content.decode()
    assert offered(worker, one)[0] == []


def test_what_was_given_is_used_up(worker, chair, one):
    ask(worker, one)
    decide(chair)

    answer = page(worker, one)

    assert "Đã gia hạn hết" in answer.content.decode()
    assert "Hạn chuyển từ 12:00 17/3/2026 sang 18:00 17/3/2026" in answer.content.decode()


def test_an_ended_deadline_asks_for_nothing(worker, one):
    operations.cancel(subject=one.subject, reason="merged", by=people.SETUP, now=NOON)

    one.refresh_from_db()
    assert one.state == ClockState.CANCELLED
    assert offered(worker, one) == ([], [])


def test_a_preview_is_what_an_approval_brings(commune):
    one = clocks.clock("DENUNCIATION_30D", unit=commune, about=Ref("test.record", "1"))
    asker = people.actor(Role.COMMUNE_WORKER, commune)
    chair = people.actor(Role.COMMUNE_CHAIR, commune)
    shown = queries.longer(one)[9]

    extended = operations.extend(
        clock=one, quantity=10, reason=REASON, by=asker, approver=chair, now=NOON
    )

    assert (shown.quantity, shown.due_at) == (10, extended.due_at)
