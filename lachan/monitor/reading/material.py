"""What a stream is, by its first bytes, and the entries in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from django.utils.translation import gettext_noop as _

from lachan.detect.lines import Line, Shape, read_lines, shape_of
from lachan.detect.rows import BadRow, Reason, parse
from lachan.monitor.errors import EmptyFile, NotAFeed, NotUtf8, TooBig, WrongKind
from lachan.monitor.reading.entries import Entry, LineProblem, checked, from_row
from lachan.monitor.reading.feed import read_feed
from lachan.monitor.reading.page import read_page

WHOLE_CAP = 20 * 1024 * 1024
"""Longest feed or page in bytes; these must be read whole. Lines have no such limit."""

# The first tag, behind a mark of UTF-8, an XML declaration and comments.
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_WRONG = {
    Shape.UTF16: _("tệp mã UTF-16"),
    Shape.ARRAY: _("một mảng JSON"),
    Shape.ARCHIVE: _("tệp nén, PDF hoặc bảng dữ liệu nhị phân"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the next reading would go on, in bytes and in lines."""

    position: int = 0
    lines: int = 0


START = Place()
Read = tuple[Entry | LineProblem, Place]


def read_material(stream: BinaryIO, start: Place = START) -> Iterator[Read]:
    """Everything in a JSONL file, a feed or an HTML page, each with the place after it.

    Raises a BadInput when the whole cannot be read as one of these: before anything is yielded,
    except that a JSONL file without a single good line is told at its end.
    """
    head = stream.read(512)
    shape = shape_of(head)
    if shape is Shape.EMPTY:
        raise EmptyFile
    if shape in _WRONG:
        raise WrongKind(kind=_WRONG[shape])
    if shape is Shape.MARKUP:
        body = head + stream.read(WHOLE_CAP + 1 - len(head))
        return ((found, Place(len(body), number)) for number, found in enumerate(_whole(body), 1))
    stream.seek(start.position)
    return _lines(read_lines(stream, at=start.position, number=start.lines), start)


def read_whole(
    body: bytes, url: str = "", *, only_feed: bool = False
) -> Iterator[Entry | LineProblem]:
    """The entries of a feed or a page that was fetched. Raises a BadInput.

    With `only_feed` a page is refused: many sites answer a lost feed with their front page.
    """
    shape = shape_of(body[:512])
    if shape is Shape.EMPTY:
        raise EmptyFile
    if shape is not Shape.MARKUP:
        raise WrongKind(kind=_WRONG.get(shape, _("văn bản không có cấu trúc")))
    if only_feed and _PAGE.match(body):
        raise NotAFeed
    return _whole(body, url)


def _whole(body: bytes, url: str = "") -> Iterator[Entry | LineProblem]:
    if len(body) > WHOLE_CAP:
        raise TooBig(megabytes=WHOLE_CAP // 2**20)
    if _PAGE.match(body):
        return iter([read_page(body, url)])
    return read_feed(body)


def _lines(lines: Iterator[Line], start: Place) -> Iterator[Read]:
    """A file in another code has no good line: it is refused as a whole, at its first bad byte."""
    waiting: list[Read] = []
    bad_byte: int | None = None
    for line in lines:
        found = _read(line)
        if isinstance(found, Entry) or start.position:
            yield from chain(waiting, [(found, Place(line.end, line.number))])
            yield from ((_read(rest), Place(rest.end, rest.number)) for rest in lines)
            return
        bad_byte = line.bad_byte if bad_byte is None else bad_byte
        if len(waiting) < 1000:
            waiting.append((found, Place(line.end, line.number)))
    if bad_byte is not None:
        raise NotUtf8(byte=bad_byte)
    yield from waiting


def _read(line: Line) -> Entry | LineProblem:
    try:
        return checked(from_row(parse(line)))
    except BadRow as bad:
        byte = line.bad_byte if bad.reason is Reason.NOT_UTF8 else None
        return LineProblem(line.number, bad.field, bad.reason, byte)
