"""Opens a file to be scanned: what it is, packed or not, and its blocks from any place on."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from lachan.detect.lines import Shape, shape_of
from lachan.detect.scale.blocks import Block, Place
from lachan.detect.scale.comma_lines import CommaLines
from lachan.detect.scale.errors import CannotScan
from lachan.detect.scale.json_lines import json_blocks
from lachan.detect.scale.parquet_rows import ParquetRows
from lachan.detect.scale.unpacking import Damage, Packing, forward, packing_of, unpacked

TABLES: Final = frozenset({".csv", ".tsv"})
SUFFIXES: Final = TABLES | {".jsonl", ".ndjson", ".json", ".parquet"}
"""Names by which a folder's files are taken; a file that is named itself may be called anything."""

_WRONG_SHAPE: Final = {
    Shape.EMPTY: "Tệp rỗng: chưa có dòng nào để quét.",
    Shape.UTF16: "Tệp mã UTF-16. Lưu lại tệp với mã UTF-8 rồi quét lại.",
    Shape.MARKUP: "Tệp là XML hoặc HTML, không phải JSONL. Nhập tệp này ở mục Nguồn tin.",
    Shape.ARRAY: "Tệp là một mảng JSON. Ghi mỗi đối tượng trên một dòng (JSONL) rồi quét lại.",
    Shape.ARCHIVE: "Tệp nén nhiều lớp, ZIP hoặc PDF. Giải nén hoặc xuất ra JSONL rồi quét lại.",
}


class Source(Protocol):
    """An open file. `read` and `size` tell how far it is read, in one measure."""

    size: int

    @property
    def read(self) -> int: ...

    def blocks(self, place: Place) -> Iterator[Block]:
        """The blocks after a place that a block ended at. Raises CannotScan where it is damaged."""

    def close(self) -> None: ...


def open_source(path: Path) -> Source:
    """Raises CannotScan when the file is of a kind that cannot be scanned, or OSError."""
    with path.open("rb") as stream:
        head = stream.read(512)
    if head.startswith(b"PAR1"):
        return ParquetFile(path)
    return TextFile(path, packing_of(head))


def bare_suffix(path: Path) -> str:
    """The suffix that says what a file is, without that of its packing; lower case."""
    packed = path.suffix.lower() in {Packing.GZIP, Packing.ZSTD}
    return (Path(path.stem) if packed else path).suffix.lower()


class TextFile:
    """Lines of JSON, or a table in CSV when the name says so."""

    def __init__(self, path: Path, packing: Packing) -> None:
        self._path = path
        self._packing = packing
        self._is_table = bare_suffix(path) in TABLES
        self._raw = path.open("rb")
        self.size = path.stat().st_size
        try:
            self._check()
        except BaseException:
            self.close()
            raise

    @property
    def read(self) -> int:
        return self._raw.tell()

    def blocks(self, place: Place) -> Iterator[Block]:
        with Damage(self._packing):
            stream = self._unpacked()
            if self._is_table:
                table = CommaLines(stream)
                forward(stream, max(0, place.position - table.begins.position))
                yield from table.blocks(max(place, table.begins))
            else:
                forward(stream, place.position)
                yield from json_blocks(stream, place)

    def close(self) -> None:
        self._raw.close()

    def _check(self) -> None:
        with Damage(self._packing):
            head = self._unpacked().read(512)
        if wrong := _WRONG_SHAPE.get(shape_of(head)):
            raise CannotScan(wrong)

    def _unpacked(self) -> BinaryIO:
        """The bytes from the start."""
        # Opened anew each time, since what unpacks it closes it.
        self._raw.close()
        self._raw = self._path.open("rb")
        return unpacked(self._raw, self._packing)


class ParquetFile:
    """A Parquet file; how far it is read is counted in rows."""

    def __init__(self, path: Path) -> None:
        self._rows = ParquetRows(path)
        self.size = self._rows.rows
        self.read = 0

    def blocks(self, place: Place) -> Iterator[Block]:
        with Damage(Packing.ZSTD):
            for block in self._rows.blocks(place):
                self.read = block.ends.number
                yield block

    def close(self) -> None:
        self._rows.close()
