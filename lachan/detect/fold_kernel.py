"""Folds the texts of a whole batch in one compiled pass. `fold.py` is the same, letter by letter.

Kept apart because importing it loads numba.
"""

from typing import Final

import numpy as np

from lachan.detect.compiled import loop
from lachan.detect.letters import (
    FOREIGN,
    LONGEST_PIECE,
    OTHER,
    SHAPE_BITS,
    TABLE_SIZE,
    TAGS,
    TONE_BITS,
)

# Stands between two rows of a view, so that nothing is found across them.
SEPARATOR: Final = 0x1E
_OTHER: Final = ord(OTHER)
_TAGS_FROM: Final = TAGS.start
_TAGS_TO: Final = TAGS.stop
_FOREIGN_FROM: Final = FOREIGN.start
_FOREIGN_TO: Final = FOREIGN.stop
_SPACE: Final = ord(" ")
_BREAK: Final = ord("\n")


def room(size: int, rows: int) -> int:
    """Bytes that suffice for the folded view of `rows` texts of `size` bytes in UTF-8 together.

    A character of one byte folds to one at most, any other to LONGEST_PIECE at most.
    """
    return size * LONGEST_PIECE // 2 + rows + 8


@loop()
def decode(data, at, stop):  # type: ignore[no-untyped-def]
    """Code point at a byte, and its length in bytes. A byte that starts none is foreign."""
    lead = data[at]
    if lead < 0x80:
        return np.int64(lead), 1
    size = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
    if lead < 0xC2 or lead > 0xF4 or at + size > stop:
        return np.int64(_FOREIGN_FROM), 1
    code = np.int64(lead & (0x7F >> size))
    for step in range(1, size):
        follow = data[at + step]
        if follow & 0xC0 != 0x80:
            return np.int64(_FOREIGN_FROM), 1
        code = (code << 6) | np.int64(follow & 0x3F)
    return code, size


@loop()
def look_up(code, sizes, marks):  # type: ignore[no-untyped-def]
    """How many characters a code point becomes, and its marks."""
    if code < TABLE_SIZE:
        return np.int64(sizes[code]), marks[code]
    if _TAGS_FROM <= code < _TAGS_TO:
        return np.int64(0), np.uint8(0)
    return np.int64(1), np.uint8(0)


@loop()
def overmark(out, marks, ends, last, mark, end):  # type: ignore[no-untyped-def]
    """A mark typed over the letter before it."""
    kind = SHAPE_BITS if mark & SHAPE_BITS else TONE_BITS
    marks[last] = (marks[last] & ~np.uint8(kind)) | mark
    ends[last] = end


@loop()
def _close_run(view, used, run_at, run_end, breaks):  # type: ignore[no-untyped-def]
    """A run of space as one space, with a blank line in it as two line breaks."""
    out, back, ends, marks = view
    for _ in range(2 if breaks > 1 else 1):
        out[used] = _BREAK if breaks > 1 else _SPACE
        back[used], ends[used], marks[used] = run_at, run_end, 0
        used += 1
    return used


@loop()
def _fold_row(data, first, stop, table, view, used):  # type: ignore[no-untyped-def]
    """Folds one text; gives the bytes used."""
    sizes, pieces, letter_marks = table
    out, back, ends, marks = view
    begin, at, run_at, run_end, breaks = used, first, -1, 0, 0
    while at < stop:
        code, size = decode(data, at, stop)
        piece_size, mark = look_up(code, sizes, letter_marks)
        char = _OTHER if code >= TABLE_SIZE else np.int64(pieces[code, 0])
        end = at - first + size
        if piece_size == 1 and char in (_SPACE, _BREAK):
            run_at = at - first if run_at < 0 else run_at
            run_end = end
            breaks += char == _BREAK
        elif piece_size == 0:
            last = used - 1
            if mark and run_at < 0 and last >= begin and 97 <= out[last] <= 122:
                overmark(out, marks, ends, last, mark, end)
        else:
            if run_at >= 0:
                used = _close_run(view, used, run_at, run_end, breaks)
                run_at, breaks = -1, 0
            for number in range(piece_size):
                out[used] = char if number == 0 else pieces[code, number]
                back[used], ends[used] = at - first, end
                marks[used] = mark if number == 0 else 0
                used += 1
        at += size
    return _close_run(view, used, run_at, run_end, breaks) if run_at >= 0 else used


@loop()
def fold_rows(data, starts, table, view, row_starts, row_ends):  # type: ignore[no-untyped-def]
    """Fills the views of all rows; gives the bytes used.

    `view` is (folded uint8, back uint32, ends uint32, marks uint8); `back` and `ends` count within
    a row. `table` is `letters.tables()`.
    """
    out, back, ends, marks = view
    used = 0
    for row in range(len(starts) - 1):
        row_starts[row] = used
        used = _fold_row(data, starts[row], starts[row + 1], table, view, used)
        row_ends[row] = used
        size = starts[row + 1] - starts[row]
        out[used], back[used], ends[used], marks[used] = SEPARATOR, size, size, 0
        used += 1
    return used
