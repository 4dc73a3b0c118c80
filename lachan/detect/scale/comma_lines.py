"""CSV and its relatives: rows of text under a heading, read in bounded memory."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from lachan.detect.lines import LINE_CAP
from lachan.detect.rows import OPTIONAL, BadRow, Reason
from lachan.detect.scale.blocks import BLOCK, Place, Record
from lachan.detect.scale.comma_reader import LineReader
from lachan.detect.scale.errors import CannotScan

_BOM: Final = "\xef\xbb\xbf"
_DELIMITERS: Final = ",;\t"
WANTED: Final = ("id", "text", *OPTIONAL)


@dataclass(frozen=True, slots=True)
class CommaBlock:
    """Rows that are split into cells already, since only a reader of the whole knows where."""

    rows: tuple[Record, ...]
    ends: Place

    def records(self) -> Iterator[Record]:
        return iter(self.rows)


class CommaLines:
    """A CSV stream from its first byte.

    Bytes are read as Latin-1, which keeps each as it is, so that one cell in another code spoils
    its own row and no other.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._lines = LineReader(stream)
        heading = next(self._lines, "").removeprefix(_BOM)
        self._delimiter = max(_DELIMITERS, key=heading.count)
        cells = next(csv.reader([heading], delimiter=self._delimiter), [])
        self._names = [
            cell.encode("latin-1").decode("utf-8", "replace").strip().lower() for cell in cells
        ]
        if "text" not in self._names:
            named = ", ".join(self._names[:20])
            raise CannotScan(f"Bảng không có cột “text” (đang có: {named}). Đặt lại tên cột.")
        self._lines.taken.clear()
        self.begins = self._lines.place

    def blocks(self, place: Place) -> Iterator[CommaBlock]:
        """Blocks of rows. The stream was moved to `place`, a place that a block ended at."""
        # The limit is one for the process; it is the same wherever a table is read.
        csv.field_size_limit(LINE_CAP)
        lines = self._lines
        lines.place = place
        rows: list[Record] = []
        while (record := self._next()) is not None:
            if record.fields is not None or record.bad:
                rows.append(record)
            if lines.place.position - place.position >= BLOCK:
                place = lines.place
                yield CommaBlock(tuple(rows), place)
                rows = []
        yield CommaBlock(tuple(rows), lines.place)

    def _next(self) -> Record | None:
        """The next row; one with neither fields nor a fault is a blank line. None at the end."""
        lines = self._lines
        lines.taken.clear()
        begins = lines.place
        try:
            # A reader of its own for each row: nothing of a broken one is carried over.
            cells = next(csv.reader(lines, delimiter=self._delimiter, strict=True), None)
            bad = None
        except csv.Error:
            cells, bad = [], BadRow("", Reason.BROKEN_QUOTES)
            lines.give_again(begins)
        if cells is None:
            return None
        if lines.cut:
            cells, bad, lines.cut = [], BadRow("", Reason.TOO_LONG), False
        return self._record(begins, cells, bad)

    def _record(self, begins: Place, cells: list[str], bad: BadRow | None) -> Record:
        number, byte = begins.number + 1, begins.position
        fields: Mapping[str, object] | None = None
        if cells and not bad:
            try:
                fields = self._fields(cells, number)
            except BadRow as found:
                bad = found
        raw = b"".join(self._lines.taken).decode("utf-8", "replace").rstrip() if bad else None
        return Record(number, fields, bad, byte, raw)

    def _fields(self, cells: list[str], number: int) -> dict[str, object]:
        if len(cells) != len(self._names):
            raise BadRow("", Reason.WRONG_WIDTH)
        # A table without ids is told by its lines.
        fields: dict[str, object] = {"id": number}
        for name, cell in zip(self._names, cells, strict=True):
            if name in WANTED:
                fields[name] = _utf8(name, cell)
        return fields


def _utf8(name: str, cell: str) -> str:
    try:
        return cell if cell.isascii() else cell.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        raise BadRow(name, Reason.NOT_UTF8) from None
