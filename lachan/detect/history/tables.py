"""The columns of a history, and Parquet files written piece by piece in bounded memory."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lachan.detect.history.aside import file_aside
from lachan.detect.history.refusals import CannotLookBack

if TYPE_CHECKING:
    import pyarrow as pa

# A row group: so many rows, or so many bytes where texts are long.
GROUP_ROWS: Final = 65_536
_GROUP_BYTES: Final = 32 * 1024 * 1024
# What is read at a time. The views of a text take some twelve times its size.
_SLICE_BYTES: Final = 8 * 1024 * 1024
# Columns with few different values; for the others a dictionary would be filled in vain.
_FEW_VALUES: Final = ["at", "source_kind", "rules.list.element"]
_LABELS: Final = b"labels"


def text_schema() -> "pa.Schema":
    """`key` names a row by its content; texts are null once they are dropped."""
    import pyarrow as pa

    return pa.schema(
        [
            pa.field("key", pa.int64(), nullable=False),
            pa.field("id", pa.string(), nullable=False),
            pa.field("at", pa.timestamp("us", "UTC"), nullable=False),
            pa.field("title", pa.string()),
            pa.field("text", pa.string()),
            pa.field("source_kind", pa.string()),
            pa.field("published_at", pa.string()),
        ]
    )


def verdict_schema(labels: Sequence[str]) -> "pa.Schema":
    """`rules` and `findings` (canonical bytes) are null where nothing was found.

    `scores` are those of the labels; without labels there is no such column.
    """
    import json

    import pyarrow as pa

    fields = [
        pa.field("key", pa.int64(), nullable=False),
        pa.field("rules", pa.list_(pa.string())),
        pa.field("findings", pa.binary()),
    ]
    if labels:
        fields.append(pa.field("scores", pa.list_(pa.float32(), len(labels))))
    return pa.schema(fields, metadata={_LABELS: json.dumps(list(labels)).encode()})


def label_names(schema: "pa.Schema") -> tuple[str, ...]:
    """The labels whose scores a file of verdicts holds."""
    import json

    return tuple(json.loads((schema.metadata or {}).get(_LABELS, b"[]")))


class Rows:
    """The rows of a file as it is now: whoever puts another in its place changes nothing here.

    No file has no rows. Raises CannotLookBack for one that is damaged.
    """

    def __init__(self, path: Path) -> None:
        from pyarrow import parquet

        self._path = path
        with _sound(path):
            self._file = parquet.ParquetFile(path, pre_buffer=False) if path.exists() else None

    def batches(self, columns: Sequence[str]) -> "Iterator[pa.RecordBatch]":
        """All of them, some columns only, in batches small enough to be folded at once.

        Where batches are cut depends on the columns.
        """
        if self._file is None:
            return
        with _sound(self._path):
            # One group at a time: batches that ran over several could hold many long texts.
            for group in range(self._file.num_row_groups):
                for batch in self._file.iter_batches(
                    GROUP_ROWS, row_groups=[group], columns=list(columns), use_threads=False
                ):
                    yield from slices(batch)


def read_batches(path: Path, columns: Sequence[str]) -> "Iterator[pa.RecordBatch]":
    """Rows of a file, some columns only; see `Rows`."""
    return Rows(path).batches(columns)


def row_count(path: Path) -> int:
    """Rows of a file, by its footer alone. Raises CannotLookBack for a file that is damaged."""
    from pyarrow import parquet

    with _sound(path):
        return int(parquet.read_metadata(path).num_rows) if path.exists() else 0


@contextmanager
def _sound(path: Path) -> Iterator[None]:
    import pyarrow as pa

    try:
        yield
    except pa.ArrowException as error:
        what = f"Tệp lịch sử {path} bị hỏng. Khôi phục từ bản sao lưu."
        raise CannotLookBack(what) from error


def write(path: Path, schema: "pa.Schema", batches: "Iterable[pa.RecordBatch]") -> None:
    """Writes a file aside and puts it in its place. Raises OSError."""
    import pyarrow as pa
    from pyarrow import parquet

    with (
        file_aside(path) as beside,
        parquet.ParquetWriter(
            beside, schema, compression="zstd", compression_level=1, use_dictionary=_FEW_VALUES
        ) as out,
    ):
        for group in _groups(batches):
            out.write_table(pa.Table.from_batches(group).cast(schema), GROUP_ROWS)


def _groups(batches: "Iterable[pa.RecordBatch]") -> "Iterator[list[pa.RecordBatch]]":
    """Batches gathered into row groups, so that many small additions make no many small groups."""
    gathered: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in (part for whole in batches for part in slices(whole, _GROUP_BYTES)):
        if gathered and (rows + batch.num_rows > GROUP_ROWS or size + batch.nbytes > _GROUP_BYTES):
            yield gathered
            gathered, rows, size = [], 0, 0
        if batch.num_rows:
            gathered.append(batch)
            rows, size = rows + batch.num_rows, size + batch.nbytes
    if gathered:
        yield gathered


def slices(batch: "pa.RecordBatch", size: int = _SLICE_BYTES) -> "Iterator[pa.RecordBatch]":
    """A batch cut so that no piece is much larger than so many bytes, but for a single row."""
    step = max(1, min(GROUP_ROWS, batch.num_rows * size // max(1, batch.nbytes)))
    for at in range(0, batch.num_rows, step):
        yield batch.slice(at, step)
