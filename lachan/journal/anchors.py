"""Anchor files: the head of the chain, signed, outside the database. VAR/journal/YYYY-MM-DD.json.

Copied off the machine each day they prove what the chain was, even against a database superuser.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from lachan.common.errors import Fault
from lachan.journal.rules import canonical


class BadAnchor(Fault):
    """An anchor file that is broken, renamed, or not signed with this system's key."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The chain's last position and hash as they were on a day in Viet Nam."""

    day: date
    position: int
    hash: bytes


def folder() -> Path:
    return Path(settings.VAR) / "journal"


def path_of(day: date) -> Path:
    return folder() / f"{day.isoformat()}.json"


def write(anchor: Anchor, *, at: datetime) -> Path:
    """Signs and stores the anchor whole or not at all. A file already there is left as it is."""
    path = path_of(anchor.day)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with fresh.open("wb") as file:
        file.write(_signed(anchor, at))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)  # unlike a rename, never replaces an anchor somebody else just wrote
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path


def _signed(anchor: Anchor, at: datetime) -> bytes:
    body = {
        "day": anchor.day.isoformat(),
        "position": anchor.position,
        "hash": anchor.hash.hex(),
        "written_at": at.astimezone(UTC).isoformat(),
    }
    signature = _key().sign(canonical(body)).hex()
    return json.dumps({**body, "signature": signature}, indent=1).encode() + b"\n"


def read(path: Path) -> Anchor:
    """The anchor in a file. Raises BadAnchor, which says what is wrong with it."""
    try:
        body = json.loads(path.read_bytes())
        signature = bytes.fromhex(body.pop("signature"))
        anchor = Anchor(
            date.fromisoformat(body["day"]), int(body["position"]), bytes.fromhex(body["hash"])
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise BadAnchor(f"{path.name} cannot be read as an anchor") from None
    try:
        _key().public_key().verify(signature, canonical(body))
    except InvalidSignature:
        raise BadAnchor(f"{path.name} is not signed with LACHAN_JOURNAL_KEY") from None
    if path_of(anchor.day).name != path.name:
        raise BadAnchor(f"{path.name} holds the anchor of {anchor.day.isoformat()}")
    return anchor


def files() -> Iterator[Path]:
    """The anchor files that exist, oldest first; none if the folder is gone."""
    yield from sorted(folder().glob("*.json"))


def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(settings.JOURNAL_KEY)
