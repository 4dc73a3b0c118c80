"""Parquet: row groups read in batches whose size follows the size of the rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lachan.detect.lines import LINE_CAP
from lachan.detect.rows import OPTIONAL, BadRow, Reason
from lachan.detect.scale.blocks import BLOCK, Place, Record
from lachan.detect.scale.errors import CannotScan

if TYPE_CHECKING:
    import pyarrow as pa

MOST_ROWS = 8192


@dataclass(frozen=True, slots=True)
class ParquetBlock:
    """Rows of one row group; `first` is the number of rows of the file before them."""

    batch: "pa.RecordBatch"
    first: int
    ends: Place

    def records(self) -> Iterator[Record]:
        columns = {name: _values(self.batch.column(name)) for name in self.batch.schema.names}
        for index in range(self.batch.num_rows):
            number = self.first + index + 1
            fields = {name: values[index] for name, values in columns.items()}
            # A table without ids is told by its rows.
            yield _record(number, {"id": number} | fields)


class ParquetRows:
    """A Parquet file, of which only the columns that a scan asks for are read."""

    def __init__(self, path: Path) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        try:
            self._file = parquet.ParquetFile(path, buffer_size=BLOCK, pre_buffer=False)
        except pa.ArrowInvalid:
            raise CannotScan("Tệp Parquet hỏng hoặc chưa ghi xong. Xuất lại rồi quét.") from None
        names = self._file.schema_arrow.names
        if "text" not in names:
            named = ", ".join(names[:20])
            raise CannotScan(f"Bảng không có cột “text” (đang có: {named}). Đặt lại tên cột.")
        self._names = [name for name in ("id", "text", *OPTIONAL) if name in names]
        self.rows = self._file.metadata.num_rows

    def blocks(self, place: Place) -> Iterator[ParquetBlock]:
        """Blocks after `place`, a place that a block ended at."""
        group, number = place
        metadata = self._file.metadata
        before = sum(metadata.row_group(index).num_rows for index in range(group))
        for index in range(group, metadata.num_row_groups):
            total = before + metadata.row_group(index).num_rows
            for batch in self._batches(index):
                if before >= number:
                    last = before + batch.num_rows == total
                    ends = Place(index + last, before + batch.num_rows)
                    yield ParquetBlock(batch, before, ends)
                before += batch.num_rows

    def _batches(self, group: int) -> Iterator["pa.RecordBatch"]:
        about = self._file.metadata.row_group(group)
        row_size = about.total_byte_size / max(1, about.num_rows)
        size = max(1, min(MOST_ROWS, int(BLOCK / max(1, row_size))))
        return self._file.iter_batches(  # type: ignore[no-any-return]
            size, row_groups=[group], columns=self._names, use_threads=False
        )

    def close(self) -> None:
        self._file.close()


def _values(column: "pa.Array") -> list[Any]:
    """The values as Python has them; one that is no UTF-8 is put as its bytes."""
    try:
        return column.to_pylist()  # type: ignore[no-any-return]
    except UnicodeDecodeError:
        return [_value(column[index]) for index in range(len(column))]


def _value(cell: "pa.Scalar") -> Any:
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        return cell.as_buffer().to_pybytes()


def _record(number: int, fields: dict[str, Any]) -> Record:
    for name, value in fields.items():
        if isinstance(value, bytes):
            return Record(number, {"id": fields["id"]}, BadRow(name, Reason.NOT_UTF8))
        if isinstance(value, str) and len(value) > LINE_CAP:
            return Record(number, {"id": fields["id"]}, BadRow(name, Reason.TOO_LONG))
        if name not in {"id", "text"} and value is not None:
            fields[name] = str(value)
    return Record(number, fields)
