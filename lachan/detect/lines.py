"""Reads a file line by line with a bound on memory, whatever the file holds."""

from collections.abc import Iterator
from enum import StrEnum
from typing import BinaryIO, Final, NamedTuple

LINE_CAP: Final = 2 * 1024 * 1024
"""Longest line in bytes: an article of the press has some tens of thousands."""

_BOM: Final = b"\xef\xbb\xbf"


class Shape(StrEnum):
    """What the first bytes of a file say it is."""

    LINES = "lines"
    EMPTY = "empty"
    UTF16 = "utf16"
    MARKUP = "markup"
    ARRAY = "array"
    ARCHIVE = "archive"


_STARTS: Final[tuple[tuple[bytes, Shape], ...]] = (
    (b"\xff\xfe", Shape.UTF16),
    (b"\xfe\xff", Shape.UTF16),
    (b"PK\x03\x04", Shape.ARCHIVE),
    (b"\x1f\x8b", Shape.ARCHIVE),
    (b"%PDF", Shape.ARCHIVE),
    (b"PAR1", Shape.ARCHIVE),
    (b"<", Shape.MARKUP),
    (b"[", Shape.ARRAY),
)


class Line(NamedTuple):
    """One line of a file, counted from 1, that begins at byte `at`; `end` is the byte after it.

    Exactly one of the last three tells how it went: the text; too long (then its length in bytes);
    or the place of the first byte that is not UTF-8, counted from the start of the file.
    """

    number: int
    at: int
    end: int
    text: str | None = None
    too_long: int | None = None
    bad_byte: int | None = None


def shape_of(start: bytes) -> Shape:
    """What a file is, by its first bytes (a few hundred are enough)."""
    body = start.removeprefix(_BOM).lstrip()
    if not body:
        return Shape.EMPTY
    return next((shape for mark, shape in _STARTS if body.startswith(mark)), Shape.LINES)


def read_lines(
    stream: BinaryIO, cap: int = LINE_CAP, *, at: int = 0, number: int = 0
) -> Iterator[Line]:
    """Every line that is not blank. Never holds more than `cap` bytes of the file.

    `at` and `number` say where the stream stands when reading goes on after a stop.
    """
    while piece := stream.readline(cap + 1):
        number += 1
        end = at + len(piece)
        if len(piece) > cap and not piece.endswith(b"\n"):
            end += skip_rest(stream, cap)
            yield Line(number, at, end, too_long=end - at)
        elif piece.strip():
            yield _decoded(piece, number, at)
        at = end


def skip_rest(stream: BinaryIO, cap: int) -> int:
    """Goes to the end of the line; how many bytes that was. Holds at most `cap` of them."""
    skipped = 0
    while piece := stream.readline(cap):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped


def _decoded(piece: bytes, number: int, at: int) -> Line:
    body = piece.removeprefix(_BOM) if at == 0 else piece
    end = at + len(piece)
    try:
        return Line(number, at, end, text=body.decode("utf-8").strip())
    except UnicodeDecodeError as error:
        return Line(number, at, end, bad_byte=at + len(piece) - len(body) + error.start)
