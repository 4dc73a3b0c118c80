"""Tables in Parquet: only the columns that are asked for, in batches that fit."""

import pyarrow as pa
import pytest
from pyarrow import parquet

from lachan.detect.scale import parquet_rows
from lachan.detect.scale.blocks import START
from lachan.detect.scale.errors import CannotScan
from lachan.detect.scale.parquet_rows import ParquetRows


@pytest.fixture
def table(tmp_path):
    def table(columns, **given):
        path = tmp_path / "in.parquet"
        parquet.write_table(pa.table(columns), path, **given)
        return ParquetRows(path)

    return table


def rows(found):
    return [row for block in found for row in block.records()]


def test_rows_keep_the_type_of_their_id(table):
    found = rows(table({"id": [7], "text": ["a"], "published_at": [1.5], "x": [1]}).blocks(START))

    assert found[0].fields == {"id": 7, "text": "a", "published_at": "1.5"}
    assert (found[0].number, found[0].byte) == (1, None)


def test_a_table_without_ids_is_told_by_its_rows(table):
    found = rows(table({"text": ["a", None]}).blocks(START))

    assert [row.fields["id"] for row in found] == [1, 2]


def test_a_text_that_is_not_utf8_spoils_its_own_row_only(table):
    bad = pa.array([b"\xff", b"a"]).view(pa.string())
    one, two = rows(table({"id": ["x", "y"], "text": bad}).blocks(START))

    assert (one.bad.reason.value, one.fields, two.bad) == ("not_utf8", {"id": "x"}, None)


def test_a_text_that_is_too_long_is_refused(table, monkeypatch):
    monkeypatch.setattr(parquet_rows, "LINE_CAP", 10)
    one, two = rows(table({"text": ["x" * 11, "y"]}).blocks(START))

    assert (one.bad.reason.value, two.bad) == ("too_long", None)


def test_large_rows_are_read_a_few_at_a_time(table, monkeypatch):
    monkeypatch.setattr(parquet_rows, "BLOCK", 2000)
    made = table({"text": ["x" * 1000] * 10}, use_dictionary=False)

    assert max(block.batch.num_rows for block in made.blocks(START)) <= 2


def test_reading_goes_on_after_any_block(table, monkeypatch):
    monkeypatch.setattr(parquet_rows, "MOST_ROWS", 3)
    made = table({"text": [str(number) for number in range(20)]}, row_group_size=7)
    blocks = list(made.blocks(START))

    assert [row.number for row in rows(blocks)] == list(range(1, 21))
    for index, block in enumerate(blocks):
        rest = rows(made.blocks(block.ends))
        assert [row.number for row in rest] == [row.number for row in rows(blocks[index + 1 :])]


def test_a_broken_file_is_told(tmp_path):
    (tmp_path / "in.parquet").write_bytes(b"PAR1 and no more")

    with pytest.raises(CannotScan, match="hỏng"):
        ParquetRows(tmp_path / "in.parquet")


def test_a_table_without_a_text_is_refused(table):
    with pytest.raises(CannotScan, match="text"):
        table({"id": [1]})
