"""A file that is only added to, and can be cut back to what is known to be good."""

import os
import zlib
from pathlib import Path
from typing import BinaryIO, Final

from lachan.detect.scale.blocks import BLOCK
from lachan.detect.scale.checkpoint import Written
from lachan.detect.scale.errors import CannotScan

_TAKEN: Final = "Một lệnh quét khác đang ghi kết quả này. Chờ nó xong rồi chạy lại."


class GrowingFile:
    """Closed at first, so that looking at it changes nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stream: BinaryIO | None = None

    def holds(self, written: Written) -> bool:
        """Whether it begins with these bytes."""
        left, crc = written.size, 0
        try:
            with self.path.open("rb") as stream:
                while left and (piece := stream.read(min(left, BLOCK))):
                    left, crc = left - len(piece), zlib.crc32(piece, crc)
        except OSError:
            return False
        return not left and crc == written.crc

    def open(self, written: Written) -> None:
        """Cuts away what comes after, and goes on from there. Raises CannotScan, OSError."""
        # Unbuffered: what was written has left the process.
        self._stream = self.path.open("ab", buffering=0)
        _lock(self._stream)
        self._stream.truncate(written.size)

    def write(self, body: bytes) -> None:
        view = memoryview(body)
        while self._stream is not None and view:
            view = view[self._stream.write(view) :]

    def settle(self) -> None:
        """Puts it on disk, and closes it."""
        if self._stream is not None:
            os.fsync(self._stream.fileno())
        self.close()

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None


def _lock(stream: BinaryIO) -> None:
    """For this process until it closes or ends. Where the system has no such locks: nothing."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        stream.close()
        raise CannotScan(_TAKEN) from None
