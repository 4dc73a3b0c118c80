"""Master keys by version, and record keys under them. Nothing here is cached or logged."""

from collections.abc import Mapping

from django.conf import settings

from lachan.vault import crypto
from lachan.vault.errors import Shredded, UnknownKey
from lachan.vault.models import RecordKey
from lachan.vault.rules import KeyClass, place


def ring(key_class: str) -> Mapping[int, bytes]:
    """The master keys of a class by version."""
    rings: Mapping[str, Mapping[int, bytes]] = {
        KeyClass.CASE: settings.VAULT_KEYS,
        KeyClass.IDENTITY: settings.IDENTITY_KEYS,
    }
    return rings[key_class]


def newest(key_class: str) -> int:
    """The version that wraps new keys."""
    return max(ring(key_class))


def wrap(plain: bytes, key: RecordKey, *, version: int) -> bytes:
    """A record's key, readable only with the given master key and only as this record's."""
    return crypto.lock(_master(key.key_class, version), plain, place=_place(key, version))


def unwrap(key: RecordKey) -> bytes:
    """A record's key in plain. Raises Shredded, UnknownKey or Tampered."""
    if key.wrapped is None:
        raise Shredded
    master = _master(key.key_class, key.kek_version)
    return crypto.unlock(master, bytes(key.wrapped), place=_place(key, key.kek_version))


def _master(key_class: str, version: int) -> bytes:
    try:
        return ring(key_class)[version]
    except KeyError:
        raise UnknownKey(
            f"master key {key_class} version {version} is not in the settings; "
            "give it back until every key is rotated"
        ) from None


def _place(key: RecordKey, version: int) -> bytes:
    table = f"{RecordKey._meta.db_table}.{key.key_class}"
    return place(table=table, column="wrapped", row=str(key.pk), version=version)
