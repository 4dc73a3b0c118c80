"""Lines are read with a bound on memory, and told apart by what is wrong with them."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lachan.detect.lines import Line, Shape, read_lines, shape_of


def read(body, cap=1000):
    return list(read_lines(BytesIO(body), cap))


def test_lines_know_their_number_and_their_place():
    assert read(b"a\n\n bc \n") == [
        Line(1, 0, 2, text="a"),
        Line(3, 3, 8, text="bc"),
    ]


def test_a_mark_of_utf8_at_the_start_is_not_part_of_the_first_line():
    assert read(b"\xef\xbb\xbfa\n")[0].text == "a"


def test_a_line_that_is_too_long_is_skipped_to_its_end():
    long, after = read(b"x" * 5000 + b"\nb", cap=100)

    assert (long.too_long, long.text, after.text, after.at) == (5001, None, "b", 5001)


def test_the_last_line_may_be_too_long():
    assert read(b"x" * 5000, cap=100)[0].too_long == 5000


def test_a_line_of_exactly_the_cap_is_read():
    assert read(b"x" * 100 + b"\n", cap=100)[0].text == "x" * 100


def test_a_byte_that_is_not_utf8_is_told_by_its_place_in_the_file():
    assert read(b"\xef\xbb\xbfa\xff\n")[0].bad_byte == 4
    assert read(b"ok\nab\xff\n")[1].bad_byte == 5


class Counting(BytesIO):
    most = 0

    def readline(self, size=-1):
        piece = super().readline(size)
        self.most = max(self.most, len(piece))
        return piece


def test_no_more_than_the_cap_is_ever_held():
    stream = Counting(b"x" * 100_000)

    list(read_lines(stream, 1000))

    assert stream.most <= 1001


@given(st.lists(st.binary(max_size=30), max_size=8), st.integers(1, 20))
def test_reading_goes_on_where_it_stopped(pieces, cap):
    body = b"\n".join(pieces)
    lines = read(body, cap)

    for index, line in enumerate(lines):
        stream = BytesIO(body)
        stream.seek(line.end)
        assert list(read_lines(stream, cap, at=line.end, number=line.number)) == lines[index + 1 :]


@pytest.mark.parametrize(
    ("start", "shape"),
    [
        (b"", Shape.EMPTY),
        (b"\xef\xbb\xbf \n", Shape.EMPTY),
        (b'{"id": 1}', Shape.LINES),
        (b"  <?xml", Shape.MARKUP),
        (b"[{", Shape.ARRAY),
        (b"PK\x03\x04", Shape.ARCHIVE),
        ("{".encode("utf-16"), Shape.UTF16),
    ],
)
def test_the_first_bytes_say_what_a_file_is(start, shape):
    assert shape_of(start) is shape
