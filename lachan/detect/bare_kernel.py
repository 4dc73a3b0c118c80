"""The bare reading of a whole batch in one compiled pass. `bare.py` is the same, word by word.

Kept apart because importing it loads numba. The compiled code is cached beside this file.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
from numba import njit

from lachan.detect.bare import (
    BOUNDARY,
    LEET,
    LONGEST_TEEN,
    LONGEST_WORD,
    ODD,
    POINTED,
    VOWELS,
    respelled,
    spellings,
)
from lachan.detect.fold import OTHER
from lachan.detect.fold_kernel import SEPARATOR
from lachan.detect.letters import CAPITAL, MARK_BITS

_OTHER: Final = ord(OTHER)
_SEED: Final = 1469598103934665603
_PRIME: Final = 1099511628211
_LEET: Final = np.full(128, _OTHER, np.uint8)
for _sign, _letter in LEET.items():
    _LEET[ord(_sign)] = ord(_letter)
# One bit per letter from a on: an array would be set up anew wherever it is asked.
_VOWELS: Final = sum(1 << (ord(vowel) - 97) for vowel in VOWELS)
# What a teenager's word becomes is at most this many times as long, counting the space after it.
GROWTH: Final = 4


def bare_room(size: int, rows: int) -> int:
    """Bytes that suffice for the bare readings of `rows` folded texts of `size` bytes together."""
    return (size + 2 * rows) * GROWTH + 8


class Teen(NamedTuple):
    """Teenagers' spelling as an open-addressed table over hashes of folded tokens.

    `keys` uint64; `places` and `sizes` of the plain words in `letters`; `wants` where the marks
    that a token is meant with begin in `marks`, -1 for a token that may have any.
    """

    keys: np.ndarray
    places: np.ndarray
    sizes: np.ndarray
    letters: np.ndarray
    wants: np.ndarray
    marks: np.ndarray


def teen_table(teen: Mapping[str, str]) -> Teen:
    """The table of a word list (see `bare.bare`)."""
    words = list(spellings(teen))
    size = max(16, 1 << (4 * len(words)).bit_length())
    keys, wants = np.zeros(size, np.uint64), np.full(size, -1, np.int64)
    places, sizes = np.zeros(size, np.int64), np.zeros(size, np.int64)
    letters, marks = bytearray(), bytearray()
    for word, meant, said in words:
        plain = " ".join(map(respelled, said.split(" ")))
        spot = _hash(np.frombuffer(word.encode("ascii"), np.uint8), 0, len(word))
        slot = int(spot) & (size - 1)
        while keys[slot]:
            slot = (slot + 1) & (size - 1)
        keys[slot], places[slot], sizes[slot] = spot, len(letters), len(plain)
        letters += plain.encode("ascii")
        if any(meant):
            wants[slot] = len(marks)
            marks += meant
    blobs = [np.frombuffer(bytes(blob) or b"\0", np.uint8) for blob in (letters, marks)]
    return Teen(keys, places, sizes, blobs[0], wants, blobs[1])


@njit(cache=True)
def _hash(text, start, stop):  # type: ignore[no-untyped-def]
    key = np.uint64(_SEED)
    for at in range(start, stop):
        key = (key ^ np.uint64(text[at])) * np.uint64(_PRIME)
    return key


@njit(cache=True)
def _slot_of(teen, key, marks, start, stop):  # type: ignore[no-untyped-def]
    """The slot of a token whose marks are the meant ones or none, -1 when there is none."""
    keys, _, _, _, wants, meant = teen
    slot = np.int64(key & np.uint64(len(keys) - 1))
    while keys[slot]:
        if keys[slot] == key:
            if wants[slot] < 0:
                return slot
            same, typed = True, 0
            for at in range(start, stop):
                mark = marks[at] & MARK_BITS
                typed |= mark
                same = same and mark == meant[wants[slot] + at - start]
            if same or typed == 0:
                return slot
        slot = (slot + 1) & (len(keys) - 1)
    return -1


@njit(cache=True)
def _letter(char):  # type: ignore[no-untyped-def]
    return 97 <= char <= 122


@njit(cache=True)
def _vowel(char):  # type: ignore[no-untyped-def]
    return _letter(char) and (_VOWELS >> (np.int64(char) - 97)) & 1 != 0


@njit(cache=True)
def _digit(char):  # type: ignore[no-untyped-def]
    return 48 <= char <= 57


@njit(cache=True)
def _is_word(text, at, first, last):  # type: ignore[no-untyped-def]
    char = text[at]
    if _letter(char) or _digit(char):
        return True
    if char != 64 and char != 36 and char != 33 and char != 124:  # @ $ ! |
        return False
    before = at > first and _letter(text[at - 1])
    after = at + 1 < last and _letter(text[at + 1])
    return (before or after) if (char == 64 or char == 36) else (before and after)


@njit(cache=True)
def _lone(text, at, first, last):  # type: ignore[no-untyped-def]
    """Whether a letter stands at a place, and no other beside it."""
    if at < first or at >= last or not _letter(text[at]):
        return False
    if at > first and _is_word(text, at - 1, first, last):
        return False
    return at + 1 >= last or not _is_word(text, at + 1, first, last)


@njit(cache=True)
def _may_be_teen(text, marks, start, end, first, last):  # type: ignore[no-untyped-def]
    """A lone capital is a name's; a letter beside another lone letter spells a word."""
    if end - start > 1:
        return end - start <= LONGEST_TEEN
    if marks[start] & CAPITAL:
        return False
    return not (_lone(text, start - 2, first, last) or _lone(text, end + 1, first, last))


@njit(cache=True)
def _gap(text, start, stop):  # type: ignore[no-untyped-def]
    size = stop - start
    if size == 1 and text[start] == 32:
        return BOUNDARY
    if size == 0 or size > 3:
        return 0
    for at in range(start, stop):
        char = text[at]
        if char != text[start] or char == 32 or char == 10 or _digit(char) or _letter(char):
            return 0
    return BOUNDARY | POINTED


@njit(cache=True)
def _put(view, at, char, flag, mark, low, high):  # type: ignore[no-untyped-def]
    out, flags, marks, lows, highs = view
    out[at], flags[at], marks[at], lows[at], highs[at] = char, flag, mark, low, high
    return at + 1


@njit(cache=True)
def _plain(char, at, start, end, text):  # type: ignore[no-untyped-def]
    """The letter that a sign of a word stands for."""
    if _letter(char):
        return char
    if char == 49 and at == start and end - at > 1 and _vowel(text[at + 1]):
        return np.uint8(108)
    return _LEET[char & 127]


@njit(cache=True)
def _lead(view, used, base, char, after, flag, low, high):  # type: ignore[no-untyped-def]
    """The teenagers' first letter as schools write it; gives where to go on, or -1."""
    vowel = _vowel(after)
    first, second = 0, 0
    if char == 102:  # f
        first, second = 112, 104
    elif char == 122:  # z
        first = 100
    elif char == 119 and vowel:  # w
        first, second = 113, 117
    elif char == 106 and vowel:  # j
        first, second = 103, (0 if after == 105 else 105)
    if first == 0:
        return -1
    used = _put(view, used, first, flag, 0, low - base, high - base)
    if second:
        used = _put(view, used, second, flag, 0, low - base, high - base)
    return used


@njit(cache=True)
def _stretch(text, marks, at, start, end):  # type: ignore[no-untyped-def]
    """Where the run of one letter ends, and the first marks in it."""
    char = _plain(text[at], at, start, end, text)
    stop, mark = at, np.uint8(0)
    while stop < end and _plain(text[stop], stop, start, end, text) == char:
        if mark & ~np.uint8(CAPITAL) == 0 and _letter(text[stop]):
            mark = marks[stop] if marks[stop] & ~np.uint8(CAPITAL) else mark
        stop += 1
    return char, stop, mark


@njit(cache=True)
def _word(view, used, text, marks, start, end, base):  # type: ignore[no-untyped-def]
    """Lays one word without flags; gives the bytes used and whether something was undone."""
    undone, at, first = False, start, used
    for place in range(start, end):
        undone = undone or not _letter(text[place])
    while at < end:
        char, stop, mark = _stretch(text, marks, at, start, end)
        size = stop - at
        once = size > 2 or (size == 2 and stop == end)
        undone = undone or once
        lone = once or size == 1
        after = np.uint8(0)
        if used == first and stop < end:
            after = _plain(text[stop], stop, start, end, text)
        if used == first and not lone:
            after = char
        reach = stop if once else at + 1
        respelled = _lead(view, used, base, char, after, 0, start, reach) if used == first else -1
        if respelled >= 0:
            used, undone = respelled, True
        elif once:
            used = _put(view, used, char, 0, mark, at - base, stop - base)
        else:
            kept = marks[at] if _letter(text[at]) else np.uint8(0)
            used = _put(view, used, char, 0, kept, at - base, at + 1 - base)
        if not lone:
            for place in range(at + 1, stop):
                kept = marks[place] if _letter(text[place]) else np.uint8(0)
                used = _put(view, used, char, 0, kept, place - base, place + 1 - base)
        at = stop
    return used, undone


@njit(cache=True)
def _finish(view, first, used, undone, gap):  # type: ignore[no-untyped-def]
    """Sets the flags of a laid piece; gives its weight as a sign of disguise."""
    out, flags, _, _, _ = view
    vowel = False
    for at in range(first, used):
        vowel = vowel or _vowel(out[at])
    weight = 1 if used - first == 1 else 0
    if undone or not vowel or used - first > LONGEST_WORD:
        weight = 2
    for at in range(first, used):
        flags[at] = (ODD if weight else 0) | (gap if at == first else 0)
    return weight


@njit(cache=True)
def _teen(view, used, teen, slot, low, high, gap):  # type: ignore[no-untyped-def]
    """Lays the plain words of a teenager's word."""
    _, places, sizes, letters, _, _ = teen
    begins = True
    for at in range(places[slot], places[slot] + sizes[slot]):
        if letters[at] == 32:
            gap, begins = BOUNDARY, True
            continue
        used = _put(view, used, letters[at], ODD | (gap if begins else 0), 0, low, high)
        begins = False
    return used


@njit(cache=True)
def _is_plain(text, start, end):  # type: ignore[no-untyped-def]
    """Whether a word stands in the bare reading as it is: the quick way, for nearly all words."""
    lead = text[start]
    if lead == 102 or lead == 119 or lead == 122 or lead == 106:  # f w z j
        return False
    before = np.uint8(0)
    for at in range(start, end):
        char = text[at]
        if not _letter(char) or char == before:
            return False
        before = char
    return True


@njit(cache=True)
def _weight(text, start, end):  # type: ignore[no-untyped-def]
    """The weight of a plain word as a sign of disguise."""
    if end - start > LONGEST_WORD:
        return 2
    for at in range(start, end):
        if _vowel(text[at]):
            return 1 if end - start == 1 else 0
    return 2


# Copied into its caller: handing over five arrays for every word costs more than the work.
@njit(cache=True, inline="always")
def _scan(text, at, first, last):  # type: ignore[no-untyped-def]
    """Where the word that begins at a place ends, how many letters it has, and its hash."""
    letters, key = 0, np.uint64(_SEED)
    while at < last:
        char = text[at]
        if _letter(char):
            letters += 1
        elif not _is_word(text, at, first, last):
            break
        key = (key ^ np.uint64(char)) * np.uint64(_PRIME)
        at += 1
    return at, letters, key


# Copied into its caller: handing over five arrays for every word costs more than the work.
@njit(cache=True, inline="always")
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


@njit(cache=True)
def bare_rows(text, marks, row_starts, row_ends, teen, view, starts, ends):  # type: ignore[no-untyped-def]
    """Fills the bare readings of the rows that show a disguise; gives the bytes used.

    `lows` and `highs` count within the folded row. A row without a disguise is left empty.
    """
    used = 0
    for row in range(len(row_starts)):
        first, last = row_starts[row], row_ends[row]
        begin, signs, reached, start = used, 0, first, first
        while start < last:
            at, letters, key = _scan(text, start, first, last)
            if letters:
                gap = _gap(text, reached, start) if reached > first else BOUNDARY
                if gap == 0:
                    used = _put(view, used, _OTHER, 0, 0, reached - first, start - first)
                    gap = BOUNDARY
                elif gap & POINTED:
                    signs += 2
                slot = -1
                if _may_be_teen(text, marks, start, at, first, last):
                    slot = _slot_of(teen, key, marks, start, at)
                if slot >= 0:
                    used = _teen(view, used, teen, slot, start - first, at - first, gap)
                    signs += 2
                elif _is_plain(text, start, at):
                    signs += _copy(view, used, text, marks, start, at, first, gap)
                    used += at - start
                else:
                    piece = used
                    used, undone = _word(view, used, text, marks, start, at, first)
                    signs += _finish(view, piece, used, undone, gap)
                reached = at
            start = max(at, start + 1)
        if signs < 2:
            used = begin
        starts[row], ends[row] = begin, used
        if used > begin:
            used = _put(view, used, SEPARATOR, 0, 0, last - first, last - first)
    return used
