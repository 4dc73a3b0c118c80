"""Rows of a CSV, TSV, JSONL, JSON or plain text file, one at a time, each with its line."""

import csv
import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TextIO

from lachan.detect.lines import LINE_CAP, Line, Shape, read_lines, shape_of

Row = Mapping[str, Any]
# A row by column, or why it cannot be read.
Record = Row | str
TEXT: Final = "text"

_TOO_LONG: Final = "longer than 2 MiB"
_DELIMITERS: Final = {".csv": ",;\t", ".tsv": "\t"}


class CannotRead(Exception):
    """The file as a whole cannot be read; the message says why and what to do."""


def records(path: Path, wanted: Collection[str]) -> Iterator[tuple[int, Record]]:
    """Line and row of each record; in a JSON array the count of objects stands for the line.

    `wanted` are columns of which a table must have at least one. Raises CannotRead.
    """
    try:
        if path.suffix.lower() in _DELIMITERS:
            yield from _table(path, wanted)
        elif path.suffix.lower() == ".txt":
            yield from ((line.number, _plain(line)) for line in _lines(path))
        elif _shape(path) is Shape.ARRAY:
            yield from _array(path)
        else:
            yield from ((line.number, _object(line)) for line in _lines(path))
    except OSError as error:
        raise CannotRead(f"{path}: {error.strerror or type(error).__name__}.") from error


def _shape(path: Path) -> Shape:
    with path.open("rb") as stream:
        shape = shape_of(stream.read(512))
    if shape in {Shape.LINES, Shape.ARRAY}:
        return shape
    raise CannotRead(f"{path.name} is not CSV, JSONL or JSON in UTF-8, or it is empty.")


def _table(path: Path, wanted: Collection[str]) -> Iterator[tuple[int, Record]]:
    # Bytes that are not UTF-8 become lone surrogates, which the row's reader refuses by field.
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        reader = _reader(stream, path, wanted)
        header = next(reader)
        before = csv.field_size_limit(LINE_CAP)
        try:
            while True:
                line = reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield line, str(error)
                    continue
                if cells:
                    yield line, _by_column(header, cells)
        finally:
            csv.field_size_limit(before)


def _reader(stream: TextIO, path: Path, wanted: Collection[str]) -> Any:
    first = stream.readline()
    found: list[str] = []
    for delimiter in _DELIMITERS[path.suffix.lower()]:
        names = next(csv.reader([first], delimiter=delimiter), [])
        if set(names) & set(wanted):
            stream.seek(0)
            return csv.reader(stream, delimiter=delimiter)
        found = max(found, names, key=len)
    has = ", ".join(name for name in found if name) or "nothing"
    raise CannotRead(f"{path.name} has no column {' or '.join(sorted(wanted))}; it has {has}.")


def _by_column(header: list[str], cells: list[str]) -> Record:
    if len(cells) != len(header):
        return f"{len(cells)} cells where the header has {len(header)}"
    return dict(zip(header, cells, strict=True))


def _array(path: Path) -> Iterator[tuple[int, Record]]:
    # Loaded late: of use for this one shape only.
    import ijson  # type: ignore[import-untyped]

    with path.open("rb") as stream:
        try:
            for number, value in enumerate(ijson.items(stream, "item", use_float=True), start=1):
                yield number, value if isinstance(value, dict) else "not an object {…}"
        except (ijson.JSONError, UnicodeDecodeError) as error:
            raise CannotRead(f"{path.name} is not a whole JSON array: {error}") from None


def _lines(path: Path) -> Iterator[Line]:
    _shape(path)
    with path.open("rb") as stream:
        yield from read_lines(stream)


def _plain(line: Line) -> Record:
    return {TEXT: line.text} if line.text is not None else _unread(line)


def _object(line: Line) -> Record:
    if line.text is None:
        return _unread(line)
    try:
        value = json.loads(line.text)
    except (ValueError, RecursionError):
        return "not JSON"
    return value if isinstance(value, dict) else "not an object {…}"


def _unread(line: Line) -> str:
    return _TOO_LONG if line.too_long is not None else f"not UTF-8 at byte {line.bad_byte}"
