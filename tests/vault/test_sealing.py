"""What is sealed reads back, and only where it belongs."""

from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from lachan.vault.errors import Tampered, UnknownKey
from lachan.vault.models import RecordKey
from lachan.vault.operations import seal
from lachan.vault.queries import unseal, unseal_all
from tests.builders import NOON
from tests.builders import vault as builders
from tests.builders.vault import Identity, Note

pytestmark = pytest.mark.usefixtures("tables")


def test_what_is_sealed_reads_back():
    note = builders.note(title="Tiêu đề", body="Em kể lại…")

    again = Note.objects.get(pk=note.pk)

    assert unseal_all(again) == {"title": "Tiêu đề", "body": "Em kể lại…"}


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_reads_back(text):
    note = builders.note(body=text)

    assert unseal(Note.objects.get(pk=note.pk), "body") == text


@pytest.mark.parametrize("nothing", [None, ""])
def test_what_was_not_written_reads_as_empty(nothing):
    note = builders.note(body=nothing)

    assert note.body is None
    assert unseal_all(note) == {"title": "", "body": ""}


def test_a_record_gets_its_key_even_before_anything_is_written():
    note = Note()
    seal(note, now=NOON)

    assert note.record_key.created_at == NOON
    assert unseal(note, "body") == ""


def test_sealing_again_keeps_the_key_and_the_other_columns():
    note = builders.note(title="Một", body="Hai")
    key = note.record_key_id

    seal(note, now=NOON, body="Ba")

    assert note.record_key_id == key
    assert unseal_all(note) == {"title": "Một", "body": "Ba"}


def test_the_same_text_never_looks_the_same_twice():
    note = builders.note(title="Như nhau", body="Như nhau")

    assert note.title != note.body


def test_every_record_has_a_key_of_its_own():
    assert builders.note().record_key_id != builders.note().record_key_id


def test_reading_a_list_needs_no_query_per_row(django_assert_num_queries):
    for _ in range(3):
        builders.note()

    with django_assert_num_queries(1):
        assert [unseal(note, "body") for note in Note.objects.select_related("record_key")]


def move(record, column, sealed):
    """Puts ciphertext where it does not belong, as somebody with the database could."""
    type(record).objects.filter(pk=record.pk).update(**{column: sealed})
    return type(record).objects.get(pk=record.pk)


def test_a_ciphertext_moved_to_another_column_does_not_open():
    note = builders.note(title="Một", body="Hai")

    with pytest.raises(Tampered, match="body"):
        unseal(move(note, "body", note.title), "body")


def test_a_ciphertext_moved_to_another_row_does_not_open():
    one, other = builders.note(), builders.note()

    with pytest.raises(Tampered):
        unseal(move(one, "body", other.body), "body")


def test_a_ciphertext_moved_along_with_its_key_does_not_open():
    one, other = builders.note(), builders.note()
    stolen = Note(pk=uuid4(), record_key=one.record_key, body=one.body)
    other.delete()

    with pytest.raises(Tampered):
        unseal(stolen, "body")


def test_a_wrapped_key_moved_to_another_record_does_not_open():
    one, other = builders.note(), builders.note()
    RecordKey.objects.filter(pk=one.record_key_id).update(wrapped=other.record_key.wrapped)

    with pytest.raises(Tampered):
        unseal(Note.objects.get(pk=one.pk), "body")


@pytest.mark.parametrize("place", [0, 1, 12, 13, -1])
def test_a_single_changed_bit_is_noticed(place):
    note = builders.note()
    spoilt = bytearray(note.body)
    spoilt[place] ^= 1

    with pytest.raises(Tampered):
        unseal(move(note, "body", bytes(spoilt)), "body")


@pytest.mark.parametrize("kept", [0, 1, 5, 20])
def test_a_cut_ciphertext_is_noticed(kept):
    note = builders.note()

    with pytest.raises(Tampered):
        unseal(move(note, "body", note.body[:kept]), "body")


def test_an_error_holds_neither_text_nor_key():
    note = builders.note(title="Bí mật", body="Bí mật")

    with pytest.raises(Tampered) as problem:
        unseal(move(note, "body", note.title), "body")

    assert problem.value.__cause__ is None
    assert "Bí mật" not in str(problem.value)


def test_only_a_sealed_column_can_be_sealed():
    with pytest.raises(AssertionError, match="plain"):
        seal(Note(), now=NOON, plain="để lộ")


def test_identities_are_under_a_key_of_their_own(settings):
    identity, note = builders.identity("Người Bịa"), builders.note()
    settings.IDENTITY_KEYS = {1: bytes(range(32))}

    assert unseal(note, "body") == "Nội dung"
    with pytest.raises(Tampered):
        unseal(Identity.objects.get(pk=identity.pk), "name")


def test_a_missing_master_key_is_named_by_version_only(settings):
    note = builders.note()
    settings.VAULT_KEYS = {2: bytes(range(32))}

    with pytest.raises(UnknownKey, match="case version 1"):
        unseal(note, "body")


def test_the_database_refuses_a_key_neither_wrapped_nor_shredded():
    from django.db import IntegrityError

    note = builders.note()

    with pytest.raises(IntegrityError, match="wrapped_or_shredded"):
        connection.cursor().execute(
            "UPDATE vault_recordkey SET wrapped = NULL WHERE id = %s", [note.record_key_id]
        )
