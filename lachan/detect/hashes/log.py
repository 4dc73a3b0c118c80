"""The log of what was added and disabled since the last segment: what makes add() durable.

A record is its length and checksum, then what it says. The last record may be torn by a power
cut: its add() never returned, so it is cut off. A broken one before others is damage, and told.
"""

import json
import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from lachan.detect.hashes.codec import BYTES, Id, Words, as_ids, as_words
from lachan.detect.hashes.column import Ids

_HEAD: Final = struct.Struct("<III")  # bytes that follow, their CRC-32, how many hashes
_SEAL: Final = struct.Struct("<I")  # the CRC-32 of the head itself


class Damaged(RuntimeError):
    """The index on disk is broken. The message says where, and that a copy must be restored."""


@dataclass(frozen=True, slots=True)
class Record:
    """Ids with their hashes, to be added; without hashes, to be disabled. `end` is in bytes."""

    ids: Ids
    hashes: Words | None
    end: int


class Log:
    """Open for writing at its end; every record is on the disk when append() returns."""

    def __init__(self, path: Path, end: int) -> None:
        self._file: BinaryIO = path.open("r+b" if path.exists() else "w+b")
        self._file.truncate(end)
        self._file.seek(end)
        self.end = end

    def append(self, ids: Ids, hashes: Words | None) -> None:
        """Raises OSError when the disk is full; what was half written is then taken back."""
        raw = b"" if hashes is None else hashes.astype("<u8").tobytes()
        said = raw + json.dumps(_plain(ids)).encode("ascii")
        head = _head(said, len(raw) // BYTES)
        try:
            self._file.write(head + said)
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError:
            self._file.truncate(self.end)
            self._file.seek(self.end)
            raise
        self.end += len(head) + len(said)

    def close(self) -> None:
        self._file.close()


def read(path: Path, begin: int = 0) -> Iterator[Record]:
    """The whole records from a byte on. Raises Damaged for a broken one that is not just torn."""
    with path.open("rb") as file:
        file.seek(begin)
        while len(head := file.read(_HEAD.size + _SEAL.size)) == _HEAD.size + _SEAL.size:
            length, checksum, count = _HEAD.unpack_from(head)
            if head != _sealed(head[: _HEAD.size]):
                # A power cut may leave zeros where a record was to be, never anything else.
                if any(head) or any(file.read(1 << 20)):
                    raise _damaged(path, file.tell())
                return
            said = file.read(length)
            if len(said) < length:
                return
            if zlib.crc32(said) != checksum:
                if file.read(1):
                    raise _damaged(path, file.tell())
                return
            yield Record(_ids(said, count), _hashes(said, count), file.tell())


def _head(said: bytes, count: int) -> bytes:
    return _sealed(_HEAD.pack(len(said), zlib.crc32(said), count))


def _sealed(head: bytes) -> bytes:
    return head + _SEAL.pack(zlib.crc32(head))


def _damaged(path: Path, at: int) -> Damaged:
    return Damaged(f"{path} is broken before byte {at}; restore a copy of the folder.")


def _plain(ids: Ids) -> list[Id]:
    return list(ids) if isinstance(ids, list) else ids.tolist()


def _ids(said: bytes, count: int) -> Ids:
    return as_ids(json.loads(said[count * BYTES :]))


def _hashes(said: bytes, count: int) -> Words | None:
    if not count:
        return None
    return as_words([said[at : at + BYTES] for at in range(0, count * BYTES, BYTES)])
