from datetime import timedelta

import pytest

from lachan.journal.models import Entry
from lachan.tips import operations, queries
from lachan.tips.models import TipDraft, TipVisit
from lachan.tips.receipts import new_code
from lachan.vault.models import RecordKey
from tests.builders import NOON
from tests.builders import tips as builders

pytestmark = pytest.mark.django_db
TOKEN = "mot-the-phien"
LATER = NOON + timedelta(minutes=31)


def kept(now=NOON, **answers):
    operations.save_draft(token=TOKEN, answers=answers or {"harm": "T07"}, now=now)


def test_a_draft_is_read_back_by_its_token():
    kept(harm="T11")

    assert queries.draft_of(TOKEN, now=NOON).answers == {"harm": "T11"}


def test_another_token_reads_nothing():
    kept()

    assert queries.draft_of("the-khac", now=NOON) is None


def test_neither_answers_nor_token_are_stored_in_clear():
    kept(narrative="Lời kể")
    draft = TipDraft.objects.get()

    assert "Lời".encode() not in bytes(draft.answers)
    assert TOKEN.encode() not in bytes(draft.token_hash)


def test_a_draft_is_gone_after_half_an_hour():
    kept()

    assert queries.draft_of(TOKEN, now=LATER) is None


def test_each_answer_gives_another_half_hour():
    kept()
    kept(now=NOON + timedelta(minutes=20))

    assert queries.draft_of(TOKEN, now=LATER) is not None


def test_an_old_draft_is_not_continued():
    kept(narrative="cũ")
    kept(now=LATER, harm="T11")

    assert queries.draft_of(TOKEN, now=LATER).answers == {"harm": "T11"}


def test_purging_leaves_no_row_and_no_key():
    kept()

    assert operations.purge(now=LATER) == 1
    assert not TipDraft.objects.exists() and not RecordKey.objects.exists()


def test_purging_spares_what_is_still_being_written():
    kept()

    assert operations.purge(now=NOON) == 0
    assert TipDraft.objects.exists()


def test_leaving_forgets_the_draft_at_once():
    kept()
    operations.discard(token=TOKEN)

    assert not TipDraft.objects.exists() and not RecordKey.objects.exists()


def test_leaving_keeps_the_tip_that_was_sent():
    kept()
    received = builders.received(token=TOKEN)
    operations.discard(token=TOKEN)

    assert queries.by_code(received.code, now=NOON) == received.tip


def test_a_sent_draft_shows_its_code_and_no_longer_its_answers():
    kept()
    received = builders.received(token=TOKEN)
    kept(harm="T01")

    draft = queries.draft_of(TOKEN, now=NOON)
    assert (draft.tip, draft.code, draft.answers) == (received.tip, received.code, {})


def test_drafting_leaves_no_trace_in_the_journal():
    kept()
    operations.discard(token=TOKEN)

    assert not Entry.objects.exists()


def test_the_right_code_opens_a_visit_for_half_an_hour():
    received = builders.received()
    token = operations.open_visit(code=received.code, now=NOON)

    assert queries.visited(token, now=NOON) == received.tip
    assert queries.visited(token, now=LATER) is None


def test_a_wrong_code_opens_no_visit():
    assert operations.open_visit(code=new_code(), now=NOON) is None
    assert not TipVisit.objects.exists()


def test_leaving_ends_the_visit():
    token = operations.open_visit(code=builders.received().code, now=NOON)
    operations.discard(token=token)

    assert queries.visited(token, now=NOON) is None
