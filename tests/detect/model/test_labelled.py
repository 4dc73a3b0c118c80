"""Labelled files: every shape, and rows refused whole, with line and field."""

import json

import pytest

from lachan.detect.model.labelled import Columns, Example, RefusedRow, read_clean, read_labelled
from lachan.detect.model.records import CannotRead

COLUMNS = Columns(("text",), ("label",), "from")


def read(path, columns=COLUMNS):
    return list(read_labelled(path, columns))


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.csv", 'text,label\n"hai\ndòng",1\nmột,0\n'),
        ("a.csv", "text;label\nhai\tdòng;1\nmột;0\n"),
        ("a.tsv", "text\tlabel\nhai dòng\t1\nmột\t0\n"),
        ("a.jsonl", '{"text": "hai dòng", "label": 1}\n\n{"text": "một", "label": 0}'),
        ("a.json", '[{"text": "hai dòng", "label": 1}, {"text": "một", "label": 0}]'),
    ],
)
def test_every_shape_is_read(tmp_path, name, body):
    (tmp_path / name).write_text(body, encoding="utf-8")

    assert [bool(one.gold) for one in read(tmp_path / name)] == [True, False]


def test_bad_rows_are_told_by_line_and_field(tmp_path):
    rows = [
        '{"text": 5, "label": 1}',
        "nope",
        '{"label": 1}',
        '{"text": "a", "label": null}',
        '{"text": "a", "label": {}}',
        '{"text": "a\\u0000", "label": 1}',
        "[1]",
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")

    told = [(row.line, row.field) for row in read(tmp_path / "a.jsonl")]

    fields = ["text", "row", "text", "label", "label", "text", "row"]
    assert told == list(enumerate(fields, start=1))


def test_a_row_of_another_width_is_refused_and_the_next_one_read(tmp_path):
    (tmp_path / "a.csv").write_text('text,label\n"b\nc"\nd,1\n', encoding="utf-8")

    refused, kept = read(tmp_path / "a.csv")

    assert isinstance(refused, RefusedRow) and refused.line == 2
    assert isinstance(kept, Example) and kept.text == "d"


def test_bytes_that_are_not_utf8_are_refused(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"text,label\n\xff\xfe,1\n")

    assert [row.field for row in read(tmp_path / "a.csv")] == ["text"]


@pytest.mark.parametrize("name", ["a.csv", "a.json"])
def test_a_file_of_another_kind_is_refused_as_a_whole(tmp_path, name):
    (tmp_path / name).write_text("{", encoding="utf-16")

    with pytest.raises(CannotRead):
        read(tmp_path / name)


def test_the_columns_that_are_there_are_named(tmp_path):
    (tmp_path / "a.csv").write_text("content,spans\nx,1\n", encoding="utf-8")

    with pytest.raises(CannotRead, match="content, spans"):
        read(tmp_path / "a.csv")


def test_a_cut_array_is_refused(tmp_path):
    (tmp_path / "a.json").write_text('[{"text": "a", "label": 1}, {"te', encoding="utf-8")

    with pytest.raises(CannotRead):
        read(tmp_path / "a.json")


def test_the_source_is_the_column_or_the_file(tmp_path):
    rows = [{"text": "a", "label": 1, "from": "x"}, {"text": "a", "label": 1}]
    (tmp_path / "a.json").write_text(json.dumps(rows), encoding="utf-8")

    assert [one.source for one in read(tmp_path / "a.json")] == ["x", "a"]


def test_a_column_without_a_name_is_no_source(tmp_path):
    (tmp_path / "a.csv").write_text(",text,label\n7,x,1\n", encoding="utf-8")

    columns = Columns(("text",), ("label",))
    assert [one.source for one in read(tmp_path / "a.csv", columns)] == ["a"]


def test_clean_texts_are_lines_or_rows_with_a_title(tmp_path):
    (tmp_path / "a.txt").write_text("một\n\nhai\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"title": "T", "text": "x"}', encoding="utf-8")

    texts = [one.text for name in ("a.txt", "b.jsonl") for one in read_clean(tmp_path / name)]

    assert texts == ["một", "hai", "T\n\nx"]
