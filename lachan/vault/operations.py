"""Sealing, rotating and shredding. Who may do so is asked by the callers, who know the record."""

from datetime import datetime

from django.db import transaction

from lachan.common.refs import Ref
from lachan.journal import operations as journal
from lachan.journal.rules import Author
from lachan.vault import crypto, keys
from lachan.vault.errors import UnknownKey
from lachan.vault.models import RecordKey, SealedModel
from lachan.vault.queries import field_place
from lachan.vault.rules import KeyClass


def seal(record: SealedModel, *, now: datetime, **plain: str | None) -> None:
    """Sets the named sealed columns of the record; the caller saves it in the same transaction.

    The first call makes the record's key, also when nothing is given. None and '' leave the column
    empty. Raises Shredded for a record whose key was destroyed.
    """
    if record.record_key_id is None:
        record.record_key = _new_key(record.key_class, now)
    key = keys.unwrap(record.record_key)
    for field, text in plain.items():
        where = field_place(record, field)
        setattr(record, field, crypto.lock(key, text.encode(), place=where) if text else None)


def _new_key(key_class: KeyClass, now: datetime) -> RecordKey:
    version = keys.newest(key_class)
    key = RecordKey(key_class=key_class.value, kek_version=version, created_at=now)
    key.wrapped = keys.wrap(crypto.new_key(), key, version=version)
    key.save(force_insert=True)
    return key


@transaction.atomic
def shred(record: SealedModel, *, by: Author, now: datetime) -> None:
    """Destroys the record's key: what it sealed is gone here and in every copy of the ciphertext.

    Backups made before still hold the wrapped key; they expire by their own rule, and a restored
    one must be shredded again from the trail. Shredding twice changes nothing.
    """
    key = RecordKey.objects.select_for_update().get(pk=record.record_key_id)
    if key.shredded_at is None:
        key.wrapped, key.shredded_at = None, now
        key.save(update_fields=["wrapped", "shredded_at"])
        journal.record(
            by=by, action="vault.shredded", subject=record, at=now, key=key.pk, kind=key.key_class
        )
    record.record_key = key


@transaction.atomic
def rotate(*, to_version: int, now: datetime, batch: int = 500) -> int:
    """Wraps up to `batch` record keys anew under the newest master key; how many, 0 when done.

    Call until it returns 0. Each call is a transaction of its own, so readers go on, an
    interrupted rotation continues where it stopped, and ciphertexts are not touched. Raises
    UnknownKey unless `to_version` is the newest version of a key class.
    """
    classes = [kind.value for kind in KeyClass if keys.newest(kind) == to_version]
    if not classes:
        raise UnknownKey(f"version {to_version} is not the newest master key of any class")
    old = list(
        RecordKey.objects.select_for_update()
        .filter(key_class__in=classes, kek_version__lt=to_version, wrapped__isnull=False)
        .order_by("id")[:batch]
    )
    for key in old:
        key.wrapped = keys.wrap(keys.unwrap(key), key, version=to_version)
        key.kek_version = to_version
    if old:
        RecordKey.objects.bulk_update(old, ["wrapped", "kek_version"])
        journal.record(
            by=Author.system("vault"),
            action="vault.rotated",
            subject=Ref("vault.kek", str(to_version)),
            at=now,
            keys=len(old),
        )
    return len(old)
