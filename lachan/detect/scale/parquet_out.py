"""Answers as Parquet, made from the finished lines: a Parquet file cannot be gone on with."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS: Final = 20_000


def write_parquet(lines: Path, target: Path) -> None:
    """Writes the answers of a JSONL file as a table, a row for each, in bounded memory.

    Columns as in the lines; ids are text, a span is {start, end, condition}. Raises OSError.
    """
    import pyarrow as pa
    from pyarrow import parquet

    schema = _schema()
    with (
        lines.open("rb") as stream,
        parquet.ParquetWriter(target, schema, compression="zstd") as out,
    ):
        for rows in _batches(stream):
            out.write_batch(pa.RecordBatch.from_pylist(rows, schema))


def _batches(stream: Any) -> Iterator[list[dict[str, Any]]]:
    while lines := list(islice(stream, _ROWS)):
        yield [_row(json.loads(line)) for line in lines]


def _row(value: dict[str, Any]) -> dict[str, Any]:
    told = value["id"]
    return {
        "id": None if told is None else str(told),
        "findings": [_finding(found) for found in value["findings"]],
        "labels": list(value["labels"].items()),
        "problem": value.get("problem"),
    }


def _finding(found: dict[str, Any]) -> dict[str, Any]:
    keys = ("start", "end", "condition")
    return found | {
        name: [dict(zip(keys, span, strict=True)) for span in found[name]]
        for name in ("spans", "title_spans")
    }


def _schema() -> "pa.Schema":
    import pyarrow as pa

    spans = pa.list_(pa.struct({"start": pa.int64(), "end": pa.int64(), "condition": pa.string()}))
    finding = pa.struct(
        {
            "rule": pa.string(),
            "version": pa.int64(),
            "harm": pa.string(),
            "severity": pa.string(),
            "score": pa.float64(),
            "explanation": pa.string(),
            "spans": spans,
            "title_spans": spans,
        }
    )
    problem = {name: pa.string() for name in ("field", "reason")}
    place = {name: pa.int64() for name in ("line", "row", "byte")}
    return pa.schema(
        {
            "id": pa.string(),
            "findings": pa.list_(finding),
            "labels": pa.map_(pa.string(), pa.float64()),
            "problem": pa.struct(place | problem),
        }
    )
