"""Destroying a record's key destroys its content, and says so."""

from datetime import timedelta

import pytest

from lachan.journal.models import Entry
from lachan.journal.rules import Author
from lachan.vault.errors import Shredded
from lachan.vault.models import RecordKey
from lachan.vault.operations import seal, shred
from lachan.vault.queries import unseal
from tests.builders import NOON
from tests.builders import vault as builders
from tests.builders.vault import Note

pytestmark = pytest.mark.usefixtures("tables")

KEEPER = Author(user_id=7, unit_id=3, role="custodian")


@pytest.fixture
def shredded():
    note = builders.note(title="Một", body=None)
    shred(note, by=KEEPER, now=NOON)
    return note


def test_a_shredded_record_cannot_be_read_again(shredded):
    with pytest.raises(Shredded):
        unseal(Note.objects.get(pk=shredded.pk), "title")


def test_the_copy_in_hand_cannot_be_read_either(shredded):
    with pytest.raises(Shredded):
        unseal(shredded, "title")


def test_an_empty_column_of_a_shredded_record_does_not_read_as_never_written(shredded):
    with pytest.raises(Shredded):
        unseal(shredded, "body")


def test_nothing_new_is_sealed_into_a_shredded_record(shredded):
    with pytest.raises(Shredded):
        seal(shredded, now=NOON, body="Thêm")


def test_the_person_reads_what_happened_and_what_was_kept(shredded):
    with pytest.raises(Shredded) as refusal:
        unseal(shredded, "title")

    assert "đã được hủy" in str(refusal.value)
    assert refusal.value.status == 410


def test_the_wrapped_key_is_gone_from_the_row(shredded):
    key = RecordKey.objects.get(pk=shredded.record_key_id)

    assert (key.wrapped, key.shredded_at) == (None, NOON)


def test_the_trail_tells_who_shredded_which_record(shredded):
    entry = Entry.objects.get(action="vault.shredded")

    assert (entry.user_id, entry.subject_id) == (7, str(shredded.pk))
    assert entry.facts == {"key": str(shredded.record_key_id), "kind": "case"}


def test_shredding_twice_keeps_the_first_moment(shredded):
    shred(shredded, by=KEEPER, now=NOON + timedelta(days=1))

    assert shredded.record_key.shredded_at == NOON
    assert Entry.objects.filter(action="vault.shredded").count() == 1


def test_the_neighbour_is_untouched(shredded):
    other = builders.note()

    shred(shredded, by=KEEPER, now=NOON)

    assert unseal(other, "body") == "Nội dung"
