"""JSON lines, cut into blocks by bytes alone; the lines are parsed where the block is scanned."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from lachan.detect.lines import LINE_CAP, Line, read_lines, skip_rest
from lachan.detect.rows import BadRow, Reason, fields_of
from lachan.detect.scale.blocks import BLOCK, Place, Record


@dataclass(frozen=True, slots=True)
class JsonBlock:
    """Whole lines; of a last one that is too long only so much as shows it."""

    body: bytes
    begins: Place
    ends: Place

    def records(self) -> Iterator[Record]:
        at, number = self.begins
        for line in read_lines(BytesIO(self.body), at=at, number=number):
            yield _record(line)


def json_blocks(stream: BinaryIO, place: Place) -> Iterator[JsonBlock]:
    """Blocks from a stream that stands at `place`. Holds no more than a block and a line."""
    while body := stream.read(BLOCK):
        left_out = 0
        if not body.endswith(b"\n"):
            rest = stream.readline(LINE_CAP + 1)
            body += rest
            if len(rest) > LINE_CAP and not rest.endswith(b"\n"):
                left_out = skip_rest(stream, LINE_CAP)
        ends = Place(
            place.position + len(body) + left_out,
            place.number + body.count(b"\n") + (not body.endswith(b"\n")),
        )
        yield JsonBlock(body, place, ends)
        place = ends


def _record(line: Line) -> Record:
    try:
        return Record(line.number, fields_of(line), byte=line.at, raw=line.text)
    except BadRow as bad:
        byte = line.bad_byte if bad.reason is Reason.NOT_UTF8 else line.at
        return Record(line.number, bad=bad, byte=byte, raw=line.text)
