"""Labelled texts out of files. A row is read as a whole or refused with its line and field."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lachan.detect.fold import PARAGRAPH
from lachan.detect.model.gold import CLEAN, Gold, NotALabel, gold, without
from lachan.detect.model.records import TEXT, Row, records

_TITLE: Final = "title"


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of columns. Of several, a row is read by the first that it has."""

    text: tuple[str, ...]
    label: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A text, what is said of it, and where it comes from (the file, or the source column).

    `rest` is the text without the spans that the label names, empty when it names none.
    """

    text: str
    gold: Gold
    source: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was left out, whole."""

    file: str
    line: int
    field: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.field}: {self.why}"


class _Wrong(Exception):
    """A field that cannot be read, and why."""


def read_labelled(
    path: Path, columns: Columns, positive: Collection[str] = ()
) -> Iterator[Example | RefusedRow]:
    """Every row of a file. `positive`: see `gold`. Raises CannotRead."""

    def example(row: Row) -> Example:
        text, said = _text(row, columns.text), _gold(row, columns.label, positive)
        rest = without(text, _cell(row, columns.label)[1])
        return Example(text, said, _source(row, columns.source) or path.stem, rest)

    return _read(path, columns.text, example)


def read_clean(path: Path) -> Iterator[Example | RefusedRow]:
    """Texts that are all clean: lines of .txt, or rows with `text` and, if there is one, `title`.

    Raises CannotRead.
    """

    def example(row: Row) -> Example:
        text = _text(row, (TEXT,))
        title = _text(row, (_TITLE,)) if row.get(_TITLE) else ""
        return Example(f"{title}{PARAGRAPH}{text}" if title else text, CLEAN, path.stem)

    return _read(path, (TEXT,), example)


def _read(
    path: Path, wanted: Collection[str], example: Callable[[Row], Example]
) -> Iterator[Example | RefusedRow]:
    for line, row in records(path, wanted):
        try:
            yield RefusedRow(path.name, line, "row", row) if isinstance(row, str) else example(row)
        except _Wrong as wrong:
            yield RefusedRow(path.name, line, *wrong.args)


def _text(row: Row, names: tuple[str, ...]) -> str:
    name, value = _cell(row, names)
    if not isinstance(value, str):
        raise _Wrong(name, "not text")
    if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise _Wrong(name, "broken text (a NUL, or not UTF-8)")
    return value


def _source(row: Row, name: str) -> str:
    return str(row.get(name) or "") if name else ""


def _gold(row: Row, names: tuple[str, ...], positive: Collection[str]) -> Gold:
    name, value = _cell(row, names)
    try:
        return gold(value, positive)
    except NotALabel as wrong:
        raise _Wrong(name, f"not a label: {wrong}") from None


def _cell(row: Row, names: tuple[str, ...]) -> tuple[str, Any]:
    name = next((name for name in names if name in row), names[0])
    if row.get(name) is None:
        raise _Wrong(name, "missing")
    return name, row[name]
