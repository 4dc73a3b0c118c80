"""Opening what is sealed. The caller has already asked whether this person may read it."""

from lachan.vault import crypto, keys
from lachan.vault.models import SealedField, SealedModel
from lachan.vault.rules import place


def unseal(record: SealedModel, field: str) -> str:
    """The plain text of one sealed column, '' where nothing was written. Never logged or cached.

    Raises Shredded when the record's key was destroyed, Tampered when the ciphertext is not this
    column's, UnknownKey when the master key is missing. One query unless `record_key` was
    selected along with the record.
    """
    sealed = getattr(record, field)
    if sealed is None:
        _refuse_shredded(record)
        return ""
    key = keys.unwrap(record.record_key)
    return crypto.unlock(key, bytes(sealed), place=field_place(record, field)).decode()


def unseal_all(record: SealedModel) -> dict[str, str]:
    """Every sealed column of the record by name."""
    return {name: unseal(record, name) for name in sealed_fields(record)}


def sealed_fields(record: SealedModel) -> list[str]:
    """The names of the record's sealed columns, in the order of the model."""
    return [field.name for field in record._meta.fields if isinstance(field, SealedField)]


def field_place(record: SealedModel, field: str) -> bytes:
    """Where a column's ciphertext belongs. Renaming a table or column means sealing it anew."""
    column = record._meta.get_field(field)
    assert isinstance(column, SealedField), f"{field} is not a sealed column"
    return place(
        table=record._meta.db_table,
        column=column.db_column or column.name,
        row=str(record.pk),
        version=record.record_key.version,
    )


def _refuse_shredded(record: SealedModel) -> None:
    """An emptied column of a shredded record must not read as "nothing was written"."""
    if record.record_key.shredded_at is not None:
        keys.unwrap(record.record_key)
