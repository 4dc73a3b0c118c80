from datetime import timedelta

import pytest

from lachan.common.errors import NotAllowed
from lachan.journal.rules import Author
from lachan.people.rules import Role
from lachan.tips import errors, operations, queries, receipts
from lachan.tips.models import Tip, TipMessage
from lachan.tips.rules import TipState
from tests.builders import NOON, people
from tests.builders import tips as builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def tip():
    return builders.tip(TipState.SCREENING)


def test_both_sides_read_one_thread(tip):
    operations.write_to_reporter(
        tip=tip, body="Em có an toàn không?", by=builders.officer(), now=NOON
    )
    operations.write_from_reporter(tip=tip, body="Dạ có ạ.", now=NOON + timedelta(minutes=1))

    assert [(one.is_from_reporter, one.body) for one in queries.thread_of(tip)] == [
        (False, "Em có an toàn không?"),
        (True, "Dạ có ạ."),
    ]


def test_staff_show_as_a_role_never_by_name(tip):
    officer = people.user(Role.INTAKE_OFFICER, full_name="Phạm Thử Nghiệm")
    actor = people.queries.actor_of(officer, NOON)
    operations.write_to_reporter(tip=tip, body="Chào em.", by=actor, now=NOON)

    (message,) = queries.thread_of(tip)
    assert message.who == "Cán bộ tiếp nhận"


def test_a_message_is_sealed(tip):
    operations.write_from_reporter(tip=tip, body="Điều bí mật", now=NOON)

    assert "mật".encode() not in bytes(TipMessage.objects.get().body)


@pytest.mark.parametrize(
    ("body", "refusal"),
    [("  ", errors.EmptyMessage), ("a" * 2001, errors.TooLong)],
)
def test_a_message_says_something_and_fits(tip, body, refusal):
    with pytest.raises(refusal):
        operations.write_from_reporter(tip=tip, body=body, now=NOON)


def test_a_message_with_its_own_code_is_stopped():
    received = builders.received()
    body = f"mã của mình là {receipts.grouped(received.code)}"

    with pytest.raises(errors.CodeInMessage):
        operations.write_from_reporter(tip=received.tip, body=body, now=NOON)
    assert not TipMessage.objects.exists()


def test_another_long_number_may_be_sent(tip):
    body = f"số thẻ là {receipts.new_code()}"

    assert operations.write_from_reporter(tip=tip, body=body, now=NOON)


@pytest.mark.parametrize("state", [TipState.NEEDS_INFO, TipState.CLOSED])
def test_an_answer_brings_the_tip_back_to_the_desk(state):
    tip = builders.tip(state)
    operations.write_from_reporter(tip=tip, body="Mình trả lời đây.", now=NOON)

    assert Tip.objects.get(pk=tip.pk).state == TipState.SCREENING


def test_an_answer_leaves_a_running_tip_where_it_is():
    tip = builders.tip(TipState.PROMOTED)
    operations.write_from_reporter(tip=tip, body="Thêm chuyện này.", now=NOON)

    assert Tip.objects.get(pk=tip.pk).state == TipState.PROMOTED


@pytest.mark.parametrize("role", [Role.POLICE, Role.LEADER, Role.AUDITOR])
def test_only_who_works_with_reporters_may_write_to_them(tip, role):
    with pytest.raises(NotAllowed):
        operations.write_to_reporter(tip=tip, body="Chào em.", by=people.actor(role), now=NOON)


def test_no_program_writes_to_a_child(tip):
    with pytest.raises(errors.PeopleOnly):
        operations.write_to_reporter(tip=tip, body="Chào.", by=Author.system("x"), now=NOON)


def test_reading_is_noted_for_each_side(tip):
    officer = builders.officer()
    operations.write_to_reporter(tip=tip, body="Chào em.", by=officer, now=NOON)
    operations.write_from_reporter(tip=tip, body="Chào ạ.", now=NOON)

    assert queries.has_unread(tip)
    assert operations.mark_read(tip=tip, by=officer, now=NOON) == 1
    assert operations.seen_by_reporter(tip=tip, now=NOON) == 1
    assert not queries.has_unread(tip)
