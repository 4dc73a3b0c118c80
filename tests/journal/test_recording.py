"""A row is written with its change, and then never touched again."""

import pytest
from django.db import IntegrityError, connection, transaction

from lachan.common.refs import Ref
from lachan.journal.models import Entry, Seal, Unsealed
from lachan.journal.operations import record, seal
from tests.builders import NOON
from tests.builders import journal as builders
from tests.builders.journal import OFFICER, TIP


def test_a_row_tells_who_did_what_to_which_record_and_when(db):
    entry = builders.entry(harm="T07", severity=2)

    assert (entry.user_id, entry.unit_id, entry.role) == (7, 3, "intake_officer")
    assert (entry.action, entry.subject_kind, entry.subject_id) == (
        "tip.received",
        "tips.tip",
        TIP.id,
    )
    assert (entry.at, entry.facts) == (NOON, {"harm": "T07", "severity": 2})


def test_a_record_may_be_given_instead_of_a_pointer(db):
    subject = builders.entry()

    record(by=OFFICER, action="journal.read", subject=subject, at=NOON)

    newest = Entry.objects.latest("id")
    assert Ref(newest.subject_kind, newest.subject_id) == Ref("journal.entry", str(subject.pk))


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded():
    with pytest.raises(RuntimeError, match="transaction"):
        record(by=OFFICER, action="tip.received", subject=TIP, at=NOON)

    assert not Entry.objects.exists()


def test_a_change_that_is_undone_takes_its_row_with_it(db):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(by=OFFICER, action="tip.received", subject=TIP, at=NOON)
        raise ZeroDivisionError

    assert not Entry.objects.exists()
    assert not Unsealed.objects.exists()


def test_a_story_among_the_facts_stops_the_whole_change(db):
    with pytest.raises(ValueError, match="'note'"):
        builders.entry(note="em kể rằng")

    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE journal_entry SET facts = '{}'",
        "DELETE FROM journal_entry",
        "TRUNCATE journal_entry",
        "UPDATE journal_seal SET sealed_at = now()",
        "DELETE FROM journal_seal",
        "TRUNCATE journal_seal",
    ],
)
def test_the_database_refuses_to_change_the_trail(db, act):
    builders.sealed_entries(2)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(act)

    assert (Entry.objects.count(), Seal.objects.count()) == (2, 2)


def test_a_row_waits_for_its_seal_however_it_was_written(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (at, role, action, subject_kind, subject_id, facts)"
            " VALUES (now(), 'r', 'a', 'k', '1', '{}') RETURNING id"
        )
        (entry_id,) = cursor.fetchone()

    assert list(Unsealed.objects.values_list("entry_id", flat=True)) == [entry_id]
    assert seal(now=NOON) == 1
