"""Master keys change while everything stays readable."""

import pytest
from django.db import connection, transaction

from lachan.journal.models import Entry
from lachan.journal.rules import Author
from lachan.vault.errors import UnknownKey
from lachan.vault.models import RecordKey
from lachan.vault.operations import rotate, shred
from lachan.vault.queries import unseal
from tests.builders import NOON
from tests.builders import vault as builders
from tests.builders.vault import Identity, Note

pytestmark = pytest.mark.usefixtures("tables")


def versions():
    return sorted(RecordKey.objects.values_list("kek_version", flat=True))


def bodies():
    return [unseal(note, "body") for note in Note.objects.all()]


def test_a_new_record_is_under_the_newest_master_key(new_master_keys):
    assert builders.note().record_key.kek_version == 2


def test_old_records_stay_readable_at_every_step_of_a_rotation(request):
    for _ in range(5):
        builders.note()
    request.getfixturevalue("new_master_keys")
    steps = []

    while rotate(to_version=2, now=NOON, batch=2):
        steps.append(versions().count(2))
        assert bodies() == ["Nội dung"] * 5

    assert steps == [2, 4, 5]


def test_after_a_rotation_the_old_master_key_is_not_needed(request, settings):
    note, identity = builders.note(), builders.identity("Người Bịa")
    request.getfixturevalue("new_master_keys")
    rotate(to_version=2, now=NOON)
    settings.VAULT_KEYS = {2: settings.VAULT_KEYS[2]}
    settings.IDENTITY_KEYS = {2: settings.IDENTITY_KEYS[2]}

    assert unseal(Note.objects.get(pk=note.pk), "body") == "Nội dung"
    assert unseal(Identity.objects.get(pk=identity.pk), "name") == "Người Bịa"


def test_a_rotation_changes_no_ciphertext(request):
    before = builders.note().body
    request.getfixturevalue("new_master_keys")

    rotate(to_version=2, now=NOON)

    assert Note.objects.get().body == before


def test_an_interrupted_rotation_goes_on_where_it_stopped(request):
    for _ in range(4):
        builders.note()
    request.getfixturevalue("new_master_keys")
    rotate(to_version=2, now=NOON, batch=2)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        rotate(to_version=2, now=NOON, batch=1)
        raise ZeroDivisionError

    assert versions() == [1, 1, 2, 2]
    assert rotate(to_version=2, now=NOON) == 2


def test_only_the_class_with_a_new_master_key_is_rotated(settings):
    note, identity = builders.note(), builders.identity()
    settings.VAULT_KEYS = {**settings.VAULT_KEYS, 2: bytes(range(32))}

    rotate(to_version=2, now=NOON)

    assert RecordKey.objects.get(pk=note.record_key_id).kek_version == 2
    assert RecordKey.objects.get(pk=identity.record_key_id).kek_version == 1


def test_shredded_keys_are_passed_over(request):
    shred(builders.note(), by=Author.system("test"), now=NOON)
    request.getfixturevalue("new_master_keys")

    assert rotate(to_version=2, now=NOON) == 0


@pytest.mark.parametrize("version", [0, 1, 3])
def test_rotating_to_anything_but_the_newest_key_is_refused(new_master_keys, version):
    with pytest.raises(UnknownKey, match=f"version {version}"):
        rotate(to_version=version, now=NOON)


def test_the_trail_counts_what_was_rotated(request):
    builders.note()
    request.getfixturevalue("new_master_keys")

    rotate(to_version=2, now=NOON)

    entry = Entry.objects.get(action="vault.rotated")
    assert (entry.role, entry.facts) == ("system:vault", {"keys": 1})


def test_readers_do_not_wait_for_a_rotation(request):
    note = builders.note()
    request.getfixturevalue("new_master_keys")

    with transaction.atomic():
        rotate(to_version=2, now=NOON)
        # A plain read takes no row lock, so only its absence from the statement matters.
        with connection.execute_wrapper(refuse_locks):
            assert unseal(Note.objects.get(pk=note.pk), "body") == "Nội dung"


def refuse_locks(execute, sql, params, many, context):
    assert "FOR UPDATE" not in sql
    return execute(sql, params, many, context)
