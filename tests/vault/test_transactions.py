"""Shredding and rotating stand or fall with their trace, whoever calls them."""

import pytest

from lachan.journal.models import Entry
from lachan.journal.rules import Author
from lachan.vault import operations
from lachan.vault.models import RecordKey
from lachan.vault.operations import rotate, shred
from tests.builders import NOON
from tests.builders import vault as builders

pytestmark = pytest.mark.usefixtures("kept_tables")


@pytest.fixture
def broken_journal(monkeypatch):
    def fail(**facts):
        raise OSError("the disk is full")

    monkeypatch.setattr(operations.journal, "record", fail)


def test_without_its_trace_no_key_is_shredded(broken_journal):
    note = builders.note()

    with pytest.raises(OSError, match="disk"):
        shred(note, by=Author.system("test"), now=NOON)

    assert RecordKey.objects.get().wrapped is not None


def test_without_its_trace_no_key_is_rotated(broken_journal, request):
    builders.note()
    request.getfixturevalue("new_master_keys")

    with pytest.raises(OSError, match="disk"):
        rotate(to_version=2, now=NOON)

    assert RecordKey.objects.get().kek_version == 1


def test_a_command_may_call_them_as_they_are(request):
    note = builders.note()
    request.getfixturevalue("new_master_keys")

    assert rotate(to_version=2, now=NOON) == 1
    shred(note, by=Author.system("test"), now=NOON)

    assert Entry.objects.count() == 2
