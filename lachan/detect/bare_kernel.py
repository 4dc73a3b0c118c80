"""The bare reading of a whole batch in one compiled pass. `bare.py` is the same, word by word.

Kept apart because importing it loads numba.
"""

from typing import Final

import numpy as np

from lachan.detect.compiled import loop
from lachan.detect.disguises import BOUNDARY, LONGEST_WORD, ODD, POINTED
from lachan.detect.fold import OTHER
from lachan.detect.fold_kernel import SEPARATOR
from lachan.detect.signs_kernel import gap_of, is_letter, is_vowel, is_word
from lachan.detect.teen_kernel import PRIME, SEED, lay_teen, may_be_teen, slot_of
from lachan.detect.word_kernel import finish, lay_word, put

_OTHER: Final = ord(OTHER)
# What a teenager's word becomes is at most this many times as long, counting the space after it.
GROWTH: Final = 4


def bare_room(size: int, rows: int) -> int:
    """Bytes that suffice for the bare readings of `rows` folded texts of `size` bytes together."""
    return (size + 2 * rows) * GROWTH + 8


@loop()
def _is_plain(text, start, end):  # type: ignore[no-untyped-def]
    """Whether a word stands in the bare reading as it is: the quick way, for nearly all words."""
    lead = text[start]
    if lead == 102 or lead == 119 or lead == 122 or lead == 106:  # f w z j
        return False
    before = np.uint8(0)
    for at in range(start, end):
        char = text[at]
        if not is_letter(char) or char == before:
            return False
        before = char
    return True


@loop()
def _weight(text, start, end):  # type: ignore[no-untyped-def]
    """The weight of a plain word as a sign of disguise."""
    if end - start > LONGEST_WORD:
        return 2
    for at in range(start, end):
        if is_vowel(text[at]):
            return 1 if end - start == 1 else 0
    return 2


# Copied into its caller: handing over five arrays for every word costs more than the work.
@loop(inline="always")
def _scan(text, at, first, last):  # type: ignore[no-untyped-def]
    """Where the word that begins at a place ends, how many letters it has, and its hash."""
    letters, key = 0, np.uint64(SEED)
    while at < last:
        char = text[at]
        if is_letter(char):
            letters += 1
        elif not is_word(text, at, first, last):
            break
        key = (key ^ np.uint64(char)) * np.uint64(PRIME)
        at += 1
    return at, letters, key


# Copied into its caller: handing over five arrays for every word costs more than the work.
@loop(inline="always")
def _copy(view, used, text, marks, start, end, base, gap):  # type: ignore[no-untyped-def]
    """Lays a plain word as it is; gives its weight as a sign of disguise."""
    out, flags, out_marks, lows, highs = view
    weight = _weight(text, start, end)
    odd = ODD if weight else 0
    for place in range(start, end):
        at = used + place - start
        out[at], out_marks[at] = text[place], marks[place]
        flags[at] = odd | (gap if place == start else 0)
        lows[at], highs[at] = place - base, place + 1 - base
    return weight


@loop()
def bare_rows(text, marks, row_starts, row_ends, teen, view, starts, ends):  # type: ignore[no-untyped-def]
    """Fills the bare readings of the rows that show a disguise; gives the bytes used.

    `lows` and `highs` count within the folded row. A row without a disguise is left empty.
    """
    keys = teen[0]
    mask, used = np.uint64(len(keys) - 1), 0
    for row in range(len(row_starts)):
        first, last = row_starts[row], row_ends[row]
        begin, signs, reached, start = used, 0, first, first
        while start < last:
            at, letters, key = _scan(text, start, first, last)
            if letters:
                gap = gap_of(text, reached, start) if reached > first else BOUNDARY
                if gap == 0:
                    used = put(view, used, _OTHER, 0, 0, reached - first, start - first)
                    gap = BOUNDARY
                elif gap & POINTED:
                    signs += 2
                slot = -1
                # Most words fall on an empty slot: they are spared the call.
                if keys[np.int64(key & mask)] and may_be_teen(text, marks, start, at, first, last):
                    slot = slot_of(teen, key, marks, start, at)
                if slot >= 0:
                    used = lay_teen(view, used, teen, slot, start - first, at - first, gap)
                    signs += 2
                elif _is_plain(text, start, at):
                    signs += _copy(view, used, text, marks, start, at, first, gap)
                    used += at - start
                else:
                    piece = used
                    used, undone = lay_word(view, used, text, marks, start, at, first)
                    signs += finish(view, piece, used, undone, gap)
                reached = at
            start = max(at, start + 1)
        if signs < 2:
            used = begin
        starts[row], ends[row] = begin, used
        if used > begin:
            used = put(view, used, SEPARATOR, 0, 0, last - first, last - first)
    return used
