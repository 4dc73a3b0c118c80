"""Lays one word of a bare reading with its disguises undone.

Kept apart because importing it loads numba.
"""

from typing import Final

import numpy as np

from lachan.detect.compiled import loop
from lachan.detect.disguises import LEET, LONGEST_WORD, ODD
from lachan.detect.letters import CAPITAL, OTHER
from lachan.detect.signs_kernel import is_letter, is_vowel

_LEET: Final = np.full(128, ord(OTHER), np.uint8)
for _sign, _letter in LEET.items():
    _LEET[ord(_sign)] = ord(_letter)


@loop()
def put(view, at, char, flag, mark, low, high):  # type: ignore[no-untyped-def]
    out, flags, marks, lows, highs = view
    out[at], flags[at], marks[at], lows[at], highs[at] = char, flag, mark, low, high
    return at + 1


@loop()
def _plain(char, at, start, end, text):  # type: ignore[no-untyped-def]
    """The letter that a sign of a word stands for."""
    if is_letter(char):
        return char
    if char == 49 and at == start and end - at > 1 and is_vowel(text[at + 1]):
        return np.uint8(108)
    return _LEET[char & 127]


@loop()
def _lead(view, used, base, char, after, flag, low, high):  # type: ignore[no-untyped-def]
    """The teenagers' first letter as schools write it; gives where to go on, or -1."""
    vowel = is_vowel(after)
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
    used = put(view, used, first, flag, 0, low - base, high - base)
    if second:
        used = put(view, used, second, flag, 0, low - base, high - base)
    return used


@loop()
def _stretch(text, marks, at, start, end):  # type: ignore[no-untyped-def]
    """Where the run of one letter ends, and the first marks in it."""
    char = _plain(text[at], at, start, end, text)
    stop, mark = at, np.uint8(0)
    while stop < end and _plain(text[stop], stop, start, end, text) == char:
        if mark & ~np.uint8(CAPITAL) == 0 and is_letter(text[stop]):
            mark = marks[stop] if marks[stop] & ~np.uint8(CAPITAL) else mark
        stop += 1
    return char, stop, mark


@loop()
def lay_word(view, used, text, marks, start, end, base):  # type: ignore[no-untyped-def]
    """Lays one word without flags; gives the bytes used and whether something was undone."""
    undone, at, first = False, start, used
    for place in range(start, end):
        undone = undone or not is_letter(text[place])
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
            used = put(view, used, char, 0, mark, at - base, stop - base)
        else:
            kept = marks[at] if is_letter(text[at]) else np.uint8(0)
            used = put(view, used, char, 0, kept, at - base, at + 1 - base)
        if not lone:
            for place in range(at + 1, stop):
                kept = marks[place] if is_letter(text[place]) else np.uint8(0)
                used = put(view, used, char, 0, kept, place - base, place + 1 - base)
        at = stop
    return used, undone


@loop()
def finish(view, first, used, undone, gap):  # type: ignore[no-untyped-def]
    """Sets the flags of a laid piece; gives its weight as a sign of disguise."""
    out, flags, _, _, _ = view
    vowel = False
    for at in range(first, used):
        vowel = vowel or is_vowel(out[at])
    weight = 1 if used - first == 1 else 0
    if undone or not vowel or used - first > LONGEST_WORD:
        weight = 2
    for at in range(first, used):
        flags[at] = (ODD if weight else 0) | (gap if at == first else 0)
    return weight
