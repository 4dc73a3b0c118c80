import pytest

from lachan.people.rules import Role
from lachan.tips import operations
from lachan.tips.models import Tip, TipMessage, TipVisit
from lachan.tips.receipts import grouped, new_code
from lachan.tips.rules import TipState
from tests.builders import NOON, people
from tests.builders import tips as builders


@pytest.fixture
def told(reporter):
    """A tip that waits for its reporter, and its code."""
    received = builders.received()
    supervisor = people.actor(Role.TRIAGE_SUPERVISOR)
    for step in (TipState.SCREENING, TipState.NEEDS_INFO):
        operations.move(tip=received.tip, to=step, by=supervisor, now=NOON)
    body = "Em kể rõ hơn nhé?"
    operations.write_to_reporter(tip=received.tip, body=body, by=supervisor, now=NOON)
    return received


def opened(reporter, code):
    return reporter.send("/tra-loi/", action="open", code=code)


def test_the_code_opens_status_and_thread(reporter, told):
    page = opened(reporter, grouped(told.code))

    assert page.context["told"].status == "Cần em trả lời"
    assert "Em kể rõ hơn nhé?" in page.content.decode()
    assert "Phụ trách phân loại" in page.content.decode()


@pytest.mark.parametrize("state", TipState)
def test_every_state_has_its_page(reporter, state):
    received = builders.received()
    for step in builders._WAYS[state]:
        operations.move(
            tip=received.tip, to=step, by=people.actor(Role.TRIAGE_SUPERVISOR), now=NOON
        )

    page = opened(reporter, received.code)
    assert page.context["tip"].told.status in page.content.decode()


def test_staff_see_that_their_message_was_read(reporter, told):
    opened(reporter, told.code)

    assert TipMessage.objects.get().read_at is not None


def test_an_answer_goes_to_the_desk(reporter, told):
    opened(reporter, told.code)
    page = reporter.send("/tra-loi/", action="write", body="Dạ, hôm qua ạ.")

    assert "Dạ, hôm qua ạ." in page.content.decode()
    assert Tip.objects.get().state == TipState.SCREENING


def test_an_empty_answer_is_given_back_with_a_reason(reporter, told):
    opened(reporter, told.code)
    page = reporter.send("/tra-loi/", action="write", body=" ")

    assert page.status_code == 400
    assert page.context["problem"]


def test_a_message_with_the_code_is_given_back(reporter, told):
    opened(reporter, told.code)
    page = reporter.send("/tra-loi/", action="write", body=f"mã {told.code}")

    assert page.status_code == 400
    assert TipMessage.objects.count() == 1


def test_unknown_and_expired_codes_answer_alike(reporter, told):
    told.tip.receipt.__class__.objects.update(expires_at=NOON)
    expired = opened(reporter, told.code)
    unknown = opened(reporter, new_code())

    assert expired.status_code == unknown.status_code == 400
    assert expired.context["problem"] == unknown.context["problem"]


def test_a_mistyped_code_is_told_at_once(reporter):
    page = opened(reporter, "1234")

    assert "16 số" in page.context["problem"]


def test_a_code_in_the_address_opens_nothing(reporter, told):
    page = reporter.open(f"/tra-loi/?action=open&code={told.code}")

    assert "told" not in page.context
    assert not TipVisit.objects.exists()


def test_closing_ends_the_visit(reporter, told):
    opened(reporter, told.code)
    reporter.send("/tra-loi/", action="leave")

    assert not TipVisit.objects.exists()
    assert "told" not in reporter.open("/tra-loi/").context


def test_writing_after_the_half_hour_asks_for_the_code_again(reporter, told):
    opened(reporter, told.code)
    TipVisit.objects.update(expires_at=NOON)
    page = reporter.send("/tra-loi/", action="write", body="Còn ạ.")

    assert page.status_code == 400
    assert TipMessage.objects.count() == 1
