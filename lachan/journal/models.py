"""The trail. The database refuses to change or delete a row; nothing points out of it or in."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """Who did what to which record, when. Codes, ids and numbers; never a child's data."""

    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=60)
    action = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="journal_by_subject"),
            models.Index(fields=["action", "id"], name="journal_by_action"),
            models.Index(fields=["unit_id", "id"], name="journal_by_unit"),
            models.Index(fields=["at"], name="journal_by_moment"),
        ]

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset(
            {
                "id",
                "at",
                "user_id",
                "unit_id",
                "role",
                "action",
                "subject_kind",
                "subject_id",
                "facts",
            }
        )


class Unsealed(models.Model):
    """An entry that waits for its seal. Filled by a trigger, so that no insert escapes."""

    entry_id = models.BigIntegerField(primary_key=True)

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset({"entry_id"})


class Seal(models.Model):
    """An entry's place in the chain. Kept apart, so that sealing never touches the entry."""

    position = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    sealed_at = models.DateTimeField()
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Personal:
        erase: ClassVar = frozenset[str]()
        keep = frozenset({"position", "entry_id", "sealed_at", "previous", "hash"})
