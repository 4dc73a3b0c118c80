"""The head of the chain, signed, in a file a day."""

import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lachan.journal import anchors
from lachan.journal.anchors import BadAnchor
from lachan.journal.models import Entry, Seal
from lachan.journal.operations import anchor
from lachan.journal.rules import GENESIS, canonical
from tests.builders import NOON
from tests.builders import journal as builders


def test_an_anchor_fixes_the_head_of_the_chain(db, own_folder):
    builders.sealed_entries(3)

    path = anchor(now=NOON)

    head = Seal.objects.get(position=3)
    assert path == own_folder / "2026-03-16.json"
    assert (anchors.read(path).position, anchors.read(path).hash) == (3, bytes(head.hash))


def test_the_first_anchor_of_an_empty_trail_is_the_beginning(db):
    kept = anchors.read(anchor(now=NOON))

    assert (kept.position, kept.hash) == (0, GENESIS)


def test_anybody_with_the_public_key_can_check_the_signature(db, settings):
    body = json.loads(anchor(now=NOON).read_text())
    signature = bytes.fromhex(body.pop("signature"))

    public = Ed25519PrivateKey.from_private_bytes(settings.JOURNAL_KEY).public_key()

    public.verify(signature, canonical(body))


def test_a_day_has_one_anchor_and_it_is_never_rewritten(db):
    builders.sealed_entries(1)
    before = anchor(now=NOON).read_bytes()
    builders.sealed_entries(1)

    path = anchor(now=NOON + timedelta(hours=2))

    assert path.read_bytes() == before
    assert Entry.objects.filter(action="journal.anchored").count() == 1


def test_two_processes_at_once_leave_one_whole_file(db, own_folder):
    first = anchors.Anchor(NOON.date(), 1, b"\x01" * 32)
    second = anchors.Anchor(NOON.date(), 2, b"\x02" * 32)

    anchors.write(first, at=NOON)
    path = anchors.write(second, at=NOON)

    assert anchors.read(path) == first
    assert [file.name for file in own_folder.iterdir()] == ["2026-03-16.json"]


def test_the_day_is_viet_nams(db):
    midnight = NOON + timedelta(hours=12)

    assert anchor(now=midnight).name == "2026-03-17.json"


def test_the_trail_names_the_anchor(db):
    anchor(now=NOON)

    assert Entry.objects.get(action="journal.anchored").subject_id == "2026-03-16"


def test_a_full_disk_leaves_neither_file_nor_row(db, own_folder, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(anchors.os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        anchor(now=NOON)
    assert not list(own_folder.glob("*.json"))
    assert not Entry.objects.exists()


def spoil(path, change):
    path.write_bytes(change(path.read_bytes()))
    return path


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda text: text.replace(b'"position": 0', b'"position": 1'), "not signed"),
        (lambda text: text[:40], "cannot be read"),
        (lambda text: b"[]", "cannot be read"),
        (lambda text: b"{}", "cannot be read"),
        (lambda text: text.replace(b'"signature": "', b'"signature": "zz'), "cannot be read"),
        (lambda text: b"\xff\xfe", "cannot be read"),
    ],
)
def test_a_spoilt_anchor_is_refused_with_the_reason(db, change, reason):
    path = spoil(anchor(now=NOON), change)

    with pytest.raises(BadAnchor, match=reason):
        anchors.read(path)


def test_another_systems_anchor_is_refused(db, settings):
    path = anchor(now=NOON)
    settings.JOURNAL_KEY = b"another system's 32 byte secret!"

    with pytest.raises(BadAnchor, match="not signed"):
        anchors.read(path)


def test_an_anchor_under_another_days_name_is_refused(db):
    path = anchor(now=NOON)
    renamed = path.rename(path.with_name("2026-03-05.json"))

    with pytest.raises(BadAnchor, match="holds the anchor of 2026-03-16"):
        anchors.read(renamed)
