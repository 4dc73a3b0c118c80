"""The key of each sealed record, and what a sealed record looks like to the apps above."""

from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from lachan.vault.rules import KeyClass


class RecordKey(models.Model):
    """One record's own key, wrapped by a master key that lives outside the database.

    Deleting `wrapped` deletes the record's content wherever its ciphertext was copied.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    key_class = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in KeyClass]
    )
    wrapped = models.BinaryField(null=True)
    kek_version = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    shredded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="vault_key_is_wrapped_or_shredded",
                condition=Q(wrapped__isnull=False, shredded_at__isnull=True)
                | Q(wrapped__isnull=True, shredded_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            # Rotation finds what is left to do without reading what is done.
            models.Index(fields=["key_class", "kek_version", "id"], name="vault_key_by_kek"),
        ]

    class Personal:
        erase = frozenset({"wrapped"})
        keep = frozenset({"id", "key_class", "kek_version", "version", "created_at", "shredded_at"})


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """A column that holds ciphertext only. NULL means that nothing was written."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"null": True, "blank": True, **options})


class SealedModel(models.Model):
    """Base of records with sealed columns. Their id is made before they are saved, because the
    ciphertext is bound to it."""

    key_class: ClassVar[KeyClass] = KeyClass.CASE

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    record_key = models.OneToOneField(
        RecordKey, on_delete=models.PROTECT, editable=False, related_name="+"
    )

    class Meta:
        abstract = True
