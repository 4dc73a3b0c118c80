"""What every kind of file is read into: blocks of records, each with the place after it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, Protocol

from lachan.detect.rows import BadRow

BLOCK: Final = 1 << 20
"""Bytes of input in a block: some thousand posts, small enough to have a dozen on their way."""


class Place(NamedTuple):
    """Where reading goes on: bytes of the unpacked text, lines (of Parquet: row groups, rows)."""

    position: int = 0
    number: int = 0


START: Final = Place()


class Record(NamedTuple):
    """One input as it stands in its file: its fields so far as they could be read, and the fault.

    `number` counts lines or rows from 1; `byte` is where it begins, None where files have no lines.
    """

    number: int
    fields: Mapping[str, Any] | None = None
    bad: BadRow | None = None
    byte: int | None = None
    raw: str | None = None


class Block(Protocol):
    """A stretch of one file, at home in any process: it carries what it is read from."""

    @property
    def ends(self) -> Place: ...

    def records(self) -> Iterator[Record]: ...
