"""Files packed with gzip or zstd, read like plain ones."""

import gzip
import zlib
from enum import StrEnum
from io import BufferedReader
from typing import BinaryIO, Final, cast

from lachan.detect.scale.blocks import BLOCK
from lachan.detect.scale.errors import CannotScan

_DAMAGED: Final = "Tệp bị hỏng hoặc chưa ghi xong. Lấy lại tệp rồi quét lại."


class Packing(StrEnum):
    """How a file is packed, which its first bytes say."""

    NONE = ""
    GZIP = ".gz"
    ZSTD = ".zst"


_PACKED: Final = ((b"\x1f\x8b", Packing.GZIP), (b"\x28\xb5\x2f\xfd", Packing.ZSTD))


def packing_of(head: bytes) -> Packing:
    return next((kind for mark, kind in _PACKED if head.startswith(mark)), Packing.NONE)


def unpacked(raw: BinaryIO, packing: Packing) -> BinaryIO:
    """The bytes inside, from the start. At its own end it closes what it reads from."""
    if packing is Packing.GZIP:
        return cast(BinaryIO, gzip.GzipFile(fileobj=raw))
    if packing is Packing.ZSTD:
        import pyarrow as pa

        return BufferedReader(pa.CompressedInputStream(pa.PythonFile(raw), "zstd"), BLOCK)
    return raw


class Damage:
    """Turns what a library says of damaged data into words. Of plain text OSError is a fault."""

    def __init__(self, packing: Packing) -> None:
        self._packing = packing

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: object, at: object) -> None:
        if kind is None or not self._packing:
            return
        if issubclass(kind, EOFError | zlib.error | OSError | ValueError):
            raise CannotScan(_DAMAGED) from None


def forward(stream: BinaryIO, count: int) -> None:
    """Goes on by so many bytes, also where nothing can be sought."""
    if stream.seekable():
        stream.seek(count, 1)
        return
    while count and (piece := stream.read(min(count, BLOCK))):
        count -= len(piece)
