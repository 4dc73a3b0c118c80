"""What is sealed reads back, and only where it belongs."""

import pytest

from lachan.vault.errors import Shredded, Tampered
from lachan.vault.models import RecordKey
from lachan.vault.operations import seal
from lachan.vault.queries import unseal, unseal_all
from tests.builders import vault as builders
from tests.builders import NOON
from tests.builders.vault import Note


def test_what_is_sealed_reads_back(tables):
    note = builders.note(title="Tiêu đề", body="Em kể lại…")

    again = Note.objects.get(pk=note.pk)

    assert unseal_all(again) == {"title": "Tiêu đề", "body": "Em kể lại…"}
