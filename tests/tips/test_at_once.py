"""What happens when the same thing arrives twice in the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from lachan.tips import operations, queries, receipts
from lachan.tips.models import Tip, TipReceipt
from tests.builders import NOON
from tests.builders import tips as builders

TOKEN = "mot-the-phien"


@pytest.mark.django_db(transaction=True)
def test_a_double_tap_makes_one_tip_and_one_code():
    operations.save_draft(token=TOKEN, answers={"harm": "T07"}, now=NOON)

    def tap(_):
        try:
            return builders.received(token=TOKEN).code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        codes = set(hands.map(tap, range(4)))

    assert len(codes) == 1
    assert Tip.objects.count() == TipReceipt.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["right", "wrong", "expired", "nonsense"])
def test_every_code_costs_one_slow_hash(monkeypatch, kind):
    received = builders.received()
    if kind == "expired":
        TipReceipt.objects.update(expires_at=NOON)
    code = {"wrong": receipts.new_code(), "nonsense": "abc"}.get(kind, received.code)
    runs = []
    slow = receipts.hash_secret_raw
    monkeypatch.setattr(
        receipts, "hash_secret_raw", lambda *a, **k: runs.append(1) or slow(*a, **k)
    )

    queries.by_code(code, now=NOON)

    assert len(runs) == 1


@pytest.mark.django_db(transaction=True)
def test_a_submission_that_breaks_leaves_neither_tip_nor_code(monkeypatch):
    operations.save_draft(token=TOKEN, answers={"harm": "T07"}, now=NOON)

    def broken(**facts):
        raise ConnectionError

    monkeypatch.setattr("lachan.journal.operations.record", broken)
    with pytest.raises(ConnectionError):
        builders.received(token=TOKEN)

    assert not Tip.objects.exists() and not TipReceipt.objects.exists()
    assert queries.draft_of(TOKEN, now=NOON).code == ""
