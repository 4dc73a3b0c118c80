"""Files of every kind and packing give the same answers."""

import gzip
from contextlib import closing

import pyarrow as pa
import pytest
from pyarrow import parquet

from lachan.detect.scale.blocks import START
from lachan.detect.scale.errors import CannotScan
from lachan.detect.scale.sources import open_source
from tests.detect.scale.conftest import HARM, dump

ROWS = [{"id": str(number), "text": HARM if number % 3 else "x"} for number in range(50)]
CSV = "\n".join(["id,text", *(f"{row['id']},{row['text']}" for row in ROWS)]).encode()


def zstd(body):
    out = pa.BufferOutputStream()
    with pa.CompressedOutputStream(out, "zstd") as stream:
        stream.write(body)
    return out.getvalue().to_pybytes()


def table():
    out = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pylist(ROWS), out)
    return out.getvalue().to_pybytes()


@pytest.fixture
def plain(scan):
    return scan("in.jsonl", dump(*ROWS))[1]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("in.jsonl.gz", gzip.compress(dump(*ROWS))),
        ("in.jsonl.gz", gzip.compress(dump(*ROWS[:20])) + gzip.compress(dump(*ROWS[20:]))),
        ("in.data", zstd(dump(*ROWS))),
        ("in.csv", CSV),
        ("in.csv.zst", zstd(CSV)),
        ("in.CSV.GZ", gzip.compress(CSV)),
        ("in.parquet", table()),
        ("in.txt", dump(*ROWS)),
    ],
)
def test_every_kind_gives_the_same_answers(scan, plain, name, body):
    assert scan(name, body)[1] == plain


@pytest.mark.parametrize("body", [gzip.compress(dump(*ROWS))[:-20], zstd(dump(*ROWS))[:-9]])
def test_a_packed_file_that_is_cut_off_is_told(scan, tmp_path, body):
    with pytest.raises(CannotScan, match="hỏng"):
        scan("in.jsonl.gz", body)

    assert [path.name for path in tmp_path.glob("out*")] == []


@pytest.mark.parametrize(
    ("name", "body"), [("x.jsonl.gz", gzip.compress(dump(*ROWS))), ("x.csv.zst", zstd(CSV))]
)
def test_a_packed_file_is_gone_on_with_as_well(tmp_path, monkeypatch, name, body):
    monkeypatch.setattr("lachan.detect.scale.json_lines.BLOCK", 200)
    monkeypatch.setattr("lachan.detect.scale.comma_lines.BLOCK", 200)
    (tmp_path / name).write_bytes(body)
    with closing(open_source(tmp_path / name)) as source:
        blocks = list(source.blocks(START))
        rest = list(source.blocks(blocks[2].ends))

    assert len(blocks) > 4
    assert [list(b.records()) for b in rest] == [list(b.records()) for b in blocks[3:]]


def test_how_far_a_file_is_read_is_told(tmp_path):
    (tmp_path / "in.parquet").write_bytes(table())
    with closing(open_source(tmp_path / "in.parquet")) as source:
        list(source.blocks(START))
        assert (source.read, source.size) == (50, 50)
