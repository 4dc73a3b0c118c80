"""Sealed records for tests, without an app of their own: the table is made inside the test."""

from django.apps.registry import Apps
from django.db import connection, models

from lachan.vault import operations
from lachan.vault.models import SealedField, SealedModel
from lachan.vault.rules import KeyClass
from tests.builders import NOON


class Note(SealedModel):
    """A record of the case class. Its own registry keeps it out of every check over real models."""

    title = SealedField()
    body = SealedField()
    plain = models.TextField(default="")

    class Meta:
        apps = Apps()
        app_label = "sealed"


class Identity(SealedModel):
    """A record of the identity class."""

    key_class = KeyClass.IDENTITY
    name = SealedField()

    class Meta:
        apps = Apps()
        app_label = "sealed"


def make_tables() -> None:
    with connection.schema_editor() as schema:
        schema.create_model(Note)
        schema.create_model(Identity)


def drop_tables() -> None:
    with connection.schema_editor() as schema:
        schema.delete_model(Note)
        schema.delete_model(Identity)


def note(**plain: str | None) -> Note:
    record = Note()
    operations.seal(record, now=NOON, **(plain or {"title": "Tên", "body": "Nội dung"}))
    record.save()
    return record


def identity(name: str = "Người Báo Tin") -> Identity:
    record = Identity()
    operations.seal(record, now=NOON, name=name)
    record.save()
    return record
