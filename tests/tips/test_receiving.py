from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from lachan.common.errors import Invalid
from lachan.common.refs import Ref
from lachan.journal.queries import entries_for
from lachan.people.rules import Role
from lachan.tips import errors, operations, queries, receipts
from lachan.tips.models import Tip, TipReceipt
from lachan.tips.rules import Answer, Channel, TipState
from tests.builders import NOON, people
from tests.builders import tips as builders

pytestmark = pytest.mark.django_db
TOKEN = "mot-the-phien"


def kept(token=TOKEN, now=NOON):
    operations.save_draft(token=token, answers={"harm": "T07"}, now=now)


def test_a_tip_is_stored_with_a_code_that_opens_it():
    received = builders.received()

    assert receipts.is_plausible(received.code)
    assert queries.by_code(received.code, now=NOON) == received.tip


def test_the_code_opens_it_however_it_is_typed():
    received = builders.received()

    assert queries.by_code(receipts.grouped(received.code), now=NOON) == received.tip


def test_a_code_never_given_opens_nothing():
    builders.received()

    assert queries.by_code(receipts.new_code(), now=NOON) is None


def test_numbers_follow_each_other_within_the_year():
    first, second = builders.tip(), builders.tip()

    assert first.number.startswith("TB-2026-")
    assert int(second.number[-6:]) == int(first.number[-6:]) + 1


def test_the_words_are_sealed_and_can_be_read_back():
    tip = builders.tip(narrative="Chuyện của mình", locator="@ai-do")
    stored = Tip.objects.get(pk=tip.pk)

    assert "Chuyện".encode() not in bytes(stored.narrative)
    assert queries.reading(stored) == queries.TipRead("Chuyện của mình", "@ai-do")


def test_the_trail_holds_codes_only():
    tip = builders.tip()
    (entry,) = entries_for(Ref.of(tip))

    assert entry.role == "public"
    assert entry.facts == {"channel": "web", "harm": "T07", "severity": "S3"}


def test_the_same_draft_gives_the_same_tip_and_code():
    kept()
    first = builders.received(token=TOKEN)
    second = builders.received(token=TOKEN)

    assert (second.tip, second.code) == (first.tip, first.code)
    assert Tip.objects.count() == 1


def test_the_code_is_nowhere_in_clear():
    kept()
    code = builders.received(token=TOKEN).code

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tips_tipdraft d WHERE d::text LIKE %s", [f"%{code}%"])
        assert cursor.fetchone() == (0,)


def test_sending_after_the_half_hour_asks_to_begin_again():
    kept(now=NOON - timedelta(minutes=31))

    with pytest.raises(errors.DraftGone):
        builders.received(token=TOKEN)
    assert not Tip.objects.exists()


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"harm": "T00", "narrative": " ", "locator": ""}, errors.NothingSaid),
        ({"harm": "T99"}, errors.BadAnswer),
        ({"narrative": "a" * 5001}, errors.TooLong),
        ({"locator": "a" * 2001}, errors.TooLong),
    ],
)
def test_what_cannot_be_a_tip_is_refused(given, refusal):
    with pytest.raises(refusal):
        builders.received(**given)
    assert not Tip.objects.exists() and not TipReceipt.objects.exists()


def test_a_call_is_written_down_with_the_moment_it_came():
    officer = people.actor(Role.INTAKE_OFFICER)
    called = NOON - timedelta(hours=9)
    tip = builders.received(at=called, now=NOON, by=officer, channel=Channel.PHONE).tip

    assert (tip.received_at, tip.recorded_at) == (called, NOON)
    assert tip.recorded_by_id == officer.user_id


def test_a_tip_does_not_come_from_the_future():
    with pytest.raises(Invalid):
        builders.received(at=NOON + timedelta(minutes=1), now=NOON)


def test_the_database_refuses_a_tip_that_begins_elsewhere():
    tip = builders.tip()
    tip.pk, tip.number, tip.state = None, "TB-2026-999999", TipState.PROMOTED

    with pytest.raises(IntegrityError), transaction.atomic():
        tip.save(force_insert=True)


def test_danger_goes_to_the_front():
    tip = builders.received(danger=Answer.YES, harm="T16").tip

    assert tip.severity == "S1"
