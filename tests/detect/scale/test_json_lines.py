"""Cutting a file into blocks changes nothing of what is read from it."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.detect.scale import json_lines
from lachan.detect.scale.blocks import START
from lachan.detect.scale.json_lines import json_blocks

LINES = st.sampled_from(
    [b'{"id": 1}', b"", b"[1]", b"x" * 60, b"\xff", b'{"id": "\xc4\x91"}', b"\r"]
)


@pytest.fixture(scope="module", autouse=True)
def small():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_lines, "LINE_CAP", 40)
        patch.setattr(json_lines, "read_lines", lambda stream, **at: lines_of(stream, 40, **at))
        yield patch


lines_of = json_lines.read_lines


def records(body, block, place=START):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_lines, "BLOCK", block)
        stream = BytesIO(body)
        stream.seek(place.position)
        blocks = list(json_blocks(stream, place))
    return blocks, [seen(record) for one in blocks for record in one.records()]


def seen(record):
    return record.number, record.byte, record.fields, record.bad and record.bad.reason, record.raw


@given(st.lists(LINES, max_size=12), st.integers(1, 90))
def test_blocks_of_any_size_hold_the_same_records(pieces, block):
    body = b"\n".join(pieces)

    assert records(body, block)[1] == records(body, 10_000)[1]


@given(st.lists(LINES, max_size=12), st.integers(1, 90))
def test_reading_goes_on_after_any_block(pieces, block):
    body = b"\n".join(pieces)
    blocks, whole = records(body, block)

    for count, one in enumerate(blocks, 1):
        rest = records(body, block, one.ends)[1]
        assert rest == whole[len(whole) - len(rest) :]
        assert len(rest) == sum(len(list(b.records())) for b in blocks[count:])


def test_a_line_of_any_length_makes_no_larger_block():
    blocks, found = records(b'{"id": 1}\n' + b"x" * 100_000 + b'\n{"id": 2}\n', 10)

    assert max(len(block.body) for block in blocks) <= 10 + 41
    assert [(number, reason) for number, _, _, reason, _ in found] == [
        (1, None), (2, "too_long"), (3, None),
    ]  # fmt: skip
