"""Teenagers' spelling as a table that a compiled loop can ask.

Kept apart because importing it loads numba.
"""

from typing import Final, NamedTuple

import numpy as np

from lachan.detect.compiled import loop
from lachan.detect.disguises import BOUNDARY, LONGEST_TEEN, ODD, Spellings
from lachan.detect.letters import CAPITAL, MARK_BITS
from lachan.detect.signs_kernel import is_lone
from lachan.detect.word_kernel import put

SEED: Final = 1469598103934665603
PRIME: Final = 1099511628211


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


def teen_table(teen: Spellings) -> Teen:
    """The table of a word list that was made ready."""
    words = [(word, *entry) for word, entries in teen.items() for entry in entries]
    size = max(16, 1 << (4 * len(words)).bit_length())
    keys, wants = np.zeros(size, np.uint64), np.full(size, -1, np.int64)
    places, sizes = np.zeros(size, np.int64), np.zeros(size, np.int64)
    letters, marks = bytearray(), bytearray()
    for word, meant, plain in words:
        spot = hash_of(np.frombuffer(word.encode("ascii"), np.uint8), 0, len(word))
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


@loop()
def hash_of(text, start, stop):  # type: ignore[no-untyped-def]
    key = np.uint64(SEED)
    for at in range(start, stop):
        key = (key ^ np.uint64(text[at])) * np.uint64(PRIME)
    return key


@loop()
def slot_of(teen, key, marks, start, stop):  # type: ignore[no-untyped-def]
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


@loop()
def may_be_teen(text, marks, start, end, first, last):  # type: ignore[no-untyped-def]
    """A lone capital is a name's; a letter beside another lone letter spells a word."""
    if end - start > 1:
        return end - start <= LONGEST_TEEN
    if marks[start] & CAPITAL:
        return False
    return not (is_lone(text, start - 2, first, last) or is_lone(text, end + 1, first, last))


@loop()
def lay_teen(view, used, teen, slot, low, high, gap):  # type: ignore[no-untyped-def]
    """Lays the plain words of a teenager's word."""
    _, places, sizes, letters, _, _ = teen
    begins = True
    for at in range(places[slot], places[slot] + sizes[slot]):
        if letters[at] == 32:
            gap, begins = BOUNDARY, True
            continue
        used = put(view, used, letters[at], ODD | (gap if begins else 0), 0, low, high)
        begins = False
    return used
